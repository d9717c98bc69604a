# Equate. `make help` lists what there is to make.
MAKEFLAGS += --no-builtin-rules
BUILD   ?= build
CFLAGS  ?= -O2 -g
WARN    := -Wall -Wextra -Wpedantic -Wconversion -Wshadow
ifdef DEVELOPER
WARN    += -Werror
endif
ifdef SANITIZE
CFLAGS  += -fsanitize=$(SANITIZE) -fno-omit-frame-pointer -fno-sanitize-recover=all
LDFLAGS += -fsanitize=$(SANITIZE)
endif
ALL_CFLAGS := -std=c11 -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 -Isrc -Iinclude -I$(BUILD)/gen $(WARN) $(CFLAGS)
LIBS    := -lbidgcc000 -lm

SRC := $(sort $(shell find src -name '*.c' ! -path 'src/cli/*'))
OBJ := $(SRC:%.c=$(BUILD)/%.o)
CLI := $(sort $(wildcard src/cli/*.c))
CLI_OBJ := $(CLI:%.c=$(BUILD)/%.o)
UNIT := $(sort $(wildcard tests/unit/test_*.c))
UNIT_BIN := $(UNIT:tests/unit/%.c=$(BUILD)/tests/%)

all: $(BUILD)/equate ## build the command

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/libequate.a: $(OBJ)
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

.PHONY: all unit clean
-include $(OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(UNIT_BIN:=.d)
