CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE a (id int);
CREATE TABLE b (x int, x text, y int REFERENCES nothing, z int REFERENCES a (nope));
CREATE INDEX ON b (nope);
CREATE TABEL c (id int);
CREATE TABLE d (id int,;
ALTER TABLE nothing ADD x int;
ALTER TABLE a DROP COLUMN nope, DROP COLUMN id;
CREATE TABLE e (id int REFERENCES a);
DROP TABLE a;
DROP INDEX a_pkey;
ALTER TABLE a DROP CONSTRAINT a_pkey;
ALTER TABLE a ADD PRIMARY KEY (id);
CREATE TYPE t AS ENUM ('a');
ALTER TABLE e ADD t t;
DROP TYPE t;
ALTER TYPE t ADD VALUE 'a';
ALTER TABLE a RENAME id TO id;
COMMENT ON TABLE nothing IS 'x';
CREATE SCHEMA s;
CREATE TABLE s.x (a int);
DROP SCHEMA s;
\i other.sql
COPY a (id) FROM stdin;
1
CREATE TABLE in_data (a int);
\.
CREATE TABLE é (a int, b;
CREATE TABLE f (id int) /* open
