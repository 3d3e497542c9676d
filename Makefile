# Needs Python 3.11+ with pip; everything else comes as wheels. Settings: KABINET_HTTP_PORT, KABINET_DATA_DIR (README.md).

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
LOCAL := .venv/bin/python -m deploy.local

.PHONY: up down status worker journal web venv test lint bench
.DEFAULT_GOAL := up

up: venv  ## set up, start everything, seed the demo, print address and accounts; Ctrl-C stops
	@exec $(LOCAL) up

down: venv  ## stop what `make up` started
	@$(LOCAL) down

status: venv  ## services, queue, workers, dead letters
	@$(LOCAL) status

worker: venv  ## one more validator worker while everything runs; N=4: have four
	@$(LOCAL) worker $(if $(N),--number $(N))

journal: venv  ## verify the journal of the running copy
	@$(LOCAL) journal verify

web: venv  ## build the web client if its sources changed
	@$(LOCAL) web

test: venv  ## lint, build the client, run every test
	@$(LOCAL) test

lint: venv  ## ruff, mypy, import-linter, the client's types and rules
	@$(LOCAL) lint

bench: venv  ## the figures of docs/performance.md
	@$(LOCAL) bench

venv:
	@$(or $(PYTHON),$(error Kabinet needs Python 3.11 or newer)) deploy/local/bootstrap.py
