"""The words of the sample books: a file of each person's life, and one of the exercises they wrote.

A fault names its file and what is wrong.
"""

from pathlib import Path

from nearer.domain.programme import Programme
from nearer.domain.sample_faults import beside, exercise_beside, exercise_fault, fault
from nearer.domain.samples import Sample, SampleExercise
from nearer.formats.content import BUILT_IN
from nearer.formats.content_files import ContentFault, Files

EXERCISES = "exercises.toml"


def load_samples(folder: Path = BUILT_IN / "samples", programme: Programme | None = None) -> tuple[Sample, ...]:
    """Every sample of a folder, youngest person first.

    Raises ContentFault for a wrong or unknown field, a sample that cannot be used (an unsafe person in a plan, a week
    that is not there, a name nobody has), a file that is not named for its sample, and for an empty folder. With a
    programme also for an exercise, an answer or a rung that this programme does not know.
    """
    samples = [_sample(path, programme) for path in sorted(folder.glob("*.toml"))]
    if not samples:
        raise ContentFault(f"{folder.name}: there is no sample.")
    return tuple(sorted(samples, key=lambda sample: sample.age))


def _sample(path: Path, programme: Programme | None) -> Sample:
    files = Files((path.parent,))
    exercises = f"{path.stem}/{EXERCISES}"
    written = files.table(exercises, "exercise", SampleExercise)
    sample = files.value(files.toml(path.name), Sample, exercise=written)
    if sample is None or files.faults:
        raise ContentFault(str(files.faults[0]))
    if sample.id != path.stem:
        raise ContentFault(f"{path.name}: its id is {sample.id}.")
    if (wrong := fault(sample) or (beside(sample, programme) if programme else None)) is not None:
        raise ContentFault(f"{path.name}: {wrong}.")
    if (wrong := exercise_fault(sample) or (exercise_beside(sample, programme) if programme else None)) is not None:
        raise ContentFault(f"{exercises}: {wrong}.")
    return sample
