# What there is to check with: tests, sanitizers, fuzzing, lint, the benchmark. Included by the
# Makefile; `make help` lists it with the rest.

JOBS := $(shell nproc 2>/dev/null || echo 1)
# A make below this one: on all cores, unless the one above was told how many.
SUBMAKE = $(MAKE) --no-print-directory $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(JOBS))
PYTHON := PYTHONDONTWRITEBYTECODE=1 python3
# Everything that the suites of tests/run.py need.
SUITES_NEED := $(BUILD)/equate $(UNIT_BIN) $(BUILD)/spectrum/records

deps: ## install the Debian packages that the build and the tests need
	@.ci/packages build test

demo: ## install what is missing, build, and run the example
	@.ci/packages build
	@echo "Building; this takes half a minute, once."
	@$(SUBMAKE) -s $(BUILD)/equate
	$(BUILD)/equate run examples/somerset --as-at 2024-03-05

test: ## install what is missing, build with -Werror, and run every test
	@.ci/packages build test
	@$(SUBMAKE) -s DEVELOPER=1 tests-built
	@$(PYTHON) tests/run.py $(BUILD) unit cli oracle spectrum differential review explain docs installed
	@$(SUBMAKE) -s DEVELOPER=1 coverage-grammar

tests-built: $(SUITES_NEED)

cli oracle explain docs installed: $(BUILD)/equate ## run one suite: the command line, the exact figures, each explained, the documents, what is installed
	@$(PYTHON) tests/run.py $(BUILD) $@

spectrum: $(BUILD)/spectrum/records ## the published suite of CSV files
	@$(PYTHON) tests/run.py $(BUILD) $@

$(BUILD)/spectrum/records: tests/spectrum/records.c $(BUILD)/libequate.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP $(LDFLAGS) -o $@ $< $(BUILD)/libequate.a $(LIBS)

CASES ?= 600
differential: $(BUILD)/equate ## random programmes over random files against another calculation, and that it would find faults
	@$(PYTHON) tests/differential/faults.py $(BUILD)/equate
	@$(PYTHON) tests/differential/run.py $(BUILD)/equate --cases $(CASES)

THREADS = BUILD=$(BUILD)/threads SANITIZE=thread CFLAGS='-O1 -g'
threads: ## the same under ThreadSanitizer, which any race ends
	@.ci/packages build test
	@$(SUBMAKE) -s $(THREADS) $(BUILD)/threads/equate
	@TSAN_OPTIONS=halt_on_error=1 $(PYTHON) tests/differential/run.py $(BUILD)/threads/equate --cases 100

# Without -Werror: instrumented code makes gcc warn of what is not so.
SANITIZED = BUILD=$(BUILD)/sanitize SANITIZE=address,undefined CFLAGS='-O1 -g'
sanitize: ## the tests again under AddressSanitizer (with leaks) and UndefinedBehaviorSanitizer
	@.ci/packages build test
	@$(SUBMAKE) -s $(SANITIZED) tests-built
	@ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1 \
		$(PYTHON) tests/run.py $(BUILD)/sanitize unit cli oracle spectrum differential review explain docs installed

clang: ## build and test with clang
	@.ci/packages build test dev
	@$(SUBMAKE) -s BUILD=$(BUILD)/clang CC=clang DEVELOPER=1 tests-built
	@$(PYTHON) tests/run.py $(BUILD)/clang unit cli oracle spectrum differential review explain docs installed

# ---- fuzzing ----

FUZZ_SECONDS ?= 60
FUZZ := $(sort $(wildcard tests/fuzz/fuzz_*.c))
FUZZ_BIN := $(FUZZ:tests/fuzz/%.c=$(BUILD)/fuzz/%)
FUZZED = BUILD=$(BUILD)/fuzz CC=clang SANITIZE=fuzzer-no-link,address,undefined CFLAGS='-O1 -g' DEVELOPER=1

fuzz: ## feed each stage what nobody would write, FUZZ_SECONDS each
	@.ci/packages build test dev
	@$(SUBMAKE) -s $(FUZZED) $(FUZZ_BIN)
	@$(PYTHON) tests/fuzz/run.py $(BUILD)/fuzz $(FUZZ_SECONDS)

$(BUILD)/fuzz_%: tests/fuzz/fuzz_%.c $(BUILD)/libequate.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -fsanitize=fuzzer $(LDFLAGS) -o $@ $< $(BUILD)/libequate.a $(LIBS)

# ---- lint ----

C_FILES := $(sort $(shell find src include tests -name '*.[ch]'))

