# Communitrak member onboarding. `make help` lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

CHROMIUM ?= /usr/bin/chromium
FUZZTIME ?= 10m
# A regular expression that picks mutants by name. Empty: all.
ONLY ?=
# The long proofs: which (a regular expression; empty: all), in which share of
# their goals, the seed of what is drawn from chance, and for how many minutes
# each goes on, a seed after the other (0: it runs once).
PROOFS ?=
SCALE ?= 1
SEED ?= 20261127
MINUTES ?= 0
# SECOND=1 runs quick tests and proofs on the second engine.
SECOND ?=
STACK ?= communitrak
PARAMETERS ?=
# Property tests generate the same values each time; 0 generates others.
RAPID_SEED ?= 20261123
export RAPID_SEED
TOOLS := .tools
PYTHON := $(TOOLS)/python
# The alarms are a part of template.yaml; the edge is a stack of its own.
ALARMS := infra/alarms/template.yaml
EDGE := infra/edge/template.yaml

# Pinned; another version makes them be fetched again.
SAM_CLI := aws-sam-cli==1.170.0
CFN_LINT := cfn-lint==1.58.0 cfn-lint-serverless==0.3.6
PYTHON_READY := $(PYTHON)/.ready-1.170.0-1.58.0-0.3.6
# A second engine for the tests of the store, from source by its registry.
DYNOXIDE_VERSION := 3.2.0
DYNOXIDE_HOME := $(TOOLS)/dynoxide-$(DYNOXIDE_VERSION)
DYNOXIDE_READY := $(DYNOXIDE_HOME)/bin/dynoxide
on_second := DYNOXIDE=$(abspath $(DYNOXIDE_READY))
CHECKOV := checkov==3.3.30
CHECKOV_HOME := $(TOOLS)/checkov
CHECKOV_READY := $(CHECKOV_HOME)/.ready-3.3.30
GOLANGCI := v2.15.0
GOLANGCI_LINT := $(TOOLS)/golangci-lint-$(GOLANGCI)/golangci-lint
# What the benchmarks compare with: a loader's SDK, and programs that do a similar job.
BENCH_TOOLS := $(TOOLS)/bench
BOTO3 := boto3==1.44.8 botocore==1.44.8
BOTO3_READY := $(BENCH_TOOLS)/boto3/.ready-1.44.8
DJANGO_READY := $(BENCH_TOOLS)/django-invitations/.ready-2.1.0
BETTER_AUTH_READY := $(BENCH_TOOLS)/better-auth/.ready-1.7.25
SCHEMATHESIS := schemathesis==4.32.5
SCHEMATHESIS_HOME := $(TOOLS)/schemathesis
SCHEMATHESIS_READY := $(SCHEMATHESIS_HOME)/.ready-4.32.5
# The API gets the same requests each time; another number generates others.
SCHEMATHESIS_SEED ?= 20261127
# How many are generated per operation, besides those that probe all limits.
SCHEMATHESIS_EXAMPLES ?= 8
export SCHEMATHESIS_SEED SCHEMATHESIS_EXAMPLES

# Packages with concurrency, which the race detector watches.
RACE := ./internal/app/... ./internal/faults/... ./infra/local/bucket/... ./infra/local/clock/... ./infra/local/mailbox/...

# The compiler prints nothing while it works.
building = echo 'Building ... (the first time fetches the Go modules and takes some minutes)'

# $(call stage,name,command) runs a stage and prints how long it took. Commands
# are separated by semicolons: bash -e misses a failure in the middle of an "&&".
define stage
	@printf '\n== %s\n' '$(1)'; SECONDS=0; $(2); printf '== %s: ok, %s s\n' '$(1)' "$$SECONDS"
endef

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.PHONY: run
run: need-go ## run the whole system on this machine, http://127.0.0.1:8080
	@$(building)
	@go build -o bin/local ./infra/local && exec bin/local

