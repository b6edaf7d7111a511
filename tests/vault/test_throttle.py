import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.vault import keys, throttle
from nearer.vault.errors import TooSoon
from nearer.vault.throttle import FORGOTTEN_AFTER, FREE_TRIES, LONGEST_WAIT, Throttle


def wait_after(tries, now=1000.0):
    """Seconds to wait after so many wrong tries in a row."""
    gate = Throttle()
    for _ in range(tries):
        gate.wrong(now, "alice")
    try:
        gate.check(now, "alice")
    except TooSoon as soon:
        return soon.seconds
    return 0


def test_the_first_tries_cost_nothing_and_then_the_wait_grows():
    waits = [wait_after(tries) for tries in range(10)]
    assert waits[:FREE_TRIES] == [0] * FREE_TRIES
    assert waits == sorted(waits)
    assert waits[FREE_TRIES] == 2
    assert waits[-1] == LONGEST_WAIT + 1


@given(st.integers(0, 5000), st.floats(0, 1e9))
def test_it_never_locks_out_however_often_someone_tried(tries, now):
    assert wait_after(tries, now) <= LONGEST_WAIT + 1
    gate = Throttle()
    for _ in range(tries):
        gate.wrong(now, "alice")
    gate.check(now + LONGEST_WAIT + 1, "alice")


def test_the_time_that_is_said_is_the_time_it_takes():
    gate = Throttle()
    for _ in range(6):
        gate.wrong(0.0, "alice")
    with pytest.raises(TooSoon) as soon:
        gate.check(0.0, "alice")
    gate.check(soon.value.seconds, "alice")


def test_tries_are_forgotten_after_a_quiet_quarter_of_an_hour():
    gate = Throttle()
    for _ in range(50):
        gate.wrong(0.0, "alice")
    for _ in range(FREE_TRIES - 1):
        gate.wrong(FORGOTTEN_AFTER, "alice")
    gate.check(FORGOTTEN_AFTER, "alice")


def test_opening_the_book_forgets_them_too():
    gate = Throttle()
    for _ in range(50):
        gate.wrong(0.0, "alice", "network")
    gate.right("alice", "network")
    gate.check(0.0, "alice", "network")


def test_a_wait_for_the_name_or_for_the_network_is_a_wait():
    gate = Throttle()
    for _ in range(5):
        gate.wrong(0.0, "alice", "here")
    for against in (("alice", "there"), ("bob", "here")):
        with pytest.raises(TooSoon):
            gate.check(0.0, *against)
    gate.check(0.0, "bob", "there")


def test_it_remembers_only_so_many_and_the_newest(monkeypatch):
    monkeypatch.setattr(throttle, "REMEMBERED", 100)
    gate = Throttle()
    for number in range(1000):
        for _ in range(4):
            gate.wrong(0.0, f"name {number}")
    assert len(gate._wrong) == 100
    gate.check(0.0, "name 1")
    with pytest.raises(TooSoon):
        gate.check(0.0, "name 999")


def test_no_name_is_held_in_memory_in_clear():
    gate = Throttle()
    gate.wrong(0.0, "alice \ud800")
    assert "alice" not in repr(gate._wrong)


def test_at_most_two_slow_hashes_run_at_once(monkeypatch):
    running, most, guard = [0], [0], threading.Lock()

    class Slow:
        def __init__(self, **_):
            pass

        def derive(self, _secret):
            with guard:
                running[0] += 1
                most[0] = max(most[0], running[0])
            time.sleep(0.02)
            with guard:
                running[0] -= 1
            return bytes(32)

    monkeypatch.setattr(keys, "Argon2id", Slow)
    threads = [threading.Thread(target=keys.passphrase_key, args=("x", bytes(32), keys.FLOOR)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [2]
