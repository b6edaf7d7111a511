"""What all three models learn from: three public sets and our own corpus, as texts and one value a head or none."""

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nearer.depth.second import FEELINGS, INTIMACY_SPREAD, OUTPUTS

ESCAPED = re.compile(r"<U\+([0-9A-F]{4,8})>")
HELD = ("a06-priya", "a12-arthur", "b06-sam", "b12-pete", "c06-lena", "c12-dot", "j")
"""Voices, and one whole hand, that nothing shipped was taught with: `make test` measures both looks on them for ever."""
REHEARSED = (
    "a03-linh", "b03-noor", "c09-samuel", "d06-tharshan", "e05-maddie", "f03-dod", "g10-haoran", "h05-hira", "l02",
)  # fmt: skip
"""Voices left out of a rehearsal too, which says how far the level is to be trusted; the shipped weights know them."""
OPENS = 3
"""From this level on a line is an opening."""
AT = {name: place for place, name in enumerate(OUTPUTS)}


@dataclass(frozen=True)
class Lessons:
    """Texts, what is known of each (n, heads; NaN where nothing is), and the file or set that each comes from."""

    texts: list[str]
    known: NDArray[np.float32]
    sources: list[str]

    def __add__(self, other: "Lessons") -> "Lessons":
        return Lessons(
            self.texts + other.texts, np.concatenate([self.known, other.known]), self.sources + other.sources
        )

    def of(self, source: str) -> list[int]:
        """The places of a source's texts."""
        return [place for place, its in enumerate(self.sources) if its == source]

    def without(self, hand: str) -> "Lessons":
        """Those of the other hands: a hand is the first letter of its sources."""
        return self.at(place for place, its in enumerate(self.sources) if its[0] != hand)

    def at(self, places: Iterable[int]) -> "Lessons":
        """Those at the places named, in that order."""
        chosen = list(places)
        return Lessons([self.texts[i] for i in chosen], self.known[chosen], [self.sources[i] for i in chosen])


def unescaped(text: str) -> str:
    """A text with its <U+0092> and the like as the signs they stood for."""

    def sign(found: re.Match[str]) -> str:
        code = int(found[1], 16)
        return bytes([code]).decode("cp1252", "replace") if 0x80 <= code < 0xA0 else chr(code)

    return ESCAPED.sub(sign, text)


def _of(source: str, rows: list[tuple[str, dict[str, float]]]) -> Lessons:
    known = np.full((len(rows), len(OUTPUTS)), np.nan, np.float32)
    for row, (_, values) in enumerate(rows):
        for name, value in values.items():
            known[row, AT[name]] = value
    return Lessons([text for text, _ in rows], known, [source] * len(rows))


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def disclosures(file: Path) -> Lessons:
    """OffMyChest (Jaidka et al. 2020, CC BY 4.0): disclosure and support, two kinds each."""
    columns = {"emotional": "Emotional_disclosure", "informational": "Information_disclosure",
               "support_emotional": "Emo_support", "support_informational": "Info_support"}  # fmt: skip
    return _of("offmychest", [(unescaped(row["text"]), {name: float(row[column]) for name, column in columns.items()})
                              for row in _rows(file)])  # fmt: skip


def questions(file: Path) -> Lessons:
    """Question intimacy (Pei and Jurgens 2020, MIT), about -1 to 1."""
    rows = [(row["text"], {"intimacy": float(row["intimacy"]) / INTIMACY_SPREAD}) for row in _rows(file)]
    return _of("question_intimacy", rows)


def feelings(file: Path) -> Lessons:
    """GoEmotions (Demszky et al. 2020, CC BY 4.0): 27 feelings and neutral."""
    none = dict.fromkeys(FEELINGS, 0.0)
    return _of("goemotions", [(row["text"], none | {FEELINGS[int(number)]: 1.0 for number in row["labels"].split(",")})
                              for row in _rows(file)])  # fmt: skip


def levels(folder: Path) -> Lessons:
    """Our own messages and the lines of our dialogues: the level as four steps, each passed or not."""
    found = _of("", [])
    for file in sorted([*(folder / "messages").glob("*.tsv"), *(folder / "dialogues").glob("*.tsv")]):
        dialogue = file.parent.name == "dialogues"
        parts = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        rows = [(part[-1].replace("\\n", "\n"), {f"level > {step}": float(int(part[dialogue]) > step) for step in range(4)})
                for part in parts]  # fmt: skip
        found += _of(file.stem, rows)
    return found


def of_voices(own: Lessons, voices: tuple[str, ...]) -> Lessons:
    """The messages and dialogues of the voices named."""
    return own.at(place for place, source in enumerate(own.sources) if source.startswith(voices))


def taught_with(own: Lessons, besides: tuple[str, ...] = ()) -> Lessons:
    """Our own messages without the voices held out, and without those named."""
    return own.at(place for place, source in enumerate(own.sources) if not source.startswith(HELD + besides))


@dataclass(frozen=True, slots=True)
class Meeting:
    """An opening of level 3 or 4, the other's reply, and its mark: up, read, ask or off."""

    voice: str
    opening: str
    reply: str
    mark: str


def meetings(folder: Path) -> list[Meeting]:
    """Every reply to an opening in our dialogues, and those written for it."""
    found = []
    for file in sorted((folder / "dialogues").glob("*.tsv")):
        said = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        for before, (who, _level, mark, text) in pairwise(said):
            if int(before[1]) >= OPENS and who != before[0] and mark != "-":
                found.append(Meeting(file.stem.rsplit("-", 1)[0], before[3], text, mark))
    for file in sorted((folder / "replies").glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            mark, _hard, opening, reply = line.split("\t")
            found.append(Meeting(file.stem, opening, reply, mark))
    return [Meeting(m.voice, m.opening.replace("\\n", "\n"), m.reply.replace("\\n", "\n"), m.mark) for m in found]


def known_meetings(folder: Path) -> list[Meeting]:
    """Those of all voices but the ones held out."""
    return [each for each in meetings(folder) if not each.voice.startswith(HELD)]


def joined(lessons: Lessons, several: int, chance: np.random.Generator) -> Lessons:
    """Two messages of one source as one message: the deeper one counts, as the rule has it."""
    of: dict[str, list[int]] = {}
    for place, source in enumerate(lessons.sources):
        of.setdefault(source, []).append(place)
    found = []
    for first in chance.choice(len(lessons.texts), several).tolist():
        second = int(chance.choice(of[lessons.sources[first]]))
        if first != second:
            between = str(chance.choice([" ", "\n", ". "]))
            found.append((first, second, lessons.texts[first] + between + lessons.texts[second]))
    known = np.maximum(lessons.known[[a for a, _, _ in found]], lessons.known[[b for _, b, _ in found]])
    return Lessons([text for _, _, text in found], known, [lessons.sources[a] for a, _, _ in found])


def without_signs(text: str) -> str:
    """A text without its picture signs, or itself where nothing else is in it."""
    bare = "".join(char for char in text if unicodedata.category(char) not in ("So", "Sk", "Cf", "Mn")).strip()
    return bare or text


def public(data: Path) -> Lessons:
    """The three sets' training parts."""
    asked = questions(data / "question_intimacy" / "train.csv")
    told, felt = disclosures(data / "offmychest" / "train.csv"), feelings(data / "goemotions" / "train.csv")
    return told + asked + felt