.PHONY: check
check: need-go $(if $(SECOND),$(DYNOXIDE_READY)) ## what must pass before a commit: format, lint with vet, quick tests; a minute or two, and seconds where little changed
	$(call stage,format,unformatted=$$(gofmt -l $$(git ls-files '*.go')); test -z "$$unformatted" || { echo "not formatted: $$unformatted"; exit 1; })
	$(call stage,lint,$(MAKE) --no-print-directory lint)
	$(call stage,quick tests,$(if $(SECOND),$(on_second)) go run ./infra/local/withengine go test -short -vet=off ./...; $(left))

# go test gives the reason for a skipped test only in verbose mode.
left = echo 'left to make test:'; git grep -h 't.Skip("-short: ' -- '*_test.go' | sed -E 's/.*-short: ([^"]*).*/  what \1/' | sort

# Rosters of other programs and published cases are not part of the repository.
outside = test -n "$${CASES:-}" || echo 'skipped: tests on cases from outside the repository; CASES=folder runs them';

.PHONY: test
test: need-go ## everything that continuous integration checks
	$(call stage,packages,$(packages))
	$(call stage,format,unformatted=$$(gofmt -l $$(git ls-files '*.go')); test -z "$$unformatted" || { echo "not formatted: $$unformatted"; exit 1; })
	$(call stage,build and vet,go vet ./...)
	$(call stage,lint,$(MAKE) --no-print-directory lint)
	$(call stage,tests,echo "RAPID_SEED=$$RAPID_SEED"; $(outside) go run ./infra/local/withengine go test -count=1 -p 1 -timeout 20m ./...)
	$(call stage,tests under the race detector,$(race))
	$(call stage,API by its description,$(described))
	$(call stage,template,$(template))
	$(call stage,sam local,$(sam_local))
	$(call stage,console,$(console))
	$(call stage,browser,$(MAKE) --no-print-directory browser-test)

# What decides by conditions and transactions.
ON_BOTH := ./internal/dynamo/... ./internal/account/... ./internal/onboarding/... ./internal/importer ./internal/mail
.PHONY: second-engine
second-engine: need-go $(DYNOXIDE_READY) ## run the tests of the store and of all decisions on Dynoxide instead of DynamoDB Local
	@$(on_second) go run ./infra/local/withengine go test -count=1 $(ON_BOTH)

.PHONY: soak
soak: need-go ## the long proofs: 200 kills, and 5,000 mails, 8 % of which bounce
	@go run ./infra/local/withengine go test ./infra/local -count=1 -v -timeout 3h -run 'killedAnywhere|Sending_stops' -long

.PHONY: proof
proof: need-go $(if $(SECOND),$(DYNOXIDE_READY)) ## run the long proofs and write docs/reliability.md: PROOFS='name|name' for some, SCALE=0.01 for a hundredth, MINUTES=30 to go on with it
	@$(if $(SECOND),$(on_second)) go run ./infra/local/withengine -long go run ./infra/proof -only '$(PROOFS)' -scale $(SCALE) -seed $(SEED) -minutes $(MINUTES)

# Which rows of the table, separated by commas (empty: all), how often each is
# measured, and whether growth goes up to 100,000 members: LARGE=1.
ROWS ?=
COUNT ?= 5
LARGE ?=
# Only these rows compare with other programs, which have to be fetched first.
compared = case '$(ROWS)' in ''|*P5*|*P14*) \
	if command -v python3 >/dev/null; then $(MAKE) --silent --no-print-directory $(BOTO3_READY) $(DJANGO_READY); else echo 'skipped: P5 and P14 need Python 3'; fi; \
	if command -v npm >/dev/null; then $(MAKE) --silent --no-print-directory $(BETTER_AUTH_READY); else echo 'skipped: P14 needs Node'; fi;; esac

