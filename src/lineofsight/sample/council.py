"""The invented council as a folder of tables."""

import shutil
import tempfile
from bisect import bisect
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from math import exp
from pathlib import Path
from random import Random
from typing import get_args

from lineofsight.errors import UnusableInput
from lineofsight.sample.days import Days, add_months
from lineofsight.sample.dirt import ListSpoiler, refuse_form, rows_a_kind, soil, write_key
from lineofsight.sample.family import Setting, draw_family, family_sizes
from lineofsight.sample.front_door import follow_family
from lineofsight.sample.further import enter_council, enter_further
from lineofsight.sample.involvement import caseload_day
from lineofsight.sample.ledger import Ledger
from lineofsight.sample.names import MOST_COUNCILS, council_names
from lineofsight.sample.practice import Planted, Practice, Trend, planted
from lineofsight.sample.workforce import DAYS_A_YEAR, Workforce
from lineofsight.sample.writers import Form, write_form
from lineofsight.tables.working_days import FIRST_DAY, LAST_DAY

MOST_CHILDREN = 500_000
MOST_YEARS = 15
_IDS_A_COUNCIL = 1 << 32
# Fewer families come to notice when schools are closed, and hardly any on a day off.
_BY_MONTH = (1.0, 1.02, 1.1, 0.96, 1.06, 1.08, 1.0, 0.62, 1.02, 1.08, 1.12, 0.82)
_AT_CHRISTMAS = 0.4
# Families that come back are new ones too when records begin; they are fewer a year later.
_UNKNOWN_AT_FIRST = 2.0
_ON_A_DAY_OFF = 0.08
# Families come back in later years, so a short history has fewer cases for each of its children:
# demand is told as if every history were so much longer.
_YEARS_OF_RETURN = 2


@dataclass(frozen=True)
class GeneratedCouncil:
    """What was made: rows by table (over every authority), and what was planted in each.

    ``first_day`` is the first day of the history, which ends with ``as_at``; ``dirty`` is in how
    many places dirt was planted, which rows are counted without.
    """

    authorities: tuple[str, ...]
    first_day: date
    as_at: date
    rows: Mapping[str, int]
    planted: tuple[Planted, ...]
    dirty: int = 0


def generate(
    children: int,
    years: int,
    seed: int,
    as_at: date,
    out: Path,
    *,
    authorities: int = 1,
    name: str = "Fernshire",
    form: Form = "csv",
    dirt: bool = False,
) -> GeneratedCouncil:
    """Write an invented council's tables, as the Standard Safeguarding Dataset heads them.

    ``out`` receives one ``TABLE.csv`` a table (UTF-8, ISO dates, empty for unknown), or the files
    of another form, or for ``all`` a folder of each; with more than one authority each has a
    folder in ``out`` and ``children`` children of its own.  The history runs over ``years`` years
    to ``as_at``, and nothing but what is due lies later.  The same arguments give the same bytes.
    Files are made aside and moved into place whole.  With ``dirt`` every kind of dirt is planted
    that readers and checks know, and ``planted.json`` beside the files says where.

    Raises :class:`UnusableInput` for sizes out of range, for a form that is none or takes no dirt,
    and for a folder that is not empty.
    """
    _check(children, years, as_at, authorities)
    _check_form(form)
    if dirt:
        refuse_form(form)
    out = out.absolute()
    _check_free(out)
    names = council_names(name, authorities)
    rows: Counter[str] = Counter()
    dirty = 0
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        try:
            for index, council in enumerate(names):
                folder = aside if authorities == 1 else aside / council
                folder.mkdir(exist_ok=True)
                tables = folder / "csv"
                tables.mkdir()
                with Ledger(tables, index * _IDS_A_COUNCIL) as ledger:
                    _fill(ledger, children, years, seed, index, as_at)
                rows.update(ledger.counts)
                if dirt:
                    dirty += _write_dirty(form, tables, as_at, council, children, seed, index)
                else:
                    write_form(form, tables, as_at, council)
            aside.chmod(0o755)
            aside.rename(out)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
    except OSError as error:
        raise UnusableInput(
            f"The folder {out} cannot be written ({error.strerror}): name another one."
        ) from error
    return GeneratedCouncil(
        names, _first_day(years, as_at), as_at, rows, planted(years, as_at), dirty
    )


