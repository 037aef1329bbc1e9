/* SPDX-License-Identifier: MIT */
/*
 * Questions about relationships that several rules ask. All take a linked graph, change nothing and own nothing;
 * strings are interned. "Linked" pair: two relationships that name each other by back_populates. "Written" column: a
 * foreign key column that a relationship fills in when the program links two objects.
 */
#ifndef ORM_GRAPH_QUESTIONS_RELATIONSHIPS_H
#define ORM_GRAPH_QUESTIONS_RELATIONSHIPS_H

#include "analyzer/graph/graph.h"

/** "orders.customer": how a message names a relationship; the struct's name stands for a table that is not there. */
const char *orm_relationship_label(const OrmRelationship *relationship);
/** "orders", or the struct's name where the model has no table. */
const char *orm_model_label(const OrmModel *model);

/** Whether `model` is `ancestor` or inherits it, over any number of steps. */
gboolean orm_model_is_a(const OrmModel *model, const OrmModel *ancestor);
/** Whether the two share a base and neither inherits the other: no row is ever an object of both. */
gboolean orm_models_are_siblings(const OrmModel *left, const OrmModel *right);

/** Whether its target is a struct of which only a forward declaration was seen. */
gboolean orm_relationship_is_incomplete(const OrmRelationship *relationship);
gboolean orm_relationship_is_viewonly(const OrmRelationship *relationship);
/** Whether a join is written by hand (primaryjoin= or secondaryjoin=). */
gboolean orm_relationship_has_own_join(const OrmRelationship *relationship);
/** Whether the field is annotated as a column or foreign key at the same time (conflicting-annotations). */
gboolean orm_relationship_is_column_too(const OrmRelationship *relationship);
/** Whether it runs through a link table, resolved or not. */
gboolean orm_relationship_is_many_to_many(const OrmRelationship *relationship);
/** Whether passive_deletes is stated as true or "all". */
gboolean orm_relationship_has_passive_deletes(const OrmRelationship *relationship);
gboolean orm_relationship_has_passive_deletes_all(const OrmRelationship *relationship);
/** The place of the first of these cascades (ORM_CASCADE_*) in cascade=(...), `all` included; the whole value where it
 * is one string. */
OrmPlace orm_relationship_cascade_place(const OrmRelationship *relationship, guint cascades);

/**
 * Every relationship field once, in the graph's order: a field of an abstract base or embedded struct becomes a
 * relationship of each model that takes it over, and what is wrong with the field itself is one fault. Returns a new
 * array of const OrmRelationship *; free with g_ptr_array_unref.
 */
GPtrArray *orm_graph_relationship_fields(const OrmGraph *graph);

/** The relationship that the field of a problem became; NULL when it is none, or a field of an abstract base or
 * embedded struct. */
const OrmRelationship *orm_problem_relationship(const OrmProblem *problem);
/** The ORM_RELATIONSHIP on the field of a problem, whatever became of the field; NULL when there is none. */
const OrmAnnotation *orm_problem_relationship_annotation(const OrmProblem *problem);

/** The other half of a linked pair; NULL when there is none (nothing named, unknown, or the other names something
 * else). */
const OrmRelationship *orm_relationship_counterpart(const OrmRelationship *relationship);
/**
 * Whether a fault that both halves of a linked pair share is to be reported here: TRUE without a counterpart; of a pair
 * the half that holds the foreign key or is a scalar, else the one declared first.
 */
gboolean orm_relationship_leads(const OrmRelationship *relationship);

/** Whether both run over the same foreign key, or the same keys of a link table, in the same direction (FALSE where
 * either is unresolved). */
gboolean orm_relationships_share_path(const OrmRelationship *left, const OrmRelationship *right);
/** Whether both run over the same foreign key or link table in opposite directions between the same models, neither
 * with a join written by hand. */
gboolean orm_relationships_are_opposite(const OrmRelationship *left, const OrmRelationship *right);
/** Whether both name the same relationship as their inverse (back-populates-asymmetric). */
gboolean orm_relationships_share_inverse(const OrmRelationship *left, const OrmRelationship *right);
/** Whether each follows a key of its own table and claims to be one half of a one-to-one (one-to-one-two-owners). */
gboolean orm_relationships_both_own(const OrmRelationship *left, const OrmRelationship *right);
/** Whether either lists the other in overlaps=(...). */
gboolean orm_relationships_overlap_knowingly(const OrmRelationship *left, const OrmRelationship *right);
/** Whether both are in one model and run over the same path to the same target with the same join, neither viewonly. */
gboolean orm_relationships_are_repetitions(const OrmRelationship *left, const OrmRelationship *right);
/** The relationship that evidently is the other side, though neither names the other (back-populates-missing); NULL
 * when there is none. */
const OrmRelationship *orm_relationship_unlinked_inverse(const OrmRelationship *relationship);

/** Whether at most one child row can refer to a parent row. UNKNOWN for views, partial unique indexes, indexes that
 * could not be read, unresolved columns. */
OrmTruth orm_foreign_key_unique(const OrmForeignKey *key);

/**
 * The column that evidently should carry the foreign key which this relationship lacks (join ORM_JOIN_NO_PATH or
 * ORM_JOIN_BAD_CHOICE), on either side: one named by foreign_keys= that carries no key at all, else one called
 * <field>_id or <target>_<key> and typed like the key it would refer to. NULL: none.
 */
OrmColumn *orm_relationship_bearer(const OrmRelationship *relationship);
/** Whether a foreign key of either table names an unknown table, so that the missing path may be that one. */
gboolean orm_relationship_path_unknown(const OrmRelationship *relationship);

/** Whether an INSERT that leaves this column out fails: NOT NULL, and neither a default nor a generator fills it. FALSE
 * when that is not known. */
gboolean orm_column_is_required(const OrmColumn *column);
/** The first required column of the link table that the many-to-many does not fill; NULL when there is none. */
const OrmColumn *orm_relationship_unfilled_column(const OrmRelationship *many_to_many);
/** The first relationship of the link table's own models that writes a column the many-to-many writes; NULL when there
 * is none. */
const OrmRelationship *orm_relationship_rival_of_link(const OrmRelationship *many_to_many);
/** Whether the link table of this (resolved, writing) many-to-many is a model of its own right (secondary-is-model). */
gboolean orm_relationship_secondary_is_model(const OrmRelationship *many_to_many);

#endif
