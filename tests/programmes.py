"""Small programmes as values, for tests of what is computed from one, and the built-in one, read once a process."""

from functools import cache

from nearer.domain import programme as p
from nearer.formats.content import load


@cache
def built_in() -> p.Programme:
    """The programme that everyone gets."""
    return load().programme


def an_exercise(
    id_: str, *parts: str, minutes: int = 5, shows: tuple[str, ...] = (), rests: bool = False
) -> p.Exercise:
    """An exercise whose parts each ask "what" (carried in the first part) and "how" as a level."""
    made = tuple(
        p.Part(
            part,
            part.title(),
            "1. Write.",
            (
                p.Ask(f"{part}-what", "text", "What?", carried=place == 0),
                p.Ask(f"{part}-how", "level", "How?", low="little", high="much"),
            ),
        )
        for place, part in enumerate(parts or ("one",))
    )
    return p.Exercise(id_, 1, id_, minutes, "", "", "", made, shows=shows, rests=rests)


def a_situation(id_: str, likely: int, cost: int, ladder: str = "row") -> p.Situation:
    """A situation of this weight."""
    return p.Situation(id_, 1, ladder, "stranger", f"Try {id_}.", "Hello.", "They turn away.", likely, cost)


def a_step(id_: str, *exercises: p.Exercise, situations: tuple[p.Situation, ...] = ()) -> p.Step:
    """A step with these exercises and a ladder."""
    short = exercises[0].id if exercises else ""
    ladder = p.Ladder("row", "A row")
    return p.Step(
        id_, 1, id_, id_, "", short, "", "", (), (ladder,), (p.Section("One", "Text."),), exercises, situations
    )


def a_root(id_: str) -> p.Root:
    """A root with six items."""
    items = tuple(p.Item(f"{id_}-{n}", 1, f"{id_}-{n}?") for n in range(1, 7))
    return p.Root(id_, 1, id_, "", items, (), an_exercise(f"{id_}-exercise", "happened", "did", "costs", "now"))


def a_sign(id_: str, *steps: str) -> p.Sign:
    """A sign with four items that these steps speak to."""
    return p.Sign(id_, id_, "", "", "", "", steps, tuple(p.Item(f"{id_}-{n}", 1, "?") for n in range(1, 5)), ())


def a_programme(*steps: p.Step, signs: tuple[p.Sign, ...] = (), roots: tuple[p.Root, ...] = ()) -> p.Programme:
    """A programme of these steps."""
    return p.Programme("en", signs, roots, (), steps, a_step("S4"), (), (), (), (), ())
