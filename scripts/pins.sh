#!/usr/bin/env bash
# Writes the requirements files anew from pyproject.toml (make pins).
# Pins that still fit are kept; `scripts/pins.sh --upgrade` takes the newest.
set -euo pipefail
cd "$(dirname "$0")/.."

pin() {  # FILE, then options; more packages come from standard input
    local file=$1
    shift
    .venv/bin/uv pip compile --quiet --python-version 3.11 \
        --no-annotate --no-header --no-emit-index-url \
        "$@" pyproject.toml - --output-file "$file"
}

# The build back end is pinned too: `make` installs the project itself with it.
build="hatchling editables"
tr ' ' '\n' <<<"$build" | pin requirements-dev.txt --extra dev "$@"
# The smaller sets take their versions from the largest, so that all agree.
agree="--constraints requirements-dev.txt"
tr ' ' '\n' <<<"$build" | pin requirements-staff.txt --extra autograder $agree
pin requirements-tensorflow.txt --extra tensorflow $agree </dev/null
pin requirements.txt $agree </dev/null
