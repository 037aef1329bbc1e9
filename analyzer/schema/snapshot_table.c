/* SPDX-License-Identifier: MIT */
/* The members of tables. */
#include "analyzer/schema/snapshot_records.h"

static const char *const generators[] = {"none",           "serial", "identity always", "identity by default",
                                         "auto_increment", NULL};
static const char *const orders[] = {"unstated", "asc", "desc", NULL};
static const char *const nulls[] = {"unstated", "first", "last", NULL};
static const char *const actions[] = {"unstated", "cascade", "set null", "set default", "restrict", "no action", NULL};
static const char *const index_kinds[] = {"primary key", "unique", "index", NULL};

static gpointer add_column(const OrmNewRecord *made)
{
    OrmCatalogColumn *column = orm_catalog_add_column(made->owner, made->name, ORM_PLACE_UNKNOWN);
    column->labels = made->has_labels ? g_ptr_array_new() : NULL;
    return column;
}

static const OrmMember column_members[] = {MEMBER(OrmCatalogColumn, name, TEXT, .required = TRUE),
                                           MEMBER(OrmCatalogColumn, type, TEXT),
                                           MEMBER(OrmCatalogColumn, nullable, TRUTH, .usual = ORM_YES),
                                           MEMBER(OrmCatalogColumn, default_text, TEXT),
                                           MEMBER(OrmCatalogColumn, on_update, TEXT),
                                           MEMBER(OrmCatalogColumn, generated, TEXT),
                                           MEMBER(OrmCatalogColumn, generated_stored, FLAG),
                                           MEMBER(OrmCatalogColumn, generator, WORD, .words = generators),
                                           MEMBER(OrmCatalogColumn, increment, NUMBER),
                                           MEMBER(OrmCatalogColumn, comment, TEXT),
                                           MEMBER(OrmCatalogColumn, collation, TEXT),
                                           MEMBER(OrmCatalogColumn, charset, TEXT),
                                           MEMBER(OrmCatalogColumn, labels, LABELS),
                                           MEMBER(OrmCatalogColumn, place, PLACE),
                                           MEMBER(OrmCatalogColumn, type_place, DETAIL),
                                           MEMBER(OrmCatalogColumn, default_place, DETAIL),
                                           END_OF_MEMBERS};
static const OrmRecord column_record = {sizeof(OrmCatalogColumn), column_members, add_column, NULL};

static gpointer add_element(const OrmNewRecord *made)
{
    return orm_catalog_add_element(made->owner, NULL, NULL);
}

static const char *element_fault(gconstpointer record)
{
    const OrmCatalogElement *element = record;
    return element->column != NULL || element->expression != NULL ? NULL : "a column or an expression is wanted";
}

static const OrmMember element_members[] = {MEMBER(OrmCatalogElement, column, TEXT),
                                            MEMBER(OrmCatalogElement, expression, TEXT),
                                            MEMBER(OrmCatalogElement, order, WORD, .words = orders),
                                            MEMBER(OrmCatalogElement, nulls, WORD, .words = nulls),
                                            MEMBER(OrmCatalogElement, operator_class, TEXT),
                                            MEMBER(OrmCatalogElement, collation, TEXT),
                                            MEMBER(OrmCatalogElement, prefix_length, LENGTH),
                                            END_OF_MEMBERS};
static const OrmRecord element_record = {sizeof(OrmCatalogElement), element_members, add_element, element_fault};

static gpointer add_index(const OrmNewRecord *made)
{
    return orm_catalog_add_index(made->owner, ORM_CATALOG_INDEX, made->name, ORM_PLACE_UNKNOWN);
}

static const OrmMember index_members[] = {
    MEMBER(OrmCatalogIndex, kind, WORD, .words = index_kinds, .usual = ORM_CATALOG_INDEX),
    MEMBER(OrmCatalogIndex, name, TEXT),
    MEMBER(OrmCatalogIndex, elements, LIST, .record = &element_record),
    MEMBER(OrmCatalogIndex, unique, FLAG),
    MEMBER(OrmCatalogIndex, method, TEXT),
    MEMBER(OrmCatalogIndex, predicate, TEXT),
    MEMBER(OrmCatalogIndex, include, NAMES),
    MEMBER(OrmCatalogIndex, deferrable, TRUTH, .usual = ORM_NO),
    MEMBER(OrmCatalogIndex, initially_deferred, FLAG),
    MEMBER(OrmCatalogIndex, nulls_not_distinct, FLAG),
    MEMBER(OrmCatalogIndex, invalid, FLAG),
    MEMBER(OrmCatalogIndex, for_foreign_key, FLAG),
    MEMBER(OrmCatalogIndex, comment, TEXT),
    MEMBER(OrmCatalogIndex, place, PLACE),
    END_OF_MEMBERS};
static const OrmRecord index_record = {sizeof(OrmCatalogIndex), index_members, add_index, NULL};

