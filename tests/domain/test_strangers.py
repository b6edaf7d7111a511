import pytest

from nearer.domain.practice import practices
from nearer.domain.strangers import far_situations, met, reading
from tests.books import a_book, the
from tests.programmes import built_in

FAR = {"hello": "stranger", "baker": "weak_tie"}


def acts(*rows, known=()):
    lines = [f"04 plan act{n} {guess} rung {rung}\n05 done act{n} {was}" for n, (rung, guess, was) in enumerate(rows)]
    return met(practices(a_book("\n".join(lines))), FAR, known)


def test_only_acts_with_strangers_and_weak_ties_are_taken():
    found = acts(("hello", 50, 20), ("sister", 80, 90), ("baker", 30, 40))
    assert [(m.distance, m.bad.gap) for m in found if m.bad] == [("stranger", -30), ("weak_tie", 10)]


def test_an_act_with_someone_known_a_little_belongs_here_too():
    book = a_book("01 name ann\n02 plan a 50 with ann\n03 done a 20\n04 plan b 50\n05 done b 20")
    assert [m.distance for m in met(practices(book), FAR, {the("ann", "name")})] == ["weak_tie"]


def test_an_act_without_an_outcome_is_not_yet_an_experience():
    assert met(practices(a_book("04 plan a 50 rung hello\n05 letgo a\n05 plan b 50 rung hello")), FAR) == ()


@pytest.mark.parametrize("n", [0, 1, 2])
def test_under_three_nothing_is_read(n):
    assert reading(acts(*[("hello", 50, 20)] * n)) is None


def test_a_side_left_out_does_not_count():
    assert reading(acts(("hello", 50, 20), ("hello", 50, 20), ("hello", "-", 20), ("hello", 50, "-"))) is None


def test_less_bad_as_guessed_and_worse_are_counted_apart():
    said = reading(acts(("hello", 50, 20), ("hello", 50, 45), ("hello", 50, 55), ("baker", 50, 56)))
    assert said is not None
    assert (said.n, said.less.yes, said.same, said.worse) == (4, 1, 2, 1)
    assert 0 < said.less.interval.low < 0.25 < said.less.interval.high < 1


def test_the_programme_has_situations_with_strangers_and_with_weak_ties():
    assert set(far_situations(built_in()).values()) == {"stranger", "weak_tie"}
