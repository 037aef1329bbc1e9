/* SPDX-License-Identifier: MIT */
/* File names as services want them: relative to where they think the project is. */
#ifndef ORM_REPORTERS_PATH_H
#define ORM_REPORTERS_PATH_H

#include "reporters/reporter.h"

/**
 * A file of the report, relative to `base` (NULL, or a folder that does not hold it: as the report names it, without a
 * leading "./"; the address of a database likewise). Free with g_free; valid UTF-8.
 */
char *orm_report_path(const OrmReporterOptions *options, const char *base, const char *file);

/**
 * The same as a URI reference, with symbolic links followed, so that it names the file under which a repository holds
 * it: "src/a%20b.h", or "file:///..." for one that lies neither below `base` nor below the folder of the report.
 */
char *orm_report_uri(const OrmReporterOptions *options, const char *base, const char *file);

/** The report's folder, relative to `base`: "services/api", "" where it is `base` or not below it. Free with g_free. */
char *orm_report_part(const OrmReporterOptions *options, const char *base);

#endif