lint: ## the layout, the direction of includes, and clang-tidy
	@.ci/packages build dev
	@$(PYTHON) tests/lint/includes.py
	@for f in $(C_FILES); do clang-format --dry-run --Werror "$$f" 2>/dev/null || echo "$$f"; done | \
		awk '{ print $$1 ": its layout is not that of .clang-format; make format mends it" } END { exit NR > 0 }'
	@$(SUBMAKE) -s $(GEN)/tokens.h $(GEN)/new.inc
	@printf '%s\n' $(SRC) $(CLI) | xargs -n 4 -P $(JOBS) \
		sh -c 'clang-tidy --quiet "$$@" -- $(filter-out -g -O2,$(ALL_CFLAGS)) 2>/dev/null' tidy
	@echo "lint: nothing to mend"

format: ## lay the C out as .clang-format says
	@clang-format -i $(C_FILES)

# ---- the benchmark, and how much of the grammar the tests reach ----

bench: ## measure start-up and compiling against Lua's, evaluation against plain loops, and millions of rows
	@.ci/packages build dev
	@$(SUBMAKE) -s $(BUILD)/equate $(BUILD)/bench/series $(BUILD)/bench/vm
	@$(PYTHON) tests/bench/run.py $(BUILD)/equate $(BUILD)/bench
	@$(MAKE) --no-print-directory bench-scan

# ROWS=100000000 ONLY=sizes needs 6 GB of disk while it runs. ONLY=localities,ten,… measures some.
ROWS   ?= 10000000
ROUNDS ?= 3
bench-scan: ## measure millions of rows against DuckDB, Polars and a programme by hand: ROWS, ROUNDS, ONLY
	@.ci/packages build dev
	@$(SUBMAKE) -s $(BUILD)/equate $(BUILD)/bench/placements $(BUILD)/bench/limit
	@$(PYTHON) tests/bench/scan/run.py --build $(BUILD) --rows $(ROWS) --rounds $(ROUNDS) --only "$(ONLY)"

bench-rivals: ## install DuckDB and Polars below the build folder, for bench-scan
	@mkdir -p $(BUILD)
	@python3 -m pip install --quiet --disable-pip-version-check --root-user-action ignore --upgrade \
		--target $(BUILD)/rivals duckdb polars || { \
		echo "DuckDB and Polars cannot be installed: this needs python3 with pip, and the network." >&2; \
		echo "make bench runs without them, and says what is missing." >&2; exit 1; }

bench-clean: ## remove the files that the benchmarks read
	rm -rf $(BUILD)/bench/data

# The yardstick is compiled for the machine at hand, whatever the rest is compiled for.
$(BUILD)/bench/loop.o: tests/bench/loop.c tests/bench/loop.h
	@mkdir -p $(@D)
	$(CC) -std=c11 $(WARN) -O3 -march=native -c -o $@ $<

$(BUILD)/bench/series $(BUILD)/bench/vm: $(BUILD)/bench/%: tests/bench/%.c $(BUILD)/bench/loop.o $(BUILD)/libequate.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP $(LDFLAGS) -o $@ $< $(BUILD)/bench/loop.o $(BUILD)/libequate.a $(LIBS)

$(BUILD)/bench/placements: tests/bench/scan/placements.c $(BUILD)/libequate.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP $(LDFLAGS) -o $@ $< $(BUILD)/libequate.a $(LIBS)

$(BUILD)/bench/limit: tests/bench/scan/limit.c $(BUILD)/libequate.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -O3 -march=native -MMD -MP $(LDFLAGS) -o $@ $< $(BUILD)/libequate.a $(LIBS)

coverage-grammar: $(BUILD)/coverage/grammar ## that the tests' programmes reach every state of the grammar
	@find examples docs tests -name '*.eq' | sort | $< $(BUILD)/coverage/grammar.txt

# The parser that counts stands before the library, and so in place of the library's.
$(BUILD)/coverage/grammar: tests/coverage/grammar.c $(GEN)/grammar.c $(BUILD)/libequate.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(GEN_FLAGS) -DNDEBUG -DYYCOVERAGE -include stdio.h -c -o $@.o $(GEN)/grammar.c
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< $@.o $(BUILD)/libequate.a $(LIBS)

.PHONY: coverage-grammar deps demo test tests-built cli oracle explain docs installed spectrum differential threads sanitize clang fuzz lint format bench bench-scan \
	bench-rivals bench-clean
-include $(BUILD)/spectrum/records.d $(BUILD)/bench/series.d $(BUILD)/bench/vm.d $(BUILD)/bench/placements.d $(BUILD)/bench/limit.d
-include $(FUZZ:tests/fuzz/%.c=$(BUILD)/%.d)
