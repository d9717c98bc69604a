# Equate. `make help` lists what there is to make.
MAKEFLAGS += --no-builtin-rules
BUILD   ?= build
CFLAGS  ?= -O2 -g
WARN    := -Wall -Wextra -Wpedantic -Wconversion -Wshadow
ifdef DEVELOPER
WARN    += -Werror
endif
ifdef SANITIZE
override CFLAGS  += -fsanitize=$(SANITIZE) -fno-omit-frame-pointer -fno-sanitize-recover=all
override LDFLAGS += -fsanitize=$(SANITIZE)
endif
ALL_CFLAGS := -std=c11 -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 -Isrc -Iinclude -I$(BUILD)/gen $(WARN) $(CFLAGS)
LIBS    := -lbidgcc000 -l:libxxhash.a -l:libz.a -l:libzstd.a -l:libnettle.a -lm

SRC := $(sort $(shell find src -name '*.c' ! -path 'src/cli/*'))
OBJ := $(SRC:%.c=$(BUILD)/%.o)
CLI := $(sort $(wildcard src/cli/*.c))
CLI_OBJ := $(CLI:%.c=$(BUILD)/%.o)
UNIT := $(sort $(wildcard tests/unit/test_*.c))
UNIT_BIN := $(UNIT:tests/unit/%.c=$(BUILD)/tests/%)

all: $(BUILD)/equate ## build the command

# The front end is made from two grammars; what they make stands in $(GEN) only.
GEN := $(BUILD)/gen
GEN_OBJ := $(GEN)/lexer.o $(GEN)/grammar.o
GEN_FLAGS := -Wno-sign-conversion -Wno-conversion -Wno-unused-parameter -Wno-unused-but-set-variable -Wno-unused-variable

$(GEN)/tokens.h $(GEN)/grammar.c &: grammar/equate.y
	@mkdir -p $(GEN)
	@rm -rf $(GEN)/lemon && mkdir -p $(GEN)/lemon
	lemon -d$(GEN)/lemon -l grammar/equate.y
	@mv $(GEN)/lemon/equate.h $(GEN)/tokens.h && mv $(GEN)/lemon/equate.c $(GEN)/grammar.c

$(GEN)/lexer.c: grammar/lexer.re
	@mkdir -p $(GEN)
	re2c -W -Werror --input-encoding utf8 --no-generation-date --no-version -i --tags -o $@ $<

$(GEN)/%.o: $(GEN)/%.c $(GEN)/tokens.h
	$(CC) $(ALL_CFLAGS) $(GEN_FLAGS) -DNDEBUG -MMD -MP -c -o $@ $<

# The programme that `equate new` writes stands as files, which the tests run too. A NUL ends each.
NEW := main.eq data/weekly.csv README.md
$(GEN)/new.inc: $(NEW:%=src/cli/new/%)
	@mkdir -p $(GEN)
	@for f in $(NEW); do \
		echo "{\"$$f\", (const unsigned char[]){"; \
		od -An -v -tx1 "src/cli/new/$$f" | sed 's/ \([0-9a-f][0-9a-f]\)/0x\1,/g'; \
		echo "0}, $$(($$(wc -c <"src/cli/new/$$f")))},"; \
	done >$@.part && mv $@.part $@

$(BUILD)/src/cli/new.o: $(GEN)/new.inc

$(GEN)/grammar.o: src/syntax/accepts.inc src/syntax/build.h
$(OBJ) $(CLI_OBJ): $(GEN)/tokens.h

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/libequate.a: $(OBJ) $(GEN_OBJ)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/equate: $(CLI_OBJ) $(BUILD)/libequate.a
	$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/tests/%: tests/unit/%.c $(BUILD)/libequate.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP $(LDFLAGS) -o $@ $< $(BUILD)/libequate.a -lcmocka $(LIBS)

unit: $(UNIT_BIN) ## run the unit tests
	@for t in $(UNIT_BIN); do $$t || exit 1; done

clean: ## remove what was built
	rm -rf $(BUILD)

PREFIX ?= /usr/local
TO      := $(DESTDIR)$(PREFIX)
MAN     := $(TO)/share/man/man1
BASH_COMPLETION := $(TO)/share/bash-completion/completions
ZSH_COMPLETION  := $(TO)/share/zsh/site-functions
FISH_COMPLETION := $(TO)/share/fish/vendor_completions.d
VERSION  = $(shell sed -n 's/^.define EQUATE_VERSION "\(.*\)"$$/\1/p' include/equate.h)

# Manual and completions come from the command itself, and so are never behind it.
MADE := equate.1 equate.bash equate.zsh equate.fish
MADE := $(MADE:%=$(BUILD)/share/%)
$(BUILD)/share/equate.1: HELP := --man
$(BUILD)/share/equate.bash: HELP := --completion bash
$(BUILD)/share/equate.zsh: HELP := --completion zsh
$(BUILD)/share/equate.fish: HELP := --completion fish
$(MADE): $(BUILD)/equate
	@mkdir -p $(@D)
	@$(BUILD)/equate help $(HELP) >$@.part && mv $@.part $@

install: $(BUILD)/equate $(MADE) ## put the command, its manual, and the library below PREFIX (/usr/local)
	install -d $(TO)/bin $(TO)/lib/pkgconfig $(TO)/include $(MAN) $(BASH_COMPLETION) $(ZSH_COMPLETION) $(FISH_COMPLETION)
	install -m 755 $(BUILD)/equate $(TO)/bin/equate
	install -m 644 $(BUILD)/libequate.a $(TO)/lib/libequate.a
	install -m 644 include/equate.h $(TO)/include/equate.h
	sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|; s|@LIBS@|$(LIBS)|' src/api/equate.pc.in >$(TO)/lib/pkgconfig/equate.pc
	chmod 644 $(TO)/lib/pkgconfig/equate.pc
	install -m 644 $(BUILD)/share/equate.1 $(MAN)/equate.1
	install -m 644 $(BUILD)/share/equate.bash $(BASH_COMPLETION)/equate
	install -m 644 $(BUILD)/share/equate.zsh $(ZSH_COMPLETION)/_equate
	install -m 644 $(BUILD)/share/equate.fish $(FISH_COMPLETION)/equate.fish

uninstall: ## take away what `make install` put there
	rm -f $(TO)/bin/equate $(TO)/lib/libequate.a $(TO)/include/equate.h $(TO)/lib/pkgconfig/equate.pc $(MAN)/equate.1 \
		$(BASH_COMPLETION)/equate $(ZSH_COMPLETION)/_equate $(FISH_COMPLETION)/equate.fish

help: ## list what there is to make
	@awk -F ': .*## |:.*## ' '/^[a-z-][a-z -]*:.*## / { printf "  %-26s %s\n", $$1, $$2 }' $(filter-out %.d,$(MAKEFILE_LIST))

include tests/tests.mk

.PHONY: all unit clean install uninstall help
-include $(OBJ:.o=.d) $(GEN_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(UNIT_BIN:=.d)
