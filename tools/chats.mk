# Targets of the chat readers, to be included by the Makefile.

PYTHON ?= .venv/bin/python
BENCH_PEERS ?= .bench/peers
FUZZ_RUNS ?= 100000
FUZZ_READERS ?= $(shell $(PYTHON) -c "from tests.formats.chats.seeds import SEEDS; print(*SEEDS)")

.PHONY: bench-chats fuzz

bench-chats: $(BENCH_PEERS)/ready ## Read a million messages, ours beside chat-miner and whatstk
	$(PYTHON) tools/bench_chats.py --peer-python $(BENCH_PEERS)/bin/python --folder .bench

$(BENCH_PEERS)/ready:
	$(PYTHON) -m venv $(BENCH_PEERS)
	$(BENCH_PEERS)/bin/pip install --quiet chat-miner whatstk
	touch $@

fuzz: ## Coverage-guided fuzzing of every chat reader (FUZZ_RUNS executions each)
	$(PYTHON) -m pip install --quiet atheris || .venv/bin/uv pip install --quiet atheris
	set -e; for reader in $(FUZZ_READERS); do $(PYTHON) tools/fuzz_chats.py $$reader -runs=$(FUZZ_RUNS); done
