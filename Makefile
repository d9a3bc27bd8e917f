# Every verb does its own set-up; a fresh clone needs only Python 3.11 or newer with venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.DEFAULT_GOAL := help

.PHONY: help
help: ## list the verbs
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

.PHONY: render
render: $(VENV)/run.stamp ## compile specs/ into generated/
	@$(BIN)/podspec render

.PHONY: check
check: $(VENV)/run.stamp ## prove that generated/ is what specs/ say
	@$(BIN)/podspec check

.PHONY: test
test: $(VENV)/dev.stamp $(VENV)/checkov.stamp lint test-podinfo ## everything CI runs
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not long"

.PHONY: test-podinfo
test-podinfo: ## the Go service's own tests, where there is a Go
	@if command -v go >/dev/null; then $(MAKE) --no-print-directory -C podinfo test; \
	else echo "podinfo's tests are left out: there is no Go here; https://go.dev/dl/ has it"; fi

.PHONY: podinfo
podinfo: ## serve podinfo on http://localhost:8080
	@$(MAKE) --no-print-directory -C podinfo run

.PHONY: test-long
test-long: $(VENV)/dev.stamp $(VENV)/checkov.stamp $(VENV)/signing.stamp ## the gates in full, slow
	$(BIN)/python -m pytest -n auto --dist worksteal

.PHONY: test-mutation
test-mutation: $(VENV)/dev.stamp ## do the tests notice? plants faults and small mistakes, slow
	$(BIN)/python -m pytest -n auto --dist worksteal -s tests/honesty tests/mutation

.PHONY: sandbox
sandbox: $(VENV)/run.stamp ## the whole system in an AWS account of yours: make sandbox STEP=spec
	@PODSPEC=$(abspath $(BIN)/podspec) sandbox/sandbox.sh $(STEP)

.PHONY: lint
lint: $(VENV)/dev.stamp ## style, types, direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: format
format: $(VENV)/dev.stamp ## rewrite the Python sources in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: docs
docs: $(VENV)/dev.stamp ## renew what the docs show: the reference, the output of commands
	$(BIN)/python tests/reference_pages.py
	$(BIN)/python tests/small_diffs.py
	$(BIN)/python tests/cost_page.py
	$(BIN)/python tests/docs/renew.py

.PHONY: bench
bench: $(VENV)/dev.stamp ## time podspec beside the floor and the peers, and renew the table in bench/README.md
	$(BIN)/python bench/run.py --write

.PHONY: lock
lock: $(VENV)/bin/python ## renew the locked versions and hashes
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	for lock in run dev checkov; do $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header locks/$$lock.in --output-file locks/$$lock.txt; done

# `run` is enough to use podspec; `dev` adds the tools that judge it.
$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: locks/run.txt pyproject.toml | $(VENV)/bin/python
	$(PIP_INSTALL) -r locks/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: locks/dev.txt $(VENV)/run.stamp
	$(PIP_INSTALL) -r locks/dev.txt
	@touch $@

# An environment inside the environment: checkov brings a package that takes the place of python-hcl2.
$(VENV)/checkov.stamp: locks/checkov.txt | $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)/checkov
	$(VENV)/checkov/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/checkov.txt
	@touch $@

# What signs images, and a registry to keep them in: built here, since no package carries them. It takes minutes, so
# `make test` does without, and says which tests it left out.
$(VENV)/signing.stamp: | $(VENV)/bin/python
	@if command -v go >/dev/null; then \
		GOBIN=$(abspath $(BIN)) go install -ldflags='-s -w' github.com/sigstore/cosign/v3/cmd/cosign@v3.0.6 && \
		GOBIN=$(abspath $(BIN)) go install -ldflags='-s -w' github.com/google/go-containerregistry/cmd/crane@v0.22.1 && \
		touch $@; \
	else echo "signatures are left out: there is no Go here"; fi
