CREATE TABLE a (
  a text DEFAULT 'x
);
CREATE TABLE b (a int);
