/* SPDX-License-Identifier: MIT */
/*
 * Sources: PostgreSQL 15 manual, chapter 8 (data types) and table 8.1 (aliases); MariaDB and MySQL manuals, data types;
 * SQLite, "Datatypes In SQLite" section 3.1 and its example names.
 */
#include "analyzer/graph/sql_type_names.h"
#include "analyzer/facts/intern.h"
#include "analyzer/graph/vocabulary_table.h"

#include <string.h>

enum {
    PG = 1 << ORM_DIALECT_POSTGRESQL,
    SL = 1 << ORM_DIALECT_SQLITE,
    MY = 1 << ORM_DIALECT_MYSQL | 1 << ORM_DIALECT_MARIADB,
    ALL = PG | SL | MY,
};

#define NAME(alias, canonical, family, bits, arguments, dialects)                                                   \
    {                                                                                                               \
        alias, canonical, ORM_SQL_##family, bits, ORM_ARGUMENTS_##arguments, ORM_SQL_UNSTATED, FALSE, FALSE, FALSE, \
            dialects                                                                                                \
    }
#define LENGTH(alias, canonical, family, default_length, dialects)                                                 \
    {                                                                                                              \
        alias, canonical, ORM_SQL_##family, 0, ORM_ARGUMENTS_LENGTH, default_length, FALSE, FALSE, FALSE, dialects \
    }
#define SERIAL(alias, canonical, bits, dialects)                                                                    \
    {                                                                                                               \
        alias, canonical, ORM_SQL_INTEGER, bits, ORM_ARGUMENTS_NONE, ORM_SQL_UNSTATED, FALSE, TRUE, FALSE, dialects \
    }
#define ZONED(alias, canonical, family)                                                                              \
    {                                                                                                                \
        alias, canonical, ORM_SQL_##family, 0, ORM_ARGUMENTS_FRACTION, ORM_SQL_UNSTATED, TRUE, FALSE, FALSE, PG | SL \
    }
#define VECTOR(alias)                                                                                \
    {                                                                                                \
        alias, alias, ORM_SQL_OTHER, 0, ORM_ARGUMENTS_NONE, ORM_SQL_UNSTATED, FALSE, FALSE, TRUE, PG \
    }
#define OTHER(alias) NAME(alias, alias, OTHER, 0, NONE, PG)
#define UNSTATED ORM_SQL_UNSTATED

