#!/bin/bash
# The documentation builds as a site without a warning, every link in it leads somewhere, and the picture of the report is what the tool
# prints now.
# usage: site.sh SOURCE_FOLDER BUILD_FOLDER
set -euo pipefail
source=$1 build=$2
site=$(mktemp -d)
trap 'rm -rf "$site"' EXIT
(cd "$source" && mkdocs build --quiet --strict --site-dir "$site")
[ -s "$site/rules/index.html" ] || [ -s "$site/rules/README/index.html" ] || { echo "FAILED: no page of the rules"; exit 1; }

# The README's links, which mkdocs does not see.
failed=0
while read -r link; do
    [ -e "$source/$link" ] || { echo "FAILED: README.md links to $link, which is not there"; failed=1; }
done < <(grep -oE '\]\([^)#]+' "$source/README.md" | sed 's/^](//' | grep -vE '^https?:')
BUILD=$build "$source/scripts/picture" --check || failed=1
exit "$failed"
