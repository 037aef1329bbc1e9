/* SPDX-License-Identifier: MIT */
/* The members of a catalog and of what is no table. */
#include "analyzer/schema/snapshot_records.h"

static const char *const dialects[] = {"portable", "postgresql", "sqlite", "mysql", "mariadb", NULL};
static const char *const levels[] = {"error", "warning", "info", NULL};
static const char *const steps[] = {[ORM_STEP_CREATE_SCHEMA] = "create schema",
                                    [ORM_STEP_DROP_SCHEMA] = "drop schema",
                                    [ORM_STEP_CREATE_TABLE] = "create table",
                                    [ORM_STEP_DROP_TABLE] = "drop table",
                                    [ORM_STEP_RENAME_TABLE] = "rename table",
                                    [ORM_STEP_CREATE_VIEW] = "create view",
                                    [ORM_STEP_DROP_VIEW] = "drop view",
                                    [ORM_STEP_ADD_COLUMN] = "add column",
                                    [ORM_STEP_DROP_COLUMN] = "drop column",
                                    [ORM_STEP_RENAME_COLUMN] = "rename column",
                                    [ORM_STEP_ALTER_TYPE] = "alter type",
                                    [ORM_STEP_SET_NOT_NULL] = "set not null",
                                    [ORM_STEP_DROP_NOT_NULL] = "drop not null",
                                    [ORM_STEP_SET_DEFAULT] = "set default",
                                    [ORM_STEP_DROP_DEFAULT] = "drop default",
                                    [ORM_STEP_ADD_PRIMARY_KEY] = "add primary key",
                                    [ORM_STEP_ADD_UNIQUE] = "add unique",
                                    [ORM_STEP_ADD_FOREIGN_KEY] = "add foreign key",
                                    [ORM_STEP_ADD_CHECK] = "add check",
                                    [ORM_STEP_ADD_EXCLUDE] = "add exclude",
                                    [ORM_STEP_VALIDATE_CONSTRAINT] = "validate constraint",
                                    [ORM_STEP_DROP_PRIMARY_KEY] = "drop primary key",
                                    [ORM_STEP_DROP_UNIQUE] = "drop unique",
                                    [ORM_STEP_DROP_FOREIGN_KEY] = "drop foreign key",
                                    [ORM_STEP_DROP_CONSTRAINT] = "drop constraint",
                                    [ORM_STEP_CREATE_INDEX] = "create index",
                                    [ORM_STEP_DROP_INDEX] = "drop index",
                                    [ORM_STEP_RENAME_OTHER] = "rename other",
                                    [ORM_STEP_CREATE_TYPE] = "create type",
                                    [ORM_STEP_DROP_TYPE] = "drop type",
                                    [ORM_STEP_ADD_ENUM_VALUE] = "add enum value",
                                    [ORM_STEP_REMOVE_ENUM_VALUE] = "remove enum value",
                                    [ORM_STEP_RENAME_ENUM_VALUE] = "rename enum value",
                                    [ORM_STEP_REORDER_ENUM_VALUES] = "reorder enum values",
                                    [ORM_STEP_BEGIN] = "begin",
                                    [ORM_STEP_COMMIT] = "commit",
                                    [ORM_STEP_ROLLBACK] = "rollback",
                                    [ORM_STEP_SET_TIMEOUT] = "set timeout",
                                    [ORM_STEP_DATA] = "data",
                                    [ORM_STEP_OTHER] = "other",
                                    NULL};

gpointer orm_snapshot_add_plain(const OrmNewRecord *made, gsize size)
{
    gpointer record = g_malloc0(size);
    g_ptr_array_add(made->list, record);
    return record;
}

static gpointer add_type(const OrmNewRecord *made)
{
    return orm_catalog_add_type(made->catalog, made->schema, made->name, made->has_labels, ORM_PLACE_UNKNOWN);
}

static const OrmMember type_members[] = {MEMBER(OrmCatalogType, schema, SCHEMA),
                                         MEMBER(OrmCatalogType, name, TEXT, .required = TRUE),
                                         MEMBER(OrmCatalogType, labels, LABELS),
                                         MEMBER(OrmCatalogType, base_type, TEXT),
                                         MEMBER(OrmCatalogType, default_text, TEXT),
                                         MEMBER(OrmCatalogType, not_null, FLAG),
                                         MEMBER(OrmCatalogType, comment, TEXT),
                                         MEMBER(OrmCatalogType, place, PLACE),
                                         MEMBER(OrmCatalogType, checks, LIST, .record = &orm_snapshot_check),
                                         END_OF_MEMBERS};
static const OrmRecord type_record = {sizeof(OrmCatalogType), type_members, add_type, NULL};

static gpointer add_sequence(const OrmNewRecord *made)
{
    return orm_catalog_add_sequence(made->catalog, made->schema, made->name, ORM_PLACE_UNKNOWN);
}

static const OrmMember sequence_members[] = {MEMBER(OrmCatalogSequence, schema, SCHEMA),
                                             MEMBER(OrmCatalogSequence, name, TEXT, .required = TRUE),
                                             MEMBER(OrmCatalogSequence, increment, NUMBER),
                                             MEMBER(OrmCatalogSequence, start, NUMBER),
                                             MEMBER(OrmCatalogSequence, owned_by, TEXT),
                                             MEMBER(OrmCatalogSequence, place, PLACE),
                                             END_OF_MEMBERS};
