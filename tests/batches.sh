#!/bin/bash
# Headers read together say what they say one by one, byte for byte: all fixtures as one project, in which many define
# the same names, and headers made to change or need one another. usage: batches.sh ORMLINT FIXTURES INCLUDE
set -euo pipefail
ormlint=$(realpath "$1") fixtures=$(realpath "$2") include=$(realpath "$3")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
status=0
# facts NAME OPTION... PATH: what a run finds in the path, and what it says
facts() {
    local name=$1; shift
    "$ormlint" check --isolated --no-cache --keep-going --dump facts "$@" -- -I"$include" >"$scratch/$name" 2>"$scratch/$name.log" || true
    # The leak sanitizer says so of a thread that ends while it looks: no report, and no word of ours.
    sed -i '/^==[0-9]*==Unable to get registers from thread/d' "$scratch/$name.log"
}
# same CASE PATH
same() {
    facts together "$2" & facts apart --one-by-one "$2" & wait
    [ -s "$scratch/apart" ] && cmp -s "$scratch/together" "$scratch/apart" && cmp -s "$scratch/together.log" "$scratch/apart.log" && return
    echo "FAILED: $1: a batch says something else"; status=1
    diff "$scratch/apart" "$scratch/together" | head -n 10; diff "$scratch/apart.log" "$scratch/together.log" | head -n 5
}
same fixtures "$fixtures"

model() { echo "struct ORM_TABLE($1s) $1 { long id ORM_COLUMN(primary_key); char status[20]; int width; ${2-}};"; }
# pair CASE A B [C]: the texts of a.h, b.h and c.h; a.h comes first in a batch
pair() {
    mkdir "$scratch/case"
    (cd "$scratch/case"; printf '%b\n' "$2" >a.h; printf '%b\n' "$3" >b.h; [ $# -lt 4 ] || printf '%b\n' "$4" >c.h; same "$1" .; exit $status) || status=1
    rm -r "$scratch/case"
}
a=$(model a) b=$(model b)
pair 'a macro named like a field' "#define status state\n$a" "$b"
pair 'a macro that is needed' "#define WIDTH 20\n$a" "$(model b 'char n[WIDTH];')"
pair 'a macro for a keyword' "#define int short\n$a" "$b"
pair 'a macro of an included header' "#include \"c.h\"\n$a" "$b" '#define status state'
pair 'a condition on an included macro' "#include \"c.h\"\n$a" "#ifdef HAVE\n$b\n#else\nstruct ORM_TABLE() other { int x; };\n#endif" '#define HAVE 1'
pair 'a macro that is taken away' "#undef ORM_COLUMN\n#define ORM_COLUMN(...)\n$a" "$b"
pair 'a poisoned name' "#pragma GCC poison status\nstruct ORM_TABLE(xs) x { int id; };" "$b"
pair 'a packed struct' "#pragma pack(push, 1)\n$a" "$b"
pair 'pointers assumed not to be NULL' "#pragma clang assume_nonnull begin\n$a" "$(model b 'char *n;')"
pair 'a type that is needed' "typedef int number;\n$a" "$(model b 'number n;')"
pair 'two types of one name' "typedef int number;\n$a" "typedef long number;\n$(model b 'number n;')"
pair 'a header that is needed' "#include <stdint.h>\n$a" "$(model b 'int64_t n;')"
pair 'a header that is needed by an included one' "#include <stdint.h>\n$a" "#include \"c.h\"\n$b" 'typedef int64_t number;'
pair 'a struct that is embedded' "struct part { int x; };\n$a" "$(model b 'struct part p ORM_EMBED();')"
pair 'an enum that is needed' "enum color { RED };\n$a" "enum color;\n$(model b 'enum color c;')"
pair 'a constant that is needed' "enum { WIDTH = 20 };\n$a" "$(model b 'char n[WIDTH];')"
pair 'two enums of one name' "enum color { RED };\n$a" "enum color { GREEN };\n$(model b 'enum color c;')"
pair 'a struct that is pointed at' "$a" "struct a; $(model b 'struct a *r ORM_RELATIONSHIP();')"
pair 'a struct that is defined twice' "$a" "$(model a 'int height;')"
pair 'an annotation from outside' "$a" "#include <ormlint/orm.h>\n$b\nORM_ON(a, table(zs));"
pair 'an annotation for the struct above' "$a" "#include <ormlint/orm.h>\nORM_ON(_, table(zs));\n$b"
for rest in static typedef '__attribute__((packed))' 'int number' '/* open' '#if 1' 'struct c { int x; }' '}' 'extern "C" {' '#line 100 "x.y"'; do
    pair "what is left open: $rest" "$a\n$rest" "$b"
done
pair 'one guard for two' "#ifndef G\n#define G\n$a\n#endif" "#ifndef G\n#define G\n$b\n#endif"
pair 'two copies' "#pragma once\n$a" "#pragma once\n$a"
pair 'a header that does not compile' "unknown_t x;\n$a" "$b" "$(model c)"
exit $status
