"""When help is offered and what is left undone: every threshold in one place, each with its reason.

Numbers marked "judgement" are clinical judgement, not measurement.
"""

from typing import Literal

ADULT_AGE = 18
"""Nearer speaks of childhood as past; someone still in it needs a person, not a programme. Younger: youth lines, no book."""

WhatTheyCouldDo = Literal["nothing", "talk", "harm"]
"""What someone could do with what is shown to them: nothing, talk about it, or cost work, home, child or safety."""


def may_plan(
    what_they_could_do: WhatTheyCouldDo | None, asked_not_to_contact: bool
) -> Literal["yes", "stakes", "unwilling"]:
    """Whether an act may be planned.

    "stakes": the fear of losing work, home, a child or safety may be right, so it is not practised away.
    "unwilling": someone who asked not to be contacted is left in peace.
    """
    if asked_not_to_contact:
        return "unwilling"
    return "stakes" if what_they_could_do == "harm" else "yes"
