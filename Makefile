# The developer's door. `make` alone lists what there is.

VENV    := .venv
BIN     := $(VENV)/bin
WORKERS ?= 2
COMPILE := uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --no-annotate \
           --universal --python-version 3.11 pyproject.toml --extra build
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run demo test pages lint fmt docs bench pulse kill calibrate screens lock browser pango clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.run ## Set everything up and start Nearer; options go in ARGS="--no-browser --port 8400"
	@$(BIN)/nearer serve $(ARGS)

demo: $(VENV)/.run ## Look around in the sample books, in a folder that is removed when you stop
	@$(BIN)/nearer serve --sample $(ARGS)

test: export NEARER_TEST_STARTED := $(shell date +%s)
test: browser pango lint ## Set everything up and run all checks and tests
	@$(BIN)/python -m pytest -p tests.total -n $(WORKERS) --dist loadgroup $(ARGS)

pages: browser $(VENV)/.dev ## Look at every page in both themes, at both widths and in made-up languages (long)
	@NEARER_EVERY=1 $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup tests/browser/test_pages.py tests/browser/test_pseudo.py $(ARGS)

lint: $(VENV)/.dev ## Style, types, and the arrows between the floors
	@$(BIN)/ruff check --quiet --output-format concise
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

fmt: $(VENV)/.dev ## Put every file into the house's form
	@$(BIN)/ruff check --fix --quiet; $(BIN)/ruff format --quiet

docs: $(VENV)/.run ## Write the generated parts of docs/ again
	@$(BIN)/python tools/docs.py

bench: $(VENV)/.dev ## Measure what docs/measured.md promises
	@$(BIN)/python -m tests.heavy.bench $(ARGS)

calibrate: $(VENV)/.dev ## How often a finding is clear where nothing is, over made-up people (PEOPLE=2000 of each kind; long)
	@$(BIN)/python -m tests.heavy.calibrate $(PEOPLE)

pulse: $(VENV)/.dev ## Simulate how often the rule about a fallen weekly pulse cries wolf
	@$(BIN)/python -m tests.heavy.pulse $(ARGS)

kill: $(VENV)/.dev ## Kill the product 1,000 times while it writes, and look whether anything is lost (long)
	@$(BIN)/python -m tests.heavy.kill --times 1000 $(ARGS)

screens: browser $(VENV)/.dev ## Take pictures of every page, into screens/
	@$(BIN)/python -m tests.screens $(ARGS)

lock: $(VENV)/.dev ## Write both locks again from pyproject.toml; newer versions with ARGS=--upgrade
	@$(INSTALL) uv
	@$(BIN)/$(COMPILE) $(ARGS) -o requirements.lock
	@$(BIN)/$(COMPILE) $(ARGS) --extra dev -c requirements.lock -o requirements-dev.lock

clean: ## Remove what make made here (never a book)
	@rm -rf $(VENV) screens build dist .*_cache .hypothesis
	@find nearer tests tools -name __pycache__ -prune -exec rm -rf {} +

browser:
	@tools/ensure-browser

pango:
	@tools/ensure-pango

# Two stamps inside the environment: done again only when a lock, or what is installed, has changed.

$(BIN)/python:
	@tools/new-venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml $(BIN)/python
	@echo "Installing Nearer into $(VENV) (once, a minute or less) ..."
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@echo "Installing what the tests need ..."
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

include tools/chats.mk
include tools/depth.mk
