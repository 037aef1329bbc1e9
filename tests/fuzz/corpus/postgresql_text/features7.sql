-- Views, functions, triggers, rules, privileges, data.
CREATE VIEW names AS SELECT b AS name FROM parents;
CREATE OR REPLACE VIEW names AS SELECT b AS name, a FROM parents;
COMMENT ON VIEW names IS 'a view';
CREATE VIEW old_view AS SELECT 1 AS one;
ALTER VIEW old_view RENAME TO new_view;
CREATE MATERIALIZED VIEW counts AS SELECT count(*) AS n, c FROM parents GROUP BY c;
CREATE INDEX ON counts (c);
CREATE VIEW gone_view AS SELECT 1 AS one;
DROP VIEW gone_view;
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN f.a > 0 THEN 1 ELSE 2 END; SELECT 3; END;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $_$ BEGIN CREATE TABLE in_function (a int); RETURN NEW; END; $_$;
CREATE TRIGGER touched BEFORE UPDATE ON changed FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER other BEFORE UPDATE ON shop.orders FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER on_parts BEFORE UPDATE ON parts FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TRIGGER other ON shop.orders RENAME TO renamed;
CREATE RULE r AS ON INSERT TO new_view DO INSTEAD (INSERT INTO second VALUES (1); SELECT 1);
DO $$ BEGIN IF false THEN CREATE TABLE never (a int); END IF; END $$;
BEGIN;
CREATE TABLE rolled_back (a int);
ROLLBACK;
BEGIN;
SAVEPOINT s;
CREATE TABLE rolled_back_to (a int);
ROLLBACK TO s;
CREATE TABLE kept (a int);
COMMIT;
GRANT SELECT ON parents TO PUBLIC;
INSERT INTO second VALUES (1), (2); /* a comment; with /* another; */ one */
COPY second (d) FROM stdin;
3
\N
\.
\echo done
