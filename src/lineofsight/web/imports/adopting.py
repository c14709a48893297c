"""From a corrected draft to the records of a plan: its first version, or a later one."""

from datetime import date
from typing import Any, TypeVar

from django.utils import timezone

from lineofsight.plan import plan_from_json
from lineofsight.plan.review.ratings import is_done
from lineofsight.web.events.recording import Change, fields_of
from lineofsight.web.imports.comparing import Compared
from lineofsight.web.imports.corrections import JSON
from lineofsight.web.imports.levels import levels_of
from lineofsight.web.plans.days import last_day
from lineofsight.web.plans.models import (
    Action,
    Finding,
    Level,
    Measure,
    Milestone,
    Objective,
    Person,
    Plan,
    Responsibility,
    Risk,
    Scheme,
    Target,
    Theme,
)
from lineofsight.web.plans.models.plan import Part
from lineofsight.web.updates.models import Update

P = TypeVar("P", bound=Part)


class Adopting:
    """Writes a corrected draft as one version of a plan, inside one recorded change.

    ``compared`` says which thing of the draft is which part of the plan as it stands; without it
    everything is new.  What people did with a part (its state, rating, notes and evidence) stays
    with it whatever the document says now.
    """

    def __init__(
        self,
        made: Change,
        draft: JSON,
        sources: dict[str, str],
        number: int,
        compared: Compared | None = None,
    ) -> None:
        self.made, self.draft, self.sources, self.number = made, draft, sources, number
        self.compared = compared
        self.parts: dict[str, Part] = {}
        self.before: dict[str, JSON | None] = {}
        self.stood: dict[str, Part] = {} if compared is None else compared.records

    def adopt(self, plan: Plan | None, title: str) -> Plan:
        """The plan with all its parts as the draft has them."""
        self.plan = plan or Plan()
        self.plan.title = self.draft.get("title") or self.plan.title or title
        self.plan.organisation = self.draft.get("organisation") or self.plan.organisation
        self.plan.date = self.draft.get("date") or ""
        self.plan.version = self.draft.get("version") or ""
        self.plan.abbreviations = self.draft.get("abbreviations") or {}
        self.plan.rating_summary = self.draft.get("rating_summary")
        self.made.keep(self.plan)
        self.made.of(self.plan.pk)
        self._people()
        self._levels()
        self._themes_and_objectives()
        self._findings()
        self._actions()
        self._measures()
        self._milestones()
        self._risks()
        self._gone()
        return self.plan

    def _people(self) -> None:
        self.people = {each.name: each for each in Person.objects.filter(plan=self.plan)}
        named = [name for each in self.draft["actions"] for name in each["leads"]]
        named += [each["lead"] for each in self.draft["themes"] if each.get("lead")]
        new = [n for n in dict.fromkeys(name[:200] for name in named) if n not in self.people]
        people = self.made.keep_all([Person(plan=self.plan, name=name) for name in new])
        self.people.update((each.name, each) for each in people)

    def _levels(self) -> None:
        """The scheme that the draft rates by, unless the plan's own is the same."""
        wanted = levels_of(self.draft)
        newest = Scheme.objects.filter(plan=self.plan).order_by("pk").last()
        held = list(Level.objects.filter(scheme=newest)) if newest else []
        if held and {each.level for each in held} >= {level for level, _, _ in wanted}:
            self.levels = {each.level: each for each in held}
            return
        scheme = self.made.keep(Scheme(plan=self.plan, agreed_on=self._agreed_on()))
        levels = self.made.keep_all(
            [
                Level(
                    plan=self.plan,
                    scheme=scheme,
                    level=level,
                    name=name,
                    meaning=meaning,
                    position=position,
                )
                for position, (level, name, meaning) in enumerate(wanted)
            ]
        )
        self.levels = {each.level: each for each in levels}

    def _agreed_on(self) -> date | None:
        """The day of the scheme: the first is as old as the plan, a later one is new today."""
        if self.number > 1:
            return timezone.localdate(self.made.at)
        printed = self.draft.get("date") or ""
        return date.fromisoformat(printed) if len(printed) == 10 else None

    def _themes_and_objectives(self) -> None:
        for n, each in enumerate(self.draft["themes"]):
            self._part(Theme, each, n, lead=self.people.get(each.get("lead") or ""))
        self._write(Theme)
        for objective, theme in themes_told_twice(self.draft).items():
            self.parts[objective] = self.parts[theme]
        waiting = {
            each["id"]: (n, each)
            for n, each in enumerate(self.draft["objectives"])
            if each["id"] not in self.parts
        }
        while waiting:
            # Those whose parent is written, until none is left.
            ready = [key for key, (_, each) in waiting.items() if each.get("parent") not in waiting]
            for key in ready:
                n, each = waiting.pop(key)
                self._part(
                    Objective,
                    each,
                    n,
                    references=each.get("references") or [],
                    outcomes=each.get("outcomes") or [],
                    **self._above(each),
                )
            self._write(Objective)

    def _above(self, each: JSON) -> dict[str, Any]:
        above = self.parts.get(each.get("parent") or "")
        if isinstance(above, Theme):
            return {"theme": above, "parent": None}
        if isinstance(above, Objective):
            return {"theme": above.theme, "parent": above}
        return {"theme": None, "parent": None}

    def _findings(self) -> None:
        for n, each in enumerate(self.draft["findings"]):
            self._part(
                Finding,
                each,
                n,
                origin=(each.get("source") or "")[:300],
                kind=(each.get("kind") or "")[:60],
                area=(each.get("area") or "")[:200],
            )
        self._write(Finding)

    def _actions(self) -> None:
        new = [each for each in self.draft["actions"] if each["id"] not in self.stood]
        read = plan_from_json(self.draft)
        done = {each.id for each in read.actions if is_done(read, each)}
        for n, each in enumerate(self.draft["actions"]):
            due = each["due"]
            action = self._part(
                Action,
                each,
                n,
                **self._under(each),
                due_text=(due["text"] or "")[:500],
                due_dates=due["dates"],
                due_kind=due["kind"],
                due_on=last_day(due["dates"]),
                references=each.get("references") or [],
            )
            if each in new:
                action.first_due_on = action.due_on
                action.rating = self.levels.get(each["rating"]["level"] or "")
                # What the document rates as done is not told as overdue work.
                action.state = "delivered" if each["id"] in done else "not_started"
        self._write(Action)
        self._leads()
        self.made.keep_all(
            [
                Update(
                    plan=self.plan,
                    action=self._action(each),
                    at=self.made.at,
                    note=update["text"],
                    printed_period=(update.get("period") or "")[:120],
                )
                for each in new
                for update in each.get("updates") or []
            ]
        )

    def _action(self, each: JSON) -> Action:
        action = self.parts[each["id"]]
        assert isinstance(action, Action)
        return action

    def _leads(self) -> None:
        """Who answers for each action, as the draft has it; the first named is accountable."""
        held: dict[int, list[Responsibility]] = {}
        for responsibility in Responsibility.objects.filter(plan=self.plan):
            held.setdefault(responsibility.action_id, []).append(responsibility)
        new = []
        for each in self.draft["actions"]:
            action = self._action(each)
            names = list(dict.fromkeys(name[:200] for name in each["leads"]))
            people = [self.people[name] for name in names]
            before = sorted(held.get(action.pk, []), key=lambda r: (not r.accountable, r.position))
            if [r.person_id for r in before] == [person.pk for person in people]:
                continue
            for responsibility in before:
                self.made.drop(responsibility)
            new += [
                Responsibility(
                    plan=self.plan, action=action, person=person, accountable=n == 0, position=n
                )
                for n, person in enumerate(people)
            ]
        self.made.keep_all(new)

    def _measures(self) -> None:
        for n, each in enumerate(self.draft["measures"]):
            of = self.parts.get(each.get("action") or "")
            self._part(
                Measure, each, n, action=of if isinstance(of, Action) else None, **self._under(each)
            )
        self._write(Measure)
        held: dict[int, list[Target]] = {}
        for target in Target.objects.filter(plan=self.plan):
            held.setdefault(target.measure_id, []).append(target)
        new = []
        for each in self.draft["measures"]:
            measure = self.parts[each["id"]]
            assert isinstance(measure, Measure)
            wanted = [self._target(measure, n, said) for n, said in enumerate(each["targets"])]
            before = held.get(measure.pk, [])
            if [_said(target) for target in before] == [_said(target) for target in wanted]:
                continue
            for target in before:
                self.made.drop(target)
            new += wanted
        self.made.keep_all(new)

    def _target(self, measure: Measure, position: int, said: JSON) -> Target:
        return Target(
            plan=self.plan,
            measure=measure,
            position=position,
            value=said["value"],
            unit=said["unit"],
            comparison=said["comparison"],
            text=said["text"][:500],
            by=said["by"] or "",
            baseline=said["baseline"],
            direction=said["direction"] or "",
            interim=said["interim"],
            additional=said["additional"],
            every=said["every"] or "",
            tba=said["tba"],
        )

    def _milestones(self) -> None:
        for n, each in enumerate(self.draft["milestones"]):
            self._part(
                Milestone,
                each,
                n,
                goal=each["goal"],
                by=each["by"],
                due_on=last_day([each["by"]]),
            )
        self._write(Milestone)

    def _risks(self) -> None:
        for n, each in enumerate(self.draft["risks"]):
            self._part(Risk, each, n, mitigation=each.get("mitigation") or "")
        self._write(Risk)

    def _gone(self) -> None:
        """Parts that the document no longer has: kept, and said to be gone from this version."""
        for part in self.compared.gone if self.compared else ():
            part.gone_in = self.number
            self.made.keep(part)

    # How a part is written.

    def _part(self, model: type[P], each: JSON, position: int, **fields: Any) -> P:
        """The part that ``each`` is, new or as it stood, with what the document says now."""
        stood = self.stood.get(each["id"])
        part = stood if isinstance(stood, model) else model(adopted_in=self.number)
        self.before[each["id"]] = fields_of(part) if part.pk else None
        said = {
            "plan": self.plan,
            "position": position,
            "ref": (each.get("ref") or "")[:60],
            "text": each["text"],
            "source": self.sources.get(each["id"], ""),
            "place": each.get("place") or {},
            "doubts": [doubt["message"] for doubt in each.get("doubts") or []],
            "gone_in": None,
            **fields,
        }
        for name, value in said.items():
            setattr(part, name, value)
        self.parts[each["id"]] = part
        return part

    def _write(self, model: type[Part]) -> None:
        """Write the parts of ``model`` that are new, and those that the document changed."""
        parts = {key: part for key, part in self.parts.items() if type(part) is model}
        self.made.keep_all([part for part in parts.values() if not part.pk])
        for key, part in parts.items():
            before = self.before.pop(key, None)
            if before is not None and _told_apart(before) != _told_apart(fields_of(part)):
                self.made.keep(part)

    def _under(self, each: JSON) -> dict[str, Any]:
        under = self.parts.get(each.get("objective") or "")
        return {"objective": under if isinstance(under, Objective) else None}


