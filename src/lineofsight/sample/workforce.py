"""Teams, posts and the workers who hold them one after another."""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from lineofsight.sample.codes import WORKER_CHANGE
from lineofsight.sample.days import Days
from lineofsight.sample.ledger import Ledger
from lineofsight.sample.names import AREAS, FORENAMES, SURNAMES
from lineofsight.sample.practice import Practice

DAYS_A_YEAR = 365.25
POSTS_A_TEAM = 13
_FOUR_WEEKS = 28
MANAGER = "Team Manager"
CASE_WORKER = "Allocated Case Worker"
_AGENCY = 0.15
_WAITS_FOR_REGISTRATION = 0.02


@dataclass(frozen=True)
class Service:
    """A kind of team.

    ``load`` is how many children it holds at once for each child of a year's demand, once as
    many leave as come; ``settles`` says how many years that takes (a mean stay); ``caseload`` is
    what a full-time worker holds.
    """

    name: str
    teams: str
    title: str
    load: float
    settles: float
    caseload: int = 17


FRONT_DOOR = Service("Front Door Service", "Front Door", "Social Worker", 0.07, 0.1)
ASSESSMENT = Service("Assessment Service", "Assessment", "Social Worker", 0.236, 0.1)
SAFEGUARDING = Service("Safeguarding Service", "Safeguarding", "Social Worker", 0.86, 0.8)
FAMILY_SUPPORT = Service(
    "Family Support Service", "Family Support", "Family Support Worker", 0.7, 1.2
)
CARE = Service("Children in Care Service", "Children in Care", "Social Worker", 0.245, 2.5)
REVIEWING = Service(
    "Reviewing Service", "Reviewing", "Independent Reviewing Officer", 0.56, 1.5, caseload=65
)
SERVICES = (FRONT_DOOR, ASSESSMENT, SAFEGUARDING, FAMILY_SUPPORT, CARE, REVIEWING)


@dataclass
class Post:
    """A place in a team: who held it, and from which day on.

    ``hours`` is the share of a full week (0 to 1); ``load`` counts children by four weeks.
    """

    opens: int
    hours: float
    starts: list[int] = field(default_factory=list)
    holders: list[str] = field(default_factory=list)
    load: Counter[int] = field(default_factory=Counter)


class Person(NamedTuple):
    """A worker, as ``ssd_professionals`` has them but for the caseload."""

    id: str
    staff_id: str
    name: str
    registration: str
    title: str
    department: str
    hours: str
    agency: str


@dataclass(frozen=True)
class Stint:
    """One worker's time with a family; ``end`` is None while it goes on."""

    worker: str
    team: str
    start: int
    end: int | None
    reason: str


@dataclass
class Team:
    """A team, its practice and its posts, in the order in which they open."""

    id: str
    name: str
    practice: Practice
    manager: str
    posts: list[Post] = field(default_factory=list)

    def worker_on(self, random: Random, day: int) -> str:
        """One of the workers in post on a day."""
        opened = max(1, bisect_right(self.posts, day, key=lambda post: post.opens))
        post = self.posts[int(random.random() * opened)]
        return post.holders[max(0, bisect_right(post.starts, day) - 1)]

    def next_post(self, random: Random, day: int) -> Post:
        """The post to take a case on a day: the least loaded of three that are open."""
        opened = max(1, bisect_right(self.posts, day, key=lambda post: post.opens))
        weeks = day // _FOUR_WEEKS
        drawn = [self.posts[int(random.random() * opened)] for _ in range(3)]
        return min(drawn, key=lambda post: post.load[weeks] / post.hours)


