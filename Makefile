# make run    the explorer, from nothing: environment, graph, page
# make test   all tests, with everything they need
# make test-drivers   the contract tests on the oldest and the newest driver that are allowed
# make check  what CI runs: style, types, import order, all tests
# make lock   pin the dependencies anew (UPGRADE=--upgrade for newer versions)
# make lock-neo4j   pin the files of the Neo4j that zhitu starts (NEO4J=5.26.30)
# make editor the query editor's bundle, anew from its sources (needs Node)
# make fuzz   made-up queries against the guard for ten minutes (SECONDS=600)
# make bench  the ratios of docs/benchmarks.md, measured here
# make clean  remove what the above made (never a workspace)

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
WORKERS ?= 2 # processes that share the tests, each with an engine and a browser of its own
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install --quiet --no-compile # bytecode is made at the first import: most modules never see one

.PHONY: run test test-drivers check lint types lock lock-neo4j bench clean docs screenshot editor fuzz
.DEFAULT_GOAL := run

run: $(VENV)/installed-run
	@exec $(BIN)/zhitu serve

test: $(VENV)/installed-test
	$(BIN)/python -m tests.browser_setup
	$(PYTEST)

# the driver is imported from a folder of its own, before the one that is installed
DRIVERS := 5.28 6
CONTRACT := tests/contract/test_store.py tests/contract/test_guard.py tests/contract/test_round_trip.py tests/contract/test_same_answers.py
test-drivers: $(VENV)/installed-test
	for version in $(DRIVERS); do \
	  $(BIN)/uv pip install --quiet --target $(VENV)/drivers/$$version --no-deps "neo4j==$$version.*" && \
	  PYTHONPATH=$(CURDIR)/$(VENV)/drivers/$$version $(BIN)/python -m pytest -q $(CONTRACT) || exit 1; \
	done

check: $(VENV)/installed-test lint types
	$(BIN)/python -m tests.browser_setup
	$(PYTEST) -m "not quality"

lint: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/installed-test
	$(BIN)/mypy

$(VENV)/bin-ready:
	$(PYTHON) -c 'import sys; sys.exit("zhitu needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed-run: $(VENV)/bin-ready requirements/run.txt requirements/build.txt pyproject.toml
	$(INSTALL) --require-hashes -r requirements/build.txt -r requirements/run.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/installed-test: $(VENV)/installed-run requirements/test.txt
	$(INSTALL) --require-hashes -r requirements/test.txt
	@touch $@

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url
lock: $(VENV)/installed-test
	$(COMPILE) $(UPGRADE) pyproject.toml -o requirements/run.txt
	$(COMPILE) pyproject.toml --extra neo4j -c requirements/run.txt -o requirements/neo4j.txt
	$(COMPILE) pyproject.toml --extra neo4j --extra test -c requirements/neo4j.txt -o requirements/test.txt
	$(COMPILE) pyproject.toml --extra bench -c requirements/test.txt -o requirements/bench.txt
	printf 'hatchling\neditables\n' | $(COMPILE) - -c requirements/run.txt -o requirements/build.txt

NEO4J := 5.26.30
lock-neo4j: $(VENV)/installed-test
	$(BIN)/python requirements/lock_neo4j.py $(NEO4J) > graph/engines/neo4j_jars.txt

EDITOR := ui/components/cypher_editor/frontend
editor:
	cd $(EDITOR) && npm ci --no-audit --no-fund && npm run --silent build

SECONDS ?= 600
fuzz: $(VENV)/installed-test
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS)

docs: $(VENV)/installed-test
	$(BIN)/python -m ontology.reference

screenshot: $(VENV)/installed-test
	$(BIN)/python -m tests.browser_setup
	$(BIN)/python -m tests.browser.screenshot docs/screenshot.png

$(VENV)/installed-bench: $(VENV)/installed-test requirements/bench.txt
	$(INSTALL) --require-hashes -r requirements/bench.txt
	@touch $@

bench: $(VENV)/installed-bench
	$(BIN)/python -m bench

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
