"""Question decks: draw one, pass, keep; alone or with two people at one screen, taking turns."""

from dataclasses import dataclass
from random import Random
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from nearer.domain.entries import QuestionKept
from nearer.domain.map import wall_seed
from nearer.domain.programme import AUDIENCES, DEPTHS, Question
from nearer.vault import store
from nearer.web.content import content
from nearer.web.finding import entry_or_404
from nearer.web.labels import writes
from nearer.web.room import RoomRequest, with_book
from nearer.web.stamp import stamp, today

WHOM = {
    "friend": _("a friend"),
    "partner": _("a partner"),
    "family": _("someone in the family"),
    "colleague": _("a colleague"),
    "stranger": _("someone you just met"),
}
HOW_DEEP = {
    "facts": _("facts"),
    "opinions": _("opinions"),
    "feelings": _("feelings"),
    "needs": _("needs and fears"),
    "us": _("the two of you"),
}


@dataclass(frozen=True, slots=True)
class Deck:
    """The questions of one depth for one kind of person, shuffled for this book and day."""

    audience: str
    depth: str
    questions: tuple[Question, ...]


@with_book
def decks(request: RoomRequest) -> HttpResponse:
    """All decks, and the questions that were kept."""
    kept = request.room.read().of(QuestionKept)
    rows = [(key, name, [(d, n) for d, n in HOW_DEEP.items() if _questions(key, d)]) for key, name in WHOM.items()]
    return render(request, "decks/decks.html", {"rows": rows, "kept": kept[::-1]})


@writes(forms.Form)
@with_book
def draw(request: RoomRequest, audience: str, depth: str, place: int) -> HttpResponse:
    """One question at a time. Keeping it writes it down; passing goes on to the next."""
    deck = _deck(request, audience, depth)
    question = deck.questions[(place - 1) % len(deck.questions)]
    if request.method == "POST":
        kept = QuestionKept(**stamp(request), question=question.id, version=question.version, prompt=question.text)
        if all(k.question != question.id for k in request.room.read().of(QuestionKept)):
            request.room.keep(request, [kept])
        return redirect("deck", audience=audience, depth=depth, place=place + 1)
    told = {"is_kept": any(k.question == question.id for k in request.room.read().of(QuestionKept))}
    return render(request, "decks/draw.html", told | _shown(deck, question, place))


@with_book
def for_two(request: RoomRequest, audience: str, depth: str, place: int) -> HttpResponse:
    """Two people at one screen: large words, and whose turn it is. Nothing is written down."""
    deck = _deck(request, audience, depth)
    question = deck.questions[(place - 1) % len(deck.questions)]
    deeper = DEPTHS[DEPTHS.index(depth) + 1 :]
    onward = next(((d, HOW_DEEP[d]) for d in deeper if _questions(audience, d)), None)
    return render(
        request, "decks/for_two.html", {"first": place % 2 == 1, "deeper": onward} | _shown(deck, question, place)
    )


@with_book
def let_go(request: RoomRequest, entry: str) -> HttpResponse:
    """Take a kept question out of the book."""
    found = entry_or_404(request.room.read(), entry, QuestionKept)
    if request.method == "POST":
        request.room.keep(request, remove=[found.id])
        store.scrub()
        return redirect("decks")
    return render(request, "decks/let_go.html", {"entry": found})


def _shown(deck: Deck, question: Question, place: int) -> dict[str, Any]:
    return {
        "deck": deck,
        "question": question,
        "place": place,
        "number": (place - 1) % len(deck.questions) + 1,
        "whom": WHOM[deck.audience],
        "how_deep": HOW_DEEP[deck.depth],
    }


def _deck(request: RoomRequest, audience: str, depth: str) -> Deck:
    found = list(_questions(audience, depth)) if audience in AUDIENCES and depth in DEPTHS else []
    if not found:
        raise Http404
    seed = f"{wall_seed(request.room.read())} {today()} {audience} {depth}"
    Random(seed).shuffle(found)  # noqa: S311 - an order of cards, no secret
    return Deck(audience, depth, tuple(found))


def _questions(audience: str, depth: str) -> tuple[Question, ...]:
    return tuple(q for q in content().programme.questions if q.depth == depth and audience in q.audience)
