import pytest

from tests.heavy.kill import end_servers, end_writers


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_when_writers_are_killed_or_the_power_fails(tmp_path):
    (tmp_path / "data").mkdir()
    figures = end_writers(20, tmp_path / "data")
    assert (figures.lost, figures.torn) == ([], [])
    assert figures.acknowledged > 20


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_when_the_server_is_killed_while_it_saves(tmp_path):
    (tmp_path / "data").mkdir()
    figures = end_servers(20, tmp_path / "data")
    assert (figures.rounds, figures.lost, figures.torn) == (20, [], [])
    assert figures.acknowledged > 20
