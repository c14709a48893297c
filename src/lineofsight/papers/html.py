"""The line paper as one HTML page that needs nothing but itself."""

import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from lineofsight.papers.contents import LinePaper

_LONGEST_TITLE = 150


def line_html(paper: LinePaper) -> str:
    """The paper as a complete page: styles and charts inside it, no script, no outside address."""
    css = files("lineofsight.papers").joinpath("paper.css").read_text(encoding="utf-8")
    return _environment().get_template("line.html").render(paper=paper, css=css)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("lineofsight.papers"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
    )
    environment.filters["heading"] = _heading
    # Our own styles, and charts, which escape what they are given.
    environment.filters["drawn"] = Markup
    environment.filters["counted"] = _counted
    return environment


def _printable(value: object) -> object:
    """Text without the characters that a page may not hold."""
    return _UNPRINTABLE.sub("", value) if type(value) is str else value


def _heading(text: str) -> str:
    if len(text) <= _LONGEST_TITLE:
        return text
    return text[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"


def _counted(count: int, one: str, many: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
