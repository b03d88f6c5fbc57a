# Everything a developer types. Each target prepares what it needs, a second call starts at once.

PYTHON ?= python3
PORT ?= 8000
VENV ?= .venv
DEV_REQUIREMENTS ?= requirements-dev

BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
INSTALLED := $(VENV)/requirements.installed
DEV_INSTALLED := $(VENV)/$(DEV_REQUIREMENTS).installed
# The faster one, where it is on the path or was installed with the tests.
UV = $(firstword $(shell uv --version >/dev/null 2>&1 && echo uv) $(wildcard .venv/bin/uv))
INSTALL = $(if $(UV),$(UV) pip install --quiet --python $(BIN)/python,$(BIN)/python -m pip install \
	-qq --disable-pip-version-check)
LOCK := $(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url \
	--no-header --quiet

.PHONY: run serve prepare test bench lint messages lock
.DELETE_ON_ERROR:

run serve: export SITE_URL = http://127.0.0.1:$(PORT)

run: prepare
	@echo "The catalogue: $(SITE_URL)/ (editors: $(SITE_URL)/admin/)"
	@$(MANAGE) runserver 127.0.0.1:$(PORT)

# As an operator would: one process with threads, debug off, compressed static files.
serve: export GUNICORN_CMD_ARGS = --workers 1 --worker-class gthread --threads 4 --no-control-socket
serve: prepare
	@DEBUG=False $(MANAGE) collectstatic --no-input --verbosity 0
	@echo "The catalogue: $(SITE_URL)/ (editors: $(SITE_URL)/admin/)"
	@DEBUG=False $(BIN)/python -m gunicorn smartcity.wsgi --bind 127.0.0.1:$(PORT)

prepare: $(INSTALLED) .env
	@$(MANAGE) migrate --verbosity 0 --skip-checks
	@$(MANAGE) load_facts
	@$(MANAGE) load_examples
	@$(MANAGE) rebuild_calendar
	@$(MANAGE) rebuild_search
	@$(MANAGE) dev_login

test: $(DEV_INSTALLED)
	@$(BIN)/python -m pytest $(ARGS)

# CPU time of calendars and lists as ratios to an empty view; needs PostgreSQL (DATABASE_URL) and Linux.
bench: $(INSTALLED)
	@$(BIN)/python -m bench $(UPTO)

lint messages: export DJANGO_SETTINGS_MODULE = tests.settings

lint: $(DEV_INSTALLED)
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 --check {} +
	@find manage.py smartcity conferences kts bench tests -name '*.py' \
		-exec $(BIN)/python -m django_upgrade --target-version 5.2 --check {} +
	@$(MANAGE) makemigrations --check --dry-run

# The catalogue bears no date of its making: nothing changes unless a sentence does.
messages: PO := locale/de/LC_MESSAGES/django.po
messages: $(DEV_INSTALLED)
	@command -v msgfmt >/dev/null || { echo "gettext is missing (on Debian: apt-get install gettext)." >&2; exit 1; }
	@$(MANAGE) makemessages --locale de --add-location file --no-obsolete --no-wrap --ignore tests
	@sed '/^"POT-Creation-Date/d' $(PO) > $(PO).new && mv $(PO).new $(PO)
	@$(MANAGE) compilemessages --locale de --ignore '.venv*'

# Takes the newest versions pyproject.toml allows.
lock: $(DEV_INSTALLED)
	@echo 'django<6' | $(LOCK) --upgrade --python-version 3.11 --constraint - --output-file requirements.txt
	@$(LOCK) --upgrade --python-version 3.11 --extra dev --constraint requirements.txt --output-file requirements-dev.txt
	@echo 'django>=6.1' | $(LOCK) --upgrade --python-version 3.13 --extra dev --constraint - --output-file requirements-next.txt

$(VENV)/created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is %s; name another one: make PYTHON=python3.12" % sys.version.split()[0])'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/%.installed: %.txt $(VENV)/created
	@echo "Installing $< …"
	@$(INSTALL) --require-hashes -r $<
	@touch $@

.env: | $(VENV)/created
	@umask 077; $(BIN)/python -c 'from secrets import choice, token_urlsafe; \
		readable = "abcdefghijkmnpqrstuvwxyz23456789"; \
		print("DEBUG=True", f"SECRET_KEY={token_urlsafe(50)}", \
			"DEV_LOGIN_PASSWORD=" + "".join(choice(readable) for _ in range(16)), sep="\n")' > $@
