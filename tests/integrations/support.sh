# shellcheck shell=bash
# What the tests of the integrations share; to be sourced.

# copy_sources SOURCE_FOLDER FOLDER: copies what of the source folder git knows or would take, changes included, and
# nothing that was built.
copy_sources() {
    mkdir -p "$2"
    if git -C "$1" rev-parse --is-inside-work-tree >/dev/null 2>&1; then
        (cd "$1" && git ls-files -z --cached --others --exclude-standard --deduplicate |
            while IFS= read -r -d '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done |
            tar --null --files-from=- -cf -) | tar -xf - -C "$2"
    else
        (cd "$1" && tar --exclude='./build*' --exclude=./.cache -cf - .) | tar -xf - -C "$2"
    fi
}

# git as somebody of whom nothing is configured on this machine.
isolate_git() {
    export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
    export GIT_AUTHOR_NAME=tester GIT_AUTHOR_EMAIL=tester@example.org
    export GIT_COMMITTER_NAME=tester GIT_COMMITTER_EMAIL=tester@example.org
    export GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=init.defaultBranch GIT_CONFIG_VALUE_0=main
    export GIT_CONFIG_KEY_1=protocol.file.allow GIT_CONFIG_VALUE_1=always
}

# write_models FILE TABLE: two models; a foreign key in line 9 names TABLE, of which only `teams` exists.
write_models() {
    cat >"$1" <<MODELS
#include <stdint.h>
#include <ormlint/orm.h>

struct ORM_TABLE(teams) team {
    int64_t id ORM_COLUMN(primary_key);
};
struct ORM_TABLE(users) user {
    int64_t id ORM_COLUMN(primary_key);
    int64_t team_id ORM_FOREIGN_KEY($2.id) ORM_COLUMN(index);
};
MODELS
}
