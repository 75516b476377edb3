# The README says what these do in plain commands.
.PHONY: run demo test check format bench drill guide-pictures

# PORT= and DATABASE_URL= are honoured; PLAN= is the file that an empty database gets.
run:
	@sh scripts/setup.sh requirements.txt
	@PLAN=$${PLAN:-plans/albertslund-2017-2020.toml} .venv/bin/python scripts/run.py

# The fictional partnership with sample data around today, made anew each time in a database of its own.
demo:
	@sh scripts/setup.sh requirements.txt
	@rm -f demo.sqlite3*
	@DEMO=true DATABASE_URL=sqlite:///$(CURDIR)/demo.sqlite3 PLAN=plans/eksempel.toml .venv/bin/python scripts/run.py

# ARGS= goes to pytest: make test ARGS="tests/budget -x"
test:
	@sh scripts/setup.sh requirements-dev.txt
	@.venv/bin/python scripts/test.py $(ARGS)

check:
	@sh scripts/setup.sh requirements-dev.txt
	@sh scripts/check.sh

format:
	@sh scripts/setup.sh requirements-dev.txt
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	find templates -name '*.html' -exec .venv/bin/djade {} +

# What takes too long for `make test`: a newsletter to 5,000 while the worker is killed, and what a newcomer does
# in a fresh clone of the last commit. ARGS= names one of them: letters, newcomer.
drill:
	@sh scripts/setup.sh requirements-dev.txt
	@.venv/bin/python -m scripts.drill $(ARGS)

# The pictures of docs/secretariat.md, taken anew.
guide-pictures:
	@sh scripts/setup.sh requirements-dev.txt
	@.venv/bin/python -m scripts.guide_pictures

# What search, the board's page and files, and imports cost with many rows, on both databases.
bench:
	@sh scripts/setup.sh requirements-dev.txt
	@.venv/bin/python -m scripts.bench
