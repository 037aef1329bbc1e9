PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE t (a /* one */, `b` -- two
);
INSERT INTO t VALUES(1,X'00ff');
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','f','f',0,'CREATE VIRTUAL TABLE f USING fts5(body)');
COMMIT;
.read other.sql
ATTACH 'x' AS y;
