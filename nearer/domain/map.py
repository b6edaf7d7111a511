"""My map: five lines in the person's own words, what the rest of the book knows beside them, and the wall they stand on."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from nearer.domain.book import Book
from nearer.domain.entries import BookBegun, ImprintLeft, KindnessSeen, MapDrawn, PracticePlanned, Said, StoryTold
from nearer.domain.exercises import carried, newest_said, written_ids
from nearer.domain.hidden import Over, Words, shown
from nearer.domain.path import standings
from nearer.domain.paused import EVERY, NOTHING
from nearer.domain.practice import practices
from nearer.domain.programme import Exercise, Programme
from nearer.domain.signs import answers, candidates

PLAIN_SEED = 11
"""The wall of a book whose first page cannot be read."""

LIGHTS = 5
"""What let light in, the newest: more is an album, and the album is elsewhere."""

SENTENCES = 2
"""Sentences of a check that stand for a sign."""

LONGEST = 120
"""Letters of what a step left; a letter to oneself is read in its own place."""

OFTEN = 2
"""Of 0-4: from "once or twice" up a sentence was true often enough to be put on a map."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The five lines; any of them may be empty."""

    wall: str = ""
    did: str = ""
    costs: str = ""
    want: str = ""
    first_act: str = ""


@dataclass(frozen=True, slots=True)
class Stone:
    """One part of the programme on the map: its id and name there, and the person's words about it, if any."""

    id: str
    name: Words
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Tread:
    """One of the five steps: whether it was begun, whether it was walked, and the words it left to carry on with."""

    id: str
    name: Words
    words: Words
    is_begun: bool
    is_walked: bool


@dataclass(frozen=True, slots=True)
class Light:
    """Something that let light in: an act come through, a kindness seen, an imprint."""

    day: date
    words: Words


@dataclass(frozen=True, slots=True)
class MyMap:
    """The map on one page. ``day``: when the lines were last written, None before. ``wall_seed`` lays the wall.

    ``roots`` were looked at; ``signs`` are how it shows now, with sentences that were true; ``bill`` what it costs and
    spares. Roots, costs and bill are empty while these parts rest (see ``safety.is_narrowed``).
    """

    day: date | None
    wall: Words
    did: Words
    costs: Words
    want: Words
    first_act: Words
    wall_seed: int
    roots: tuple[Stone, ...]
    signs: tuple[Stone, ...]
    bill: tuple[Stone, ...]
    steps: tuple[Tread, ...]
    light: tuple[Light, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all would stand on it."""
        lines = (self.wall, self.did, self.costs, self.want, self.first_act)
        return not any((*lines, self.roots, self.signs, self.bill, self.light)) and not any(
            s.is_begun for s in self.steps
        )


def suggested(book: Book) -> Lines:
    """What the book already knows: the story for the wall, the newest planned act for the first act."""
    story, plan = book.last(StoryTold), book.last(PracticePlanned)
    return Lines(wall=one_line(story.text) if story else "", first_act=one_line(plan.act) if plan else "")


def one_line(text: str) -> str:
    """The text with its breaks and its spare spaces gone."""
    return " ".join(text.split())


def wall_seed(book: Book) -> int:
    """What this book's wall is laid from, the same for ever."""
    first = next(iter(book.of(BookBegun)), None)
    return PLAIN_SEED if first is None else first.wall_seed


def my_map(book: Book, programme: Programme, is_narrowed: bool, over: Over = shown, has_others: bool = True) -> MyMap:
    """The whole map of a book; every word goes through ``over``. Without others, no kindness of theirs and no imprint."""
    lines = book.last(MapDrawn)
    said = lines or Lines()
    return MyMap(
        lines.day if lines else None,
        over(said.wall),
        over(said.did),
        over("" if is_narrowed else said.costs),
        over(said.want),
        over(said.first_act),
        wall_seed(book),
        () if is_narrowed else _roots(book, programme, over),
        _signs(book, programme, over),
        () if is_narrowed else _bill(book, programme, over),
        _steps(book, programme, is_narrowed, over),
        tuple(sorted(_light(book, over, has_others), key=lambda one: one.day, reverse=True)[:LIGHTS]),
    )


def _roots(book: Book, programme: Programme, over: Over) -> tuple[Stone, ...]:
    looked_at = written_ids(book)
    return tuple(
        Stone(root.id, over(root.name), tuple(over(words) for _ask, words in _on_map(book, root.exercise)))
        for root in programme.roots
        if root.exercise.id in looked_at
    )


def _signs(book: Book, programme: Programme, over: Over) -> tuple[Stone, ...]:
    found = []
    for one in candidates(answers(book), programme.signs):
        true = [answer.prompt for answer in one.spoke if (answer.value or 0) >= OFTEN]
        found.append(Stone(one.sign.id, over(one.sign.name), tuple(map(over, true[:SENTENCES]))))
    return tuple(found)


def _bill(book: Book, programme: Programme, over: Over) -> tuple[Stone, ...]:
    found = []
    for cost in programme.costs:
        for exercise in cost.exercises:
            by_ask: dict[str, list[Words]] = {}
            for said, words in _on_map(book, exercise):
                by_ask.setdefault(said.prompt, []).append(over(words))
            found += [Stone(exercise.id, over(prompt), tuple(words)) for prompt, words in by_ask.items()]
    return tuple(found)


def _on_map(book: Book, exercise: Exercise) -> Iterator[tuple[Said, str]]:
    """The newest answers of an exercise that belong on the map: words as one line, choices one by one."""
    for ask in exercise.asks():
        said = newest_said(book, exercise.id, ask.id) if ask.on_map else None
        if said is not None:
            yield from ((said, one_line(words)) for words in (*said.chosen, said.words) if words.strip())


def _steps(book: Book, programme: Programme, is_narrowed: bool, over: Over) -> tuple[Tread, ...]:
    gave: dict[str, list[str]] = {}
    for step, said in carried(book, programme.steps, EVERY if is_narrowed else NOTHING):
        gave.setdefault(step.id, []).append(one_line(said.words))
    five = standings(book, programme)[: len(programme.steps)]
    return tuple(
        Tread(
            one.step.id,
            over(one.step.name),
            over(_shortest(gave.get(one.step.id, ()))),
            one.last is not None,
            one.is_walked,
        )
        for one in five
    )


def _shortest(words: Collection[str]) -> str:
    """The shortest of some words, if it is short enough for a map."""
    short = [said for said in words if 0 < len(said) <= LONGEST]
    return min(short, key=len, default="")


def _light(book: Book, over: Over, has_others: bool) -> Iterator[Light]:
    for p in practices(book):
        if p.outcome is not None and p.came_through == "yes" and p.outcome.learned.strip():
            yield Light(p.outcome.day, over(p.outcome.learned))
    if not has_others:
        return
    for seen in book.of(KindnessSeen):
        if seen.words.strip():
            yield Light(seen.day, over(seen.words))
    for imprint in book.of(ImprintLeft):
        if imprint.left.strip():
            yield Light(imprint.day, over(imprint.left))
