# Everything starts from a clean clone: each target first makes the environment that it needs.
.DEFAULT_GOAL := help
.PHONY: help demo test check format bench-demo bench-startup bench-scan bench-parse bench-reading bench-judge bench-report bench-replay bench-cadence \
	accuracy train clues pictures kills soak fuzz bench-backfill bench-idle bench-patterns bench-archive bench-fleet bench-trust bench-web bench-docs lock messages problems man docs clean

CORPUS ?= ../shared/corpus

export PYTHON
# What a benchmark measures is kept in benchmarks/figures; KEEP= leaves no trace.
export KEEP = 1

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## See what it does: a real scan of a made-up mailbox, without an account
	@tools/setup.sh demo
	@.venv/bin/watchdog demo

test: ## Run the tests
	@tools/setup.sh test
	@.venv/bin/pytest -n 2 -rs

check: ## Check formatting, style, types, who may import whom, and known holes
	@tools/setup.sh dev
	@.venv/bin/ruff format --check --quiet .
	@.venv/bin/ruff check --quiet .
	@.venv/bin/mypy
	@.venv/bin/mypy --platform darwin --cache-dir .mypy_cache/darwin watchdog parsers
	@.venv/bin/lint-imports --no-logo
	@.venv/bin/python -m tools.audit

format: ## Put the code in order
	@tools/setup.sh dev
	@.venv/bin/ruff check --quiet --fix-only .
	@.venv/bin/ruff format --quiet .

bench-demo: ## Measure how long the demo takes
	@tools/setup.sh dev
	@.venv/bin/python -m benchmarks.demo

bench-startup: ## Measure what starting costs, in times of importing SQLAlchemy
	@tools/setup.sh dev
	@.venv/bin/python -m benchmarks.startup

bench-reading: ## Measure what a process of its own for reading costs
	@tools/setup.sh dev
	@.venv/bin/python -m benchmarks.reading

bench-parse: ## Measure what reading a mail costs, also on CORPUS=folder
	@tools/setup.sh dev
	@.venv/bin/python -m benchmarks.parse $(wildcard $(CORPUS))

bench-scan: ## Measure a first scan of MAILS=100000 against mbsync, near and far away
	@tools/setup.sh test
	@.venv/bin/python -m benchmarks.scan --size $(or $(MAILS),100000)

bench-judge: ## Measure what judging 10,000 to 1,000,000 events costs
	@tools/setup.sh dev
	@.venv/bin/python -m benchmarks.judge

bench-report: ## Measure a report on EVENTS=1000000 that were judged before (HOME_OF= keeps the ledger)
	@tools/setup.sh dev
	@.venv/bin/python -m benchmarks.report --events $(or $(EVENTS),1000000) $(if $(HOME_OF),--home $(HOME_OF))

bench-replay: ## Measure what a replay of ten years costs
	@tools/setup.sh dev
	@.venv/bin/python -m benchmarks.replay

bench-cadence: ## Measure how well past charges tell how often it bills
	@tools/setup.sh dev
	@.venv/bin/python -m benchmarks.cadence

bench-patterns: ## Try every regular expression on hostile text
	@tools/setup.sh dev
	@.venv/bin/python -m benchmarks.patterns

bench-trust: ## Measure how many fakes are called so, and how many honest mails, also of CORPUS=folder
	@tools/setup.sh dev
	@.venv/bin/python -m benchmarks.trust $(wildcard $(CORPUS))

lock: ## Pin every dependency by hash in deploy/requirements.lock
	@$${PYTHON:-python3} -m venv .venv-lock
	@.venv-lock/bin/pip install --quiet --disable-pip-version-check uv
	@.venv-lock/bin/uv --quiet pip compile pyproject.toml --universal \
		$$(.venv-lock/bin/python -c 'import tomllib; t = tomllib.load(open("pyproject.toml", "rb")); \
		print(*("--extra " + n for n in t["project"]["optional-dependencies"] if n != "dev"))') \
		--python-version 3.11 --generate-hashes --no-annotate --no-header \
		--output-file deploy/requirements.lock

