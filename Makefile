# The commands of the project; what each needs, it installs into .venv, a folder of the project's own.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA_DIR ?= build/demo
PORT ?= 8000
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: setup setup-dev setup-spark demo test test-postgres test-long check bench format reference roles-and-pages levels migrations requirements clean
.DELETE_ON_ERROR:

setup: $(VENV)/.run build/frontend/.made

setup-dev: $(VENV)/.dev build/frontend/.made

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

build/frontend/.made: frontend/package-lock.json tools/frontend.py $(VENV)/.run
	@echo "Fetching the style sheets ..."
	@$(BIN)/python tools/frontend.py
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@echo "Installing what its tests need ..."
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

# Apache Spark is large and seldom wanted; it needs Java beside it.
setup-spark: $(VENV)/.spark

$(VENV)/.spark: requirements/spark-build.txt requirements/spark.txt $(VENV)/.run
	@echo "Installing Apache Spark (0.5 GB) ..."
	@$(PIP) install --require-hashes -r requirements/spark-build.txt
	@$(PIP) install --require-hashes --no-build-isolation -r requirements/spark.txt
	@touch $@

demo: setup
	@$(BIN)/lineofsight demo --data-dir "$(DATA_DIR)" --port $(PORT) $(if $(PLAN),--plan "$(PLAN)") $(if $(AS_AT),--as-at "$(AS_AT)")

test: test-postgres
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile

test-postgres: setup-dev
	@$(BIN)/python tools/postgres.py

test-long: setup-dev
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile -m "long or not long"

check: setup-dev
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@DJANGO_SETTINGS_MODULE=tests.support.settings PYTHONPATH=. $(BIN)/python -m django makemigrations --check --dry-run --verbosity 0 \
	  || { echo "A model changed and no migration says so: run make migrations"; exit 1; }
	@$(BIN)/lineofsight indicators check
	@$(BIN)/python tools/reference.py --check

reference: setup-dev
	@$(BIN)/python tools/reference.py

# Who gets which answer at each address: read the difference before you commit it.
roles-and-pages: setup-dev
	@LINEOFSIGHT_REMAKE=1 $(BIN)/python -m pytest -q --no-header tests/web/test_roles_and_pages.py -k table
	@git diff --stat -- docs/reference/roles-and-pages.md

# What a county of invented children shows: some minutes; read the difference before you commit it.
levels: setup-dev
	@LINEOFSIGHT_REMAKE=1 $(BIN)/python -m pytest -q --no-header -m long tests/spec/test_sample_levels.py -k page_tells
	@git diff --stat -- docs/explanation/invented-council.md

format: setup-dev
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix .

bench: setup-dev
	@$(BIN)/python -m benchmarks

migrations: setup-dev
	@DJANGO_SETTINGS_MODULE=tests.support.settings PYTHONPATH=. $(BIN)/python -m django makemigrations

requirements: setup-dev
	@cd requirements && for set in build run frontend spark-build spark dev; do \
	  ../$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --quiet --custom-compile-command "make requirements" $$set.in -o $$set.txt; done

clean:
	@rm -rf $(VENV) build