class Workforce:
    """Every team of a council over its years.

    Departments are written at once; professionals by :meth:`write`, when ``caseloads`` (children
    by worker on the last 30 September) is known.
    """

    def __init__(
        self,
        random: Random,
        days: Days,
        ledger: Ledger,
        span: tuple[int, int],
        demand: float,
        practice_of: Callable[[str], Practice],
    ) -> None:
        self._random, self._days, self._ledger = random, days, ledger
        self._first, self._last = span
        self.people: dict[str, Person] = {}
        self.caseloads: Counter[str] = Counter()
        self.teams: dict[Service, list[Team]] = {}
        self.team_of: dict[str, Team] = {}
        head, head_name = ledger.mint("D"), "Children's Social Care"
        departments = ledger.rows["ssd_department"]
        departments.append((head, head_name, "", ""))
        for service in SERVICES:
            parent = ledger.mint("D")
            departments.append((parent, service.name, head, head_name))
            openings = _openings(service, demand, self._first, self._last)
            names = _team_names(service, math.ceil(len(openings) / POSTS_A_TEAM))
            self.teams[service] = [
                Team(
                    ledger.mint("D"),
                    name,
                    practice_of(name),
                    self._appoint(name, MANAGER, 1.0),
                )
                for name in names
            ]
            self.team_of |= {team.id: team for team in self.teams[service]}
            departments.extend(
                (team.id, team.name, parent, service.name) for team in self.teams[service]
            )
            for turn, opens in enumerate(openings):
                self._open_post(self.teams[service][turn % len(names)], service.title, opens)

    def team(self, service: Service, area: int) -> Team:
        """The team of a service that works in an area (any whole number)."""
        teams = self.teams[service]
        return teams[area % len(teams)]

    def managed(self, team: Team, first: int, end: int) -> Stint:
        """The stint of a team's manager; ``end`` may lie ahead."""
        return Stint(team.manager, team.id, first, None if end > self._last else end, "TSPROC")

    def answering(self, team: Team, day: int) -> Stint:
        """The stint of the worker who takes a referral on a day."""
        post = team.next_post(self._random, day)
        worker = post.holders[max(0, bisect_right(post.starts, day) - 1)]
        return Stint(worker, team.id, day, day, "FCONTA")

    def stints(
        self, team: Team, children: int, first: int, end: int, reason: str = "TSPROC"
    ) -> list[Stint]:
        """Who works with ``children`` of a family from ``first`` to ``end``; both may lie ahead.

        A case passes on when its worker leaves, and about once in two years for another reason.
        """
        found: list[Stint] = []
        last = None if end > self._last else end
        until = self._last + 1 if last is None else last
        start = first
        if first > self._last:
            return found
        while True:
            post = team.next_post(self._random, start)
            held = bisect_right(post.starts, start)
            leaves = post.starts[held] if held < len(post.starts) else self._last + 1
            moves = self._later(start + 30 + self._random.expovariate(1 / 700))
            passed = min(leaves, moves)
            worker = post.holders[max(0, held - 1)]
            for weeks in range(start // _FOUR_WEEKS, min(passed, until) // _FOUR_WEEKS + 1):
                post.load[weeks] += children
            if passed >= until:
                found.append(Stint(worker, team.id, start, last, reason))
                return found
            found.append(Stint(worker, team.id, start, passed, reason))
            reason = "LEFTRL" if leaves <= moves else WORKER_CHANGE.at(self._random.random())
            start = passed

    def write(self) -> None:
        """Write the professionals with their caseloads."""
        self._ledger.rows["ssd_professionals"].extend(
            (*person[:5], str(self.caseloads[person.id]), *person[5:])
            for person in self.people.values()
        )

    def _open_post(self, team: Team, title: str, opens: int) -> None:
        random = self._random
        hours = random.choices((1.0, 0.8, 0.6), (78, 14, 8))[0]
        post = Post(opens, hours)
        team.posts.append(post)
        start = opens
        while start <= self._last:
            post.starts.append(start)
            post.holders.append(self._appoint(team.name, title, hours))
            start = self._later(start + 90 + random.expovariate(1 / 800))

    def _later(self, day: float) -> int:
        return self._days.opening(int(day)) if day < self._last else self._last + 1

    def _appoint(self, team: str, title: str, hours: float) -> str:
        random = self._random
        worker = self._ledger.mint("W")
        name = f"{random.choice(FORENAMES)} {random.choice(SURNAMES)}"
        number = len(self.people) + 1
        if title == "Social Worker":
            title = random.choices(
                ("Social Worker", "Senior Social Worker", "Newly Qualified Social Worker"),
                (66, 20, 14),
            )[0]
        agency = "Y" if random.random() < _AGENCY else "N"
        unregistered = title == FAMILY_SUPPORT.title or (
            title.endswith("Social Worker") and random.random() < _WAITS_FOR_REGISTRATION
        )
        registration = "" if unregistered else f"SW{100000 + number}"
        self.people[worker] = Person(
            worker, f"S{number:05d}", name, registration, title, team, str(hours), agency
        )
        return worker


def _openings(service: Service, demand: float, first: int, last: int) -> list[int]:
    """The day on which each post opens: the first day, or when the service's load asks for it.

    Cases build up from an empty first day towards ``load`` as 1 - exp(-t / settles).
    """
    full = service.load * demand / service.caseload
    openings = [first]
    while True:
        share = (len(openings) + 0.5) / full if full else 1.0
        if share >= 1:
            return openings
        opens = first + int(-service.settles * DAYS_A_YEAR * math.log(1 - share))
        if opens > last:
            return openings
        openings.append(opens)


def _team_names(service: Service, count: int) -> list[str]:
    rounds = [area if n == 1 else f"{area} {n}" for n in range(1, count + 2) for area in AREAS]
    return [f"{service.teams} {area}" for area in rounds[:count]]
