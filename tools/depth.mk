# Targets of the depth model, to be included by the Makefile. Torch lives in an environment of its own.

DEPTH_DATA ?= ../shared/data/depth
DEPTH_VENV ?= .bench/depth
DEPTH_PYTHON = PYTHONPATH=. $(DEPTH_VENV)/bin/python

.PHONY: train-depth train-depth-teachers bench-depth

train-depth: .bench/start.npz ## Teach the first look and the model for replies again and say how far they are from what is shipped (minutes)
	$(DEPTH_PYTHON) -m nearer.depth.train.first $(DEPTH_DATA) corpus .bench/start.npz tools/soft.npz --out .bench/first.npz
	$(DEPTH_PYTHON) -m nearer.depth.train.reply corpus --first .bench/first.npz --out .bench/reply.npz

train-depth-teachers: .bench/start.npz ## Teach the second look again, and what the first look learns from (an hour and more)
	mkdir -p .bench/lessons
	$(DEPTH_PYTHON) -m nearer.depth.train.second $(DEPTH_DATA) corpus .bench/lessons --out .bench/second.npz
	$(DEPTH_PYTHON) -m nearer.depth.train.soft $(DEPTH_DATA) corpus .bench/start.npz .bench/lessons .bench/soft.npz

bench-depth: $(DEPTH_VENV)/ready ## Both looks on voices never taught; the first beside naive counts, VADER, tf-idf and MiniLM with a head
	$(DEPTH_PYTHON) tools/depth_held.py corpus
	$(DEPTH_PYTHON) tools/depth_shares.py corpus
	$(DEPTH_PYTHON) tools/bench_depth.py $(DEPTH_DATA) corpus $(ARGS)

.bench/start.npz: $(DEPTH_VENV)/ready $(wildcard corpus/messages/*.tsv corpus/dialogues/*.tsv)
	$(DEPTH_PYTHON) -m nearer.depth.train.start $(DEPTH_DATA) corpus $@

$(DEPTH_VENV)/ready: nearer/depth/train/requirements-first.txt
	tools/new-venv $(DEPTH_VENV)
	$(DEPTH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@
