# `make check` shows the product on a sample; `make test` runs format, lint, types and tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := corpora/industrial-internet
# `make test COVERAGE=--cov` measures branches as well and holds the gate of pyproject.toml (.ci/run).
COVERAGE ?=
# Tests run in two workers; tests/conftest.py says what stays together.
WORKERS ?= 2

.PHONY: check test fast lint docs setup app clean

check: $(VENV)/.installed
	$(BIN)/python -m checker models prepare embedded
	$(BIN)/python -m checker check $(SAMPLE)/source.zh.txt $(SAMPLE)/garbled.en.txt --out out/sample --overwrite

test: lint
	$(BIN)/python -m checker models prepare embedded
	$(BIN)/python -m pytest -n $(WORKERS) $(COVERAGE)

fast: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n $(WORKERS) -m "not model and not browser and not server"

lint: $(VENV)/.installed-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

docs: $(VENV)/.installed
	$(BIN)/python -m checker rules --markdown > docs/checks.md

setup: $(VENV)/.installed

app: $(VENV)/.installed
	$(BIN)/python -m streamlit run app.py

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("This needs Python 3.11 or later; name one: make PYTHON=python3.13")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet -r requirements.txt
	touch $@

$(VENV)/.installed-test: requirements-test.txt requirements-evaluate.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet -r requirements-test.txt
	touch $@

clean:
	rm -rf $(VENV) out build
