/* SPDX-License-Identifier: MIT */
/* Findings as bytes, for the cache. */
#ifndef ORM_FINDINGS_FINDING_BYTES_H
#define ORM_FINDINGS_FINDING_BYTES_H

#include "analyzer/facts/bytes.h"
#include "analyzer/findings/finding.h"

/** Writes a finding, its fix as the rule made it. */
void orm_finding_put(OrmBytesWriter *writer, const OrmFinding *finding);

/** Reads one; never NULL: after a fault of the reader it holds as much as was read. The caller owns it. */
OrmFinding *orm_finding_get(OrmBytesReader *reader);

void orm_place_put(OrmBytesWriter *writer, const OrmPlace *place);
OrmPlace orm_place_get(OrmBytesReader *reader);

#endif
