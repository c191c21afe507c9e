# Everything runs in an environment of its own, made from a hash-locked file.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

DESK := src/khabar/view/desk/built/index.html
NODE_STAMP := desk/node_modules/.installed

.PHONY: run test check bench lock clean desk desk-types chromium

run: $(STAMP)
	$(BIN)/khabar code examples --db khabar.db --report report.html --fresh

test: $(STAMP) desk chromium
	$(BIN)/pytest -n auto
	cd desk && npm test

# The pages of `khabar serve`. Only building and testing them needs Node.
desk: $(DESK)

$(DESK): $(NODE_STAMP) desk/index.html desk/vite.config.ts $(shell find desk/src desk/scripts -type f)
	cd desk && npm run build

$(NODE_STAMP): desk/package-lock.json
	@command -v npm > /dev/null || { echo "The desk needs Node 20.19 or later with npm; there is none." >&2; exit 1; }
	cd desk && npm ci --no-audit --no-fund
	touch $@

# The server's answers as TypeScript, from its OpenAPI document; `check` says if they are behind.
TYPES := openapi-typescript openapi.json -o src/server.ts --alphabetize --root-types --root-types-no-schema-prefix
desk-types: $(STAMP) $(NODE_STAMP)
	$(BIN)/python -m khabar.view.desk.openapi > desk/openapi.json
	cd desk && npx $(TYPES)

# The browser of the desk's tests: CHROMIUM or Debian's.
chromium:
	@command -v "$${CHROMIUM:-chromium}" > /dev/null || \
	if [ "$$(id -u)" = 0 ]; then apt-get update -q && apt-get install -qy --no-install-recommends chromium; \
	else sudo apt-get update -q && sudo apt-get install -qy --no-install-recommends chromium; fi

check: $(STAMP) $(NODE_STAMP)
	$(BIN)/python -m khabar.view.desk.openapi > desk/openapi.json
	cd desk && npx $(TYPES) --check
	cd desk && npm run check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(STAMP)
	$(BIN)/python -m benchmarks.run

$(STAMP): requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(STAMP)

# Needs uv. Reads pyproject.toml, writes every version with its hashes.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --extra dev pyproject.toml -o requirements/dev.txt

clean:
	rm -rf $(VENV) build dist desk/node_modules desk/public/outlines src/khabar/view/desk/built
