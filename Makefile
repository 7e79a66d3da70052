# Bare `make` lists the targets. Everything runs from .venv, built from the hashed pins.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CASE ?= demo
STAMP := $(VENV)/.set-up
LAB_STAMP := $(VENV)/.set-up-lab
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help setup report test check workbook rerun lab web bench pins

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(STAMP) ## make .venv from the hashed pins (with uv when it is installed, else pip)

$(STAMP): requirements.txt pyproject.toml jupyter_nbconvert_config.py ipython_kernel_config.py
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --allow-existing --python $(PYTHON) $(VENV) && \
	  uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.txt && \
	  uv pip install --quiet --python $(BIN)/python --no-build-isolation --no-deps --config-setting editable_mode=compat -e . ; \
	else \
	  $(PYTHON) -m venv $(VENV) && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --config-settings editable_mode=compat -e . ; \
	fi
	@mkdir -p $(VENV)/etc/jupyter $(VENV)/etc/ipython && cp jupyter_nbconvert_config.py $(VENV)/etc/jupyter/ && cp ipython_kernel_config.py $(VENV)/etc/ipython/
	@touch $@

$(LAB_STAMP): $(STAMP) requirements-lab.txt
	@if command -v uv >/dev/null 2>&1; then \
	  uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-lab.txt ; \
	else \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-lab.txt ; \
	fi
	@touch $@

report: $(STAMP) ## the main job on the demo case: look, working papers, HTML report
	$(BIN)/ita-audit run $(CASE)

test: check ## everything: style, package tests, then the working papers under strict nbval
	$(BIN)/python -m pytest -q tests
	$(MAKE) --no-print-directory workbook

check: $(STAMP) ## seconds: ruff, floors, notebook style, README
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python -m pytest -q tests/test_layers.py tests/test_notebook_style.py tests/test_readme.py tests/test_setup.py

workbook: $(STAMP) ## strict nbval on the stored outputs of all working papers, network refused
	PYTHONPATH=$(CURDIR)/tests/network_refused $(BIN)/python -m pytest -q --nbval --nbval-current-env --nbval-kernel-startup-timeout 60 notebooks

rerun: $(STAMP) ## execute the working papers in place (the only target that writes notebooks/)
	$(BIN)/python -m ita_audit.report.rerun

lab: $(LAB_STAMP) ## JupyterLab on the working papers of CASE (default demo)
	$(BIN)/ita-audit lab $(CASE)

web: $(STAMP) ## report and working papers under axe-core and an HTML checker (needs npm, Java, Chromium)
	npm install --silent --no-package-lock --ignore-scripts --prefix tests/web
	$(BIN)/python -m pytest -q tests/test_web_quality.py

bench: $(STAMP) ## speed and memory, as ratios measured side by side
	$(BIN)/python -m benchmarks

pins: ## rewrite the hashed pins from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-header --no-annotate --quiet --python-version 3.11 -o requirements.txt
	uv pip compile pyproject.toml --group dev --extra lab --universal --generate-hashes --no-header --no-annotate --quiet --python-version 3.11 -c requirements.txt -o requirements-lab.txt
