# Two commands are enough: `make run` and `make test`. Each sets up what it needs; everything it writes lies under var/.
# What they do is in deploy/.

.DEFAULT_GOAL := help
.PHONY: help run test test-fast check format bench shape mutants pictures hooks setup setup-production lock clean
SHELL := /bin/bash

# Tests at once; 0 runs them in one process, in order.
WORKERS ?= 2
# Handed to pytest as it is, for example: make test ARGS="-k waitlist -x"
ARGS ?=
export WORKERS
export RUFF_CACHE_DIR := var/cache/ruff

help: ## Show what can be typed
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-16s %s\n", $$1, $$2 }'

run: ## Set everything up and serve the portal with a demonstration cohort (PORT=8000)
	@bash deploy/run.sh

test: ## Set everything up and run every test (ARGS="-k word", WORKERS=2)
	@bash deploy/test.sh test "not pictures" $(ARGS)

test-fast: ## Run the tests that need no browser and no PostgreSQL
	@ON=sqlite bash deploy/test.sh check "not browser and not postgres and not slow and not pictures" $(ARGS)

check: ## Check format, lint, types, import contracts, migrations and lock files
	@bash deploy/check.sh

format: ## Put right what make check can put right by itself
	@bash deploy/setup.sh check
	@var/venv/bin/ruff check --fix . ; var/venv/bin/ruff format . ; var/venv/bin/djhtml templates

bench: ## Measure pages, writes and jobs (BENCH_SIZES="1000 10000", BENCH_BEFORE=another checkout; written to var/bench)
	@bash deploy/setup.sh check
	@var/venv/bin/python -m tests.bench

shape: ## Print how long files, functions and templates are, beside the targets
	@bash deploy/setup.sh check
	@var/venv/bin/python -m tests.architecture.shape

mutants: ## Change rules and services in small ways and see whether a test fails (ONLY=certification/rules narrows; it takes hours)
	@bash deploy/setup.sh check
	@var/venv/bin/python -m deploy.mutants

pictures: ## Take pictures of the main pages at phone and desktop width (written to docs/pictures)
	@ON=sqlite bash deploy/test.sh test "pictures" $(ARGS)

hooks: ## Run the quick checks before every commit of this checkout
	@bash deploy/setup.sh check
	@var/venv/bin/pre-commit install --hook-type pre-commit --hook-type commit-msg

setup: ## Set everything up for developing and testing, and run nothing
	@bash deploy/setup.sh test

setup-production: ## Set up what a real installation needs, and nothing for the tests (docs/operations.md)
	@bash deploy/setup.sh run

lock: ## Write the lock files anew (UPGRADE=1 for newer versions)
	@bash deploy/lock.sh

clean: ## Remove what was installed and compiled; database, media and secret key stay
	@rm -rf var/venv var/npm var/assets var/test-assets var/static var/stamps var/cache var/home var/runtime var/lock var/setup.log
