"""Entries of every kind, built from their own dataclass types, so that a new kind is tested the day it is written."""

import types
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from nearer.domain.entries import Entry
from nearer.vault.codec import KINDS

ALL_KINDS = tuple(kind for kind, _version in KINDS.values())
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=40),
    int: st.integers(-(2**63), 2**64 - 1),
    bool: st.booleans(),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
}


def any_entry(kind: type[Entry] | None = None) -> st.SearchStrategy[Any]:
    """Any entry, of one kind or of all."""
    return values(kind) if kind else st.one_of(map(values, ALL_KINDS))


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a type as the entries use them."""
    if hint in PLAIN:
        return PLAIN[hint]
    if is_dataclass(hint):
        return st.fixed_dictionaries(_hints(hint, values)).map(lambda said: hint(**said))
    inner = get_args(hint)
    if get_origin(hint) is Literal:
        return st.sampled_from(inner)
    if get_origin(hint) in (Union, types.UnionType):
        return st.one_of(map(values, inner))
    if get_origin(hint) is dict:
        return st.dictionaries(values(inner[0]), values(inner[1]), max_size=3)
    if get_origin(hint) is list:
        return st.lists(values(inner[0]), max_size=3)
    if get_origin(hint) is tuple:
        return st.lists(values(inner[0]), max_size=3).map(tuple)
    return {type(None): st.none()}[hint]


def full_entry(kind: type[Entry], word: str = "word") -> Any:
    """One fixed entry of a kind with something in every field, and ``word`` in every text."""
    return _full(kind, word)


def _full(hint: Any, word: str) -> Any:
    if hint in FIXED:
        return FIXED[hint]
    if hint is str:
        return word
    if is_dataclass(hint):
        return hint(**{name: _full(of, word) for name, of in _hints(hint, lambda of: of).items()})
    inner = get_args(hint)
    if get_origin(hint) is Literal:
        return inner[-1]
    if get_origin(hint) is dict:
        return {word: _full(inner[1], word)}
    if get_origin(hint) in (tuple, list):
        return get_origin(hint)([_full(inner[0], word)])
    return _full(inner[0], word)


FIXED = {int: 42, bool: True, date: date(2026, 3, 1), datetime: datetime(2026, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)}


def _hints(kind: Any, become: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {f.name: become(hints[f.name]) for f in fields(kind)}