accuracy: ## Measure the readers, also on CORPUS=folder; writes docs/accuracy.md
	@tools/setup.sh dev
	@.venv/bin/python -m benchmarks.accuracy $(wildcard $(CORPUS))

train: ## Fit the generic reader anew to the fixtures
	@tools/setup.sh dev
	@.venv/bin/python -m tools.train_reader
	@.venv/bin/python -m tools.train_told
	@.venv/bin/python -m tools.train_gist
	@.venv/bin/python -m tools.train_whole

clues: ## Find out anew what the patterns of the lexicons have in their words
	@tools/setup.sh dev
	@.venv/bin/python -m tools.clues

kills: ## Kill it KILLS=200 times at random points, from a SEED=, and look what is lost
	@tools/setup.sh test
	@.venv/bin/python -m tests.faults.slaughter --kills $(or $(KILLS),200) $(if $(SEED),--seed $(SEED))

soak: ## Random faults against a running daemon, MINUTES=10, from a SEED= that is printed
	@tools/setup.sh test
	@.venv/bin/python -m tests.faults.soak --minutes $(or $(MINUTES),10) $(if $(SEED),--seed $(SEED))

bench-backfill: ## Read a mailbox of MAILS=100000, killed at every tenth
	@tools/setup.sh test
	@.venv/bin/python -m benchmarks.backfill --mails $(or $(MAILS),100000)

fuzz: ## Feed every reader what it was not made for, SECONDS=60 for each; what is found: build/fuzz
	@tools/setup.sh dev
	@.venv/bin/python -m tests.fuzzing $(or $(SECONDS),60)

bench-idle: ## Measure what an idle daemon with three accounts takes
	@tools/setup.sh test
	@.venv/bin/python -m benchmarks.idle

bench-web: ## Measure what a page of the dashboard costs on 100,000 charges
	@tools/setup.sh dev
	@.venv/bin/python -m benchmarks.web

bench-archive: ## Measure the import of an mbox, SIZE=1000 MB
	@tools/setup.sh dev
	@.venv/bin/python -m benchmarks.archive --size $(or $(SIZE),1000)

bench-docs: ## Write docs/benchmarks.md out of benchmarks/figures and benchmarks/prose
	@tools/setup.sh dev
	@.venv/bin/python -m benchmarks.page

bench-fleet: ## Measure workers on MAILBOXES=1000, due once in WINDOW=300 seconds
	@tools/setup.sh test
	@.venv/bin/python -m benchmarks.fleet --mailboxes $(or $(MAILBOXES),1000) --window $(or $(WINDOW),300)

pictures: ## Draw the README's pictures from the demo
	@tools/setup.sh test
	@.venv/bin/python -m tools.pictures

messages: ## Find what is said anew, and compile the catalogues of the languages
	@tools/setup.sh dev
	@mkdir -p build
	@.venv/bin/python -m babel.messages.frontend --quiet extract --no-location --sort-output \
		-F tools/babel.cfg -k say -k say_many:1,2 -k marked -k translated -k bold -k Refused:2 \
		-o build/watchdog.pot .
	@.venv/bin/python -m babel.messages.frontend --quiet update --no-fuzzy-matching --ignore-obsolete \
		--no-wrap --ignore-pot-creation-date -D watchdog -i build/watchdog.pot -d watchdog/language/catalogues
	@.venv/bin/python -m babel.messages.frontend --quiet compile --statistics -D watchdog \
		-d watchdog/language/catalogues

problems: ## List every line on what is wrong in docs/troubleshooting.md
	@tools/setup.sh dev
	@.venv/bin/python -m tools.problems

man: ## Write the manual page, build/watchdog.1, from the command line's own parser
	@tools/setup.sh dev
	@.venv/bin/python -m tools.manpage

docs: ## Build the documentation into build/docs; a broken link is an error
	@$${PYTHON:-python3} -m venv .venv-docs  # of its own: mkdocs needs the other "watchdog" of the index
	@.venv-docs/bin/pip install --quiet --disable-pip-version-check 'mkdocs-material>=9.6'
	@.venv-docs/bin/mkdocs build --strict --quiet

clean: ## Remove all that these targets made
	@rm -rf .venv .venv-docs .venv-lock build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
