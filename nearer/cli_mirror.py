"""The mirror in the terminal: the questions before it, and the reading."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import NoReturn

import click

from nearer.domain.chats import Message
from nearer.domain.entries import What
from nearer.domain.mirror import FEW_STARTS, Mirror, gap, mirror, speakers, turns
from nearer.domain.mirror_language import is_checked
from nearer.domain.mirror_reading import LEAST, reading
from nearer.domain.mirror_reading import Reading as MirrorReading
from nearer.formats.chats.errors import WhichChat
from nearer.formats.chats.reading import Reading

_NOT_TODAY = (
    "Then not today. A chat read in suspicion, in a quarrel or in fear shows what one is afraid of. "
    "If you are afraid of this person, nearer serve has a page of people to call. The mirror is still here next week."
)
_WHICH = 4
_NAMES: dict[What, str] = {
    "starts": "Sittings that you begin",
    "words": "Words that are yours",
    "errands": "Messages that are bills and errands",
    "deep": "Your messages that reach a feeling or a need",
    "asks": "Your turns that ask",
    "follow_ups": "Your questions that stay with what was said",
    "unanswered": "Questions to you left without a word",
    "theirs_met": "Their openings that you took up",
    "mine_met": "Your openings that were taken up",
    "feelings": "Your messages that show a feeling",
}
_SHOWN_FROM = 20_000
_NEWEST_FIRST = frozenset(("Messenger", "Instagram"))

Stop = Callable[[str, int], NoReturn]


def why_today(said: str | None) -> bool:
    """Whether there may be a reading today (safety.md): asked first, on a terminal, unless it was said."""
    if said is None and sys.stdin.isatty() and sys.stdout.isatty():
        said = click.prompt(
            "Why today?", type=click.Choice(["curious", "suspicion", "quarrel", "afraid"]), default="curious", err=True
        )
    if said in (None, "curious"):
        return True
    click.echo(_NOT_TODAY, err=True)
    return False


def show(open_again: Callable[[], Reading], me: str | None, as_json: bool, stop: Stop) -> None:
    """Read from the start for each question (who, how long its pauses are, the measures, its language, depth), so that
    nothing need be kept."""
    first = open_again()
    chats: dict[str | None, None] = dict.fromkeys(first.chats) if not first.chat_chosen else {}
    names = speakers(_passing(first, "Who speaks", chats))
    if len(chats) > 1 and not first.chat_chosen:
        stop(str(WhichChat([chat or "without a name" for chat in chats])), _WHICH)
    me = _me(me, list(names), stop)
    length = gap(_in_order(open_again()))
    found = mirror(_in_order(open_again()), me, len(names), length)
    deeper, checked = _deeper(open_again, me, len(names), length)
    if as_json:
        click.echo(json.dumps(as_values(found) | deeper_values(deeper, checked), ensure_ascii=False))
    else:
        _print(found, first)
        _print_deeper(deeper, checked)


def _deeper(open_again: Callable[[], Reading], me: str, people: int, length: timedelta) -> tuple[MirrorReading, bool]:
    """The measures that need the model, by its first look; and whether the chat is in a language in which it was checked."""
    from nearer.web.looks import first_look, look_at, unseen

    looks = None
    checked = is_checked(m.text for m in _in_order(open_again()) if m.kind == "speech")
    if checked:
        looks = unseen()
        for _done in look_at(first_look(), _in_order(open_again()), looks):
            pass
    return reading(turns(_in_order(open_again()), length), me, people, looks), checked


def deeper_values(found: MirrorReading, checked: bool) -> dict[str, object]:
    """Every measure with its interval, shares 0-1, None where there is too little; ``depth`` says why it may be missing."""
    return {
        "depth": "first look" if checked else "not checked in this language",
        "measures": {
            m.what: {
                "n": m.n,
                "needs": LEAST[m.what],
                "share": _share(m.value),
                "low": _share(m.low),
                "high": _share(m.high),
                "parts": list(m.parts),
            }
            for m in found.measures
        },
        "depth_by_month": [
            {
                "month": f"{month.first:%Y-%m}",
                "n": month.n,
                "levels": list(month.levels),
                "deep": _share(month.deep),
                "low": _share(month.low),
                "high": _share(month.high),
                "show_a_feeling": month.felt,
            }
            for month in found.months
            if month.levels
        ],
    }


def _share(thousandths: int | None) -> float | None:
    return None if thousandths is None else thousandths / 1000


def _print_deeper(found: MirrorReading, checked: bool) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    if not checked:
        console.print(Text("Depth: not checked in this language. So far only English was."))
    table = Table(title="Of every 100", title_justify="left", box=None, padding=(0, 2, 0, 0))
    for heading in ("", "it is", "likely", "n"):
        table.add_column(heading, justify="left" if not heading else "right")
    for m in found.measures:
        if m.value is None or m.low is None or m.high is None:
            table.add_row(_NAMES[m.what], "", f"{LEAST[m.what]} needed", f"{m.n:,}")
        else:
            table.add_row(_NAMES[m.what], f"{m.value / 10:.0f}", f"{m.low / 10:.0f}-{m.high / 10:.0f}", f"{m.n:,}")
    console.print(table)
    if checked:
        console.print(Text("Depth is a model's first look at words alone: often wrong about one message."))


def _in_order(reading: Reading) -> Iterable[Message]:
    """Meta writes the newest first; every other format is already in order, or nearly."""
    if reading.format in _NEWEST_FIRST:
        return sorted(reading.messages, key=lambda message: message.when)
    return reading.messages


def _passing(reading: Reading, what: str, chats: dict[str | None, None]) -> Iterator[Message]:
    """The messages, with a line of progress on the terminal while a long file is read; notes the chats they are from."""
    if not sys.stderr.isatty():
        for message in reading.messages:
            chats[message.chat] = None
            yield message
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed:,.0f} messages"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        for number, message in enumerate(reading.messages, 1):
            chats[message.chat] = None
            if number % _SHOWN_FROM == 0:
                progress.update(task, completed=number)
            yield message


def _me(me: str | None, names: list[str], stop: Stop) -> str:
    """The person's name in the chat. "Neither" means no reading."""
    if not names:
        stop("Nobody speaks in this file.", 1)
    if me is None and sys.stdin.isatty() and sys.stdout.isatty():
        me = click.prompt("Which one is you?", type=click.Choice([*names, "neither"]), err=True)
    if me == "neither":
        stop("Then there is no reading: the mirror is for one's own side of a talk.", _WHICH)
    same = [name for name in names if me is not None and name.casefold() == me.strip().casefold()]
    if me in names:
        return me
    if len(same) == 1:
        return same[0]
    listed = "\n".join(f"  {name}" for name in names[:40])
    asked = "Which one is you?" if me is None else f"Nobody here is called {me}. Which one is you?"
    return stop(f"{asked} Say it with --me NAME:\n{listed}\nIf it is none of them, there is no reading.", _WHICH)


