#!/bin/bash
# Which room may include which. A violation names file and line.
# usage: includes.sh SOURCE_FOLDER
set -euo pipefail

# room: the rooms it may include besides itself. The longest room that a path begins with counts.
rooms="
analyzer/facts:
analyzer/findings:   analyzer/facts
analyzer/fixes:      analyzer/facts analyzer/findings
analyzer/graph:      analyzer/facts analyzer/findings
analyzer/sql:         analyzer/facts analyzer/graph analyzer/schema analyzer/compare
analyzer/schema:     analyzer/facts analyzer/graph
analyzer/inspect:    analyzer/facts analyzer/graph analyzer/schema
analyzer/compare:    analyzer/facts analyzer/graph analyzer/schema
analyzer/config:
analyzer/unit:       analyzer/facts
analyzer/extract:    analyzer/facts analyzer/unit generated/orm_h.h
analyzer/project:    analyzer/facts analyzer/unit
analyzer/workers:    analyzer/facts analyzer/unit
analyzer/cache:      analyzer/facts analyzer/unit analyzer/workers
analyzer/read:       analyzer/facts analyzer/unit analyzer/workers analyzer/cache
rules:               analyzer/facts analyzer/findings analyzer/graph analyzer/schema analyzer/compare generated/rule_examples.h
reporters:           analyzer/facts analyzer/findings generated/html_page.h
analyzer/verbs:      analyzer rules reporters generated
analyzer/main.c:     analyzer/verbs
analyzer/document.c: analyzer/verbs
analyzer/worker.c:   analyzer/extract
tests:               analyzer rules reporters generated
include:
"
# Libraries that only some rooms know: header prefix: rooms.
libraries="
clang-c/:            analyzer/extract
libfyaml.h:          analyzer/config
pg_query.h:          analyzer/graph analyzer/schema/postgresql
sqlite3.h:           analyzer/schema/sqlite
libpq-fe.h:          analyzer/schema/postgresql
mysql.h:             analyzer/schema/mysql
mysql/:              analyzer/schema/mysql
jansson.h:           analyzer/facts analyzer/findings analyzer/graph analyzer/project analyzer/schema analyzer/verbs rules reporters
pcre2.h:             analyzer/facts
"

# list_includes SOURCE: every include as FILE:LINE:KIND:NAME, KIND being q for quotes and a for angle brackets.
list_includes() {
    (cd "$1" && find analyzer rules reporters tests include -name '*.[ch]' -not -path 'tests/header/*' 2>/dev/null | sort |
        xargs -r grep -Hn '^[[:space:]]*#[[:space:]]*include' |
        sed -nE 's/^([^:]+:[0-9]+):[^"<]*"([^"]+)".*/\1:q:\2/p; s/^([^:]+:[0-9]+):[^"<]*<([^>]+)>.*/\1:a:\2/p')
}

# check SOURCE: prints the violations; fails if there are any.
check() {
    list_includes "$1" | awk -F: -v rooms="$rooms" -v libraries="$libraries" -v source="$1" '
        function begins(text, prefix) { return index(text, prefix) == 1 && (length(text) == length(prefix) || prefix ~ /\/$/ || substr(text, length(prefix) + 1, 1) ~ /[\/]/) }
        function room_of(path,   room, best) { best = ""; for (room in allowed) if (begins(path, room) && length(room) > length(best)) best = room; return best }
        function violation(why) { printf "%s:%s: includes %s: %s\n", $1, $2, $4, why; bad++ }
        BEGIN {
            count = split(rooms, lines, "\n")
            for (i = 1; i <= count; i++) if (split(lines[i], part, /:[ ]*/) > 1) allowed[part[1]] = part[2]
            count = split(libraries, lines, "\n")
            for (i = 1; i <= count; i++) if (split(lines[i], part, /:[ ]*/) > 1) users[part[1]] = part[2]
        }
        function permitted(list, path,   names, n, i) { n = split(list, names, " "); for (i = 1; i <= n; i++) if (begins(path, names[i])) return 1; return 0 }
        { total++; room = room_of($1) }
        room == "" { violation("the file is in no room"); next }
        $3 == "a" {
            for (library in users)
                if (index($4, library) == 1 && room != "tests" && !permitted(users[library], $1)) violation("only " users[library] " may know that library")
            next
        }
        begins($4, room) || permitted(allowed[room], $4) { next }
        $4 !~ /^(analyzer|rules|reporters|generated|tests|include)\// { violation("includes are written from the root"); next }
        { violation(room " may include only itself" (allowed[room] == "" ? "" : ", " allowed[room])) }
        END { printf "%d includes, %d violations\n", total, bad; exit bad > 0 || total == 0 }'
}

# The check must see what it is there for.
refutes() {
    local folder
    folder=$(mktemp -d)
    mkdir -p "$folder/$(dirname "$1")"
    printf '/* */\n%s\n' "$2" >"$folder/$1"
    if check "$folder" >"$folder/log" || ! grep -q "^$1:2: " "$folder/log"; then
        echo "FAILED: no violation found in $1: $2"
        status=1
    fi
    rm -rf "$folder"
}

status=0
refutes analyzer/graph/link.c '#include "rules/rule.h"'
refutes analyzer/graph/link.c '#include <clang-c/Index.h>'
refutes analyzer/facts/facts.c '#include "analyzer/graph/graph.h"'
refutes analyzer/config/config.c '#include "analyzer/findings/finding.h"'
refutes reporters/json.c '#include "analyzer/graph/graph.h"'
refutes rules/key/a.c '#include "analyzer/verbs/verb.h"'
refutes rules/key/a.c '#  include "rule.h"'
refutes rules/key/a.c '#include <libfyaml.h>'
refutes analyzer/other/a.c '#include "analyzer/facts/facts.h"'
check "$1" || status=1
exit $status
