"""The words for ties: circles, kinds, who for what, what is not safe, rhythms; and finding someone by the id in an address."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from nearer.domain.book import Book
from nearer.domain.entries import PersonId
from nearer.domain.ties import Bond, bond

CIRCLES = {1: _("closest"), 2: _("close"), 3: _("warm"), 4: _("around")}
CIRCLE_ROWS: list[tuple[str, Any]] = [
    ("1", _("Closest: you could call at any hour")),
    ("2", _("Close: you tell each other how it really is")),
    ("3", _("Warm: you are glad when you meet")),
    ("4", _("Around: you know each other a little")),
]
TIES: list[tuple[str, Any]] = [
    ("friend", _("a friend")),
    ("family", _("family")),
    ("partner", _("a partner")),
    ("once_love", _("a love that ended")),
    ("colleague", _("from work")),
    ("neighbour", _("a neighbour")),
    ("in_passing", _("someone in passing")),
    ("other", _("something else")),
]
ROLES: dict[str, Any] = {
    "night": _("three in the morning"),
    "lift": _("a lift"),
    "laugh": _("a laugh"),
    "truth": _("the truth"),
    "job": _("a job"),
    "child": _("a child"),
}
ROLE_ROWS: list[tuple[str, Any]] = [
    ("night", _("At three in the morning")),
    ("lift", _("For a lift, or a pair of hands")),
    ("laugh", _("For a laugh")),
    ("truth", _("For the truth, said kindly")),
    ("job", _("For a job, or a word about work")),
    ("child", _("When it is about a child")),
]
UNSAFE = _("Does any of this fit this person?")
BEHAVIOURS: list[tuple[str, Any]] = [
    ("afraid_to_disagree", _("I am afraid of them when we disagree")),
    ("checks_on_me", _("They check my phone, my money or whom I see")),
    ("forces_or_threatens", _("They force me or threaten me")),
]
AT_STAKE = _("What could they do with what you show them?")
STAKES: list[tuple[str, Any]] = [
    ("nothing", _("Nothing that would matter")),
    ("talk", _("Talk about it")),
    ("harm", _("It could cost me work, home, a child or my safety")),
]
RHYTHMS: list[tuple[str, Any]] = [
    ("7", _("about a week")),
    ("14", _("about two weeks")),
    ("30", _("about a month")),
    ("90", _("about three months")),
    ("180", _("about half a year")),
    ("", _("No rhythm with them")),
]


def bond_or_404(book: Book, person: PersonId) -> Bond:
    """Someone who is named in the book, by any of their ids."""
    found = bond(book, person)
    if found is None:
        raise Http404
    return found
