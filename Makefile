# Two commands are enough on a fresh machine: `make demo` shows it, `make test` proves it.
# Needed: Python 3.11 or newer with venv, Node.js 20.19 or newer. Nothing else is installed outside this folder.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
# Tests start hundreds of our own processes: with this set, each would compile all of our code anew.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
BIN := $(VENV)/bin
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip
DATA ?= .data/demo
PORT ?= 8080
HOST ?= 127.0.0.1
RATE ?= $(or $(GRIDCOMMAND_REHEARSAL_RATE),1)
FROM ?= $(or $(GRIDCOMMAND_REHEARSAL_FROM),07:40)
TYPHOON_RATE = $(if $(filter-out 1,$(RATE)),$(RATE),60)
TYPHOON_DATA = $(if $(filter file,$(origin DATA)),.data/typhoon,$(DATA))
SEED ?= 1
KILLS ?= 50
JOBS ?= 2

RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
WEB := web/node_modules/.installed
WEB_BUILT := web/node_modules/.built

.PHONY: help
help: ## Show what there is to make
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

.PHONY: demo
demo: setup ## Run a whole demo district (DATA=.data/demo PORT=8080 HOST=127.0.0.1; RATE=60 FROM=07:40: a fast clock)
	@GRIDCOMMAND_REHEARSAL_RATE=$(RATE) GRIDCOMMAND_REHEARSAL_FROM=$(FROM) exec $(BIN)/gridcommand serve --demo --data $(DATA) --host $(HOST) --port $(PORT)

.PHONY: demo-typhoon
demo-typhoon: setup ## Typhoon Rammasun over a demo district, an hour at 60 times its pace (RATE=60 TRACK=file.csv PORT=8080)
	@exec $(BIN)/gridcommand rehearse --rate $(TYPHOON_RATE) --data $(TYPHOON_DATA) --host $(HOST) --port $(PORT) \
	  $(if $(TRACK),--track '$(TRACK)') $(if $(AGENCY),--agency '$(AGENCY)') $(if $(DAMAGE),--damage $(DAMAGE))

.PHONY: setup
setup: node $(RUNTIME) web-built ## Install what is needed to run, and build the screens

.PHONY: setup-dev
setup-dev: node $(DEV) web-built ## Install what is needed to test and to change it, too

.PHONY: test
test: setup-dev ## Prove it: rules, real servers, browser, a short chaos run, the screens' own tests
	CHAOS_SEED=$(SEED) CHAOS_KILLS=$${CHAOS_KILLS:-5} $(BIN)/python -m pytest -n $(JOBS) --dist loadfile
	cd web && npm test

.PHONY: check
check: setup-dev ## Look at it without running it: format, lint, types, who imports whom, generated files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m command.wire.generate --check
	$(BIN)/python -m command.wire.figure_words --check
	cd web && npm run check

.PHONY: fix
fix: setup-dev ## Format, repair what the linter can, write the generated files anew
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/python -m command.wire.generate
	$(BIN)/python -m command.wire.figure_words
	cd web && npm run format

.PHONY: chaos
chaos: setup-dev ## Kill processes under load and count what was lost (SEED=1 KILLS=50)
	CHAOS_SEED=$(SEED) CHAOS_KILLS=$(KILLS) $(BIN)/python -m pytest -m chaos -s --timeout=0

.PHONY: drill-run
drill-run: setup-dev ## A live drill beside real work under kills, without it and with it, side by side (SEED=1)
	$(BIN)/python -m tests.chaos.drill_compare --seed $(SEED)

.PHONY: bench
bench: setup ## Measure speed against the bare floor
	$(BIN)/gridcommand bench

.PHONY: lock
lock: $(DEV) ## Write the Python locks anew from pyproject.toml
	$(PIP_COMPILE) --extra build -o requirements.lock pyproject.toml
	$(PIP_COMPILE) --extra build --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml

.PHONY: clean
clean: ## Remove everything that make made, but not your data (.data)
	rm -rf $(VENV) web/node_modules web/dist build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis \
	  .import_linter_cache
	find command realtime workers tests -name __pycache__ -type d -prune -exec rm -rf {} +

# --- how it is done -----------------------------------------------------------------------------------------------

PIP_COMPILE := $(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-emit-index-url \
  --no-emit-find-links --no-emit-trusted-host --no-emit-options --no-header --no-annotate

# A name on the PATH may be a stub that runs nothing, so each candidate is run.
FIND_PYTHON = for name in $(PYTHON) python3.13 python3.12 python3.11 python3 python3.14; do \
  "$$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; \
  done || true

# The creation of the environment is one step that is repeated when it was interrupted: pip is its last part.
$(VENV)/.made:
	@python="$$($(FIND_PYTHON))"; \
	if [ -z "$$python" ]; then \
	  echo "Gridcommand needs Python 3.11 or newer with the modules venv and ensurepip, and found none." >&2; \
	  echo "On Debian and Ubuntu: apt install python3-venv. Or name one: make setup PYTHON=/path/to/python3" >&2; \
	  exit 1; \
	fi; \
	echo "Making $(VENV) with $$("$$python" --version)"; \
	"$$python" -m venv --clear $(VENV); \
	touch $@

$(RUNTIME): requirements.lock pyproject.toml | $(VENV)/.made
	@echo "Installing $$(grep -c == requirements.lock) Python packages, each checked against its hash"
	@$(PIP) install --progress-bar on --require-hashes -r requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock pyproject.toml | $(VENV)/.made
	@echo "Installing $$(grep -c == requirements-dev.lock) Python packages, each checked against its hash"
	@$(PIP) install --progress-bar on --require-hashes -r requirements-dev.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@ $(RUNTIME)

.PHONY: node
node:
	@node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
	  2>/dev/null || { \
	  echo "Gridcommand builds its screens with Node.js 20.19 or newer; found: $$(node --version 2>/dev/null || echo none)." >&2; \
	  echo "Install a newer Node.js (any package of it will do; npm comes with it) and try again." >&2; \
	  exit 1; \
	}

# npm ci empties node_modules, so the stamps in it vanish with what they speak of. All of it is installed even for a
# demo: the build configuration is shared with the tests.
$(WEB): web/package.json web/package-lock.json | node
	@echo "Installing what the screens are built with"
	@cd web && npm ci --no-audit --no-fund
	@touch $@

# Looks at the files themselves, since a list of them would miss one that was deleted or has a space in its name.
.PHONY: web-built
web-built: $(WEB)
	@if [ ! -d web/dist ] || [ ! -f $(WEB_BUILT) ] || \
	  [ -n "$$(find web \( -name node_modules -o -name dist -o -name tests -o -name coverage \) -prune -o \
	    -newer $(WEB_BUILT) ! -name '*.tsbuildinfo' ! -path web -print -quit)" ]; then \
	  echo "Building the screens"; (cd web && npm run --silent build) && touch $(WEB_BUILT); \
	fi