.PHONY: bench
bench: need-go ## measure what everything costs and write docs/performance.md, in 20 minutes: ROWS=P3,P8 for some; needs a quiet machine
	@$(compared)
	@BENCH_BOTO3=$(abspath $(BENCH_TOOLS))/boto3/bin/python BENCH_DJANGO=$(abspath $(BENCH_TOOLS))/django-invitations/bin/python \
		BENCH_NODE="$$(command -v node)" BENCH_BETTER_AUTH=$(abspath $(BENCH_TOOLS))/better-auth \
		go run ./infra/local/withengine go run ./infra/bench -rows '$(ROWS)' -count $(COUNT) $(if $(LARGE),-large)

.PHONY: mutants
mutants: need-go ## plant known defects one at a time and check that a test catches each: ONLY='name|name' for some
	@go run ./infra/local/withengine go run ./infra/mutants -only '$(ONLY)'

.PHONY: fuzz
fuzz: need-go ## run every fuzz target in turn, FUZZTIME each (10m)
	@go test ./infra/proof -count=1 -v -timeout 0 -run '^TestFuzz$$' -fuzzeach $(FUZZTIME)

# Debian packages are installed only on a machine that is nobody's own, such as CI: the
# browser, and what runs the functions in containers.
packages = missing=(); \
	[ -x /usr/bin/chromium ] || missing+=(chromium); \
	[ -x /usr/sbin/dockerd ] || missing+=(docker.io); \
	[ -x /usr/bin/busybox ] || missing+=(busybox-static); \
	if [ "$$(id -u)" = 0 ] && [ -f /etc/debian_version ] && [ "$${\#missing[@]}" -gt 0 ]; \
	then apt-get -qq update; DEBIAN_FRONTEND=noninteractive apt-get -qq install -y "$${missing[@]}" >/dev/null; \
	elif [ ! -x "$(CHROMIUM)" ]; then echo 'skipped: the browser tests need Chromium; name it in CHROMIUM'; fi

console = if command -v npm >/dev/null; then \
	npm --prefix infra/console ci --silent; npm --prefix infra/console run check; npm --prefix infra/console test; \
	else echo 'skipped: the type check of the console needs Node'; fi

browser = if command -v npm >/dev/null && [ -x "$(CHROMIUM)" ]; then \
	npm --prefix infra/browser ci --silent; go build -o bin/local ./infra/local; \
	CHROMIUM=$(CHROMIUM) go run ./infra/local/withsystem bin/local npm --prefix infra/browser test; \
	SECOND_FACTOR=on CHROMIUM=$(CHROMIUM) go run ./infra/local/withsystem bin/local npm --prefix infra/browser run second-factor; \
	else echo 'skipped: the browser tests need Node and Chromium'; fi

race = if command -v "$${CC:-cc}" >/dev/null; then go run ./infra/local/withengine go test -count=1 -race $(RACE); else echo 'skipped: the race detector needs a C compiler'; fi

described = if command -v python3 >/dev/null; then $(MAKE) --no-print-directory api-test; else echo 'skipped: Schemathesis needs python3'; fi

template = if command -v python3 >/dev/null; then $(MAKE) --no-print-directory template; else echo 'skipped: sam validate and cfn-lint need python3'; fi

.PHONY: browser-test
browser-test: need-go ## drive the console and the resident's pages in a browser; the system's log may tell nothing
	@$(browser)

# A regular expression: which screens, by name. Empty: all.
SCREENS ?=
.PHONY: screens
screens: need-go ## retake the pictures of docs/screens.md, in a few minutes: SCREENS='name|name' for some
	@npm --prefix infra/browser ci --silent; go build -o bin/local ./infra/local
	@failed=0; for factor in off on; do SECOND_FACTOR=$$factor SCREENS='$(SCREENS)' CHROMIUM=$(CHROMIUM) \
		go run ./infra/local/withsystem bin/local npm --prefix infra/browser run --silent tour || failed=1; done; exit $$failed

# A regular expression: which jobs are tried, by name. Empty: all.
JOBS ?=
.PHONY: trial
trial: need-go ## do the jobs of managers, residents and Support, counting clicks, fields and seconds
	@npm --prefix infra/browser ci --silent; go build -o bin/local ./infra/local
	@JOBS='$(JOBS)' CHROMIUM=$(CHROMIUM) go run ./infra/local/withsystem bin/local npm --prefix infra/browser run --silent trial

