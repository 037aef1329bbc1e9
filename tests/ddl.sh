#!/bin/bash
# What `ormlint ddl` prints is taken by the databases: PostgreSQL and MariaDB (scratch servers on Unix sockets, as unprivileged users) and
# SQLite; and for the seed's models it means what SQLAlchemy's CreateTable prints.
# usage: ddl.sh ORMLINT SOURCE_FOLDER
set -euo pipefail
ormlint=$(realpath "$1") source=$2
. "$source/tests/support/servers.sh"
failed=0
start_postgresql
start_mariadb

# models FOLDER DIALECT: its statements.
models() { (cd "$source/$1" && "$ormlint" ddl --dialect "$2" -p "$source/tests/support/no-commands/compile_commands.json" .); }
# loads FOLDER DIALECT: an empty database takes them.
loads() {
    local name
    name=$(basename "$1" | tr - _)
    models "$1" "$2" >"$scratch/$name.sql"
    [ -s "$scratch/$name.sql" ] || { echo "FAILED: no statement for $1 in $2"; failed=1; return; }
    case $2 in
    postgresql) psql -c "CREATE DATABASE $name" postgres && psql -c 'CREATE EXTENSION btree_gist' -f "$scratch/$name.sql" "$name" ;;
    sqlite) sqlite3 -bail :memory: <"$scratch/$name.sql" ;;
    mariadb) { echo "CREATE DATABASE $name; USE $name;"; cat "$scratch/$name.sql"; } | mariadb ;;
    esac || { echo "FAILED: $2 does not take what is printed for $1"; failed=1; }
}

for dialect in postgresql sqlite mariadb; do
    loads fixtures/projects/seed $dialect
    loads fixtures/projects/tutorial $dialect
    loads fixtures/fk-cycle/three_tables $dialect # a ring
    loads tests/ddl $dialect                      # names to quote
done
loads fixtures/projects/shop postgresql
loads fixtures/projects/shop-sqlite sqlite
loads fixtures/projects/shop-mysql mariadb

# The same models in SQLAlchemy, in a database of their own, must leave the same schema behind.
/usr/bin/python3 - >"$scratch/sqlalchemy.sql" <<'PYTHON'
from sqlalchemy import BigInteger, Column, ForeignKey
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import declarative_base, relationship
from sqlalchemy.schema import CreateTable

Base = declarative_base()

class Parent(Base):
    __tablename__ = "parent_table"
    id = Column(BigInteger, primary_key=True)
    child_id = Column(BigInteger, ForeignKey("child_table.id"), nullable=False)
    child = relationship("Child", back_populates="parents")

class Child(Base):
    __tablename__ = "child_table"
    id = Column(BigInteger, primary_key=True)
    parents = relationship("Parent", back_populates="child")

for table in Base.metadata.sorted_tables:
    print(str(CreateTable(table).compile(dialect=postgresql.dialect())) + ";")
PYTHON
psql -c 'CREATE DATABASE sqlalchemy' postgres
psql -f "$scratch/sqlalchemy.sql" sqlalchemy
for database in seed sqlalchemy; do
    "$postgresql/pg_dump" -h "$scratch/postgres" -U tester --schema-only --no-owner "$database" |
        grep -vE '^(--|$|\\(un)?restrict |SET |SELECT pg_catalog|CREATE EXTENSION|COMMENT ON EXTENSION)' >"$scratch/$database.dump"
done
diff -u "$scratch/sqlalchemy.dump" "$scratch/seed.dump" || { echo "FAILED: SQLAlchemy makes another schema of the seed"; failed=1; }
exit "$failed"
