# fleetsim: forecasts fleet upgrades. `make help` lists what can be made.
BUILD    ?= build
PREFIX   ?= /usr/local
VERSION  := 0.1.0
PACKAGES := gcc make libgsl-dev libcjson-dev libcsv-dev librandom123-dev libcriterion-dev gnuplot-nox

WARN     := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror
OPTIMIZE ?= -O2
SANITIZE ?=
CPPFLAGS += -I. -D_GNU_SOURCE -DFLEETSIM_VERSION='"$(VERSION)"' $(FAULTS)
CFLAGS   += -std=c11 -g $(OPTIMIZE) -fno-math-errno -ffp-contract=off -pthread $(WARN) $(SANITIZE)
LDFLAGS  += -pthread $(SANITIZE)
LDLIBS   += -lcjson -lcsv -lgsl -lgslcblas -lm

CORE     := $(wildcard sim/orchestrator/*.c)
LIBRARY  := $(wildcard models/*.c scenarios/*.c reports/*.c sim/*.c sim/engine/*.c)
CLI      := $(wildcard sim/cli/*.c)
HARNESS  := $(wildcard tests/lib/*.c) $(if $(findstring thread,$(SANITIZE)),tests/tsan/runner.c)
SUITES   := $(wildcard tests/unit/*.c tests/trace/*.c tests/property/*.c tests/theory/*.c)
BENCHES  := $(wildcard tests/bench/*.c)
FUZZERS  := $(patsubst %.c,$(BUILD)/%,$(filter-out %/replay.c,$(wildcard tests/fuzz/*.c)))
object    = $(patsubst %.c,$(BUILD)/%.o,$(1))
ARCHIVES := $(BUILD)/libfleetsim.a $(BUILD)/liborchestrator.a

.DEFAULT_GOAL := all
.PHONY: all demo check test programs property faults asan tsan bench fuzz fuzzers recorded golden install help clean packages browser
export CC
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += --jobs=$(shell nproc 2>/dev/null || echo 1)
endif

all: $(BUILD)/fleetsim ## build the program into build/fleetsim

demo: packages ## install what is missing, forecast a real example, say where its report is
	@$(MAKE) --no-print-directory all
	@$(BUILD)/fleetsim forecast scenarios/enterprise/scenario.json -o $(BUILD)/demo
	@echo "The report: $(BUILD)/demo/report.html"

check: packages browser ## install what is missing, build, and run every test
	@$(MAKE) --no-print-directory test

test:
	+@tests/run $(BUILD)

programs: $(BUILD)/fleetsim $(BUILD)/tests/check $(FUZZERS)

property: packages ## play FLEETS (100000) random fleets and require every rule after every step
	@$(MAKE) --no-print-directory $(BUILD)/tests/check
	@FLEETS=$${FLEETS:-100000} $(BUILD)/tests/check --filter 'random_fleets/*'

faults: packages ## build the core with one seeded fault after the other; each must make a test fail
	+@tests/faults $(BUILD)-faults

asan: packages ## the same tests under AddressSanitizer and UndefinedBehaviorSanitizer
	@ASAN_OPTIONS=abort_on_error=1 $(MAKE) --no-print-directory test BUILD=$(BUILD)-asan OPTIMIZE=-O1 \
	  SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all'

tsan: packages ## the same tests under ThreadSanitizer
	@TSAN_OPTIONS=halt_on_error=1 $(MAKE) --no-print-directory test BUILD=$(BUILD)-tsan OPTIMIZE=-O1 \
	  SANITIZE=-fsanitize=thread

fuzz: packages ## let clang's fuzzer search each target for a minute (FUZZ_SECONDS); needs clang
	@$(MAKE) --no-print-directory fuzzers CC=clang BUILD=$(BUILD)-fuzz OPTIMIZE=-O1 FUZZ_MAIN= \
	  FUZZ_LINK=-fsanitize=fuzzer SANITIZE='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all'
	@tests/fuzz/search $(BUILD)-fuzz

fuzzers: $(FUZZERS)

bench: packages ## print the figures of performance: queue, draws, trials, memory
	@$(MAKE) --no-print-directory $(BUILD)/tests/bench/bench
	@$(BUILD)/tests/bench/bench

recorded: packages ## hold our saved runs against recorded bodies of the service, in RECORDINGS=folder
	@$(MAKE) --no-print-directory $(BUILD)/tests/recorded/compare
	@$(BUILD)/tests/recorded/compare $(RECORDINGS)

golden: all ## rewrite the expected outputs; judge them with git diff
	+@tests/run $(BUILD) --golden

install: all ## install program, man page, completion and examples under PREFIX (DESTDIR respected)
	install -Dm755 $(BUILD)/fleetsim $(DESTDIR)$(PREFIX)/bin/fleetsim
	install -Dm644 sim/cli/fleetsim.1 $(DESTDIR)$(PREFIX)/share/man/man1/fleetsim.1
	install -Dm644 sim/cli/completion.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/fleetsim
	@for f in $$(find scenarios -name '*.json' -o -name '*.csv' -o -name README.md); do \
	  install -Dm644 $$f $(DESTDIR)$(PREFIX)/share/fleetsim/$$f; done

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

clean: ## remove everything built
	rm -rf $(BUILD) $(BUILD)-asan $(BUILD)-tsan $(BUILD)-faults $(BUILD)-fuzz

packages:
	@tests/packages $(PACKAGES)

# Without one the tests of pages are left out, and say so.
browser:
	-@tests/packages chromium

$(BUILD)/fleetsim: $(call object,$(CLI)) $(ARCHIVES)
	@echo "  link $@"
	@$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/libfleetsim.a: $(call object,$(LIBRARY))
$(BUILD)/liborchestrator.a: $(call object,$(CORE))
%.a:
	@rm -f $@
	@ar rcs $@ $^

$(BUILD)/tests/check: $(call object,$(SUITES) $(HARNESS)) $(ARCHIVES)
	@echo "  link $@"
	@$(CC) $(LDFLAGS) -o $@ $^ -lcriterion $(LDLIBS)

$(BUILD)/tests/bench/bench: $(call object,$(BENCHES)) $(ARCHIVES)
	@$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/tests/recorded/compare: $(call object,$(wildcard tests/recorded/*.c tests/lib/recorded*.c tests/lib/minute_host.c)) $(ARCHIVES)
	@$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

FUZZ_MAIN ?= $(BUILD)/tests/fuzz/replay.o
$(FUZZERS): %: %.o $(FUZZ_MAIN) $(ARCHIVES)
	@$(CC) $(LDFLAGS) $(FUZZ_LINK) -o $@ $^ $(LDLIBS)

# The library is held to -Wconversion; tests are not.
$(call object,$(LIBRARY) $(CORE) $(CLI)): CFLAGS += -Wconversion
# Loops over many numbers at once, two of them in a register.
$(call object,models/normal.c models/exponential.c): CFLAGS += -O3
# What a trial consists of is optimised as one where the program itself and the bench are linked. All
# else is linked as compiled, and so is what is to be debugged or watched.
HEART    := $(CORE) $(wildcard sim/engine/*.c) $(patsubst %,sim/%.c,agenda experiment host instants parallel tally tally_close timeline_count upgrade world world_create world_upgrade) \
            $(patsubst %,models/%.c,distribution duration exponential failure normal)
ifeq ($(SANITIZE)$(findstring clang,$(CC))$(filter -O0 -O1,$(OPTIMIZE)),)
$(call object,$(HEART)): CFLAGS += -O3 -flto -ffat-lto-objects
$(BUILD)/fleetsim $(BUILD)/tests/bench/bench: LDFLAGS += -flto=auto $(OPTIMIZE)
endif
# The bench says how it was built.
$(call object,$(BENCHES)): CPPFLAGS += -DBENCH_OPTIMIZE='"$(OPTIMIZE)"'
# The catalogue's tables are built into the program.
$(BUILD)/scenarios/defaults.o: scenarios/catalog/defaults.csv
$(BUILD)/scenarios/catalog.o: $(wildcard scenarios/catalog/*.csv)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  cc $<"
	@$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
