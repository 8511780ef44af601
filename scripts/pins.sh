#!/usr/bin/env bash
# Writes the three requirements files anew from pyproject.toml (make pins).
# Pins that still fit are kept; `scripts/pins.sh --upgrade` takes the newest.
set -euo pipefail
cd "$(dirname "$0")/.."

pin() {  # FILE, then the extras it holds
    local file=$1 options=()
    shift
    for extra in "$@"; do options+=(--extra "$extra"); done
    # The build back end is pinned too, so that installing the project asks nobody.
    printf '%s\n' hatchling editables | .venv/bin/uv pip compile --quiet \
        --python-version 3.11 --no-annotate --no-header --no-emit-index-url \
        ${more[@]+"${more[@]}"} "${options[@]}" pyproject.toml - --output-file "$file"
}

more=("$@")
pin requirements-dev.txt dev
# The smaller sets take their versions from the largest, so the three agree.
more=(--constraints requirements-dev.txt)
pin requirements-staff.txt autograder
pin requirements.txt
