"""Which of the first look's heads may be shown to people."""

NOT_SHOWN: tuple[str, ...] = ()
"""Heads that do not beat naive counts with an interval above zero (`make bench-depth`): no page shows them."""