# How often each page is measured, and how many members the large community has.
RUNS ?= 5
MEMBERS ?= 50000
.PHONY: vitals
vitals: need-go ## measure the pages in the browser, and with many members; needs a quiet machine
	@npm --prefix infra/browser ci --silent; go build -o bin/local ./infra/local; go build -o bin/crowd ./infra/local/crowd
	@RUNS=$(RUNS) MEMBERS=$(MEMBERS) CROWD=$(CURDIR)/bin/crowd CHROMIUM=$(CHROMIUM) go run ./infra/local/withsystem bin/local npm --prefix infra/browser run --silent vitals

# $(call suppressed,prefix,template) prints the checks for which the template's
# metadata gives a reason to skip them.
suppressed = sed -n 's/^    \($(1)[A-Z0-9_]*\):.*/\1/p' $(2)

sam_local = if command -v python3 >/dev/null; then $(MAKE) --no-print-directory sam-test; else echo 'skipped: the SAM CLI needs python3'; fi

# sam validate accepts what the transform, and so a deployment, refuses. So the
# template is transformed as well, and the rules judge the result.
.PHONY: template
template: need-go $(PYTHON_READY) $(CHECKOV_READY) ## check the templates: sam, cfn-lint, checkov, our own rules
	@for template in template.yaml $(ALARMS) $(EDGE); do AWS_DEFAULT_REGION=us-east-1 SAM_CLI_TELEMETRY=0 $(PYTHON)/bin/sam validate --lint --template $$template; done
	@$(PYTHON)/bin/cfn-lint --append-rules cfn_lint_serverless.rules --ignore-checks $$($(call suppressed,[EW]S,template.yaml)) --template template.yaml
	@$(PYTHON)/bin/cfn-lint --template $(ALARMS)
	@$(PYTHON)/bin/cfn-lint --regions us-east-1 --template $(EDGE)
	@AWS_DEFAULT_REGION=us-east-1 $(PYTHON)/bin/python infra/rules/transform.py template.yaml >$(TOOLS)/transformed.json
	@TRANSFORMED_TEMPLATE=$(CURDIR)/$(TOOLS)/transformed.json go test ./infra/rules
	@limit=; if command -v timeout >/dev/null; then limit='timeout 120'; fi; \
	for template in template.yaml $(ALARMS) $(EDGE); do \
	skipped=$$($(call suppressed,CKV,$$template) | paste -sd, -); \
	LOG_LEVEL=ERROR $$limit $(CHECKOV_HOME)/bin/checkov -f $$template --framework cloudformation --skip-check "$$skipped" --compact --quiet --skip-download; \
	echo "checkov: nothing found in $$template except $$skipped"; done

# The system's log is thousands of refusals; it is shown only on failure.
.PHONY: api-test
api-test: need-go $(SCHEMATHESIS_READY) ## drive the API from its description, as administrator and as Support
	@go build -o bin/local ./infra/local
	@go run ./infra/local/withsystem bin/local $(SCHEMATHESIS_HOME)/bin/python infra/schemathesis/drive.py 2>bin/api-test.log || { tail -n 40 bin/api-test.log; exit 1; }

.PHONY: lint
lint: need-go $(GOLANGCI_LINT) ## look for what vet does not see: .golangci.yml
	@$(GOLANGCI_LINT) run ./...

# For Lambda: without cgo, whose C library may be newer than the one there, and
# small. samconfig.toml has the rest.
SAM_BUILD = CGO_ENABLED=0 GOFLAGS='-trimpath -tags=lambda.norpc -ldflags=-s' SAM_CLI_TELEMETRY=0 $(PYTHON)/bin/sam build

.PHONY: build
build: need-go $(PYTHON_READY) ## build all functions for Lambda with sam build
	@$(SAM_BUILD) --config-env make$(if $(PARAMETERS), --parameter-overrides $(PARAMETERS))

