from dataclasses import replace

from nearer.domain.book import Book
from nearer.domain.entries import CheckedIn
from nearer.domain.tastes import aftertaste_by_person
from tests.books import a_book, stamp, the

NAMED = "01 name ann\n01 name bo\n01 unsafe bo forces\n01 name cy"
NOTHING = dict.fromkeys(("mood", "chosen", "depth", "heard", "felt", "shown", "closeness", "stepped_back"))


def tasted(day, person, aftertaste):
    said = NOTHING | {
        "company": "with",
        "step": "",
        "note": "",
        "aftertaste": aftertaste,
        "person": the(person, "name"),
    }
    return CheckedIn(**stamp(day, the(f"{day} {person} {aftertaste}", "check")), **said)


def test_tastes_by_person_leave_out_the_unsafe_and_come_by_how_often():
    book = a_book(NAMED)
    said = [tasted(2, "ann", 40), tasted(3, "cy", 0), tasted(4, "cy", 60), tasted(5, "cy", 90), tasted(5, "bo", 90)]
    said.append(replace(tasted(6, "ann", 1), aftertaste=None))
    tastes = aftertaste_by_person(Book.bound([*book.entries, *said]))
    assert [taste.person for taste in tastes] == [the("cy", "name"), the("ann", "name")]
    assert (tastes[0].side.average, tastes[1].side.average) == (50, None)


def test_an_empty_book_has_no_tastes():
    assert aftertaste_by_person(Book()) == ()
