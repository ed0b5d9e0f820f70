# `make run` and `make test` do all set-up themselves, on a machine that has Python 3.11, git and make.
.DEFAULT_GOAL := help
.PHONY: help run simular serve cluster test lint format lock docs messages screenshot bench clean

PORT ?= 8080
WORKERS ?= 1
PROCESSES ?= 2
VENV := .venv
PYTHON := $(VENV)/bin/python
MANAGE := $(PYTHON) manage.py

help:  ## what there is to make
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */  make \1\t/' | expand -t 20

STAMP := $(VENV)/installed
$(STAMP): requirements.txt requirements-dev.txt requirements.lock
	@scripts/python.sh $(VENV)
	@echo "Installing Python packages into $(VENV) (a minute, the first time) …"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt -c requirements.lock
	@touch $@

run: $(STAMP)  ## the platform with demo data on http://localhost:8080
	@DEBUG=true $(MANAGE) migrate --verbosity 0
	@DEBUG=true PORT=$(PORT) $(MANAGE) demo
	@DEBUG=true PORT=$(PORT) $(MANAGE) runserver --noreload 127.0.0.1:$(PORT)

simular: $(STAMP)  ## beside `make run`: travellers and operators who keep the demonstration alive, until Ctrl-C
	@DEBUG=true $(MANAGE) simular $(ARGS)

serve: $(STAMP)  ## production: uvicorn; wants SECRET_KEY, honours PORT and WORKERS
	@$(MANAGE) check --deploy --fail-level ERROR
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@WEB_CONCURRENCY=$(WORKERS) PYTHON=$(PYTHON) exec deploy/web.sh $(PORT)

cluster: $(STAMP)  ## Redis, PostgreSQL, nginx on PORT and PROCESSES web processes, configured as in production
	@$(PYTHON) -m deploy.cluster --port $(PORT) --processes $(PROCESSES)

test: $(STAMP)  ## every test; what needs a missing system package is skipped with the reason, unless CI=true
	@scripts/packages.sh
	@$(PYTHON) -m pytest tests/notifications --ds=tests.notifications.settings $(ARGS)
	@$(PYTHON) -m pytest tests --ignore=tests/notifications $(ARGS)

lint: $(STAMP)  ## style, types, migrations, system checks
	@$(VENV)/bin/ruff check
	@$(VENV)/bin/ruff format --check
	@DEBUG=true $(VENV)/bin/mypy
	@scripts/javascript-types.sh
	@DEBUG=true $(MANAGE) makemigrations --check --dry-run
	@DEBUG=true $(MANAGE) check --fail-level WARNING

format: $(STAMP)  ## mend the style
	@$(VENV)/bin/ruff check --fix
	@$(VENV)/bin/ruff format

lock:  ## note the exact versions that are tested, of what the requirements ask for; UPGRADE=1 takes the newest
	@rm -rf var/lock-python && scripts/python.sh var/lock-python
	@var/lock-python/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt \
	    $(if $(UPGRADE),,-c requirements.lock)
	@var/lock-python/bin/python -m pip freeze > requirements.lock && rm -rf var/lock-python

docs: $(STAMP)  ## renew what is written from the code
	@DEBUG=true $(MANAGE) describe_events > docs/eventos.md

messages: $(STAMP)  ## gather the texts to translate, and compile the translations
	@scripts/messages.sh

screenshot: $(STAMP)  ## renew the pictures of the README
	@$(PYTHON) docs/screenshot.py

clean:  ## forget what was installed and built, but not the database
	@rm -rf $(VENV) staticfiles var .mypy_cache .ruff_cache .pytest_cache

# A place of its own: what only the peers need is neither tested nor locked.
BENCH_VENV := var/bench-python
BENCH_STAMP := $(BENCH_VENV)/installed
$(BENCH_STAMP): requirements.txt requirements-bench.txt requirements.lock
	@scripts/python.sh $(BENCH_VENV)
	@$(BENCH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt -c requirements.lock
	@touch $@

bench: $(BENCH_STAMP)  ## what a delivered notification costs, here and at our peers; FULL=1 measures more, longer
	@scripts/bench-packages.sh
	@$(BENCH_VENV)/bin/python -m bench $(if $(FULL),--full)