static const OrmRecord sequence_record = {sizeof(OrmCatalogSequence), sequence_members, add_sequence, NULL};

static gpointer add_trigger(const OrmNewRecord *made)
{
    return orm_snapshot_add_plain(made, sizeof(OrmCatalogTrigger));
}

static const OrmMember trigger_members[] = {
    MEMBER(OrmCatalogTrigger, table, TEXT, .required = TRUE), MEMBER(OrmCatalogTrigger, name, TEXT, .required = TRUE),
    MEMBER(OrmCatalogTrigger, definition, TEXT), MEMBER(OrmCatalogTrigger, place, PLACE), END_OF_MEMBERS};
static const OrmRecord trigger_record = {sizeof(OrmCatalogTrigger), trigger_members, add_trigger, NULL};

static gpointer add_fault(const OrmNewRecord *made)
{
    return orm_snapshot_add_plain(made, sizeof(OrmCatalogFault));
}

static const OrmMember fault_members[] = {MEMBER(OrmCatalogFault, message, TEXT, .required = TRUE),
                                          MEMBER(OrmCatalogFault, place, PLACE), END_OF_MEMBERS};
static const OrmRecord fault_record = {sizeof(OrmCatalogFault), fault_members, add_fault, NULL};

static gpointer add_notice(const OrmNewRecord *made)
{
    return orm_snapshot_add_plain(made, sizeof(OrmNotice));
}

static const OrmMember notice_members[] = {MEMBER(OrmNotice, level, WORD, .words = levels, .required = TRUE),
                                           MEMBER(OrmNotice, message, TEXT, .required = TRUE),
                                           MEMBER(OrmNotice, place, PLACE), END_OF_MEMBERS};
static const OrmRecord notice_record = {sizeof(OrmNotice), notice_members, add_notice, NULL};

static const OrmMember step_members[] = {MEMBER(OrmMigrationStep, kind, WORD, .words = steps, .required = TRUE),
                                         MEMBER(OrmMigrationStep, statement_number, COUNT),
                                         MEMBER(OrmMigrationStep, transaction, COUNT),
                                         MEMBER(OrmMigrationStep, schema, SCHEMA),
                                         MEMBER(OrmMigrationStep, table, TEXT),
                                         MEMBER(OrmMigrationStep, name, TEXT),
                                         MEMBER(OrmMigrationStep, new_name, TEXT),
                                         MEMBER(OrmMigrationStep, new_schema, TEXT),
                                         MEMBER(OrmMigrationStep, columns, TEXT),
                                         MEMBER(OrmMigrationStep, parent, TEXT),
                                         MEMBER(OrmMigrationStep, old_type, TEXT),
                                         MEMBER(OrmMigrationStep, new_type, TEXT),
                                         MEMBER(OrmMigrationStep, not_null, FLAG),
                                         MEMBER(OrmMigrationStep, has_default, FLAG),
                                         MEMBER(OrmMigrationStep, volatile_default, FLAG),
                                         MEMBER(OrmMigrationStep, is_generated, FLAG),
                                         MEMBER(OrmMigrationStep, never_null, FLAG),
                                         MEMBER(OrmMigrationStep, unique, FLAG),
                                         MEMBER(OrmMigrationStep, concurrently, FLAG),
                                         MEMBER(OrmMigrationStep, not_valid, FLAG),
                                         MEMBER(OrmMigrationStep, if_exists, FLAG),
                                         MEMBER(OrmMigrationStep, using_index, FLAG),
                                         MEMBER(OrmMigrationStep, has_using, FLAG),
                                         MEMBER(OrmMigrationStep, place, PLACE),
                                         MEMBER(OrmMigrationStep, statement, PLACE),
                                         END_OF_MEMBERS};
static const OrmRecord step_record = {sizeof(OrmMigrationStep), step_members, NULL, NULL};

/* The label stands before all places, the default schema before all schemas. */
static const OrmMember catalog_members[] = {MEMBER(OrmCatalog, dialect, WORD, .words = dialects, .required = TRUE),
                                            MEMBER(OrmCatalog, label, TEXT, .required = TRUE),
                                            MEMBER(OrmCatalog, default_schema, TEXT),
                                            MEMBER(OrmCatalog, server_version, TEXT),
                                            MEMBER(OrmCatalog, default_charset, TEXT),
                                            MEMBER(OrmCatalog, default_collation, TEXT),
                                            MEMBER(OrmCatalog, files, NAMES),
                                            MEMBER(OrmCatalog, tables, LIST, .record = &orm_snapshot_table),
                                            MEMBER(OrmCatalog, types, LIST, .record = &type_record),
                                            MEMBER(OrmCatalog, sequences, LIST, .record = &sequence_record),
                                            MEMBER(OrmCatalog, triggers, LIST, .record = &trigger_record),
                                            MEMBER(OrmCatalog, faults, LIST, .record = &fault_record),
                                            MEMBER(OrmCatalog, notices, LIST, .record = &notice_record),
                                            MEMBER(OrmCatalog, steps, ROWS, .record = &step_record),
                                            END_OF_MEMBERS};

static const char *catalog_fault(gconstpointer record)
{
    const OrmCatalog *catalog = record;
    return catalog->dialect != ORM_DIALECT_PORTABLE ? NULL : "a schema has a dialect of its own";
}

const OrmRecord orm_snapshot_catalog = {sizeof(OrmCatalog), catalog_members, NULL, catalog_fault};