.PHONY: sam-test
sam-test: need-go $(PYTHON_READY) ## test the main job with each function in a container, under sam local
	@TEST_CONTAINERS=1 infra/sam/withdocker go test -count=1 -v -timeout 15m -run '^TestContainers$$' ./infra/local

$(PYTHON_READY):
	@echo 'Fetching the AWS SAM CLI and cfn-lint (once) ...'
	@rm -rf $(PYTHON) && python3 -m venv $(PYTHON)
	@$(PYTHON)/bin/pip install --quiet --disable-pip-version-check $(SAM_CLI) $(CFN_LINT)
	@touch $@

# Parameters that are not named keep the stack's values, so any clone can deploy.
.PHONY: deploy
deploy: build ## deploy to the AWS account in the environment: STACK=name PARAMETERS="Name=value ..."
	@SAM_CLI_TELEMETRY=0 $(PYTHON)/bin/sam deploy --config-env make --stack-name $(STACK) --parameter-overrides Version=$$(git describe --tags --always --dirty)+$$(date -u +%Y%m%dT%H%M) $(PARAMETERS)

$(DYNOXIDE_HOME)/bin/dynoxide:
	@command -v cargo >/dev/null || { echo 'the second engine needs cargo: install Rust 1.88 or newer, https://rustup.rs/'; exit 1; }
	@echo 'Building Dynoxide (once, some minutes) ...'
	@cargo install --quiet --locked --no-default-features --features native-sqlite,http-server,cli --version $(DYNOXIDE_VERSION) --root $(DYNOXIDE_HOME) dynoxide-rs

# From source, by the Go proxy, like every other module.
$(GOLANGCI_LINT):
	@echo 'Fetching golangci-lint (once) ...'
	@GOBIN=$(CURDIR)/$(dir $@) go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI)

$(CHECKOV_READY):
	@echo 'Fetching checkov (once) ...'
	@rm -rf $(CHECKOV_HOME) && python3 -m venv $(CHECKOV_HOME)
	@$(CHECKOV_HOME)/bin/pip install --quiet --disable-pip-version-check $(CHECKOV)
	@touch $@

$(SCHEMATHESIS_READY):
	@echo 'Fetching Schemathesis (once) ...'
	@rm -rf $(SCHEMATHESIS_HOME) && python3 -m venv $(SCHEMATHESIS_HOME)
	@$(SCHEMATHESIS_HOME)/bin/pip install --quiet --disable-pip-version-check $(SCHEMATHESIS)
	@touch $@

$(BOTO3_READY):
	@echo 'Fetching boto3 (once) ...'
	@rm -rf $(BENCH_TOOLS)/boto3 && python3 -m venv $(BENCH_TOOLS)/boto3
	@$(BENCH_TOOLS)/boto3/bin/pip install --quiet --disable-pip-version-check $(BOTO3)
	@touch $@

$(DJANGO_READY): infra/bench/peers/django-invitations/requirements.txt
	@echo 'Fetching django-invitations (once) ...'
	@rm -rf $(BENCH_TOOLS)/django-invitations && python3 -m venv $(BENCH_TOOLS)/django-invitations
	@$(BENCH_TOOLS)/django-invitations/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

$(BETTER_AUTH_READY): $(wildcard infra/bench/peers/better-auth/*)
	@echo 'Fetching better-auth (once) ...'
	@rm -rf $(BENCH_TOOLS)/better-auth && mkdir -p $(BENCH_TOOLS)/better-auth && cp $^ $(BENCH_TOOLS)/better-auth
	@npm --prefix $(BENCH_TOOLS)/better-auth ci --silent --no-audit --no-fund
	@touch $@

.PHONY: clean
clean: ## remove local data and build output; fetched tools stay
	rm -rf .local .aws-sam bin

.PHONY: need-go
need-go:
	@command -v go >/dev/null || { echo 'go is missing: install Go 1.26 or newer, https://go.dev/dl/'; exit 1; }
