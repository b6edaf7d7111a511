"""Where an opening was held: how each person met one, in counts, and what may be offered with them next."""

from dataclasses import dataclass
from datetime import date

from nearer.domain.book import Book
from nearer.domain.entries import PersonId, Response
from nearer.domain.people import people
from nearer.domain.practice import practices
from nearer.domain.safety import NextOpening, after, responses, unsafe_people


@dataclass(frozen=True, slots=True)
class Held:
    """One person: openings by how they were met, the newest response with its day, and what may come next.

    ``may_be_restored``: they turned an opening on the person, and only the person can propose them again.
    """

    person: PersonId
    took_up: int
    brushed_off: int
    turned_on_me: int
    newest: Response
    on: date
    next: NextOpening
    may_be_restored: bool


def held(book: Book) -> tuple[Held, ...]:
    """Everyone still in the book with whom something was opened: those who took it up most often first."""
    known, unsafe, since = people(book), unsafe_people(book), responses(book)
    met: dict[PersonId, list[tuple[date, Response]]] = {}
    for p in sorted(practices(book), key=lambda p: p.outcome.at if p.outcome else p.plan.at):
        if p.plan.person is not None and p.outcome is not None and p.outcome.response is not None:
            who = known.who(p.plan.person)
            if who in known.names:
                met.setdefault(who, []).append((p.outcome.day, p.outcome.response))
    found = [
        _held(who, said, "none" if who in unsafe else after(since.get(who, ())), who in unsafe)
        for who, said in met.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.next == "none", -one.took_up, one.brushed_off, one.person)))


def _held(who: PersonId, responses: list[tuple[date, Response]], onward: NextOpening, is_unsafe: bool) -> Held:
    said = [response for _day, response in responses]
    counts = (said.count("took_up"), said.count("brushed_off"), said.count("turned_on_me"))
    return Held(who, *counts, said[-1], responses[-1][0], onward, onward == "none" and not is_unsafe)
