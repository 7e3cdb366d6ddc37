# Highbeam. `make` alone lists the targets. Everything runs from .venv, which `make setup` fills from locked files.

SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEMO ?=
ROUNDS ?=

.DEFAULT_GOAL := help
.PHONY: help setup demo test unit lint format crash bench run migration docs lock clean browser redis

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(STAMP): requirements/dev.txt pyproject.toml console/assets/package-lock.json ops/assets.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Highbeam needs Python 3.11 or newer: set PYTHON=python3.11 or install it."; exit 1; }
	@bash ops/prepare.sh venv "$(PYTHON)" "$(VENV)"
	@echo "Installing locked dependencies, about a minute the first time."
	@$(RUN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(RUN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(RUN)/python -m ops.assets
	@touch $(STAMP)

setup: $(STAMP) ## install everything into .venv, and the pages' scripts, from locked files with hashes

browser: ## make sure that a Chromium is there for the browser tests
	@bash ops/prepare.sh chromium

redis: ## make sure that a redis-server is there: the stock bots beside us in the bench keep their state in it
	@bash ops/prepare.sh redis

demo: setup ## run it all here: database, bot, console, a local Bot API and a phone in a web page
	@$(RUN)/highbeam demo $(DEMO)

run: setup ## run the bot against Telegram; needs HIGHBEAM_TELEGRAM_TOKEN
	@$(RUN)/highbeam run bot

test: setup browser redis ## every test: unit, integration, acceptance, browser
	@$(RUN)/python -m pytest tests -n 2 --dist loadfile --no-loadscope-reorder  # the slow ones, which come first by name, start first

unit: setup ## the unit tests alone, in seconds
	@$(RUN)/python -m pytest tests/unit

lint: setup ## style, types, and who may import whom
	@$(RUN)/ruff check .
	@$(RUN)/ruff format --check .
	@$(RUN)/mypy
	@$(RUN)/lint-imports

format: setup ## put the code into its form
	@$(RUN)/ruff check --fix -q . || true
	@$(RUN)/ruff format -q .

crash: setup ## the long proof: kill bots and claimers at random and at named points, count what was lost
	@$(RUN)/python -m ops.crash $(ROUNDS)
	@$(RUN)/python -m ops.claims

bench: setup redis ## speed and memory: the bot beside two stock bots, the console among a million tips (9 GB)
	@$(RUN)/python -m ops.bench $(ROUNDS)
	@$(RUN)/python -m ops.bench.desk

migration: setup ## draft a migration from the tables: make migration NAME="add a column"
	@$(RUN)/highbeam migrate --draft "$(NAME)"

docs: setup ## redraw the dialogue's diagram and the screenshots
	@$(RUN)/python -m bot.dialogue.drawing
	@HIGHBEAM_KEEP_SCREENSHOTS=1 $(RUN)/python -m pytest tests/unit/paper tests/acceptance/test_demo.py tests/acceptance/test_bot_training.py tests/acceptance/test_console_{queue,tip,board,trail,training,sign_in}.py

LOCKED := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q

lock: ## resolve the dependencies again and write the locked files
	@$(RUN)/uv pip compile pyproject.toml --group dev --group bench $(LOCKED) -o requirements/dev.txt
	@$(RUN)/uv pip compile pyproject.toml $(LOCKED) -c requirements/dev.txt -o requirements/run.txt
	@$(RUN)/uv pip compile --group pyproject.toml:build $(LOCKED) -c requirements/dev.txt -o requirements/build.txt

clean: ## remove what was built or cached; the demo's data stays in data/
	@rm -rf console/static/vendor console/assets/node_modules
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
