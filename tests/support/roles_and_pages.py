"""Who gets which answer at each address of the site: walked, and written down.

The page docs/reference/roles-and-pages.md holds what is found; `make roles-and-pages` makes it
again, and whoever changes it reads the difference.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from lineofsight.web.accounts.models import Account, Membership
from lineofsight.web.accounts.roles import ROLES
from lineofsight.web.plans.kinds import KINDS, Kind
from lineofsight.web.plans.models import Plan

PAGE = Path(__file__).parent.parent.parent / "docs" / "reference" / "roles-and-pages.md"
BACKEND = "lineofsight.web.accounts.backends.WhileInPost"
NOBODY = "nobody signed in"
# Signing in knows no roles: one who is signed in stands for all.
SIGN_IN = "/sign-in/"

HEAD = """<!-- Made by `make roles-and-pages`; change what it is made from. -->

# Who gets which answer

Every address of the site, asked as every role and with nobody signed in: `GET` as a link asks, \
`POST` as an empty form does (what it changed was taken back). 200 is a page, 302 leads elsewhere \
(with nobody signed in: to sign in), 403 is refused with a sentence, 404 is not there, 405 takes \
no form. Addresses of a plan are asked by those who hold their role on that plan alone, of that \
plan and of one not shared with them; all other addresses by those who hold it on all plans. The \
action lead leads the action that is asked for, business support types for that lead, and \
nobody else leads any.
"""


@dataclass(frozen=True)
class Address:
    """One address of the site, as its pattern is written."""

    route: str
    kwargs: tuple[str, ...]


@dataclass
class World:
    """What the walk needs: two plans, people of each role, and what stands for each parameter."""

    shared: Plan
    other: Plan
    somebody: Account
    on_plan: dict[str, Account]
    on_all: dict[str, Account]
    # What a part of an address stands for, where it is not the id of a record of the plan; with
    # the subject before it (``history.kind``), in that subject's addresses only.
    known: dict[str, Callable[[Plan], object]] = field(default_factory=dict)

    def example(self, name: str, plan: Plan, route: str) -> object:
        """What to write in the address ``route`` for the parameter ``name``."""
        subject = f"{route.split('/')[1]}.{name}"
        if subject in self.known:
            return self.known[subject](plan)
        if name == "key" and (kind := _kind(route)):
            return kind.model._default_manager.filter(plan=plan)[0].pk
        if name in self.known:
            return self.known[name](plan)
        if name == "plan_id":
            return plan.pk
        if name == "account_id":
            return self.somebody.pk
        if name == "membership_id":
            return Membership.objects.filter(account=self.somebody).values_list("pk")[0][0]
        model = _model(name.removesuffix("_id"))
        found = model and model._default_manager.filter(**_of(model, plan)).first()
        if found is None:
            raise AssertionError(
                f"An address has <{name}>, and nothing in the walk's plans stands for it: make "
                "one in the fixture `world` of tests/web/world.py."
            )
        return found.pk


def addresses() -> list[Address]:
    """Every address that the site knows, in order."""
    found = {(each.route, each.kwargs): each for each in _walk(get_resolver(), "/", ())}
    return sorted(found.values(), key=lambda each: each.route)


def _walk(resolver: URLResolver, before: str, kwargs: tuple[str, ...]) -> Iterator[Address]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern).removeprefix("^").removesuffix("$")
        names = (*kwargs, *each.pattern.converters, *_groups(each))
        if isinstance(each, URLPattern):
            yield Address(route, names)
        else:
            yield from _walk(each, route, names)


def _groups(each: URLPattern | URLResolver) -> tuple[str, ...]:
    regex = each.pattern.regex
    return tuple(name for name in regex.groupindex if name not in each.pattern.converters)


def _kind(route: str) -> Kind | None:
    """The kind of part that an address of a plan is about."""
    return next((each for each in KINDS if f"/{each.slug}/<int:key>/" in route), None)


def _model(name: str) -> Any:
    wanted = name.replace("_", "")
    return next((each for each in apps.get_models() if each._meta.model_name == wanted), None)


def _of(model: Any, plan: Plan) -> dict[str, int]:
    try:
        model._meta.get_field("plan")
    except FieldDoesNotExist:
        return {}
    return {"plan": plan.pk}


def filled(address: Address, world: World, plan: Plan) -> str:
    """The address with its parameters written in."""
    path = address.route
    for name in address.kwargs:
        value = str(world.example(name, plan, address.route))
        for written in _as_written(path, name):
            path = path.replace(written, value)
    return path


def _as_written(path: str, name: str) -> list[str]:
    """How a parameter stands in a pattern: ``<int:plan_id>``, or a group of a regular one."""
    found = []
    for opening in (f"(?P<{name}>", "<"):
        start = path.find(opening)
        while start >= 0:
            closing = ")" if opening.startswith("(") else ">"
            end = path.index(closing, start + len(opening)) + 1
            part = path[start:end]
            if opening.startswith("(") or part.strip("<>").rpartition(":")[2] == name:
                found.append(part)
            start = path.find(opening, end)
    return found


def table(world: World) -> str:
    """The whole page."""
    parts = [HEAD]
    clients: dict[str, tuple[Client, Any]] = {}
    for address in addresses():
        parts.append(f"\n## `{address.route}`\n\n")
        for words, plan in _plans(address, world):
            path = filled(address, world, plan)
            people = world.on_plan if "plan_id" in address.kwargs else world.on_all
            for method in ("GET", "POST"):
                answers = {
                    name: _answer(clients, account, method, path)
                    for name, account in _askers(address, people)
                }
                parts.append(f"- {method}{words}: {_said(answers)}\n")
    return "".join(parts)


def _plans(address: Address, world: World) -> list[tuple[str, Plan]]:
    if filled(address, world, world.shared) == filled(address, world, world.other):
        return [("", world.shared)]
    return [("", world.shared), (", of a plan not shared", world.other)]


def _askers(address: Address, people: dict[str, Account]) -> Iterator[tuple[str, Account | None]]:
    yield NOBODY, None
    if address.route.startswith(SIGN_IN):
        yield "everybody", people[ROLES[0].key]
        return
    for role in ROLES:
        yield role.name, people[role.key]


def _answer(
    clients: dict[str, tuple[Client, Any]], account: Account | None, method: str, path: str
) -> int:
    """The status; whatever the request changed is taken back, and the session with it."""
    name = account.email if account else ""
    if name not in clients:
        client = Client(raise_request_exception=False)
        if account:
            client.force_login(account, backend=BACKEND)
        clients[name] = (client, client.cookies.output())
    client, _ = clients[name]
    kept = {key: each.value for key, each in client.cookies.items()}
    with transaction.atomic():
        status = client.generic(method, path).status_code
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.load(kept)
    return int(status)


def _said(answers: dict[str, int]) -> str:
    """The answers in words: each with those who get it, the many as everybody else."""
    nobody = answers.pop(NOBODY)
    groups: dict[int, list[str]] = defaultdict(list)
    for name, status in answers.items():
        groups[status].append(name)
    said = []
    most = max(groups, key=lambda status: len(groups[status]))
    for status, names in sorted(groups.items()):
        who = ", ".join(name.lower() for name in names)
        if status == most:
            who = "everybody" if len(groups) == 1 else "everybody else"
        said.append(f"{status} {who}")
    return f"{'; '.join(said)}; {nobody} {NOBODY}"
