# What a person types. Plain `make` lists it.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
ARGS ?= --demo
unexport PYTHONDONTWRITEBYTECODE  # else every start, of the room and in the tests, compiles it all anew

.PHONY: help run test check bench screenshots fuzz soak setup lock clean

help: ## this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(READY) ## the virtual environment and the system packages
	@:

$(READY): requirements.lock scripts/setup scripts/packages
	@scripts/setup run $(PYTHON) $(VENV)
	@touch $@

$(READY_DEV): $(READY) requirements-dev.lock
	@scripts/setup test $(PYTHON) $(VENV)
	@touch $@

run: $(READY) ## the command room of the demo town; HEADLESS=1: on a virtual screen, leaves a screenshot; ARGS="--site DIR": your own
	@scripts/open $(if $(HEADLESS),--headless) -- $(ARGS)

test: check ## everything: check, then the whole test suite; PYTEST="tests/layouts -k grid": a part
	@scripts/suite $(BIN) $(PYTEST)

check: $(READY_DEV) ## format, lint, import contracts, types
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy

bench: $(READY_DEV) ## measure what the README states; prints its table; BENCH="wall --help": a part
	@scripts/require bench
	@$(BIN)/python -m bench $(BENCH)

screenshots: $(READY_DEV) ## every main view into docs/pictures, a quarter of an hour; VIEWS="--only desk,map --languages en": some
	@$(BIN)/python -m bench.screenshots $(VIEWS)

fuzz: $(READY) ## search the parsers of what cameras send for faults, a minute for each; SECONDS=600: longer
	@scripts/fuzz $(PYTHON) $(or $(SECONDS),60) $(TARGETS)

soak: $(READY_DEV) ## camera faults by chance on the whole program, for SECONDS (3600) on TILES (64); SEED=7: the same again; WRITE=1: into docs/reliability.md
	@$(BIN)/python -m bench.faults $(if $(SECONDS),--seconds $(SECONDS)) $(if $(TILES),--tiles $(TILES)) \
		$(if $(SEED),--seed $(SEED)) $(if $(WRITE),--write)

lock: $(READY_DEV) ## write the locks anew from pyproject.toml: versions and hashes, no addresses
	@scripts/lock $(BIN)

clean: ## remove the virtual environment and caches
	rm -rf $(VENV) .venv-fuzz out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
