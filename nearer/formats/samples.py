"""The words of the sample books, read from one content file each. A fault names its file and what is wrong."""

from pathlib import Path

from nearer.domain.samples import Sample, fault
from nearer.formats.content import BUILT_IN, value_in
from nearer.formats.content_files import ContentFault


def load_samples(folder: Path = BUILT_IN / "samples") -> tuple[Sample, ...]:
    """Every sample of a folder, youngest person first.

    Raises ContentFault for a wrong or unknown field, a sample that cannot be used (an unsafe person in a plan, a week
    that is not there, a name nobody has), a file that is not named for its sample, and for an empty folder.
    """
    samples = [_sample(path) for path in sorted(folder.glob("*.toml"))]
    if not samples:
        raise ContentFault(f"{folder.name}: there is no sample.")
    return tuple(sorted(samples, key=lambda sample: sample.age))


def _sample(path: Path) -> Sample:
    sample = value_in(path, Sample)
    if sample.id != path.stem:
        raise ContentFault(f"{path.name}: its id is {sample.id}.")
    if (wrong := fault(sample)) is not None:
        raise ContentFault(f"{path.name}: {wrong}.")
    return sample
