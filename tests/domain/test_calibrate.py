"""A small part of ``make calibrate``: made-up people, drawn alike every time, judged by the domain's own functions."""

import json
import sys

import pytest

from nearer.domain.coin_flip import FLIPS
from nearer.domain.findings import READ_ON
from tests.heavy import calibrate
from tests.heavy.calibrate import EFFECT, Cell, looked

PEOPLE = 120
KINDS = (("story", "lifted"), ("story", "runs"), ("insight", "people"), ("insight", "time"), ("self-test", "even"))
NULL = [Cell(where, sides, carry, 0.2, 0.0) for where, sides in KINDS for carry in calibrate.CARRIES]
TRUE = [Cell(where, "even", carry, 0.2, EFFECT) for where in ("story", "self-test") for carry in calibrate.CARRIES]


def test_nothing_is_seldom_clear():
    """Two or three in a hundred are expected; twice the bar in one small cell would be a broken method."""
    wrong = {cell: looked((cell, PEOPLE))[1] for cell in NULL}
    assert max(wrong.values()) <= 2 * calibrate.BAR_FALSE * PEOPLE, wrong
    assert sum(wrong.values()) <= calibrate.BAR_FALSE * PEOPLE * len(NULL), wrong


def test_a_difference_is_found_in_seven_of_ten():
    found = {cell: looked((cell, PEOPLE))[2] for cell in TRUE}
    assert sum(found.values()) >= calibrate.BAR_POWER * PEOPLE * len(TRUE), found


def test_plain_differences_would_cry_wolf(monkeypatch):
    """The cells are hard enough: read three times at 5%, without drift and carry, the same people are often misread."""
    monkeypatch.setattr("nearer.domain.findings.READ_ON", ((28, 0.95), (42, 0.95), (60, 0.95)))
    monkeypatch.setattr("nearer.domain.series.CARRIES", (0.0,))
    monkeypatch.setattr("nearer.domain.series._centred", lambda days: [((7 * day) % 5) - 2.0 for day in days])
    assert looked((Cell("story", "lifted", 0.6, 0.2, 0.0), PEOPLE))[1] > 3 * calibrate.BAR_FALSE * PEOPLE


def test_the_simulation_lasts_as_long_as_what_it_is_about():
    assert READ_ON[-1][0] == FLIPS == calibrate.DAYS


def test_the_last_line_is_json(monkeypatch, capsys):
    monkeypatch.setattr(calibrate, "cells", lambda effect: [Cell("self-test", "even", 0.3, 0.1, effect)])
    monkeypatch.setattr(sys, "argv", ["calibrate", "20"])
    with pytest.raises(SystemExit) as left:
        calibrate.main()
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert {"false_clear", "power"} <= figures.keys()
    assert left.value.code == int(figures["false_clear"] > 0.05 or figures["power"] < 0.7)