def _told_apart(fields: JSON) -> JSON:
    """What of a part counts as a change: not where in the document it stands, nor its doubts.

    So doubts that were settled do not come back with a document that says the same.
    """
    apart = ("place", "source", "doubts", "position", "edition")
    return {k: v for k, v in fields.items() if k not in apart}


def _said(target: Target) -> JSON:
    return {k: v for k, v in fields_of(target).items() if k not in ("id", "edition")}


def counted(draft: JSON, listed: str) -> int:
    """How many parts of a kind the plan will have, which are not all that the draft lists."""
    twice = len(themes_told_twice(draft)) if listed == "objectives" else 0
    return len(draft[listed]) - twice


def themes_told_twice(draft: JSON) -> dict[str, str]:
    """Objectives that are themes as well, by id, with the theme's id.

    The reader tells a heading that gathers objectives both as an objective and as a theme.  It is
    a theme alone where no action and no measure stands right under it.
    """
    holding = {each.get("objective") for each in (*draft["actions"], *draft["measures"])}
    themes = {(each["ref"], each["text"]): each["id"] for each in draft["themes"]}
    return {
        each["id"]: themes[each["ref"], each["text"]]
        for each in draft["objectives"]
        if (each["ref"], each["text"]) in themes and each["id"] not in holding
    }
