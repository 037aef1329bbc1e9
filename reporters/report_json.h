/* SPDX-License-Identifier: MIT */
/* The parts of a report as JSON, version 1 (docs/reports.md): what `json` and `jsonl` write and `orm_report_read`
 * reads. */
#ifndef ORM_REPORTERS_REPORT_JSON_H
#define ORM_REPORTERS_REPORT_JSON_H

#include "reporters/json_values.h"
#include "reporters/reporter.h"

#define ORM_REPORT_VERSION 1

/** Each returns a new reference. */
json_t *orm_report_json_tool(const OrmReport *report);
json_t *orm_report_json_schemas(const OrmReport *report);
json_t *orm_report_json_summary(const OrmReport *report);
json_t *orm_report_json_finding(const OrmFinding *finding);
json_t *orm_report_json_notice(const OrmNotice *notice);

/**
 * The notices (of OrmNotice *, borrowed) in an order that does not tell which part of the run was first. Free with
 * g_ptr_array_unref.
 */
GPtrArray *orm_report_sorted_notices(const OrmReport *report);

/** "error", "warning", "info". */
const char *orm_notice_level_name(OrmNoticeLevel level);

#endif
