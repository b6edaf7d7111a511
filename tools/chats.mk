# Targets of the chat readers, to be included by the Makefile.

BENCH_PEERS ?= .bench/peers
FUZZ_RUNS ?= 100000
FUZZ_READERS ?= $(shell $(BIN)/python -c "from tests.formats.chats.seeds import SEEDS; print(*SEEDS)")

.PHONY: bench-chats fuzz

bench-chats: $(VENV)/.run $(BENCH_PEERS)/ready ## Read a million messages, ours beside chat-miner and whatstk
	$(BIN)/python tools/bench_chats.py --peer-python $(BENCH_PEERS)/bin/python --folder .bench

$(BENCH_PEERS)/ready:
	$(BIN)/python -m venv $(BENCH_PEERS)
	$(BENCH_PEERS)/bin/pip install --quiet chat-miner whatstk
	touch $@

fuzz: $(VENV)/.dev ## Coverage-guided fuzzing of every chat reader (FUZZ_RUNS executions each)
	$(BIN)/python -m pip install --quiet atheris
	set -e; for reader in $(FUZZ_READERS); do $(BIN)/python tools/fuzz_chats.py $$reader -runs=$(FUZZ_RUNS); done
