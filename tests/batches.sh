#!/bin/bash
# Headers read together say what they say one by one, byte for byte, and sources, too: all fixtures as one project, in
# which many define the same names, and files made to change or need one another. usage: batches.sh ORMLINT FIXTURES INCLUDE
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
# batched CASE COUNT: how often the compiler is called in the working directory, where all is in order
batched() {
    local count
    count=$(G_MESSAGES_DEBUG=ormlint "$ormlint" check --isolated --no-cache -q . -- -I"$include" 2>&1 | grep -c 'reads [0-9]* files at once' || true)
    [ "$count" -eq "$2" ] || { echo "FAILED: $1: the compiler is called $count times, not $2"; status=1; }
}
bench=$(realpath "$(dirname "$0")/../bench/generate")
cd "$(mktemp -d "$scratch/XXXX")"
"$bench" headers . --models 30; rm all.c; batched 'headers' 1
cd "$(mktemp -d "$scratch/XXXX")"
"$bench" headers . --models 30 --relations --rich; rm all.c; batched 'headers that include one beside them' 1
cd "$(mktemp -d "$scratch/XXXX")"
printf '#ifndef A_H\n#define A_H\nstruct array { int n; };\n#define SIZE(a) ((a)->n)\nstruct ORM_TABLE(as) a { int id; };\n#endif\n' >a.h
printf '#ifndef B_H\n#define B_H\n#define LENGTH(b) SIZE(b)\ntypedef struct array list;\nvoid f(list *);\nstruct ORM_TABLE(bs) b { int id; };\n#endif\n' >b.h
batched 'headers of which one names what nobody uses' 1
cd "$(mktemp -d "$scratch/XXXX")"
"$bench" tree . --files 60 --models 30 --lines 20; batched 'sources' 1
cd - >/dev/null
# the same as sources, beside the headers
cp -rL "$fixtures" "$scratch/sources"
find "$scratch/sources" -name '*.h' | while read -r header; do cp "$header" "${header%.h}_source.c"; done
same 'fixtures as sources' "$scratch/sources"

