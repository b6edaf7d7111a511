"""The programme's words, read from content files into values. docs/writing-content.md is the guide to those files."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nearer.domain.helplines import HelpLines
from nearer.domain.programme import (
    Cost,
    Exercise,
    Feelings,
    FirstAct,
    Item,
    Programme,
    Question,
    Root,
    Section,
    Sign,
    Situation,
    Step,
    StoryExample,
)
from nearer.formats.content_files import ContentFault, Files, Written

BUILT_IN = Path(__file__).resolve().parents[1] / "content" / "en"
STANDS_ALONE = "programme.toml"
"""A folder with this file is a whole programme; one without it is laid over the built-in one."""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that the content files of one language say."""

    programme: Programme
    help_lines: HelpLines


@dataclass(frozen=True, slots=True)
class Named:
    """The one line of programme.toml."""

    language: str


def load(folder: Path | None = None) -> Content:
    """The built-in programme, with a folder laid over it. Raises ContentFault for the first thing that is wrong."""
    content, files = read(folder)
    if content is None or files.faults:
        raise ContentFault(str(min(files.faults)))
    return content


def read(folder: Path | None = None) -> tuple[Content | None, Files]:
    """The content, as far as it can be read, and the files it was read from with everything that is wrong with them."""
    files = files_of(folder)
    named = files.value(files.toml(STANDS_ALONE), Named)
    lines = files.value(files.toml("help.toml"), HelpLines)
    partner = _step(files, "partner")
    programme = {
        "signs": [_sectioned(files, f"signs/{name}", Sign) for name in files.names("signs", ".md")],
        "roots": [_root(files, f"roots/{name}") for name in files.names("roots")],
        "costs": [_cost(files, f"costs/{name}") for name in files.names("costs")],
        "steps": [_step(files, f"steps/{name}") for name in files.names("steps")],
        "pulse": files.table("pulse.toml", "item", Item),
        "stories": files.table("stories.toml", "story", StoryExample),
        "first_acts": files.table("first_acts.toml", "act", FirstAct),
        "questions": files.table("questions.toml", "question", Question),
        "feelings": files.table("feelings.toml", "family", Feelings),
    }
    if named is None or lines is None or partner is None:
        return None, files
    whole: dict[str, Any] = {name: tuple(v for v in values if v is not None) for name, values in programme.items()}
    return Content(Programme(language=named.language, partner=partner, **whole), lines), files


def files_of(folder: Path | None) -> Files:
    """The files of a programme: a folder that stands alone, or one laid over the built-in files."""
    if folder is None:
        return Files((BUILT_IN,))
    return Files((folder,) if (folder / STANDS_ALONE).is_file() else (BUILT_IN, folder))


def _sectioned(files: Files, file: str, shape: type[Any], **more: Any) -> Any:
    """A Markdown file whose body is the value's sections."""
    written = files.markdown(file)
    return files.value(written, shape, section=_sections(written), **more)


def _sections(written: Written | None) -> list[Section]:
    return [Section(heading, text) for heading, text, _line in written.sections] if written else []


def _root(files: Files, folder: str) -> Root | None:
    exercise = _exercise(files, f"{folder}/exercise.md")
    return None if exercise is None else _sectioned(files, f"{folder}/root.md", Root, exercise=exercise)


def _cost(files: Files, folder: str) -> Cost | None:
    found: Cost | None = _sectioned(files, f"{folder}/cost.md", Cost, exercises=_exercises(files, folder))
    return found


def _step(files: Files, folder: str) -> Step | None:
    situations = files.table(f"{folder}/situations.toml", "situation", Situation)
    exercises = _exercises(files, folder)
    found: Step | None = _sectioned(files, f"{folder}/lesson.md", Step, exercises=exercises, situations=situations)
    return found


def _exercises(files: Files, folder: str) -> list[Exercise]:
    names = files.names(f"{folder}/exercises", ".md")
    found = (_exercise(files, f"{folder}/exercises/{name}") for name in names)
    return [exercise for exercise in found if exercise is not None]


def _exercise(files: Files, file: str) -> Exercise | None:
    """An exercise: the n-th [[part]] of its front matter belongs to the n-th heading of its body."""
    written = files.markdown(file)
    if written is None:
        return None
    rows = written.data.get("part", [])
    if not isinstance(rows, list) or len(rows) != len(written.sections):
        count = len(rows) if isinstance(rows, list) else 0
        line = written.sections[-1][2] if written.sections else 1
        files.fault(file, line, f"{len(written.sections)} headings (## ...) for {count} [[part]] tables")
        return None
    sections = zip(rows, written.sections, strict=True)
    merged = [row | {"heading": head, "text": text} for row, (head, text, _line) in sections if isinstance(row, dict)]
    return files.value(Written(file, written.data | {"part": merged}, written.lines), Exercise)
