# `make run` and `make test` do all set-up themselves; they need Python 3.11, git and make.
.DEFAULT_GOAL := help
.PHONY: help run simular serve cluster test test-fast lint format lock docs messages screenshot trace bench clean

PORT ?= 8080
WORKERS ?= 1
PROCESSES ?= 2
VENV := .venv
PYTHON := $(VENV)/bin/python
MANAGE := $(PYTHON) manage.py
# The slowest files come first in the order of their names. ARGS="-n 0" runs one test after another.
IN_PARALLEL := -n 2 --no-loadscope-reorder
FAST := -m "not slow" --hypothesis-profile=fast

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */  make \1\t/' | expand -t 20

STAMP := $(VENV)/installed
$(STAMP): requirements.txt requirements-dev.txt requirements.lock
	@scripts/python.sh $(VENV)
	@echo "Installing Python packages into $(VENV) (a minute, the first time) …"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt -c requirements.lock
	@touch $@

run: $(STAMP)  ## run the platform with demo data on http://localhost:8080
	@DEBUG=true $(MANAGE) migrate --verbosity 0
	@DEBUG=true PORT=$(PORT) $(MANAGE) demo
	@DEBUG=true PORT=$(PORT) $(MANAGE) runserver --noreload 127.0.0.1:$(PORT)

simular: $(STAMP)  ## simulate travellers and operators beside `make run`, until Ctrl-C
	@DEBUG=true $(MANAGE) simular $(ARGS)

serve: $(STAMP)  ## run uvicorn as in production; needs SECRET_KEY, honours PORT and WORKERS
	@$(MANAGE) check --deploy --fail-level ERROR
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@WEB_CONCURRENCY=$(WORKERS) PYTHON=$(PYTHON) exec deploy/web.sh $(PORT)

cluster: $(STAMP)  ## run Redis, PostgreSQL, nginx on PORT and PROCESSES web processes, configured as in production
	@$(PYTHON) -m deploy.cluster --port $(PORT) --processes $(PROCESSES)

test: $(STAMP)  ## run all tests; those that need a missing system package are skipped with the reason, unless CI=true
	@scripts/packages.sh
	@$(PYTHON) -m pytest tests/notifications --ds=tests.notifications.settings $(IN_PARALLEL) $(ARGS)
	@$(PYTHON) -m pytest tests --ignore=tests/notifications $(IN_PARALLEL) $(ARGS)

test-fast: $(STAMP)  ## run the tests that start no process and need no system package: under a minute
	@$(PYTHON) -m pytest tests/notifications --ds=tests.notifications.settings $(FAST) $(IN_PARALLEL) $(ARGS)
	@$(PYTHON) -m pytest tests --ignore=tests/notifications $(FAST) $(IN_PARALLEL) $(ARGS)

lint: $(STAMP)  ## check style, types, plain English, migrations and system checks
	@$(VENV)/bin/ruff check
	@$(VENV)/bin/ruff format --check
	@DEBUG=true $(VENV)/bin/mypy
	@scripts/javascript-types.sh
	@$(PYTHON) scripts/manner.py
	@DEBUG=true $(MANAGE) makemigrations --check --dry-run
	@DEBUG=true $(MANAGE) check --fail-level WARNING

format: $(STAMP)  ## fix the style
	@$(VENV)/bin/ruff check --fix
	@$(VENV)/bin/ruff format

lock:  ## write the tested versions of all requirements to requirements.lock; UPGRADE=1 takes the newest
	@rm -rf var/lock-python && scripts/python.sh var/lock-python
	@var/lock-python/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt \
	    $(if $(UPGRADE),,-c requirements.lock)
	@var/lock-python/bin/python -m pip freeze > requirements.lock && rm -rf var/lock-python

docs: $(STAMP)  ## regenerate the documents that are made from the code
	@DEBUG=true $(MANAGE) describe_events > docs/eventos.md
	@$(PYTHON) -m scripts.settings_table

messages: $(STAMP)  ## collect the texts to translate and compile the translations
	@scripts/messages.sh

screenshot: $(STAMP)  ## retake the pictures of the README
	@$(PYTHON) docs/screenshot.py

clean:  ## delete all installed and built files, but not the database
	@rm -rf $(VENV) staticfiles var .mypy_cache .ruff_cache .pytest_cache

trace: $(STAMP)  ## print the modules of notifications on the path of an event
	@$(PYTHON) -m scripts.trace_modules

# A separate environment: packages that only the peers need are neither tested nor locked.
BENCH_VENV := var/bench-python
BENCH_STAMP := $(BENCH_VENV)/installed
$(BENCH_STAMP): requirements.txt requirements-bench.txt requirements.lock
	@scripts/python.sh $(BENCH_VENV)
	@$(BENCH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt -c requirements.lock
	@touch $@

bench: $(BENCH_STAMP)  ## measure the cost of a delivered notification, here and at the peers; FULL=1 measures more, longer
	@scripts/bench-packages.sh
	@$(BENCH_VENV)/bin/python -m bench $(if $(FULL),--full)
