CREATE TABLE "Mixed Case" ("Id" int PRIMARY KEY, "select" int UNIQUE);
CREATE TABLE a_very_long_table_name_that_goes_on_and_on_and_on_to_the_end (a_very_long_column_name_that_goes_on_and_on_and_on int CHECK (a_very_long_column_name_that_goes_on_and_on_and_on > 0) UNIQUE);
CREATE TABLE straße (größe int UNIQUE, U&"d\0061t\+000061" int);
CREATE TABLE t (a int, b int);
CREATE INDEX t_a_idx ON t (b);
CREATE INDEX ON t (a);
CREATE TABLE t_pkey (a serial PRIMARY KEY);
ALTER TABLE t ADD PRIMARY KEY (a);
ALTER TABLE t ADD CHECK (a > b), ADD CHECK (b > a);