def as_values(found: Mirror) -> dict[str, object]:
    """The reading as plain values; shares are 0-1, missing where there is too little."""
    return {
        "me": found.me,
        "people": found.people,
        "group": found.is_group,
        "gap_minutes": round(found.gap.total_seconds() / 60),
        "sittings": found.sittings,
        "starts": {"mine": found.my_starts, "share": found.share_of_starts},
        "balance": [
            {
                "month": f"{month.first_day:%Y-%m}",
                "my_words": month.my_words,
                "their_words": month.their_words,
                "my_turns": month.my_turns,
                "their_turns": month.their_turns,
                "share_of_words": month.share_of_words,
                "share_of_turns": month.share_of_turns,
            }
            for month in found.months
        ],
        "questions": {
            "mine": found.my_questions,
            "follow_ups": found.my_follow_ups,
            "theirs": found.their_questions,
            "theirs_unanswered": found.their_questions_unanswered,
        },
    }


def _print(found: Mirror, reading: Reading) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text(f"{reading.format}, your side: {found.me}", style="bold"))
    for note in reading.notes:
        console.print(Text(note))
    table = Table(title="How much of it is yours", title_justify="left", box=None, padding=(0, 2, 0, 0))
    for heading in ("Month", "Your words", "of all", "Your turns", "of all"):
        table.add_column(heading, justify="left" if heading == "Month" else "right")
    for month in found.months[-24:]:
        words, turns = _percent(month.share_of_words), _percent(month.share_of_turns)
        table.add_row(f"{month.first_day:%Y-%m}", f"{month.my_words:,}", words, f"{month.my_turns:,}", turns)
    console.print(table)
    for sentence in _sentences(found):
        console.print(Text(sentence))


def _sentences(found: Mirror) -> Iterator[str]:
    hours = found.gap.total_seconds() / 3600
    if found.sittings < FEW_STARTS:
        yield f"Starts: {FEW_STARTS} sittings are needed before a share means anything. There are {found.sittings}."
    else:
        yield f"Starts: after {hours:.1f} quiet hours or more, you wrote first {found.my_starts} of {found.sittings} times."
    asked = f"Your turns that ask: {found.my_questions}; that take up what was just said: {found.my_follow_ups}"
    yield asked + " (counted by shared words; a first version)."
    if found.their_questions_unanswered is not None:
        asked = f"Turns that ask you something: {found.their_questions}; "
        yield asked + f"without a word from you in that sitting: {found.their_questions_unanswered}."
    yield "These are counts of what stands in the file. They say nothing about what anyone felt."


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"
