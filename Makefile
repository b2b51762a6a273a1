# make demo: try it (no torch, no download of models or data). make test: everything that is checked.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python tools/install.py
RUNS ?= runs
LIMIT ?= 200
export HF_HUB_OFFLINE ?= 1
export TOKENIZERS_PARALLELISM ?= false

.DEFAULT_GOAL := help
.PHONY: help demo test lint types layers unit browser labelstudio slow data benchmarks docs statistics clean

help:
	@echo "make demo   install the core and run the main job on generated items of all three levels (some two minutes)"
	@echo "make test   install everything and run lint, types, import layers and tests"
	@echo "make slow   the tests that take longer: simulations, kill -9 and resume, a real server; PART=0.12 for a drawn part"
	@echo "make browser  the tests in a real browser, where chromium is there (a part of make test)"
	@echo "make labelstudio  the tests with a real Label Studio server, installed into $(STUDIO) (850 MB)"
	@echo "make docs   write the parts of the documents that follow from the code"
	@echo "make benchmarks  every benchmark at its smallest size: does it run?"
	@echo "make data   validate the generated sets, and compare their statistics with the committed ones"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "ch3ef needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version). Say: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: pyproject.toml | $(BIN)/python
	@echo "Installing ch3ef and what it needs into $(VENV), once: half a minute without a word"
	$(INSTALL) -e .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	@echo "Installing everything, torch too, into $(VENV), once: minutes without a word"
	$(INSTALL) -e '.[dev]'
	@touch $@ $(VENV)/.core

demo: $(VENV)/.core
	$(BIN)/ch3ef run --out $(RUNS)/demo --recipe human-value-direct --limit $(LIMIT) \
	  --scenario semantics-gen --scenario logic-gen --scenario ch3ef-gen --scenario ch3ef-gen-twins \
	  --model reference/oracle --model reference/chance --model reference/first --model reference/longest \
	  --model reference/blind --model reference/anti-oracle
	@echo
	$(BIN)/ch3ef report $(RUNS)/demo --title "Demo: reference answerers"
	@echo
	@echo "How to read it: A1 is seeing (semantics-gen), A2 reasoning (logic-gen), A3"
	@echo "acting as people expect (ch3ef-gen). oracle is the ceiling and anti-oracle the"
	@echo "floor; a model means something only above chance, first, longest and blind,"
	@echo "which never look at a picture. On honest and harmless, both sides of a pair"
	@echo "right is what counts: the report's table has it."
	@echo "Next, your own model:"
	@echo "  $(BIN)/pip install -e '.[hf]'"
	@echo "  $(BIN)/ch3ef run --model ch3ef-hf/PATH_OR_HUB_ID --out $(RUNS)/mine"
	@echo "Open in a browser: $(RUNS)/demo/report/index.html"

test: $(VENV)/.dev lint types layers unit browser

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

layers: $(VENV)/.dev
	$(BIN)/lint-imports

# The same PART and DRAW choose the same slow tests.
DRAW ?= $(shell date +%F)
DRAWN = CH3EF_SLOW_PART=$(or $(PART),1) CH3EF_SLOW_DRAW=$(DRAW)

# One process per core, four at most: each holds torch and Inspect in memory.
PYTEST := $(BIN)/pytest -q -n auto --maxprocesses 4 --dist worksteal

# With PART=0.03, that part of the slow tests is drawn too: what all tests import is imported once.
ANYWHERE := not network and not weights and not gpu and not browser and not labelstudio
unit: $(VENV)/.dev
	$(if $(PART),$(DRAWN) )$(PYTEST) --durations=5 $(if $(PART),-m '$(ANYWHERE)')

# The report and Inspect's viewer in a real browser; the tests of a file share its reports, which take longest.
CHROMIUM := $(shell command -v chromium)
browser: $(VENV)/.dev
ifeq ($(CHROMIUM),)
	@echo "no chromium on this machine: the tests in a browser are left out (Debian: apt-get install chromium)"
else
	$(if $(PART),$(DRAWN) )$(PYTEST) --dist loadfile --durations=5 -m 'browser$(if $(PART),, and not slow)' \
	  tests/report tests/cli tests/curate
endif

# A server of its own environment: it needs other versions of what we need, too.
STUDIO := .labelstudio
STUDIO_VERSION := 1.23.2
STUDIO_READY := $(STUDIO)/.installed-$(STUDIO_VERSION)
labelstudio: $(VENV)/.dev
	@[ -e $(STUDIO_READY) ] || { echo "Installing Label Studio $(STUDIO_VERSION) into $(STUDIO), once: a minute without a word"; \
	  why=$$({ $(BIN)/uv venv --quiet --clear --python $(BIN)/python $(STUDIO) && \
	    $(INSTALL) --into $(STUDIO)/bin/python label-studio==$(STUDIO_VERSION); } 2>&1) && touch $(STUDIO_READY) || \
	  echo "Label Studio cannot be installed here, so that its tests are left out:" $$why; }
	@[ ! -e $(STUDIO_READY) ] || \
	  CH3EF_LABEL_STUDIO=$(abspath $(STUDIO)/bin/label-studio) $(BIN)/pytest -q --durations=5 -m labelstudio tests/curate

slow: $(VENV)/.dev
	$(DRAWN) $(PYTEST) --durations=5 -m 'slow$(if $(CHROMIUM),, and not browser)' tests

SETS := ch3ef-gen ch3ef-gen-twins semantics-gen logic-gen

DESCRIBED := $(SETS:%=describe-%)
.PHONY: validate shipped $(DESCRIBED)
data: validate shipped $(DESCRIBED)

validate: $(VENV)/.dev
	$(BIN)/ch3ef data validate

shipped: $(VENV)/.dev
	@$(BIN)/python tools/ship_sets.py --check

$(DESCRIBED): describe-%: $(VENV)/.dev
	@$(BIN)/ch3ef data describe --scenario $* --json | diff - docs/statistics/$*.json > /dev/null || \
	  { echo "docs/statistics/$*.json is not of this version of the set; say: make statistics"; exit 1; }

BENCHMARKS := $(wildcard benchmarks/*.py benchmarks/reliability/*.py)
.PHONY: $(BENCHMARKS)
benchmarks: $(BENCHMARKS)

$(BENCHMARKS): $(VENV)/.dev
	OMP_NUM_THREADS=1 $(BIN)/python $@ --smallest

docs: $(VENV)/.dev
	$(BIN)/python tools/document_tables.py

statistics: $(VENV)/.dev
	$(BIN)/python tools/ship_sets.py
	@for set in $(SETS); do $(BIN)/ch3ef data describe --scenario $$set --json > docs/statistics/$$set.json; done

clean:
	rm -rf $(VENV) $(STUDIO) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
