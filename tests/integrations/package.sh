#!/bin/bash
# The packages are as they should be: lintian has nothing to say, and on a fresh system, where apt installs nothing but the
# package and what it depends on, the tool runs, finds its headers and lints a project. So does the tarball's.
# usage: package.sh BUILD_FOLDER
set -euo pipefail
build=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { echo "FAILED: $*"; exit 1; }

cpack --config "$build/CPackConfig.cmake" -B "$scratch" >"$scratch/log" 2>&1 || fail "$(cat "$scratch/log")"
cd "$scratch"
sha256sum --check --quiet ./*.sha256 || fail "a checksum is wrong"
package=$(ls ./*.deb) tarball=$(ls ./*.tar.gz)

lintian --fail-on error,warning "$package" >lintian.log 2>&1 || fail "lintian: $(cat lintian.log)"

dpkg-deb --fsys-tarfile "$package" | tar -t >contents
for file in bin/ormlint include/ormlint/orm.h share/man/man1/ormlint.1.gz share/bash-completion/completions/ormlint \
    share/zsh/site-functions/_ormlint share/fish/vendor_completions.d/ormlint.fish share/pkgconfig/ormlint.pc \
    share/cmake/ormlint/ormlintConfig.cmake share/cmake/ormlint/ormlintAddCheck.cmake share/doc/ormlint/copyright \
    share/doc/ormlint/changelog.gz share/doc/ormlint/changelog.Debian.gz share/doc/ormlint/docs/rules/fk-unknown-target.md; do
    grep -x "./usr/$file" contents >/dev/null || fail "$file is not in the package"
done
depends=$(dpkg-deb --field "$package" Depends)
for library in libclang1-[0-9]+ libclang-common-[0-9]+-dev libglib2.0-0 libjansson4 libfyaml0 libpg-query; do
    grep -E "(^|, )$library" <<<"$depends" >/dev/null || fail "the package does not depend on $library: $depends"
done
mkdir unpacked
dpkg-deb --extract "$package" unpacked
if readelf --dynamic unpacked/usr/bin/ormlint | grep -E 'RPATH|RUNPATH'; then
    fail "the packaged program searches libraries in a folder of its own"
fi

# What runs on the fresh system; it has no compiler and no headers but those of the package.
cat >on-the-system.sh <<'CHECKS'
set -eu
cd /check
apt-get install -q -y --no-install-recommends ./ormlint.deb >log 2>&1 || { cat log; exit 1; }
examine() {
    "$1" --version | grep -x 'ormlint [0-9.]*.*' || { echo "$1 --version: $("$1" --version)"; exit 1; }
    # The package recommends git, which was left out: nothing else may be amiss.
    "$1" doctor project >out 2>&1 || true
    grep '^ok *builtin headers: /' out && grep '^ok *files: 1 C files, 1 with models' out || { echo "$1 doctor:"; cat out; exit 1; }
    [ "$(grep -v '^ok' out | grep -c '^problem')" = 1 ] && grep '^problem *git: not found' out || { echo "$1 doctor:"; cat out; exit 1; }
    sed -i 's/nowhere/teams/' project/models.h
    "$1" --isolated project >out 2>&1 || { echo "$1 on a correct project:"; cat out; exit 1; }
    sed -i 's/teams\.id/nowhere.id/' project/models.h
    status=0
    "$1" --isolated --format concise project >out 2>&1 || status=$?
    [ $status -eq 1 ] && grep '^project/models.h:10:.*\[fk-unknown-target\]$' out || { echo "$1 gave $status:"; cat out; exit 1; }
}
examine ormlint
dpkg --verify ormlint
dpkg --remove ormlint >log
! command -v ormlint
tar -xzf ormlint.tar.gz
examine ./ormlint-*/bin/ormlint
echo ok >passed
CHECKS
mkdir -p check/project
cat >check/project/models.h <<'MODELS'
#include <stddef.h>
#include <stdint.h>
#include <ormlint/orm.h>

struct ORM_TABLE(teams) team {
    int64_t id ORM_COLUMN(primary_key);
};
struct ORM_TABLE(users) user {
    int64_t id ORM_COLUMN(primary_key);
    int64_t team_id ORM_FOREIGN_KEY(teams.id) ORM_COLUMN(index);
    size_t visits;
};
MODELS
mv on-the-system.sh check/
cp "$package" check/ormlint.deb
cp "$tarball" check/ormlint.tar.gz

suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
# Nothing waits for the disk: the system lasts a minute.
if ! mmdebstrap --variant=apt --dpkgopt=force-unsafe-io --dpkgopt='path-exclude=/usr/share/locale/*' \
    --customize-hook="copy-in '$scratch/check' /" \
    --customize-hook='chroot "$1" sh /check/on-the-system.sh' \
    --customize-hook="copy-out /check/passed '$scratch'" \
    "$suite" /dev/null >system.log 2>&1; then
    fail "on a fresh $suite: $(cat system.log)"
fi
[ -s passed ] || fail "the checks did not run to their end: $(cat system.log)"
echo "package and tarball work on a fresh $suite"
