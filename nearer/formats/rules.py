"""The promises that every programme text keeps, and how each is broken: counts, lengths, words, references, reading ease."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import PurePosixPath
from typing import Any

from nearer.domain.programme import AUDIENCES, DEPTHS, Cost, Exercise, Programme, Root, Section, Sign, Step
from nearer.formats.content_files import Files
from nearer.formats.prose import grade, is_plain, words

LESSON_WORDS = range(400, 701)
SECTION_WORDS = 120
HEADING_WORDS = 7
LEAD_WORDS = 30
LINE_WORDS = 25
EASY = 8.0
"""A lesson is read by anyone, tired, on a phone: school grade 8 at most."""

FEWEST = {"exercises": 4, "situations": 12, "signs": 4, "roots": 6, "costs": 3, "steps": 5, "pulse": 5, "stories": 12}
FEWEST_QUESTIONS = 150
SIGN_ITEMS, ROOT_ITEMS, ROOT_PARTS = 4, 6, 4
SHORT_VISIT = 5

NEVER = re.compile(
    r"\b(treats|cures?|cured|diagnos\w*|clinically proven|replaces? (?:a|your) therapist|therap(?:y|ies))\b", re.I
)
DISCLAIMER = re.compile(r"\b(?:not|no|nor) (?:a )?therapy\b", re.I)
SOURCE = re.compile(r"^[A-ZÀ-Þ].*\b(?:19|20)\d\d\b")
OWN_FILES = frozenset({"exercise", "exercises", "situations"})
NO_WORDS = frozenset(
    {"id", "kind", "distance", "ladder", "shows", "five_minutes", "step", "depth", "audience", "language"}
)


@dataclass(frozen=True, slots=True)
class Text:
    """Something a person reads: where it stands, its words, and how easy it is (None where that is not said)."""

    file: str
    words: int
    grade: float | None


def said_in(value: Any, name: str = "", own: bool = False) -> Iterator[tuple[str, str]]:
    """Every text that a person reads in a value, with its field; ``own``: without what stands in files of its own."""
    if isinstance(value, str):
        if name not in NO_WORDS:
            yield value, name
    elif is_dataclass(value):
        for f in fields(value):
            if not (own and f.name in OWN_FILES):
                yield from said_in(getattr(value, f.name), f.name)
    elif isinstance(value, tuple):
        for inner in value:
            yield from said_in(inner, name)


class Look:
    """One look over a programme; faults are noted with its files, texts are gathered on the way."""

    def __init__(self, programme: Programme, files: Files) -> None:
        self.programme, self.files = programme, files
        self.texts: list[Text] = []

    def all(self) -> None:
        """Everything there is to look at."""
        self._is_whole()
        self._ids()
        for sign in self.programme.signs:
            self._sign(sign)
        for root in self.programme.roots:
            self._root(root)
        for cost in self.programme.costs:
            self._cost(cost)
        for step in self.programme.ways():
            self._step(step)
        for exercise in self.programme.exercises():
            self._exercise(exercise)
        self._decks()
        self._words()

    def fault(self, value: Any, text: str, near: str = "") -> None:
        """Note what is wrong with a value, on the line where some words of it stand."""
        file = self._file(value)
        self.files.fault(file, self._line(file, near or f'id = "{value.id}"'), text)

    def _file(self, value: Any) -> str:
        return self.files.made[type(value).__name__, value.id][0]

    def _line(self, file: str, near: str) -> int:
        path = self.files.path(file)
        rows = path.read_text(encoding="utf-8").splitlines() if path else []
        return next((number for number, row in enumerate(rows, 1) if near and near in row), 1 if rows else 0)

    def _is_whole(self) -> None:
        for name in ("signs", "roots", "costs", "steps", "pulse", "stories"):
            count = len(getattr(self.programme, name))
            if count < FEWEST[name]:
                file = name if name in ("signs", "roots", "costs", "steps") else f"{name}.toml"
                self.files.fault(file, 0, f"{count} {name}, at least {FEWEST[name]} are needed")
        if not any(story.first for story in self.programme.stories):
            self.files.fault("stories.toml", 0, "no story has first = true: the first sitting would offer none")

    def _ids(self) -> None:
        for file, value in self.files.made.values():
            items = getattr(value, "item", ())
            for one in (value, *items):
                near = f'id = "{one.id}"'
                if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*", one.id):
                    text = f"the id {one.id!r} may hold letters, digits and hyphens only"
                    self.files.fault(file, self._line(file, near), text)
                if getattr(one, "version", 1) < 1:
                    self.files.fault(file, self._line(file, near), f"{one.id}: versions count from 1")
            ids = [item.id for item in items]
            for twice in sorted({i for i in ids if ids.count(i) > 1}):
                self.fault(value, f"the item {twice} is there twice", f'id = "{twice}"')

    def _sign(self, sign: Sign) -> None:
        if len(sign.item) != SIGN_ITEMS:
            self.fault(sign, f"{len(sign.item)} items, {SIGN_ITEMS} are needed")
        known = {step.id for step in self.programme.ways()}
        for step in sign.step:
            if step not in known:
                self.fault(sign, f"there is no step {step}", "step =")
        self._sections(sign, sign.section)

    def _root(self, root: Root) -> None:
        if len(root.item) != ROOT_ITEMS:
            self.fault(root, f"{len(root.item)} items, {ROOT_ITEMS} are needed")
        if len(root.exercise.part) < ROOT_PARTS:
            self.fault(root.exercise, f"{len(root.exercise.part)} parts, {ROOT_PARTS} are needed", "[[part]]")
        self._sections(root, root.section)

    def _cost(self, cost: Cost) -> None:
        if not cost.exercises:
            self.fault(cost, "no exercise, one is needed")
        self._sections(cost, cost.section)

    def _step(self, step: Step) -> None:
        text = "\n\n".join(section.text for section in step.section)
        count, hard = len(words(text)), self._read(step, text)
        if count not in LESSON_WORDS:
            self.fault(step, f"the lesson has {count} words; {LESSON_WORDS[0]} to {LESSON_WORDS[-1]} are wanted")
        if hard is not None and hard > EASY:
            self.fault(step, f"the lesson reads at grade {hard:.1f}; {EASY:.0f} at most")
        for name, file in (("exercises", "exercises"), ("situations", "situations.toml")):
            if (few := len(getattr(step, name))) < FEWEST[name]:
                place = str(PurePosixPath(self._file(step)).with_name(file))
                self.files.fault(place, 0, f"{few} {name}, at least {FEWEST[name]} are needed")
        if not step.why:
            self.fault(step, "no [[why]]: a lesson says why, with author and year")
        for why in step.why:
            self._source(step, why.source)
        self._lengths(step, step.title, step.lead)
        self._sections(step, step.section)
        self._ladders(step)
        short = next((e for e in step.exercises if e.id == step.five_minutes), None)
        if short is None:
            self.fault(step, f"five_minutes names {step.five_minutes!r}, no exercise of this step", "five_minutes =")
        elif short.minutes > SHORT_VISIT:
            self.fault(step, f"five_minutes names {short.id}, which takes {short.minutes} minutes", "five_minutes =")

    def _ladders(self, step: Step) -> None:
        known = {ladder.id for ladder in step.ladder}
        if not known:
            self.fault(step, "no [[ladder]], one is needed")
        for s in step.situations:
            if s.ladder not in known:
                self.fault(s, f"{s.id}: there is no ladder {s.ladder!r}")
            if not (0 <= s.likely <= 100 and 0 <= s.cost <= 100):
                self.fault(s, f"{s.id}: likely and cost run from 0 to 100")

    def _exercise(self, exercise: Exercise) -> None:
        self._read(exercise, "\n".join(part.text for part in exercise.part))
        if not 1 <= exercise.minutes <= 30:
            self.fault(exercise, "minutes run from 1 to 30", "minutes =")
        for name in ("name", "purpose", "if_it_hurts", "how_you_will_know"):
            if not getattr(exercise, name).strip():
                self.fault(exercise, f"{name} is empty", f"{name} =")
        for why in exercise.why:
            if why.source:
                self._source(exercise, why.source)
        asked = [ask.id for ask in exercise.asks()]
        for twice in sorted({id_ for id_ in asked if asked.count(id_) > 1}):
            self.fault(exercise, f"the question {twice} is there twice", f'id = "{twice}"')
        for part in exercise.part:
            if not part.text.strip() or not part.ask:
                self.fault(
                    exercise, f"the part {part.id} needs something to do and something to answer", f"## {part.heading}"
                )
            self._lines(exercise, part.text)
        self._asks(exercise)
        self._shown(exercise)

    def _asks(self, exercise: Exercise) -> None:
        for ask in exercise.asks():
            near = f'id = "{ask.id}"'
            if ask.kind == "level" and not (ask.low and ask.high):
                self.fault(exercise, f"{ask.id}: a level needs the words for both its ends, low and high", near)
            if ask.kind in ("choice", "several") and len(ask.choice) < 2:
                self.fault(exercise, f"{ask.id}: {ask.kind} needs at least two answers in choice", near)

    def _shown(self, exercise: Exercise) -> None:
        known = {f"{e.id}.{ask.id}" for e in self.programme.exercises() for ask in e.asks()} | {"story", "map"}
        for shown in exercise.shows:
            if shown not in known:
                self.fault(exercise, f"shows names {shown!r}, which nobody is asked", "shows =")

    def _decks(self) -> None:
        questions = self.programme.questions
        if len(questions) < FEWEST_QUESTIONS:
            self.files.fault("questions.toml", 0, f"{len(questions)} questions, at least {FEWEST_QUESTIONS} are needed")
        for audience in AUDIENCES:
            for depth in DEPTHS:
                if depth != "us" and not any(depth == q.depth and audience in q.audience for q in questions):
                    self.files.fault("questions.toml", 0, f"no question of the depth {depth} for a {audience}")

    def _sections(self, value: Any, sections: Iterable[Section]) -> None:
        sections = tuple(sections)
        if not isinstance(value, Step):
            self._read(value, "\n\n".join(section.text for section in sections))
        if not sections:
            self.fault(value, "no section (## ...), one is needed")
        for section in sections:
            near = f"## {section.heading}"
            if (count := len(words(section.text))) > SECTION_WORDS:
                self.fault(value, f"{count} words in one section; {SECTION_WORDS} at most", near)
            if not section.text:
                self.fault(value, "a heading with nothing under it", near)
            if len(words(section.heading)) > HEADING_WORDS:
                self.fault(value, f"a heading has at most {HEADING_WORDS} words", near)

    def _lengths(self, value: Any, title: str, lead: str) -> None:
        if len(words(title)) > HEADING_WORDS + 3:
            self.fault(value, f"a title has at most {HEADING_WORDS + 3} words", "title =")
        if len(words(lead)) > LEAD_WORDS:
            self.fault(value, f"a lead has at most {LEAD_WORDS} words", "lead =")

    def _lines(self, exercise: Exercise, text: str) -> None:
        for row in text.splitlines():
            if len(words(row)) > LINE_WORDS and re.match(r"\s*(\d+\.|[-*])\s", row):
                self.fault(exercise, f"an instruction has at most {LINE_WORDS} words a line", row[:40])

    def _source(self, value: Any, source: str) -> None:
        if not SOURCE.match(source):
            self.fault(value, f"a source is an author and a year, not {source!r}", "source =")

    def _words(self) -> None:
        for file, value in self.files.made.values():
            for said, name in said_in(value, own=True):
                self._said(file, said, name)

    def _said(self, file: str, said: str, name: str) -> None:
        for row in said.splitlines():
            near = row.strip()[:50]
            if wrong := NEVER.search(DISCLAIMER.sub("", row)):
                self.files.fault(file, self._line(file, near), f"a word that Nearer never uses of itself: {wrong[0]}")
            if "!" in row:
                self.files.fault(file, self._line(file, near), "an exclamation mark")
        if name == "text" and not is_plain(said):
            near = next((r.strip()[:50] for r in said.splitlines() if not is_plain(r)), "")
            text = (
                "only paragraphs, lists, quotations and emphasis are drawn: no HTML, links, images or deeper headings"
            )
            self.files.fault(file, self._line(file, near), text)

    def _read(self, value: Any, text: str) -> float | None:
        hard = grade(text) if self.programme.language == "en" else None
        self.texts.append(Text(self._file(value), len(words(text)), hard))
        return hard