static const OrmSqlTypeName names[] = {
    NAME("boolean", "boolean", BOOLEAN, 0, NONE, ALL),
    NAME("bool", "boolean", BOOLEAN, 0, NONE, ALL),
    NAME("tinyint", "tinyint", INTEGER, 8, NONE, MY | SL),
    NAME("int1", "tinyint", INTEGER, 8, NONE, MY),
    NAME("smallint", "smallint", INTEGER, 16, NONE, ALL),
    NAME("int2", "smallint", INTEGER, 16, NONE, ALL),
    NAME("mediumint", "mediumint", INTEGER, 24, NONE, MY | SL),
    NAME("int3", "mediumint", INTEGER, 24, NONE, MY),
    NAME("middleint", "mediumint", INTEGER, 24, NONE, MY),
    NAME("integer", "integer", INTEGER, 32, NONE, ALL),
    NAME("int", "integer", INTEGER, 32, NONE, ALL),
    NAME("int4", "integer", INTEGER, 32, NONE, PG | MY),
    NAME("bigint", "bigint", INTEGER, 64, NONE, ALL),
    NAME("big int", "bigint", INTEGER, 64, NONE, SL),
    NAME("int8", "bigint", INTEGER, 64, NONE, ALL),
    SERIAL("smallserial", "smallint", 16, PG),
    SERIAL("serial2", "smallint", 16, PG),
    SERIAL("serial", "integer", 32, PG),
    SERIAL("serial", "bigint", 64, MY), /* unsigned; and NOT NULL, AUTO_INCREMENT and UNIQUE */
    SERIAL("serial4", "integer", 32, PG),
    SERIAL("bigserial", "bigint", 64, PG),
    SERIAL("serial8", "bigint", 64, PG),
    NAME("numeric", "numeric", NUMERIC, 0, PRECISION_SCALE, ALL),
    NAME("decimal", "numeric", NUMERIC, 0, PRECISION_SCALE, ALL),
    NAME("dec", "numeric", NUMERIC, 0, PRECISION_SCALE, PG | MY),
    NAME("fixed", "numeric", NUMERIC, 0, PRECISION_SCALE, MY),
    NAME("real", "real", FLOAT, 32, NONE, PG),
    NAME("real", "double precision", FLOAT, 64, NONE, MY | SL),
    NAME("float4", "real", FLOAT, 32, NONE, PG),
    NAME("float4", "float", FLOAT, 32, FLOAT_BITS, MY),
    NAME("float", "double precision", FLOAT, 64, FLOAT_BITS, PG | SL),
    NAME("float", "float", FLOAT, 32, FLOAT_BITS, MY),
    NAME("double precision", "double precision", FLOAT, 64, NONE, ALL),
    NAME("double", "double precision", FLOAT, 64, NONE, MY | SL),
    NAME("float8", "double precision", FLOAT, 64, NONE, PG | MY),
    LENGTH("char", "char", CHAR, 1, ALL),
    LENGTH("character", "char", CHAR, 1, ALL),
    LENGTH("bpchar", "char", CHAR, UNSTATED, PG),
    LENGTH("nchar", "char", CHAR, 1, ALL),
    LENGTH("national char", "char", CHAR, 1, ALL),
    LENGTH("national character", "char", CHAR, 1, ALL),
    LENGTH("native character", "char", CHAR, 1, SL),
    LENGTH("varchar", "varchar", VARCHAR, UNSTATED, ALL),
    LENGTH("character varying", "varchar", VARCHAR, UNSTATED, ALL),
    LENGTH("char varying", "varchar", VARCHAR, UNSTATED, ALL),
    LENGTH("varying character", "varchar", VARCHAR, UNSTATED, SL),
    LENGTH("nvarchar", "varchar", VARCHAR, UNSTATED, MY | SL),
    LENGTH("varchar2", "varchar", VARCHAR, UNSTATED, 1 << ORM_DIALECT_MARIADB),
    LENGTH("national varchar", "varchar", VARCHAR, UNSTATED, MY),
    LENGTH("nchar varchar", "varchar", VARCHAR, UNSTATED, MY),
    LENGTH("nchar varying", "varchar", VARCHAR, UNSTATED, PG | MY),
    LENGTH("national char varying", "varchar", VARCHAR, UNSTATED, PG | MY),
    LENGTH("national character varying", "varchar", VARCHAR, UNSTATED, PG | MY),
    LENGTH("text", "text", TEXT, UNSTATED, ALL),
    LENGTH("clob", "text", TEXT, UNSTATED, SL | 1 << ORM_DIALECT_MARIADB),
    LENGTH("tinytext", "tinytext", TEXT, 255, MY),
    LENGTH("mediumtext", "mediumtext", TEXT, 16777215, MY),
    LENGTH("longtext", "longtext", TEXT, UNSTATED, MY),
    LENGTH("long", "mediumtext", TEXT, 16777215, MY),
    LENGTH("long varchar", "mediumtext", TEXT, 16777215, MY),
    LENGTH("long char varying", "mediumtext", TEXT, 16777215, MY),
    LENGTH("long character varying", "mediumtext", TEXT, 16777215, MY),
    LENGTH("binary", "binary", BINARY, 1, MY),
    LENGTH("binary", "binary", BINARY, UNSTATED, SL),
    LENGTH("varbinary", "varbinary", VARBINARY, UNSTATED, MY | SL),
    LENGTH("bytea", "blob", BLOB, UNSTATED, PG),
    LENGTH("blob", "blob", BLOB, UNSTATED, MY | SL),
    LENGTH("tinyblob", "tinyblob", BLOB, 255, MY),
    LENGTH("mediumblob", "mediumblob", BLOB, 16777215, MY),
    LENGTH("long varbinary", "mediumblob", BLOB, 16777215, MY),
    LENGTH("longblob", "longblob", BLOB, UNSTATED, MY),
    NAME("date", "date", DATE, 0, NONE, ALL),
    NAME("time", "time", TIME, 0, FRACTION, ALL),
    ZONED("timetz", "time", TIME),
    NAME("timestamp", "timestamp", TIMESTAMP, 0, FRACTION, ALL),
    ZONED("timestamptz", "timestamp", TIMESTAMP),
    NAME("datetime", "datetime", TIMESTAMP, 0, FRACTION, MY | SL),
    NAME("year", "year", OTHER, 8, LENGTH, MY),
    NAME("interval", "interval", INTERVAL, 0, FRACTION, PG),
    NAME("uuid", "uuid", UUID, 0, NONE, PG | 1 << ORM_DIALECT_MARIADB),
    NAME("json", "json", JSON, 0, NONE, PG | MY),
    NAME("jsonb", "jsonb", JSON, 0, NONE, PG),
    LENGTH("bit", "bit", BIT, 1, PG | MY),
    LENGTH("bit varying", "varbit", BIT, UNSTATED, PG),
    LENGTH("varbit", "varbit", BIT, UNSTATED, PG),
    NAME("inet6", "inet6", OTHER, 0, NONE, 1 << ORM_DIALECT_MARIADB),
    NAME("inet4", "inet4", OTHER, 0, NONE, 1 << ORM_DIALECT_MARIADB),
    NAME("set", "set", OTHER, 0, NONE, MY),
    NAME("geometry", "geometry", OTHER, 0, NONE, MY),
    LENGTH("geometry", "geometry", OTHER, UNSTATED, PG),
    LENGTH("geography", "geography", OTHER, UNSTATED, PG),
    NAME("point", "point", OTHER, 0, NONE, MY | PG),
    NAME("linestring", "linestring", OTHER, 0, NONE, MY),
    NAME("polygon", "polygon", OTHER, 0, NONE, MY | PG),
    NAME("multipoint", "multipoint", OTHER, 0, NONE, MY),
    NAME("multilinestring", "multilinestring", OTHER, 0, NONE, MY),
    NAME("multipolygon", "multipolygon", OTHER, 0, NONE, MY),
    NAME("geometrycollection", "geometrycollection", OTHER, 0, NONE, MY),
    NAME("geomcollection", "geometrycollection", OTHER, 0, NONE, 1 << ORM_DIALECT_MYSQL),
    LENGTH("vector", "vector", OTHER, UNSTATED, PG | MY),
    NAME("any", "any", OTHER, 0, NONE, SL),
    OTHER("name"),
    OTHER("\"char\""),
    OTHER("oid"),
    OTHER("xid"),
    OTHER("xid8"),
    OTHER("cid"),
    OTHER("tid"),
    OTHER("regproc"),
    OTHER("regprocedure"),
    OTHER("regoper"),
    OTHER("regoperator"),
    OTHER("regclass"),
    OTHER("regtype"),
    OTHER("regrole"),
    OTHER("regnamespace"),
    OTHER("regconfig"),
    OTHER("regdictionary"),
    OTHER("regcollation"),
    OTHER("pg_lsn"),
    OTHER("pg_node_tree"),
    OTHER("pg_ndistinct"),
    OTHER("pg_dependencies"),
    OTHER("pg_mcv_list"),
    OTHER("pg_snapshot"),
    OTHER("txid_snapshot"),
    OTHER("aclitem"),
    OTHER("anyarray"),
    VECTOR("oidvector"),
    VECTOR("int2vector"),
    OTHER("inet"),
    OTHER("cidr"),
    OTHER("macaddr"),
    OTHER("macaddr8"),
    OTHER("money"),
    OTHER("xml"),
    OTHER("tsvector"),
    OTHER("tsquery"),
    OTHER("line"),
    OTHER("lseg"),
    OTHER("box"),
    OTHER("path"),
    OTHER("circle"),
    OTHER("int4range"),
    OTHER("int8range"),
    OTHER("numrange"),
    OTHER("tsrange"),
    OTHER("tstzrange"),
    OTHER("daterange"),
    OTHER("int4multirange"),
    OTHER("int8multirange"),
    OTHER("nummultirange"),
    OTHER("tsmultirange"),
    OTHER("tstzmultirange"),
    OTHER("datemultirange"),
    OTHER("citext"),
    OTHER("hstore"),
    OTHER("ltree"),
    OTHER("lquery"),
    OTHER("ltxtquery"),
    OTHER("cube"),
    OTHER("seg"),
    OTHER("isbn"),
    OTHER("isbn13"),
    OTHER("issn"),
    OTHER("issn13"),
    OTHER("ismn"),
    OTHER("ismn13"),
    OTHER("ean13"),
    OTHER("upc"),
    OTHER("box2d"),
    OTHER("box3d"),
    OTHER("raster"),
    LENGTH("halfvec", "halfvec", OTHER, UNSTATED, PG),
    LENGTH("sparsevec", "sparsevec", OTHER, UNSTATED, PG),
};

