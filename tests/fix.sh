#!/bin/bash
# `ormlint check --fix` and `--diff` where fixtures cannot go: bytes that must stay, places that must not be edited,
# files that git or the system protects. usage: fix.sh ORMLINT INCLUDE
set -uo pipefail
ormlint=$(realpath "$1")
include=$(realpath "$2")
scratch=$(mktemp -d)
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
cd "$scratch" || exit 2
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a \
    GIT_COMMITTER_EMAIL=a@b
failed=0

fail() { echo "FAILED: $*"; sed 's/^/    /' out err; failed=1; }
# lint CODE OPTION...: runs it over the working directory and compares the exit code.
lint() {
    local code=$1 status
    shift
    "$ormlint" --isolated -f concise "$@" . -- "-I$include" >out 2>err
    status=$?
    [ "$status" = "$code" ] || fail "$*: exit code $status, not $code"
}
diffs() {
    local code=$1 status
    shift
    "$ormlint" --isolated --diff "$@" . -- "-I$include" >out 2>err
    status=$?
    [ "$status" = "$code" ] || fail "--diff $*: exit code $status, not $code"
}
says() { grep -qF -- "$1" err || fail "standard error lacks: $1"; }
holds() { grep -qF -- "$2" "$1" || { cat "$1" >out; fail "$1 lacks: $2"; }; }
same() { cmp -s "$1" "$2" || { diff "$1" "$2" >out; fail "$1 and $2 differ"; }; }
# start: an empty folder.
start() { rm -rf "$scratch/case"; mkdir "$scratch/case"; cd "$scratch/case" || exit 2; : >out; : >err; }
# model FILE COLUMN...: a model whose primary key has a superfluous `unique`.
model() {
    printf '#include <ormlint/orm.h>\nstruct ORM_TABLE(%s) %s {\n    int id ORM_COLUMN(primary_key%s);\n};\n' \
        "${1%.h}s" "${1%.h}" "$2" >"$1"
}

# Counts, what is left, exit codes; a second run does nothing; the diff agrees and git takes it.
start
model user ', unique' && mv user user.h
cp user.h kept
lint 0
says '1 can be fixed with --fix'
lint 1 --fail-on warning
diffs 1
same user.h kept
cp out patch
lint 0 --fix --fail-on info
says 'fixed 1 finding in 1 file'
holds user.h 'int id ORM_COLUMN(primary_key);'
cp user.h fixed
cp kept user.h
git apply patch || fail 'git apply'
same user.h fixed
lint 0 --fix --fail-on info
says 'fixed 0 findings in 0 files'
same user.h fixed
diffs 0
[ ! -s out ] || fail 'a diff of nothing'

# Line ends, tabs, UTF-8 and a missing last line end stay as they are; the column counts bytes.
start
printf '#include <ormlint/orm.h>\r\n/* \xe6\xbc\xa2 */ struct ORM_TABLE(names) name {\r\n\t/* \xc3\xa9 */ int id /* \xe5\xad\x97 */\tORM_COLUMN(unique, primary_key);\r\n};' >name.h
printf '#include <ormlint/orm.h>\r\n/* \xe6\xbc\xa2 */ struct ORM_TABLE(names) name {\r\n\t/* \xc3\xa9 */ int id /* \xe5\xad\x97 */\tORM_COLUMN(primary_key);\r\n};' >wanted
cp name.h kept
diffs 1
cp out patch
lint 0 --fix
same name.h wanted
cp kept name.h
git apply patch || fail 'git apply of CRLF'
same name.h wanted

