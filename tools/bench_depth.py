"""The first look beside naive counts, VADER, a plain tf-idf model and MiniLM with a head: how right, and how fast.

    python tools/bench_depth.py DATA CORPUS [--minilm 3000]

Each peer is taught on the same training parts (MiniLM on so many of each set; feelings: naive counts only) and asked about
the same development parts; the level about voices that nothing was taught with. Differences to the naive counts have 95%
intervals from 1,000 draws of texts. Texts a second are of processor time on one core, of 13-word messages.
"""

import argparse
import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import make_union

from nearer.depth import FEELINGS, Depth
from nearer.depth.train.figures import auc
from nearer.depth.train.lessons import (
    AT,
    HELD,
    Lessons,
    disclosures,
    feelings,
    levels,
    of_voices,
    public,
    questions,
    taught_with,
)

ACTS = ("emotional", "informational", "support_emotional", "support_informational")
DRAWS = 1000
STEPS = np.arange(0.02, 0.8, 0.02)
Features = Callable[[Sequence[str]], Any]


@dataclass(frozen=True)
class Head:
    """One thing that is asked of every model: texts to learn from and to answer, and what is true of these."""

    name: str
    taught: Lessons
    asked: Lessons
    known: Any
    true: Any
    figure: Callable[[Any, Any], float]


def apart(true: Any, said: Any) -> float:
    """How often a true one stands above another."""
    return auc(said[true], said[~true])


def correlation(true: Any, said: Any) -> float:
    """Pearson's r."""
    return float(np.corrcoef(true, said)[0, 1])


def macro_f1(true: Any, said: Any) -> float:
    """Mean F1 of the feelings; each threshold is the best on one half and counts on the other, both ways."""
    half = np.arange(len(true)) % 2 == 0
    return float(np.mean([_f1(true[a, k], said[a, k], true[~a, k], said[~a, k])
                          for a in (half, ~half) for k in range(true.shape[1])]))  # fmt: skip


def _f1(true: Any, said: Any, true_there: Any, said_there: Any) -> float:
    def at(step: float, t: Any, s: Any) -> float:
        return float(2 * (t & (s > step)).sum() / max(1, t.sum() + (s > step).sum()))

    return at(max(STEPS, key=lambda step: at(step, true, said)), true_there, said_there)


def heads(data: Path, corpus: Path) -> list[Head]:
    """Level, the four acts, question intimacy, and every feeling."""
    own, posts = levels(corpus), public(data)
    mine, held = taught_with(own), of_voices(own, HELD)
    held = held.at(i for i, source in enumerate(held.sources) if source.count("-") == 1)
    deep, asked_deep = (its.known[:, :4].sum(1) for its in (mine, held))
    far, asked_far = np.flatnonzero(deep != 2), np.flatnonzero(asked_deep != 2)
    found = [Head("level", mine.at(far), held.at(asked_far), deep[far] >= 3, asked_deep[asked_far] >= 3, apart)]

    told, asked = posts.at(posts.of("offmychest")), disclosures(data / "offmychest" / "test_visible.csv")
    found += [Head(a, told, asked, told.known[:, AT[a]] > 0, asked.known[:, AT[a]] > 0, apart) for a in ACTS]
    told, asked = posts.at(posts.of("question_intimacy")), questions(data / "question_intimacy" / "val.csv")
    found.append(
        Head("intimacy", told, asked, told.known[:, AT["intimacy"]], asked.known[:, AT["intimacy"]], correlation)
    )
    told, asked = posts.at(posts.of("goemotions")), feelings(data / "goemotions" / "dev.csv")
    return found + [Head(f, told, asked, told.known[:, AT[f]] > 0, asked.known[:, AT[f]] > 0, apart) for f in FEELINGS]


def naive(texts: Sequence[str]) -> Any:
    """Seven counts: words, letters a word, I, you, question marks, exclamation marks, words of feeling."""
    felt = re.compile(
        r"\b(?:love|hate|happy|sad|afraid|scared|feel\w*|hurt\w*|cry\w*|miss|alone|sorry|angry|worr\w+)\b"
    )
    rows = []
    for text in texts:
        words = re.findall(r"[\w']+", text.lower())
        rows.append([np.log1p(len(words)), len(text) / (len(words) + 1), _share(words, {"i", "i'm", "me", "my", "im"}),
                     _share(words, {"you", "your", "u", "you're"}), text.count("?"), text.count("!"),
                     len(felt.findall(text.lower()))])  # fmt: skip
    return np.array(rows) / np.array([1, 5, 0.1, 0.1, 1, 1, 1])


def _share(words: list[str], some: set[str]) -> float:
    return sum(word in some for word in words) / (len(words) + 1)


def vader() -> Features:
    """Its four numbers (Hutto and Gilbert 2014)."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    judge = SentimentIntensityAnalyzer()
    return lambda texts: np.array([list(judge.polarity_scores(text).values()) for text in texts])


def tfidf(taught: Sequence[str]) -> Features:
    """One and two words, and two to five letters."""
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, token_pattern=r"(?u)[\w']+|[^\w\s]")
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, max_features=60_000, sublinear_tf=True)
    both = make_union(words, letters).fit(taught)
    return lambda texts: both.transform(texts).tocsr()


def minilm() -> Features:
    """MiniLM's own meaning of each text, with nothing taught but the head (Wang et al. 2020)."""
    import torch

    from nearer.depth.train.start import meanings

    torch.set_num_threads(1)
    seen: dict[str, Any] = {}

    def features(texts: Sequence[str]) -> Any:
        new = [text for text in dict.fromkeys(texts) if text not in seen]
        seen.update(zip(new, meanings(new) if new else [], strict=True))
        return np.array([seen[text] for text in texts])

    return features