model() { echo "struct ORM_TABLE($1s) $1 { long id ORM_COLUMN(primary_key); char status[20]; int width; ${2-}};"; }
# case_of ENDING CASE A B [C [D [E]]]: the texts of a.ENDING, b.ENDING (a comes first in a batch), c.h, d.h and e.h;
# $third is that of z.c
case_of() {
    mkdir "$scratch/case"
    (
        cd "$scratch/case"
        name=$2
        printf '%b\n' "$3" >"a.$1"; printf '%b\n' "$4" >"b.$1"
        shift 4
        [ -z "${third-}" ] || printf '%b\n' "$third" >z.c
        for header in c d e; do [ $# -eq 0 ] || { printf '%b\n' "$1" >$header.h; shift; }; done
        same "$name" .
        exit $status
    ) || status=1
    rm -r "$scratch/case"
}
pair() { case_of h "$@"; }
sources() { case_of c "$@"; }
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
given='#include "c.h"\n' other='#include "d.h"\n' both='#include "c.h"\n#include "d.h"\n' turned='#include "d.h"\n#include "c.h"\n'
shared='#pragma once\n#ifdef HAVE\nstruct ORM_TABLE(cs) c { int id; };\n#else\nstruct ORM_TABLE(cs) c { long id; char status[9]; };\n#endif'
have='#pragma once\n#define HAVE 1'
for files in pair sources; do
    $files 'a condition in a header that both include' "$turned$a" "$given$b" "$shared" "$have"
    $files 'the same, the other way round' "$given$a" "$turned$b" "$shared" "$have"
    $files 'the macro comes too late for one' "$both$a" "$turned$b" "$shared" "$have"
    $files 'the macro comes too late for the other' "$turned$a" "$both$b" "$shared" "$have"
    $files 'a macro of the field in a header that both include' "$turned$a" "$both$b" "#pragma once\n$(model c)" '#pragma once\n#define status state'
    $files 'two defaults of a macro' "$given$a" "$other$(model b 'char n[WIDTH];')" \
        '#pragma once\n#ifndef WIDTH\n#define WIDTH 20\n#endif' '#pragma once\n#ifndef WIDTH\n#define WIDTH 30\n#endif'
    $files 'a default before the header that defines' "#ifndef WIDTH\n#define WIDTH 20\n#endif\n$given$a" "$given$(model b 'char n[WIDTH];')" \
        '#pragma once\n#ifndef WIDTH\n#define WIDTH 30\n#endif'
    $files 'a macro defined under a condition' "$given#ifdef NEVER\n#define HAVE\n#endif\n$a" "$given#ifdef HAVE\n$b\n#else\nstruct ORM_TABLE(xs) x { int y; };\n#endif" \
        '#pragma once'
    $files 'a macro that one header defines and another takes away' "$both$(model a 'char n[WIDTH];')" "$turned$(model b 'char n[WIDTH];')" \
        '#pragma once\n#undef WIDTH\n#define WIDTH 20' '#pragma once\n#undef WIDTH\n#define WIDTH 30'
    $files 'a list of columns that is included again' "#define COLUMN(n) int n;\nstruct ORM_TABLE(as) a { int id;\n$given};\n#undef COLUMN" \
        "#define COLUMN(n) long n;\nstruct ORM_TABLE(bs) b { int id;\n$given};\n#undef COLUMN" 'COLUMN(width) COLUMN(height)'
    $files 'a header that says something else the second time' "$given$a" "$given$b" '#ifndef C_H\n#define C_H\nstruct ORM_TABLE(cs) c { int id; };\n#else\nstruct ORM_TABLE(ds) d { int id; };\n#endif'
    $files 'a guard behind an include' "$given$a" "$given$b" "#include <stdint.h>\n#ifndef C_H\n#define C_H\n$(model c)\n#endif"
    $files 'a header without a guard' "$given$a" "$given$b" "$(model c)"
    $files 'a list of columns without a macro of its own' "$other#define status state\nstruct ORM_TABLE(as) a { int id;\n$given};" \
        "$(printf '%s' "$other")struct ORM_TABLE(bs) b { int id;\n$given};" 'char status[9];' '#pragma once'
    $files 'a macro for a file of the system' "#define _FILE_OFFSET_BITS 64\n#include <sys/types.h>\n$(model a 'off_t n;')" \
        "#include <sys/types.h>\n$(model b 'off64_t n;')"
    $files 'a header for a file of the system' "$given#include <stdio.h>\n$(model a 'off64_t n;')" \
        "#include <stdio.h>\n$(model b 'off64_t n;')" '#pragma once\n#define _GNU_SOURCE 1'
    $files 'a type that comes too late' "$given$a" "$(model b 'number n;')\n$given" '#pragma once\ntypedef int number;'
    $files 'a constant variable that is needed' "static const int WIDTH = 20;\n$a" "$(model b 'char n[WIDTH];')"
    $files 'a target that only another knows' "struct user { int id; };\n$a" "struct user;\n$(model b 'struct user *u ORM_RELATIONSHIP();')"
    $files 'an embedded struct that only another knows' "struct user { int id; };\n$a" "struct user;\n$(model b 'struct user *u ORM_EMBED();')"
    $files 'a tag like a typedef name' "struct user { int id; };\n$a" "#include <ormlint/orm.h>\ntypedef struct { int id; } user;\nORM_ON(user, table(users));\n$b"
    $files 'a target in a header that only one includes' "$other$a" "$both$b" '#pragma once\nstruct user { int id; };' \
        "#pragma once\nstruct user;\n$(model d 'struct user *u ORM_RELATIONSHIP();')"
    $files 'who sees a header' "$a" "$given$b" "$(model c)"
    $files 'a struct that the second wants' "$given$a" "$given#include <ormlint/orm.h>\n$b\nORM_ON(user, table(users));" '#pragma once\nstruct user { int id; };'
    $files 'a struct that the second embeds' "$given$a" "$given$(model b 'struct user u ORM_EMBED();')" '#pragma once\nstruct user { int id; };'
    $files 'how deep it is included' "$a" "#if __INCLUDE_LEVEL__ == 0\n$b\n#else\nstruct ORM_TABLE(xs) x { int y; };\n#endif"
    $files 'one includes the other' "$a\n#include \"b.${files/pair/h}\"\n#include \"b.${files/sources/c}\"" "#pragma once\n$b"
    $files 'a missing header' "#include \"missing.h\"\n$a" "$b"
    $files 'one that does not compile' "$a\nunknown_t y;" "$b\nint z;"
done
usage='static void usage(void) { puts(""); }' size='sizeof(table)'
sources 'a function of the same name' "#include <stdio.h>\n$a\n$usage\nint main(void) { return 0; }" "#include <stdio.h>\n$b\n$usage\nint main(void) { return 0; }"
sources 'functions of different types' "$a\nstatic int parse(int x) { return x; }" "$b\nstatic long parse(char *x) { return *x; }"
sources 'a function that is no longer static' "$a\nstatic int parse(int x) { return x; }" "$b\nint parse(int x) { return x; }"
sources 'a function defined twice' "$a\nstatic void usage(void) {}" "$b\nstatic void usage(void) {}\nstatic void usage(void) {}"
sources 'a function declared differently' "$a\nstatic int f(char *x) { return *x; }" "$b\nint f(int x);\nint f(long x) { return x; }"
sources 'a function declared differently by its header' "$a\nstatic int f(char *x) { return *x; }" "$given$b\nint f(long x) { return x; }" '#pragma once\nint f(int x);'
f='static int f(char *x) { return *x; }'
third="$(model c)\nstatic void usage(void) {}\nstatic void usage(void) {}" sources 'a function defined twice by the third' "$a\n$usage" "$b\n$usage"
third="$given$(model c)\nint f(long x) { return x; }" sources 'a function declared differently by the header of the third' "$a\n$f" "$b\n$f" '#pragma once\nint f(int x);'
third="$(model c)\nstatic int f(int x);\nstatic int f(long x) { return x; }" sources 'a function declared differently by the third' "$a\n$f" "$b\n$f"
third="$(model c)\nstatic int v = 1;\nstatic int v = 2;" sources 'a variable defined twice by the third' "$a\nstatic int v = 1;" "$b\nstatic int v = 1;"
third="$(model c)\nenum { N = sizeof(v) };\nstruct ORM_TABLE(ds) d { char n[N]; };" sources 'a constant made of a variable' "static char v[3] = {1};\n$a" "static char v[4] = {1};\nenum { N = sizeof(v) };\n$(model b 'char n[N];')"
sources 'a macro made of a variable' "static char v[3] = {1};\n#define N sizeof(v)\n$(model a 'char n[N];')" "static char v[4] = {1};\n#define N sizeof(v)\n$(model b 'char n[N];')"
sources 'a typedef made of a variable' "static char v[3] = {1};\ntypedef char t[sizeof v];\n$(model a 't n;')" "static char v[4] = {1};\ntypedef char t[sizeof v];\n$(model b 't n;')"
sources 'a field made of a function' "static char f(void) { return 1; }\n$(model a '__typeof__(f()) n;')" "static long f(void) { return 1; }\n$(model b '__typeof__(f()) n;')"
sources 'a variable of the same name' "$a\nstatic int verbose = 1;" "$b\nstatic int verbose = 2;"
sources 'a variable of another type' "$a\nstatic int table[3] = {1};" "$b\nstatic long table[4] = {1};"
sources 'the size of a variable' "static char table[3] = {1};\n$(model a "char n[$size];")" "static char table[4] = {1};\n$(model b "char n[$size];")"
sources 'the size of another variable' "static char table[3] = {1};\n$(model a "char n[$size];")" "$(model b "char n[$size];")"
sources 'the type of a variable' "static char table = 1;\n$(model a "__typeof__(table) n;")" "static long table = 1;\n$(model b "__typeof__(table) n;")"
sources 'a constant variable of the same name' "static const int WIDTH = 20;\n$(model a "char n[WIDTH];")" "static const int WIDTH = 30;\n$(model b "char n[WIDTH];")"
sources 'a struct of the same name' "struct part { int x; };\n$(model a 'struct part p ORM_EMBED();')" "struct part { long y; };\n$(model b 'struct part p ORM_EMBED();')"
sources 'a function like a type' "$a\ntypedef int part;" "$b\nstatic void part(void) {}"
sources 'a type like a function' "$a\nstatic void part(void) {}" "$b\ntypedef int part;\nstruct ORM_TABLE(cs) c { part id; };"
sources 'a macro like a field' "$a\n#define status state" "$b"
sources 'a macro defined anew' "$given$a\n#undef WIDTH\n#define WIDTH 30" "$given$(model b 'char n[WIDTH];')" '#pragma once\n#define WIDTH 20'
sources 'a macro taken away' "$given$a\n#undef WIDTH" "$given$(model b 'char n[WIDTH];')" '#pragma once\n#define WIDTH 20'
sources 'a macro before the header that defines it' "#define HAVE 1\n$a" "$given$(model b 'char n[HAVE + 2];')" '#pragma once\n#define HAVE 1'
sources 'a macro before an include' "#define HAVE 1\n$given$a" "$given$b" "$shared"
sources 'the same macro before an include' "#define HAVE 1\n$given$a" "#define HAVE 1\n$given$b" "$shared"
sources 'the same macro at different places' "#define HAVE 1\n$given$other$a" "$other#define HAVE 1\n$given$b" "$shared" "#pragma once\n#ifdef HAVE\n$(model d)\n#endif"
sources 'a header that only one includes after the macro' "#define HAVE 1\n$other$a" "#define HAVE 1\n$given$b" "$shared" '#pragma once\n#undef HAVE'
sources 'an include in the middle' "$a\n#define T int\n$given" "$b\n#define T long\n$given" '#ifndef T\n#define T char\n#endif\nstruct ORM_TABLE(ts) t { T x; };'
sources 'a pragma' "$a\n#pragma pack(1)\n#pragma clang attribute push(__attribute__((annotate(\"orm:table(xs)\"))), apply_to=record)" "$b\nstruct ORM_TABLE(cs) c { char x; int y; };"
sources 'a pragma in a macro' "$a\n_Pragma(\"GCC poison status\")" "$b"
sources 'a macro that closes braces' "$a\n#define END }" "$b\nvoid f(void) { END"
sources 'nothing but a macro' "#define STATUS 1" "$b\n#ifdef STATUS\nORM_ON(b, table(xs));\n#endif"
exit $status
