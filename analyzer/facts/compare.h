/* SPDX-License-Identifier: MIT */
/* Orders of facts that do not depend on the order in which they were read. */
#ifndef ORM_FACTS_COMPARE_H
#define ORM_FACTS_COMPARE_H

#include "analyzer/facts/facts.h"

/* Each returns <0, 0 or >0 as strcmp does. Places and units count only where a name says so. */

/**
 * By what the type is; 0 when orm_c_type_equal. What only depends on which other declarations the unit had seen (size
 * and completeness of a struct pointed at) does not count.
 */
int orm_c_type_compare(const OrmCType *left, const OrmCType *right);

/** By kind and arguments; 0 when orm_annotation_equal. */
int orm_annotation_compare(const OrmAnnotation *left, const OrmAnnotation *right);

/** By name, fields, types and annotations; 0 when orm_struct_equal. Typedef names do not count: another unit may add
 * one. */
int orm_struct_compare(const OrmStruct *left, const OrmStruct *right);

/** By name and constants. */
int orm_enum_compare(const OrmEnum *left, const OrmEnum *right);

/** By place and content: what the ORM_ON says and where. */
int orm_on_compare(const OrmOn *left, const OrmOn *right);

/** By place, level and message. */
int orm_notice_compare(const OrmNotice *left, const OrmNotice *right);

#endif
