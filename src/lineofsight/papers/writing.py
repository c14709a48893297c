"""A paper to its file: whole, or not at all."""

import os
import tempfile
import warnings
from pathlib import Path

from lineofsight.errors import UnusableInput

_HELP = "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation"


def write_paper(html: str, out: Path) -> None:
    """Write a page as it is (``.html``) or as a tagged PDF/UA (``.pdf``), told by its ending.

    The file is written aside and renamed, so that a paper is never half there.  Raises
    :class:`UnusableInput` for another ending, for a folder that cannot be written to, and where
    the machine lacks what PDF needs.
    """
    ending = out.suffix.lower()
    if ending == ".html":
        content = html.encode()
    elif ending == ".pdf":
        content = _pdf(html)
    else:
        raise UnusableInput(
            f"A paper cannot be written to {out.name!r}: give a file that ends in .html or .pdf."
        )
    try:
        _replace(content, out)
    except OSError as error:
        raise UnusableInput(
            f"The paper cannot be written to {str(out)!r} ({error.strerror}): "
            "give a file in a folder that exists and can be written to."
        ) from error


def _pdf(html: str) -> bytes:
    with warnings.catch_warnings():
        # On import WeasyPrint looks for Pango (it fails without) and fonts (it warns without).
        warnings.simplefilter("error", UserWarning)
        try:
            from weasyprint import HTML
            from weasyprint.urls import URLFetcher
        except (OSError, UserWarning) as error:
            lacking = "fonts" if isinstance(error, UserWarning) else "Pango"
            raise UnusableInput(
                f"A PDF cannot be made because this machine has no {lacking}: "
                f"on Debian run '{_HELP}'."
            ) from error
    nothing_outside = URLFetcher(allowed_protocols=())
    document = HTML(string=html, url_fetcher=nothing_outside)
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def _replace(content: bytes, out: Path) -> None:
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.chmod(0o644)
        aside.replace(out)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
