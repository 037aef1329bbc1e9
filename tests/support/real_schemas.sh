# Real schemas in three dialects, out of Debian packages: downloaded and unpacked once for each build folder, never copied into the project. To be sourced, after
# `set -euo pipefail`; $real_schemas_folder says where they go (created when missing).
: "${real_schemas_folder:=${TMPDIR:-/tmp}/ormlint-real-schemas-$(id -u)}"

# real_package NAME: prints the folder where the package is unpacked; fails with a message when it cannot be had. Safe to call from tests that run side by side.
real_package() {
    local folder=$real_schemas_folder/$1
    mkdir -p "$real_schemas_folder"
    (
        flock 9
        [ ! -e "$folder/complete" ] || exit 0
        rm -rf "$folder"
        mkdir -p "$folder/download"
        cd "$folder/download"
        # apt lowers its rights to a user that cannot write here
        apt-get -q -o APT::Sandbox::User=root download "$1" >"$folder/log" 2>&1 || { cat "$folder/log" >&2; echo "real_schemas: no package $1" >&2; exit 1; }
        dpkg-deb --fsys-tarfile ./*.deb | tar -x -C "$folder" --wildcards '*.sql'
        rm -r "$folder/download"
        touch "$folder/complete"
    ) 9>"$real_schemas_folder/$1.lock" || return 1
    echo "$folder"
}

# real_schema_names DIALECT: the schemas there are for postgresql, mysql or sqlite. Kamailio's IMS tables, for MySQL only, have names that others of it have.
real_schema_names() {
    printf '%s\n' kamailio pdns mediawiki mediawiki-math mediawiki-oathauth mediawiki-abusefilter
    [ "$1" != mysql ] || echo kamailio-ims
}

# real_schema DIALECT NAME: its files, one a line, in the order in which they are to be loaded into one empty database. MediaWiki's MySQL files hold
# /*_*/ and /*$wgDBTableOptions*/ for a prefix and options: they are comments, and can be loaded as they are.
real_schema() {
    local folder kamailio=$1 pdns=$1 mediawiki=$1
    case $1 in
    postgresql) kamailio=postgres pdns=pgsql mediawiki=postgres ;;
    sqlite) pdns=sqlite3 ;;
    esac
    case $2 in
    kamailio)
        folder=$(real_package "kamailio-$kamailio-modules") || return 1
        folder=$folder/usr/share/kamailio/${kamailio/#sqlite/db_sqlite}
        echo "$folder/standard-create.sql" # the others enter their version there
        printf '%s\n' "$folder"/*-create.sql | grep -v -e /standard-create -e /ims_
        ;;
    kamailio-ims)
        folder=$(real_package kamailio-mysql-modules) || return 1
        printf '%s\n' "$folder/usr/share/kamailio/mysql"/{standard,ims_charging,ims_dialog,ims_usrloc_pcscf}-create.sql
        ;;
    pdns)
        folder=$(real_package "pdns-backend-$pdns") || return 1
        echo "$folder/usr/share/pdns-backend-$pdns/schema/schema.$pdns.sql"
        ;;
    mediawiki)
        folder=$(real_package mediawiki) || return 1
        folder=$folder/usr/share/mediawiki/maintenance
        case $1 in
        postgresql) echo "$folder/postgres/tables-generated.sql"; echo "$folder/postgres/tables.sql" ;;
        sqlite) echo "$folder/sqlite/tables-generated.sql" ;;
        mysql) echo "$folder/tables-generated.sql"; echo "$folder/tables.sql" ;;
        esac
        ;;
    mediawiki-math)
        folder=$(real_package mediawiki) || return 1
        printf '%s\n' "$folder/usr/share/mediawiki/extensions-core/Math/sql/$mediawiki"/math*.sql
        ;;
    mediawiki-oathauth)
        folder=$(real_package mediawiki) || return 1
        echo "$folder/usr/share/mediawiki/extensions-core/OATHAuth/sql/$mediawiki/tables-generated.sql"
        ;;
    mediawiki-abusefilter)
        folder=$(real_package mediawiki) || return 1
        echo "$folder/usr/share/mediawiki/extensions-core/AbuseFilter/db_patches/$mediawiki/tables-generated.sql"
        ;;
    esac
}

# real_upgrades DIALECT: pdns' upgrade scripts, in order, from the schema of version 3.4 to the one that real_schema gives.
real_upgrades() {
    local folder pdns=$1
    case $1 in
    postgresql) pdns=pgsql ;;
    sqlite) pdns=sqlite3 ;;
    esac
    folder=$(real_package "pdns-backend-$pdns") || return 1
    printf '%s\n' "$folder/usr/share/pdns-backend-$pdns/schema"/[0-9]*_schema."$pdns".sql | sort -V
}
