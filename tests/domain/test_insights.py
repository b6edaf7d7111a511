import random
from datetime import timedelta

import pytest

from nearer.domain import insights
from nearer.domain.book import Book
from nearer.domain.entries import Answer, PersonNamed, PersonRemoved, PersonSafetyAsked, PulseAnswered, SignsAnswered
from nearer.domain.findings import MOST_QUESTIONS, Lack
from nearer.domain.programme import Item
from tests.books import the
from tests.diary import a_diary, checked, day, stamped
from tests.programmes import built_in


def named(name, number=0):
    return PersonNamed(**(stamped(number, name) | {"id": the(name, "name")}), name=name)


def values(side):
    return [dot.value for dot in side.dots]


def some(middle, days, seed=1, spread=9):
    chance = random.Random(seed)
    return [min(100, max(0, round(chance.gauss(middle, spread)))) for _ in range(days)]


def in_turn(*series):
    """Words of a diary, one series after the other day by day."""
    return " ".join(word for words in zip(*series, strict=True) for word in words)


def test_an_empty_book_says_nothing():
    for insight in (*insights.STANDING, insights.heard_by_person, insights.pulse_over_time):
        assert insight(Book(), day(3)) is None
    assert insights.talk_depths(Book()) is None
    assert insights.signs_over_time(Book(), built_in().signs) == ()


def test_no_more_comparisons_stand_than_may_run():
    assert len(insights.STANDING) <= MOST_QUESTIONS


def test_felt_against_shown_is_the_gap_by_day():
    found = insights.felt_against_shown(a_diary("g60-20 . g40-40+g50-20 a50"), day(4))
    assert values(found.sides[0]) == [40, 15]
    assert (found.id, found.kind, found.verdict, found.filled) == ("felt_against_shown", "change", "counts_only", 3)


def test_a_gap_that_closes_is_a_clear_fall():
    diary = " ".join(f"g{70 - noise // 4}-{20 + n // 2 + noise // 4}" for n, noise in enumerate(some(20, 60)))
    found = insights.felt_against_shown(a_diary(diary), day(60))
    assert (found.verdict, found.leaning) == ("clear", "second")
    assert found.reading.interval.low < -30 < found.reading.interval.high


def test_someone_who_likes_being_alone_is_right():
    diary = in_turn([f"a{n}" for n in some(75, 30)], [f"h{n}" for n in some(45, 30, seed=2)])
    found = insights.mood_by_company(a_diary(diary), day(60))
    assert (found.verdict, found.leaning) == ("clear", "first")
    assert [side.id for side in found.sides] == ["alone_chosen", "with_others_heard"]


def test_all_kinds_of_company_stand_beside_each_other():
    found = insights.mood_by_company(a_diary("a70 n20 w50 h80 u30"), day(5))
    assert {row.id: values(row) for row in found.rows} == {
        "alone_chosen": [70],
        "alone_not_chosen": [20],
        "with_others": [50, 80, 30],
        "with_others_heard": [80],
    }


def test_aftertaste_is_compared_by_depth_and_shown_at_every_depth():
    found = insights.aftertaste_by_depth(a_diary("d80 s30 d70+s40 a50"), day(4))
    assert [(side.id, values(side)) for side in found.sides] == [("talk_deep", [80, 70]), ("talk_shallow", [30, 40])]
    assert [(row.id, row.n) for row in found.rows] == [("0", 2), ("1", 0), ("2", 0), ("3", 2), ("4", 0)]


def test_one_who_was_hardly_rated_is_drawn_toward_the_others():
    diary = " ".join(["l50:ann", "l60:ben"] * 10 + ["l95:cem"] * 3)
    found = insights.heard_by_person(a_diary(diary, named("ann"), named("ben"), named("cem")), day(30))
    by = {one.person: one.drawn for one in found.people}
    assert by[the("cem", "name")].plain == 95
    assert by[the("cem", "name")].value < 95
    assert by[the("ann", "name")].value == pytest.approx(50, abs=2)


def test_people_are_listed_by_how_often_and_never_by_how_good():
    found = insights.heard_by_person(a_diary("l20:ann l90:ben l30:ann", named("ann"), named("ben")), day(3))
    assert [(one.person, one.drawn) for one in found.people] == [(the("ann", "name"), None), (the("ben", "name"), None)]


