"""One true story from end to end, in a real browser: by mouse, by thumb, by keyboard alone, and without scripts."""

from tests.browser.hands import Keys, Mouse, MouseWithoutScript, Thumb
from tests.browser.story import sitting, the_day_after

MINUTES_AT_MOST = 12


def test_by_mouse(visit):
    here = visit()
    hand = Mouse(here.page())
    sitting(hand, here, "Alma")
    the_day_after(hand)


def test_by_keyboard_alone(visit):
    here = visit()
    hand = Keys(here.page())
    sitting(hand, here, "Bero")
    the_day_after(hand)


def test_without_scripts(visit):
    here = visit(java_script_enabled=False)
    hand = MouseWithoutScript(here.page())
    sitting(hand, here, "Caro")
    the_day_after(hand)


def test_by_thumb_in_twelve_minutes(visit, capsys):
    here = visit(width=390, height=844, has_touch=True, is_mobile=True)
    hand = Thumb(here.page())
    sitting(hand, here, "Dilan")
    estimate = hand.minutes()
    with capsys.disabled():
        print(
            f"\nthe first sitting by thumb at 390 px: {hand.taps} taps, {hand.read} words to read, {hand.fields} fields "
            f"({hand.written} words written): about {estimate:.1f} minutes (at most {MINUTES_AT_MOST})"
        )
    assert estimate <= MINUTES_AT_MOST
    the_day_after(hand)