/* Aliases repeat where dialects disagree on the meaning: each alias maps to its entries in the table's order. */
static GHashTable *index_names(void)
{
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = G_N_ELEMENTS(names); i-- > 0;)
        g_hash_table_insert(index, (gpointer)names[i].alias, (gpointer)&names[i]);
    return index;
}

const OrmSqlTypeName *orm_sql_type_name_find(const char *words, OrmDialect dialect)
{
    static gsize once;
    if (g_once_init_enter(&once))
        g_once_init_leave(&once, (gsize)index_names());
    const OrmSqlTypeName *entry = g_hash_table_lookup((GHashTable *)once, words);
    if (entry == NULL || dialect == ORM_DIALECT_PORTABLE)
        return entry;
    const OrmSqlTypeName *end = names + G_N_ELEMENTS(names);
    for (; entry < end; entry++) {
        if (g_str_equal(entry->alias, words) && (entry->dialects & 1u << dialect) != 0)
            return entry;
    }
    return NULL;
}

const char *orm_sql_type_name_nearest(const char *words, OrmDialect dialect)
{
    gsize length = strlen(words);
    for (guint most = 1; most <= (length > 5 ? 2 : length > 3 ? 1 : 0); most++) {
        for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
            gboolean known = dialect == ORM_DIALECT_PORTABLE || (names[i].dialects & 1u << dialect) != 0;
            if (known && strlen(names[i].alias) > 3 && orm_words_are_near(words, names[i].alias, most))
                return names[i].alias;
        }
    }
    return NULL;
}

static const char *integer_name(const OrmSqlType *type)
{
    switch (type->bits) {
    case 8:
        return "TINYINT";
    case 16:
        return "SMALLINT";
    case 24:
        return "MEDIUMINT";
    case 64:
        return "BIGINT";
    default:
        return "INTEGER";
    }
}

const char *orm_sql_type_printed_name(const OrmSqlType *type, OrmDialect dialect)
{
    gboolean mysql = orm_dialect_is_mysql(dialect);
    switch (type->family) {
    case ORM_SQL_BOOLEAN:
        return mysql ? "BOOL" : "BOOLEAN";
    case ORM_SQL_INTEGER:
        return integer_name(type);
    case ORM_SQL_FLOAT:
        if (type->bits == 32)
            return mysql ? "FLOAT" : "REAL";
        return mysql ? "DOUBLE" : "DOUBLE PRECISION";
    case ORM_SQL_BINARY:
    case ORM_SQL_VARBINARY:
    case ORM_SQL_BLOB:
        if (dialect == ORM_DIALECT_POSTGRESQL)
            return "BYTEA";
        break;
    default:
        break;
    }
    g_autofree char *upper = g_ascii_strup(type->name, -1);
    return orm_intern(upper);
}
