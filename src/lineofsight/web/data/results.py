"""The results that pages show: by which definitions they are made, and how far that is."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from lineofsight.indicators.catalogue import Indicator, catalogue
from lineofsight.web.data.jobs import work_out_results
from lineofsight.web.jobs.telling import ToldJob, job_of


def indicators() -> Mapping[str, Indicator]:
    """Every indicator by id: the package's and the council's own."""
    return catalogue(Path(settings.DEFINITIONS) if settings.DEFINITIONS else None)


def results_job(snapshot: str) -> ToldJob | None:
    """The job that computes the results of a snapshot, while it is not done."""
    job = job_of(work_out_results, snapshot)
    return None if job is None or job.done else job


@contextmanager
def progress_told() -> Iterator[Callable[[str], None]]:
    """Notes how far the making of results is, where :func:`progress_of_results` finds it."""
    place = _place()

    def tell(said: str) -> None:
        place.write_text(said, encoding="utf-8")

    try:
        yield tell
    finally:
        place.unlink(missing_ok=True)


def progress_of_results() -> str:
    """How far the making of results is; nothing where none are being made."""
    try:
        return _place().read_text(encoding="utf-8")
    except OSError:
        return ""


def _place() -> Path:
    root: Path = settings.PLACES.root
    return root / "results-progress.txt"
