# The commands of the project; what each needs, it installs into .venv, a folder of the project's own.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA_DIR ?= build/demo
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: setup setup-dev demo test test-long check bench format reference requirements clean
.DELETE_ON_ERROR:

setup: $(VENV)/.run

setup-dev: $(VENV)/.dev

$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or later is needed; on Debian: apt-get install python3 python3-venv"; exit 2; }
	@$(PYTHON) tools/machine.py
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: requirements/run.txt requirements/build.txt pyproject.toml | $(VENV)/.made
	@echo "Installing what Line of Sight needs into $(VENV) ..."
	@$(PIP) install --require-hashes -r requirements/build.txt -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@echo "Installing what its tests need ..."
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

demo: setup
	@$(BIN)/lineofsight demo --data-dir "$(DATA_DIR)" $(if $(PLAN),--plan "$(PLAN)") $(if $(AS_AT),--as-at "$(AS_AT)")

test: setup-dev
	@$(BIN)/python -m pytest

test-long: setup-dev
	@$(BIN)/python -m pytest -m "long or not long"

check: setup-dev
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/lineofsight indicators check
	@$(BIN)/python tools/reference.py --check

reference: setup-dev
	@$(BIN)/python tools/reference.py

format: setup-dev
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix .

bench: setup-dev
	@$(BIN)/python -m benchmarks

requirements: setup-dev
	@cd requirements && for set in build run dev; do \
	  ../$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --quiet --custom-compile-command "make requirements" $$set.in -o $$set.txt; done

clean:
	@rm -rf $(VENV) build
