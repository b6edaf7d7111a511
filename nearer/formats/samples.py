"""The words of the sample books: a file of each person's life, one each of their ties, imprints and exercises,
and one of what they kept of the mirror, if they looked into it.

A fault names its file and what is wrong.
"""

from pathlib import Path

from nearer.domain.programme import Programme
from nearer.domain.sample_faults import beside, bond_fault, exercise_beside, exercise_fault, fault, imprint_fault
from nearer.domain.sample_readings import reading_fault
from nearer.domain.samples import Sample, SampleBond, SampleExercise, SampleImprint, SampleReading
from nearer.formats.content import BUILT_IN
from nearer.formats.content_files import ContentFault, Files

BONDS, IMPRINTS, EXERCISES, MIRROR = "bonds.toml", "imprints.toml", "exercises.toml", "mirror.toml"


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
    bonds = files.table(f"{path.stem}/{BONDS}", "bond", SampleBond)
    imprints = files.table(f"{path.stem}/{IMPRINTS}", "imprint", SampleImprint)
    mirror = f"{path.stem}/{MIRROR}"
    readings = files.table(mirror, "reading", SampleReading) if files.path(mirror) else ()
    more = {"exercise": written, "bond": bonds, "imprint": imprints, "reading": readings}
    sample = files.value(files.toml(path.name), Sample, **more)
    if sample is None or files.faults:
        raise ContentFault(str(files.faults[0]))
    if sample.id != path.stem:
        raise ContentFault(f"{path.name}: its id is {sample.id}.")
    checks = (
        (path.name, fault(sample) or (beside(sample, programme) if programme else None)),
        (f"{path.stem}/{BONDS}", bond_fault(sample)),
        (f"{path.stem}/{IMPRINTS}", imprint_fault(sample)),
        (mirror, reading_fault(sample)),
        (exercises, exercise_fault(sample) or (exercise_beside(sample, programme) if programme else None)),
    )
    if (wrong := next(((file, said) for file, said in checks if said), None)) is not None:
        raise ContentFault(f"{wrong[0]}: {wrong[1]}.")
    return sample
