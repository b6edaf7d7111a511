"""``nearer check`` names help lines that were reviewed too long ago, and does not fail for them."""

from datetime import date, datetime, timedelta

import pytest
from click.testing import CliRunner

from nearer import cli_check
from nearer.cli import main
from nearer.formats.content import load


def lines():
    return load().help_lines


def test_a_line_is_late_when_twelve_months_have_passed():
    reviewed = min(line.reviewed for country in lines().country for line in country.line)
    assert lines().unreviewed(reviewed + timedelta(days=366)) == ()
    late = lines().unreviewed(reviewed + timedelta(days=367))
    assert late
    assert {line.reviewed for _country, line in late} == {reviewed}


def test_nothing_is_late_on_the_day_of_the_newest_review():
    newest = max(line.reviewed for country in lines().country for line in country.line)
    assert lines().unreviewed(newest) == ()


@pytest.mark.parametrize("option", [[], ["--json"]])
def test_late_lines_are_a_report_and_no_fault(monkeypatch, option):
    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return super().now(tz) + timedelta(days=1000)

    monkeypatch.setattr(cli_check, "datetime", Later)
    said = CliRunner().invoke(main, ["check", *option])
    assert said.exit_code == 0
    first = lines().unreviewed(date(2100, 1, 1))[0]
    assert f"To review: {first[0].name}, {first[1].name}" in said.stderr
    assert "To review" not in said.stdout
