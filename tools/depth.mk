# Targets of the depth model's first look, to be included by the Makefile. Torch lives in an environment of its own.

DEPTH_DATA ?= ../shared/data/depth
DEPTH_VENV ?= .bench/depth
DEPTH_PYTHON = PYTHONPATH=. $(DEPTH_VENV)/bin/python

.PHONY: train-depth bench-depth

train-depth: $(DEPTH_VENV)/ready ## Teach the first look again and say how far it is from what is shipped (minutes)
	$(DEPTH_PYTHON) -m nearer.depth.train.start $(DEPTH_DATA) corpus .bench/start.npz
	$(DEPTH_PYTHON) -m nearer.depth.train.first $(DEPTH_DATA) corpus .bench/start.npz --soft tools/posts.npz --out .bench/first.npz

bench-depth: $(DEPTH_VENV)/ready ## The first look beside naive counts, VADER, tf-idf and MiniLM with a head
	$(DEPTH_PYTHON) tools/bench_depth.py $(DEPTH_DATA) corpus $(ARGS)

$(DEPTH_VENV)/ready: nearer/depth/train/requirements-first.txt
	tools/new-venv $(DEPTH_VENV)
	$(DEPTH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@