def answered(head: Head, features: Features, most: int) -> Any:
    """What a linear head over the features says, taught on the first ``most`` texts."""
    place = np.random.default_rng(0).permutation(len(head.known))[:most]
    seen, known = features([head.taught.texts[i] for i in place]), head.known[place]
    if head.figure is correlation:
        return Ridge(1.0).fit(seen, known).predict(features(head.asked.texts))
    if not known.any():
        return np.zeros(len(head.true))
    free = 3.0 if hasattr(seen, "indptr") else 1.0
    model = LogisticRegression(C=free, solver="liblinear").fit(seen, known)
    return model.predict_proba(features(head.asked.texts))[:, 1]


def ours(model: Depth, head: Head) -> Any:
    """What the first look says."""
    scores = model.score(head.asked.texts)
    return (
        scores.feelings[:, FEELINGS.index(head.name)].astype(float)
        if head.name in FEELINGS
        else getattr(scores, head.name)
    )


def between(head: Head, said: Any, theirs: Any) -> tuple[float, float]:
    """95% interval of how much better the first is than the second, texts drawn again (Efron 1979)."""
    chance = np.random.default_rng(0)
    drawn = []
    for _ in range(DRAWS):
        some = chance.integers(0, len(head.true), len(head.true))
        true = head.true[some]
        if head.figure is correlation or 0 < true.sum() < len(true):
            drawn.append(head.figure(true, said[some]) - head.figure(true, theirs[some]))
    low, high = np.quantile(drawn, [0.025, 0.975]).tolist()
    return low, high


def messages_a_second(work: Callable[[list[str]], Any], texts: list[str]) -> float:
    """Of processor time, the better of two runs."""
    took = []
    for _ in range(2):
        begun = time.process_time()
        work(texts)
        took.append(time.process_time() - begun)
    return len(texts) / min(took)


def main() -> None:
    """Print the tables."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("data", type=Path)
    asked.add_argument("corpus", type=Path)
    asked.add_argument(
        "--minilm", type=int, default=3000, help="texts of each set that MiniLM's heads learn from; 0: none"
    )
    told = asked.parse_args()
    model, found, judge, everyone = Depth.load(), heads(told.data, told.corpus), vader(), 10**9
    peers: dict[str, tuple[Any, int]] = {
        "naive counts": (lambda _: naive, everyone),
        "VADER": (lambda _: judge, everyone),
    }
    made: dict[int, Features] = {}

    def plain(head: Head) -> Features:
        return (
            made.setdefault(id(head.taught), tfidf(head.taught.texts))
            if id(head.taught) not in made
            else made[id(head.taught)]
        )

    peers["tf-idf"] = plain, everyone
    if told.minilm:
        encoder = minilm()
        peers["MiniLM with a head"] = (lambda _: encoder), told.minilm
    said: dict[str, dict[str, Any]] = {"first look": {head.name: ours(model, head) for head in found}}
    for peer, (features, most) in peers.items():
        some = found if peer == "naive counts" else [head for head in found if head.name not in FEELINGS]
        said[peer] = {head.name: answered(head, features(head), most) for head in some}
        print(f"{peer} answered", flush=True)
    weak = say(found, said)
    texts = [" ".join((text.split() * 13)[:13]) for text in levels(told.corpus).texts if text.split()][:4000]
    print("| texts a second of one core | |\n|---|---|")
    print(f"| first look | {messages_a_second(model.score, texts * 10):,.0f} |")
    speeds = {"naive counts": naive, "VADER": judge, "tf-idf": plain(found[0])}
    for peer, work in speeds.items():
        print(f"| {peer} | {messages_a_second(work, texts):,.0f} |")
    if told.minilm:
        print(f"| MiniLM | {messages_a_second(lambda some: minilm()(some), texts[:200]):,.0f} |")
    if weak:
        sys.exit(f"No better than naive counts, so to be shown to nobody: {', '.join(weak)}")


def say(found: list[Head], said: dict[str, dict[str, Any]]) -> list[str]:
    """Print one row a head; the heads whose lead over the naive counts may be none."""
    names = list(said)
    print("| head | " + " | ".join(names) + " | better than naive |\n|---|" + "---|" * (len(names) + 1))
    weak = []
    for head in found:
        low, high = between(head, said["first look"][head.name], said["naive counts"][head.name])
        if low <= 0:
            weak.append(head.name)
        cells = [f"{head.figure(head.true, said[n][head.name]):.3f}" if head.name in said[n] else "" for n in names]
        print(f"| {head.name} | " + " | ".join(cells) + f" | {low:+.3f} to {high:+.3f} |", flush=True)
    felt = [head for head in found if head.name in FEELINGS]
    true = np.stack([head.true for head in felt], 1)
    for name in names:
        if FEELINGS[0] in said[name]:
            f1 = macro_f1(true, np.stack([said[name][head.name] for head in felt], 1))
            print(f"feelings, macro-F1 of {name}: {f1:.3f}")
    return weak


if __name__ == "__main__":
    main()
