# The first use of a target makes .venv and installs the pinned packages; later
# uses find the stamps and start at once. Nothing outside this folder changes,
# but for `make test` as root on Debian: see scripts/system_packages.sh.

PYTHON ?= python3
WEEK ?= c1w2_logistic_regression
UV_VERSION := 0.13.9

run := .venv/bin/python -m
pytest := $(run) pytest -n 2 --dist loadscope
staff := .venv/.staff-installed
dev := .venv/.dev-installed

# TensorFlow greets on stderr, and its first words are no news to anybody.
export TF_CPP_MIN_LOG_LEVEL ?= 2
export TF_ENABLE_ONEDNN_OPTS ?= 0

# Two tests at a time on two cores: threads below them would only be in the way.
test test-quick: export OPENBLAS_NUM_THREADS ?= 1

# The certificates of this machine count, as they do for pip.
export UV_SYSTEM_CERTS ?= true

.DEFAULT_GOAL := help
.PHONY: help demo test test-quick test-hostile test-reliability check format lab build goldens bench-grading bench-network pins clean distclean

help: ## say what the targets do
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-17s %s\n", $$1, $$2}' Makefile

demo: $(staff) ## build the week, grade sample submissions, show the gradebook
	@$(run) autograder.cli demo

test: $(dev) ## every test, the lesson and the browser included
	@eval "$(pytest) --nbval --ignore tests/reliability --ignore tests/hostile tests notebooks $$(scripts/system_packages.sh)"

test-hostile: $(dev) ## the attacks of tests/hostile, graded among honest neighbours: minutes
	@$(run) pytest tests/hostile

test-reliability: $(dev) ## twenty kills in a class of 200, a class of 1,000: many minutes
	@$(run) pytest tests/reliability

test-quick: $(dev) ## the tests that take seconds
	@$(run) pytest -m "not slow and not browser and not postgres" tests

check: $(dev) ## style, types, and whether what is built is up to date; writes nothing
	$(run) ruff check .
	$(run) ruff format --check .
	$(run) mypy
	$(run) autograder.cli build --check

format: $(dev) ## put the code in order (this one writes)
	$(run) ruff check --fix .
	$(run) ruff format .

lab: $(staff) ## JupyterLab as a student has it (WEEK=...)
	@$(run) autograder.lab --week $(WEEK)

build: $(dev) ## make the notebooks and the release from their texts
	@$(run) autograder.cli build
	@for text in source/*.py; do \
		$(run) autograder.cli release "$$(basename "$$text" .py)" || exit 1; \
	done

goldens: $(dev) ## write the golden files anew; look at the difference before you commit
	@$(run) pytest --update-goldens -m "not slow and not browser" tests

bench-grading: $(dev) ## grading against stock nbgrader; writes docs/performance.md
	@$(run) benchmarks.grading --write docs/performance.md

bench-network: $(dev) ## a training step of the deep network beside Keras, as a ratio
	@OPENBLAS_NUM_THREADS=1 .venv/bin/python benchmarks/deep_network.py

pins: $(dev) ## write the requirements files anew from pyproject.toml
	@scripts/pins.sh

clean: ## remove what the programs made; never .venv or the work of a class
	rm -rf build dist demo
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
	find . -path ./.venv -prune -o -path ./.git -prune -o \
		\( -name __pycache__ -o -name .ipynb_checkpoints \) -print0 | xargs -0 rm -rf

distclean: clean ## the same and .venv
	rm -rf .venv

# --- the environment ---------------------------------------------------------

.venv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || \
		{ echo "python3 cannot make environments; on Debian: apt-get install python3-venv"; exit 1; }
	@echo "installing packages into .venv (once; some minutes on a slow line) ..."
	@.venv/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION) || \
		{ echo "uv is not to be had; pip does its work, more slowly"; touch $@; }

# uv is many times faster; where it fails, pip installs the same pins. Compiled,
# because the sandbox may not write: each of its starts would compile NumPy anew.
define install
	@.venv/bin/uv pip install --quiet --compile-bytecode -p .venv/bin/python -r $(1) || \
		.venv/bin/pip install --quiet --disable-pip-version-check -r $(1)
	@.venv/bin/pip install --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation --editable .
	@touch $@
endef

$(staff): requirements-staff.txt pyproject.toml | .venv/bin/uv
	$(call install,requirements-staff.txt)

$(dev): requirements-dev.txt pyproject.toml | .venv/bin/uv
	$(call install,requirements-dev.txt)
	@touch $(staff)