# The last line, names of files with blanks and other letters, and two changes in one file far apart and near.
start
mkdir -p 'a b'
printf '#include <ormlint/orm.h>\nstruct ORM_TABLE(x) x { int id ORM_COLUMN(primary_key, unique); };' >'a b/x é.h'
{
    printf '#include <ormlint/orm.h>\n'
    for i in 1 2 3; do
        printf 'struct ORM_TABLE(y%d) y%d {\n    int id ORM_COLUMN(primary_key, unique);\n' "$i" "$i"
        [ "$i" = 3 ] || printf '};\n'
        [ "$i" = 1 ] || for j in 1 2 3 4 5 6 7 8 9; do [ "$i" = 3 ] || printf '// %s\n' "$j"; done
    done
    printf '};\n'
} >y.h
cp -R . ../kept
diffs 1
cp out ../patch
[ "$(grep -c '^@@' out)" = 3 ] || fail 'three hunks'
lint 0 --fix
says 'fixed 4 findings in 2 files'
cp -R . ../fixed
rm -rf ./* && cp -R ../kept/. .
git apply ../patch || fail 'git apply of odd names'
same 'a b/x é.h' '../fixed/a b/x é.h'
same y.h ../fixed/y.h
rm -rf ../kept ../fixed

# Safe and unsafe; fixes that touch each other wait for a second run.
start
printf '#include <ormlint/orm.h>\nstruct ORM_TABLE(a) a {\n    int id ORM_COLUMN(primary_key, unique);\n    int *b ORM_COLUMN(nullable, not_null);\n};\n' >a.h
lint 1 --fix
says 'fixed 1 finding in 1 file, 1 more with --unsafe-fixes'
holds a.h 'int *b ORM_COLUMN(nullable, not_null);'
lint 0 --fix --unsafe-fixes --fail-on info
holds a.h 'int *b ORM_COLUMN(nullable);'
start
printf '#include <ormlint/orm.h>\nstruct ORM_TABLE(a) a {\n    int id ORM_COLUMN(unique, renamed_from=id, primary_key);\n};\n' >a.h
lint 0 --fix
says '1 more in a second run: its fix overlaps another'
lint 0 --fix --fail-on info
holds a.h 'int id ORM_COLUMN(primary_key);'

# What is not the user's annotation, or not a declaration of one field, is left alone.
start
cat >a.h <<'C'
#include <ormlint/orm.h>
#define KEY(...) ORM_COLUMN(primary_key, __VA_ARGS__)
#define ALSO_UNIQUE unique
#define FIELD(type, name) type name
struct ORM_TABLE(a) a { int id KEY(unique); };
struct ORM_TABLE(b) b { int id ORM_COLUMN(primary_key, ALSO_UNIQUE); };
struct ORM_TABLE(c) c {
    int id ORM_COLUMN(primary_key);
    int x, a_id;
    struct a *a ORM_RELATIONSHIP();
};
struct ORM_TABLE(d) d {
    int id ORM_COLUMN(primary_key);
    FIELD(int, a_id);
    struct a *a ORM_RELATIONSHIP();
};
struct ORM_TABLE(e) e {
    int id ORM_COLUMN(primary_key);
    int a_id, x;
    struct a *a ORM_RELATIONSHIP();
};
C
cp a.h kept
diffs 0 --unsafe-fixes
lint 1 --fix --unsafe-fixes
says 'fixed 0 findings'
same a.h kept

# Comments that allow what is not there go as a whole where they say nothing else; else a name, a line, or their end.
start
cat >a.h <<'C'
#include <ormlint/orm.h>
// ormlint: allow-file missing-primary-key, empty-model -- one is missing nowhere
// ormlint: allow-file empty-model

/*
 * A customer.
 * ormlint: allow unknown-annotation -- nothing
 * She buys.
 */
struct ORM_TABLE(customers) customer {
    int id ORM_COLUMN(primary_key);
    int size; // ormlint: allow unknown-annotation, fk-self-identity, empty-model -- none, of them
    int height; // ormlint: allow unknown-annotation
    int/* ormlint: allow unknown-annotation*/width;
    /// ormlint: allow unknown-annotation
    int depth;
    /* ormlint: allow unknown-annotation */ int x; /* see below
       ormlint: allow malformed-annotation */
    int y ORM_COLUMN(unique) ORM_FOREIGN_KEY(customers.y); // ormlint: allow unknown-annotation , fk-self-identity -- meant
};
ORM_ON(customer.x, allow(unknown-annotation, reason="no"));
ORM_ON(customer.y, allow(unknown-annotation, fk-self-identity));
C
cat >wanted <<'C'
#include <ormlint/orm.h>

/*
 * A customer.
 * She buys.
 */
struct ORM_TABLE(customers) customer {
    int id ORM_COLUMN(primary_key);
    int size;
    int height;
    int width;
    int depth;
    int x; /* see below
 */
    int y ORM_COLUMN(unique) ORM_FOREIGN_KEY(customers.y); // ormlint: allow fk-self-identity -- meant
};
ORM_ON(customer.y, allow(fk-self-identity));
C
cp a.h kept
diffs 1
cp out patch
lint 0 --fix
says '2 more in a second run'
cp a.h once
cp kept a.h
git apply patch || fail 'git apply of comments'
same a.h once
lint 0 --fix
lint 0 --fix --fail-on info
same a.h wanted
sed 's/$/\r/' kept >a.h
sed 's/$/\r/' wanted >wanted.crlf
lint 0 --fix
lint 0 --fix
lint 0 --fix --fail-on info
same a.h wanted.crlf