def test_unsafe_and_removed_people_are_left_out():
    unsafe = PersonSafetyAsked(
        **stamped(1, "asked"),
        person=the("ann", "name"),
        afraid_to_disagree=True,
        checks_on_me=False,
        forces_or_threatens=False,
    )
    gone = PersonRemoved(**stamped(2, "gone"), person=the("ben", "name"))
    book = a_diary("l90:ann l90:ben l40:cem", named("ann"), named("ben"), named("cem"), unsafe, gone)
    assert [one.person for one in insights.heard_by_person(book, day(5)).people] == [the("cem", "name")]
    assert insights.heard_by_person(a_diary("l90:ann", named("ann"), unsafe), day(5)) is None


def test_whether_people_differ_at_all_is_clear_or_not():
    words = [
        [f"l{n}:{name}" for n in some(m, 20, s)] for name, m, s in (("ann", 85, 1), ("ben", 30, 2), ("cem", 35, 3))
    ]
    found = insights.heard_by_person(a_diary(in_turn(*words), named("ann"), named("ben"), named("cem")), day(60))
    assert (found.finding.verdict, len(found.finding.reading.sides)) == ("clear", 3)
    alone = insights.heard_by_person(a_diary(" ".join(["l50:ann"] * 60), named("ann")), day(60))
    assert alone.finding.lack.why == "side_too_small"


def test_talks_are_counted_by_depth():
    book = Book.bound([checked(n, company="with", depth=depth) for n, depth in enumerate([0, 0, 1, 3, None, 4])])
    found = insights.talk_depths(book)
    assert found.talks == (2, 1, 0, 1, 1)
    assert (found.deep.yes, found.deep.n) == (2, 5)


def pulse(week, value):
    answers = tuple(Answer(f"P-{n}", 1, "?", value) for n in range(5))
    return PulseAnswered(**stamped(7 * week, "pulse"), answers=answers)


def test_a_pulse_that_rises_week_by_week():
    weeks = [0, 1, 0, 1, 1, 2, 1, 2, 2, 3, 2, 3, 3, 4, 3, 4]
    book = Book.bound([pulse(week, value) for week, value in enumerate(weeks)])
    found = insights.pulse_over_time(book, day(7 * 16))
    assert values(found.sides[0])[:2] == [0, 5]
    assert (found.verdict, found.leaning) == ("clear", "first")
    early = insights.pulse_over_time(Book.bound(book.entries[:4]), day(29))
    assert (early.verdict, early.lack) == ("not_clear_yet", Lack("side_too_small", 4))


def signs(number, **levels):
    said = tuple(Answer(item.replace("_", "-"), 1, "?", level) for item, level in levels.items())
    return SignsAnswered(**stamped(number, "signs"), answers=said)


def test_a_sign_is_compared_with_itself_by_the_same_items():
    sign = built_in().signs[0]
    one, two, other = (item.id.replace("-", "_") for item in sign.item[:3])
    book = Book.bound(
        [
            signs(0, **{one: 4, two: 2}),
            signs(1, **{other: 0}),
            signs(30, **{one: 2, two: None}),
            signs(60, **{one: 1, two: 4}),
        ]
    )
    (found,) = insights.signs_over_time(book, [sign])
    assert (found.items, values(found), found.change) == (1, [4, 2, 1], -3)


def test_a_changed_wording_begins_anew():
    sign = built_in().signs[0]
    item: Item = sign.item[0]
    first = SignsAnswered(**stamped(0, "a"), answers=(Answer(item.id, 1, "?", 4),))
    second = SignsAnswered(**stamped(9, "b"), answers=(Answer(item.id, 2, "!", 1),))
    (found,) = insights.signs_over_time(Book.bound([first, second]), [sign])
    assert (values(found), found.change) == ([4], None)
    assert insights.signs_over_time(Book.bound([signs(0, other=3)]), [sign]) == ()


@pytest.mark.parametrize("insight", insights.STANDING)
def test_entries_from_ahead_are_never_read(insight):
    diary = in_turn(["h80+d70+g60-20"] * 40, ["a40+s30+g50-10"] * 40)
    book = a_diary(diary)
    assert insight(book, day(40)).reading.last < day(40)
    assert insight(book, day(40) - timedelta(days=60)).verdict == "counts_only"
