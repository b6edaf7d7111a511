"""Looking over a programme: what an author is told before a person reads it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nearer.formats.content import Content, read
from nearer.formats.content_files import Fault
from nearer.formats.prose import words
from nearer.formats.rules import Look, Text, said_in


@dataclass(frozen=True, slots=True)
class Checked:
    """A programme looked over."""

    content: Content | None
    faults: tuple[Fault, ...]
    texts: tuple[Text, ...]

    def counts(self) -> dict[str, Any]:
        """How much of everything there is, in the shape that architecture.md fixes."""
        if self.content is None:
            return {}
        programme = self.content.programme
        steps = [
            {"lessons": 1, "exercises": len(step.exercises), "situations": len(step.situations)}
            for step in programme.steps
        ]
        return {
            "signs": len(programme.signs),
            "roots": len(programme.roots),
            "costs": len(programme.costs),
            "steps": steps,
            "questions": len(programme.questions),
            "words": sum(len(words(said)) for said, _path in said_in(programme)),
        }


def check(folder: Path | None = None) -> Checked:
    """Look over the built-in programme, or a folder: one that stands alone, or one laid over the built-in."""
    content, files = read(folder)
    if content is None:
        return Checked(None, tuple(sorted(files.faults)), ())
    look = Look(content.programme, files)
    look.all()
    return Checked(content, tuple(sorted(files.faults)), tuple(look.texts))