# Headers of the system are not edited.
start
mkdir ../system
printf '#pragma GCC system_header\n#include <ormlint/orm.h>\nstruct ORM_TABLE(a) a { int id ORM_COLUMN(primary_key, unique); };\n' >../system/a.h
cp ../system/a.h kept
printf '#include <ormlint/orm.h>\n#include <a.h>\nstruct ORM_TABLE(b) b {\n    int id ORM_COLUMN(primary_key);\n    int a_id ORM_FOREIGN_KEY(a.id);\n    struct a *a ORM_RELATIONSHIP();\n};\n' >b.h
"$ormlint" --isolated --fix --unsafe-fixes -f concise . -- "-I$include" -isystem ../system >out 2>err
same ../system/a.h kept

# Uncommitted changes are not overwritten; committed, ignored and foreign files are.
start
git init -q .
echo '/ignored.h' >.gitignore
model clean.h ', unique'
model dirty.h ', unique'
model staged.h ', unique'
git add . && git commit -qm one
model untracked.h ', unique'
echo '// changed' >>dirty.h
echo '// changed' >>staged.h
git add staged.h
lint 2 --fix
for name in dirty staged untracked; do
    says "$name.h is left alone: it has uncommitted changes"
    holds "$name.h" unique
done
says 'fixed 1 finding in 1 file'
grep -q unique clean.h && fail 'clean.h is not fixed'
git commit -qam two
lint 2 --fix ./untracked.h
lint 0 --fix --allow-dirty --fail-on info
grep -l unique ./*.h >out && fail 'not all are fixed'
git checkout -q . && git clean -qfd
model ignored.h ', unique'
"$ormlint" --isolated --fix ignored.h -- "-I$include" >out 2>err || fail 'an ignored file'
grep -q unique ignored.h && fail 'ignored.h is not fixed'
# a link is followed, and stays one
start
git init -q ../case/repository
model user.h ', unique'
mv user.h repository/user.h
ln -s repository/user.h link.h
"$ormlint" --isolated --fix link.h -- "-I$include" >out 2>err
[ $? = 2 ] || fail 'a link to an untracked file'
"$ormlint" --isolated --fix --allow-dirty link.h -- "-I$include" >out 2>err || fail 'a link'
[ -L link.h ] || fail 'the link is gone'
grep -q unique repository/user.h && fail 'the file behind the link is not fixed'
# without git nobody can tell
start
git init -q .
model user.h ', unique'
cp user.h kept
PATH=/nonexistent "$ormlint" --isolated --fix user.h -- "-I$include" >out 2>err
[ $? = 2 ] || fail 'without git'
says 'git cannot tell'
same user.h kept

# A file that cannot be written stays whole, and nothing else is left behind.
start
model user.h ', unique'
cp user.h kept
chmod 444 user.h
lint 3 --fix
says 'cannot fix user.h: Permission denied'
same user.h kept
chmod 664 user.h
mode=$(stat -c %a user.h)
(
    trap '' XFSZ
    ulimit -f 0
    exec "$ormlint" --isolated --fix -q user.h -- "-I$include" 2>/dev/null >/dev/null
)
[ $? = 3 ] || fail 'a full disk'
same user.h kept
[ "$(ls)" = "$(printf 'err\nkept\nout\nuser.h')" ] || { ls >out; fail 'something is left behind'; }
lint 0 --fix
[ "$(stat -c %a user.h)" = "$mode" ] || fail 'the mode has changed'

# Nothing is fixed where not everything could be read.
start
model user.h ', unique'
cp user.h kept
printf '#include <ormlint/orm.h>\n#include "missing.h"\nstruct ORM_TABLE(b) b { int id ORM_COLUMN(primary_key); };\n' >b.h
lint 3 --fix
says 'nothing is fixed, because not everything could be read'
same user.h kept
diffs 3
lint 0 --fix --keep-going
grep -q unique user.h && fail '--keep-going does not fix'

# Options that make no sense together.
start
model user.h ''
lint 2 --unsafe-fixes
lint 2 --fix --add-allow=later
lint 2 --diff

exit "$failed"
