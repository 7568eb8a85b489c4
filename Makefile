# Everything a fresh machine needs: Python 3.11 or newer, and make. uv is used where it is present.
#   make demo    the bundled plan for China, published to runs/demo-N
#   make test    every test
#   make lint    style and common mistakes
#   make types   types of the package, strictly
#   make docs    the documentation, in build/docs/
#   make clean   back to the files of the repository; runs/ stays
#   make lock    new versions of the dependencies, with their hashes (needs uv);
#                UPGRADE=--upgrade for the newest that fit

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell uv --version >/dev/null 2>&1 && echo uv)
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header

# No run of this file is quicker when done in parallel; the tests spread themselves.
.NOTPARALLEL:
.PHONY: demo test lint types docs clean lock

ifeq ($(UV),)
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
else
INSTALL := uv pip install --quiet --python $(BIN)/python
endif

demo: $(VENV)/.runtime
	@n=1; while [ -e runs/demo-$$n ]; do n=$$((n + 1)); done; \
	$(BIN)/commonweal plan china-2026 --out runs/demo-$$n

test: $(VENV)/.dev
	$(BIN)/pytest -n 2

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

docs: $(VENV)/.docs
	$(BIN)/zensical build

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .benchmarks .cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -rf src/*.egg-info

lock:
	$(LOCK) $(UPGRADE) pyproject.toml --extra dev -o requirements-dev.txt
	$(LOCK) $(UPGRADE) pyproject.toml -c requirements-dev.txt -o requirements.txt
	$(LOCK) $(UPGRADE) docs/requirements.in -c requirements-dev.txt -o docs/requirements.txt
	$(LOCK) $(UPGRADE) benchmarks/requirements.in -c requirements-dev.txt -o benchmarks/requirements.txt

# Each mark is newer than the files it was installed from, so that a second run starts at once.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	echo "Python 3.11 or newer is needed. Name one: make PYTHON=/path/to/python" >&2; exit 1; }
ifeq ($(UV),)
	$(PYTHON) -m venv $(VENV)
else
	uv venv --quiet --allow-existing --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" $(VENV)
endif
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements.txt pyproject.toml
ifeq ($(UV),)
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip
endif
	$(INSTALL) --require-hashes -r requirements.txt
	$(INSTALL) --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.txt
	$(INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.docs: $(VENV)/.made docs/requirements.txt
	$(INSTALL) --require-hashes -r docs/requirements.txt
	@touch $@
