# `make check` shows the product on a sample; `make test` runs lint, types and tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := corpora/industrial-internet

.PHONY: check test setup app clean

check: $(VENV)/.installed
	$(BIN)/python -m checker models prepare embedded
	$(BIN)/python -m checker check $(SAMPLE)/source.zh.txt $(SAMPLE)/garbled.en.txt --out out/sample --overwrite

test: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m checker models prepare embedded
	$(BIN)/python -m pytest

setup: $(VENV)/.installed

app: $(VENV)/.installed
	$(BIN)/python -m streamlit run app.py

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet -r requirements.txt
	touch $@

$(VENV)/.installed-test: requirements-test.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet -r requirements-test.txt
	touch $@

clean:
	rm -rf $(VENV) out build