def _write_dirty(
    form: Form, tables: Path, as_at: date, council: str, children: int, seed: int, index: int
) -> int:
    """Write one council with dirt and its key; in how many places it is dirty."""
    out = tables.parent
    own = f"{seed}/{index}"
    if form == "annex_a":
        spoil = ListSpoiler(own, as_at, rows_a_kind(children))
        write_form(form, tables, as_at, council, spoil=spoil)
        found = tuple(spoil.planted)
    else:
        soiled = soil(tables, as_at, own, children, form)
        write_form(form, tables, as_at, council, soiled)
        found = soiled.planted
    write_key(found, out, seed, as_at)
    return sum(len(each.rows) for each in found)


def _check(children: int, years: int, as_at: date, authorities: int) -> None:
    for what, given, most in (
        ("children", children, MOST_CHILDREN),
        ("years", years, MOST_YEARS),
        ("authorities", authorities, MOST_COUNCILS),
    ):
        if not 1 <= given <= most:
            raise UnusableInput(
                f"The invented council cannot have {given} {what}: give 1 to {most:,}."
            )
    if not FIRST_DAY <= as_at <= LAST_DAY:
        raise UnusableInput(
            f"The invented council cannot end on {as_at}: bank holidays are known from "
            f"{FIRST_DAY} to {LAST_DAY}."
        )


def _check_form(form: str) -> None:
    forms = get_args(Form)
    if form not in forms:
        raise UnusableInput(f"The format {form!r} is not one of {', '.join(forms)}.")


def _check_free(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise UnusableInput(f"{out} is a file: name a folder to write the tables to.")
    if out.is_dir() and any(out.iterdir()):
        raise UnusableInput(
            f"The folder {out} already holds files: name an empty one or a new one."
        )


def _first_day(years: int, as_at: date) -> date:
    return add_months(as_at, -12 * years) + timedelta(1)


def _fill(
    ledger: Ledger, children: int, years: int, council_seed: int, index: int, as_at: date
) -> None:
    seed = f"{council_seed}/{index}"
    random = Random(seed)
    first_day = _first_day(years, as_at)
    days = Days(first_day - timedelta(19 * 366), as_at + timedelta(20 * 366))
    span = days.number(first_day), days.number(as_at)
    changes = planted(years, as_at)
    workforce = Workforce(
        random,
        days,
        ledger,
        span,
        children / (years + _YEARS_OF_RETURN),
        lambda team: _practice(random, days, changes, team),
    )
    counted = days.number(caseload_day(as_at))
    better = changes[0]
    rises = Trend(-1, 1, days.number(better.starts), days.number(better.settles))
    setting = Setting(
        random,
        days,
        ledger,
        workforce,
        *span,
        counted,
        seed,
        index * MOST_CHILDREN,
        [rises.on(day) for day in range(len(days.dates))],
        {team: Random(f"{seed}/{team}").uniform(-1, 1) for team in workforce.team_of},
        [team.manager for team in workforce.team_of.values()],
    )
    sizes = family_sizes(random, children)
    for size, known in zip(sizes, _arrivals(random, days, span, len(sizes)), strict=True):
        before = ledger.counted()
        family = draw_family(setting, size, known)
        follow_family(setting, family, known)
        enter_further(setting, family, before)
        ledger.settle()
    workforce.write()
    enter_council(setting, children)


def _practice(random: Random, days: Days, changes: tuple[Planted, ...], team: str) -> Practice:
    """A team's own practice: near the council's, with the planted changes."""
    near = random.uniform
    return Practice(
        assessed_in_time=near(0.80, 0.86),
        child_seen=near(0.93, 0.98),
        conferences_in_time=near(0.75, 0.81),
        visits_in_time=near(0.85, 0.91),
        reviews_in_time=near(0.88, 0.93),
        drift=near(0.9, 1.15),
        changes={
            change.subject: Trend(
                change.before, change.after, days.number(change.starts), days.number(change.settles)
            )
            for change in changes
            if change.team in (None, team)
        },
    )


def _arrivals(random: Random, days: Days, span: tuple[int, int], count: int) -> list[int]:
    """The days on which ``count`` families become known, in order."""
    numbers = range(span[0], span[1] + 1)
    weights = (
        _interest(days, number) * (1 + _UNKNOWN_AT_FIRST * exp((span[0] - number) / DAYS_A_YEAR))
        for number in numbers
    )
    edges = list(accumulate(weights))
    return sorted(numbers[bisect(edges, random.random() * edges[-1])] for _ in range(count))


def _interest(days: Days, number: int) -> float:
    day = days.dates[number]
    weight = _BY_MONTH[day.month - 1]
    if (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 2):
        weight *= _AT_CHRISTMAS
    return weight if days.is_working(number) else weight * _ON_A_DAY_OFF
