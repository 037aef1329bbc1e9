#!/bin/bash
# The public header: compiles by itself, and with every macro in use, as C89, C17, C++98 and C++17, with GCC and clang, as the
# user's compiler and as the analyzer see it; and leaves no trace in the object code.
# usage: header.sh SOURCE_FOLDER
set -euo pipefail
source=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

# check NAME COMMAND...: counts, and shows what the command said when it fails.
check() {
    local name=$1
    shift
    if "$@" >"$scratch/log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED: %s\n    %s\n' "$name" "$*"
        sed 's/^/    /' "$scratch/log"
    fi
}

compilers=()
declare -A seen=()
for compiler in gcc clang clang-14 clang-19; do
    path=$(readlink -f "$(command -v "$compiler")") || continue
    [ -n "${seen[$path]-}" ] || compilers+=("$compiler")
    seen[$path]=1
done
[[ " ${compilers[*]} " == *" gcc "* && " ${compilers[*]} " == *" clang"* ]] || {
    echo "needs GCC and clang (scripts/setup installs them); found: ${compilers[*]-none}"
    exit 1
}

strict=(-Wall -Wextra -Werror -pedantic-errors -I"$source/include")
printf '#include <ormlint/orm.h>\n#include <ormlint/orm.h>\nextern int alone;\n' >"$scratch/alone.c"
annotated=$source/tests/header/annotated/models.c
plain=$source/tests/header/plain/models.c

# A macro the example leaves out would go untested.
for macro in $(sed -n 's/^#define \(ORM_[A-Z_]*[A-Z]\)(.*/\1/p' "$source/include/ormlint/orm.h" | sort -u); do
    check "$macro is used in tests/header/annotated" grep -q "$macro(" "$annotated"
done

for compiler in "${compilers[@]}"; do
    for standard in c89 c99 c17 c++98 c++17; do
        case $standard in
        c++*) language=(-x c++ "-std=$standard") ;;
        *) language=(-x c "-std=$standard") ;;
        esac
        for analyzer in "" -D__ORMLINT__=1; do
            for file in "$scratch/alone.c" "$annotated"; do
                check "$compiler $standard $analyzer $(basename "$file")" \
                    "$compiler" "${language[@]}" "${strict[@]}" $analyzer -fsyntax-only "$file"
            done
        done
        for level in -O0 -O2; do
            # Both sources have the same name, which the object file holds.
            for side in annotated plain; do
                check "$compiler $standard $level compiles $side" \
                    "$compiler" "${language[@]}" "${strict[@]}" "$level" -c "$source/tests/header/$side/models.c" -o "$scratch/$side.o"
            done
            check "$compiler $standard $level: the object files are equal" cmp "$scratch/annotated.o" "$scratch/plain.o"
        done
    done
done
[ "$(grep -c ORM_ "$plain")" -eq 0 ] || { echo "FAILED: tests/header/plain holds annotations"; failed=$((failed + 1)); }
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