static gpointer add_foreign_key(const OrmNewRecord *made)
{
    return orm_catalog_add_foreign_key(made->owner, made->name, ORM_PLACE_UNKNOWN);
}

static const OrmMember foreign_key_members[] = {MEMBER(OrmCatalogForeignKey, name, TEXT),
                                                MEMBER(OrmCatalogForeignKey, columns, NAMES),
                                                MEMBER(OrmCatalogForeignKey, parent_schema, SCHEMA),
                                                MEMBER(OrmCatalogForeignKey, parent, TEXT, .required = TRUE),
                                                MEMBER(OrmCatalogForeignKey, parent_columns, NAMES),
                                                MEMBER(OrmCatalogForeignKey, ondelete, WORD, .words = actions),
                                                MEMBER(OrmCatalogForeignKey, onupdate, WORD, .words = actions),
                                                MEMBER(OrmCatalogForeignKey, deferrable, TRUTH, .usual = ORM_NO),
                                                MEMBER(OrmCatalogForeignKey, initially_deferred, FLAG),
                                                MEMBER(OrmCatalogForeignKey, match, TEXT),
                                                MEMBER(OrmCatalogForeignKey, not_valid, FLAG),
                                                MEMBER(OrmCatalogForeignKey, place, PLACE),
                                                END_OF_MEMBERS};

static const char *foreign_key_fault(gconstpointer record)
{
    const OrmCatalogForeignKey *key = record;
    return key->columns->len > 0 ? NULL : "a foreign key has columns";
}

static const OrmRecord foreign_key_record = {sizeof(OrmCatalogForeignKey), foreign_key_members, add_foreign_key,
                                             foreign_key_fault};

static gpointer add_check(const OrmNewRecord *made)
{
    return orm_catalog_add_check(made->list, made->name, NULL, ORM_PLACE_UNKNOWN);
}

static const OrmMember check_members[] = {
    MEMBER(OrmCatalogCheck, name, TEXT), MEMBER(OrmCatalogCheck, expression, TEXT, .required = TRUE),
    MEMBER(OrmCatalogCheck, not_valid, FLAG), MEMBER(OrmCatalogCheck, place, PLACE), END_OF_MEMBERS};
const OrmRecord orm_snapshot_check = {sizeof(OrmCatalogCheck), check_members, add_check, NULL};

static gpointer add_ignored_reference(const OrmNewRecord *made)
{
    return orm_snapshot_add_plain(made, sizeof(OrmCatalogIgnoredReference));
}

static const OrmMember ignored_reference_members[] = {
    MEMBER(OrmCatalogIgnoredReference, column, TEXT, .required = TRUE),
    MEMBER(OrmCatalogIgnoredReference, parent, TEXT, .required = TRUE),
    MEMBER(OrmCatalogIgnoredReference, place, PLACE), END_OF_MEMBERS};
static const OrmRecord ignored_reference_record = {sizeof(OrmCatalogIgnoredReference), ignored_reference_members,
                                                   add_ignored_reference, NULL};

static gpointer add_table(const OrmNewRecord *made)
{
    return orm_catalog_add_table(made->catalog, made->schema, made->name, ORM_PLACE_UNKNOWN);
}

static const OrmMember table_members[] = {
    MEMBER(OrmCatalogTable, schema, SCHEMA),
    MEMBER(OrmCatalogTable, name, TEXT, .required = TRUE),
    MEMBER(OrmCatalogTable, is_view, FLAG),
    MEMBER(OrmCatalogTable, columns_known, FLAG, .usual = TRUE),
    MEMBER(OrmCatalogTable, definition, TEXT),
    MEMBER(OrmCatalogTable, strict, FLAG),
    MEMBER(OrmCatalogTable, without_rowid, FLAG),
    MEMBER(OrmCatalogTable, engine, TEXT),
    MEMBER(OrmCatalogTable, charset, TEXT),
    MEMBER(OrmCatalogTable, collation, TEXT),
    MEMBER(OrmCatalogTable, partition_by, TEXT),
    MEMBER(OrmCatalogTable, partition_of, TEXT),
    MEMBER(OrmCatalogTable, inherits, TEXT),
    MEMBER(OrmCatalogTable, comment, TEXT),
    MEMBER(OrmCatalogTable, place, PLACE),
    MEMBER(OrmCatalogTable, columns, LIST, .record = &column_record),
    MEMBER(OrmCatalogTable, indexes, LIST, .record = &index_record),
    MEMBER(OrmCatalogTable, foreign_keys, LIST, .record = &foreign_key_record),
    MEMBER(OrmCatalogTable, checks, LIST, .record = &orm_snapshot_check),
    MEMBER(OrmCatalogTable, excludes, LIST, .record = &orm_snapshot_check),
    MEMBER(OrmCatalogTable, ignored_references, LIST, .record = &ignored_reference_record),
    END_OF_MEMBERS};
const OrmRecord orm_snapshot_table = {sizeof(OrmCatalogTable), table_members, add_table, NULL};
