/* SPDX-License-Identifier: MIT */
/* `check --watch`: the same check again after each change of a file. */
#ifndef ORM_VERBS_WATCH_H
#define ORM_VERBS_WATCH_H

#include "analyzer/verbs/setup.h"

/**
 * Runs this program with the same command line but `--watch`, again and again: at once, and whenever a file that it
 * would look at, a folder that holds one, or the configuration changes. Each run is a process of its own, so nothing
 * piles up. Returns only on failure (a run that cannot be started, nothing that can be watched), which has been told,
 * with the exit code.
 */
int orm_watch(const OrmArguments *arguments);

#endif
