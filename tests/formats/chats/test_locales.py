"""No locale's date is ever read wrong in silence: exact, or asked, or refused."""

from collections import Counter

from nearer.formats.chats.errors import AmbiguousDates, NotReadable
from tests.formats.chats.locales import CLEAR, ONE, OPEN, Case, cases
from tests.formats.chats.rows import messages


def outcome(case: Case) -> str:
    try:
        return "exact" if exact(case) else f"SILENT {case.name}"
    except AmbiguousDates:
        return "asked" if exact(case, case.order) else f"SILENT when told {case.name}"
    except NotReadable:
        return "refused"


def exact(case: Case, order=None) -> bool:
    return tuple((m.when, m.who, m.text) for m in messages(case.text, order)) == case.expected


def test_every_locale_with_days_above_twelve_is_exact_or_refused():
    counts = Counter(outcome(case) for case in cases(CLEAR))
    assert set(counts) <= {"exact", "refused"}
    assert counts["refused"] <= counts.total() * 0.02
    print(counts)


def test_one_message_is_exact_or_asked():
    counts = Counter(outcome(case) for case in cases(ONE, every=4))
    assert set(counts) <= {"exact", "asked", "refused"}


def test_days_up_to_twelve_are_asked_unless_the_year_leads():
    counts = Counter(outcome(case) for case in cases(OPEN, every=4))
    assert set(counts) <= {"exact", "asked", "refused"}
    assert counts["asked"] > counts["exact"]
