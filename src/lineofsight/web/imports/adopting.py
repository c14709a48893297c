"""From a corrected draft to the records of a plan."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from lineofsight.web.events.recording import Change
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
from lineofsight.web.updates.models import Update

JSON = dict[str, Any]

# Where a plan prints no key of its own, its ratings are read by the colours' usual names.
USUAL = ("BLUE", "GREEN", "AMBER", "RED", "GREY")
ACHIEVED = ("FULLY", "PARTIALLY", "LIMITED", "STILL_ISSUES", "CONTINUES")


class Adopting:
    """Writes a corrected draft as the first version of a plan, inside one recorded change."""

    def __init__(self, made: Change, draft: JSON, number: int) -> None:
        self.made, self.draft, self.number = made, draft, number
        self.parts: dict[str, Any] = {}

    def plan(self, title: str) -> Plan:
        """The plan and all its parts."""
        self.record = self.made.keep(
            Plan(
                title=self.draft.get("title") or title,
                organisation=self.draft.get("organisation") or "",
                date=self.draft.get("date") or "",
                version=self.draft.get("version") or "",
                abbreviations=self.draft.get("abbreviations") or {},
                rating_summary=self.draft.get("rating_summary"),
            )
        )
        self._people()
        self._levels()
        self._themes()
        self._findings()
        self._objectives()
        self._actions()
        self._measures()
        self._milestones()
        self._risks()
        return self.record

    def _part(self, each: JSON, position: int) -> JSON:
        """The fields that every part has."""
        return {
            "plan": self.record,
            "position": position,
            "ref": each.get("ref") or "",
            "text": each["text"],
            "source": each["text"],
            "place": each.get("place") or {},
            "adopted_in": self.number,
        }

    def _keep(self, listed: str, records: Sequence[Any]) -> None:
        self.made.keep_all(list(records))
        for each, record in zip(self.draft[listed], records, strict=True):
            self.parts[each["id"]] = record

    def _people(self) -> None:
        names = dict.fromkeys(name for each in self.draft["actions"] for name in each["leads"])
        names.update(dict.fromkeys(t["lead"] for t in self.draft["themes"] if t.get("lead")))
        people = [Person(plan=self.record, name=name[:200]) for name in names]
        self.made.keep_all(people)
        self.people = dict(zip(names, people, strict=True))

    def _levels(self) -> None:
        day = self.draft.get("date") or ""
        agreed = date.fromisoformat(day) if len(day) == 10 else None
        scheme = self.made.keep(Scheme(plan=self.record, agreed_on=agreed))
        levels = [
            Level(
                plan=self.record,
                scheme=scheme,
                level=level,
                name=name,
                meaning=meaning,
                position=position,
            )
            for position, (level, name, meaning) in enumerate(levels_of(self.draft))
        ]
        self.made.keep_all(levels)
        self.levels = {each.level: each for each in levels}

    def _themes(self) -> None:
        self._keep(
            "themes",
            [
                Theme(**self._part(each, n), lead=self.people.get(each.get("lead") or ""))
                for n, each in enumerate(self.draft["themes"])
            ],
        )

    def _findings(self) -> None:
        self._keep(
            "findings",
            [
                Finding(**self._part(each, n), origin=each.get("source") or "")
                for n, each in enumerate(self.draft["findings"])
            ],
        )

    def _objectives(self) -> None:
        records = [
            Objective(
                **self._part(each, n),
                references=each.get("references") or [],
                outcomes=each.get("outcomes") or [],
            )
            for n, each in enumerate(self.draft["objectives"])
        ]
        # A parent is written before its children, whatever the order of the document.
        for each, record in zip(self.draft["objectives"], records, strict=True):
            self.parts[each["id"]] = record
        for each, record in zip(self.draft["objectives"], records, strict=True):
            self._keep_objective(each, record)

    def _keep_objective(self, each: JSON, record: Objective) -> None:
        if record.pk:
            return
        above = each.get("parent")
        parent = self.parts.get(above) if above else None
        if isinstance(parent, Theme):
            record.theme = parent
        elif isinstance(parent, Objective) and parent is not record:
            if not parent.pk:
                held = next(o for o in self.draft["objectives"] if o["id"] == above)
                self._keep_objective(held, parent)
            record.parent, record.theme = parent, parent.theme
        self.made.keep(record)

    def _actions(self) -> None:
        records = []
        for n, each in enumerate(self.draft["actions"]):
            under = self.parts.get(each.get("objective") or "")
            due = each["due"]
            day = last_day(due["dates"])
            records.append(
                Action(
                    **self._part(each, n),
                    objective=under if isinstance(under, Objective) else None,
                    due_text=due["text"] or "",
                    due_dates=due["dates"],
                    due_kind=due["kind"],
                    due_on=day,
                    first_due_on=day,
                    references=each.get("references") or [],
                    rating=self.levels.get(each["rating"]["level"] or ""),
                )
            )
        self._keep("actions", records)
        self.made.keep_all(
            [
                Responsibility(
                    plan=self.record,
                    action=self.parts[each["id"]],
                    person=self.people[name],
                    accountable=n == 0,
                    position=n,
                )
                for each in self.draft["actions"]
                for n, name in enumerate(dict.fromkeys(each["leads"]))
            ]
        )
        self.made.keep_all(
            [
                Update(
                    plan=self.record,
                    action=self.parts[each["id"]],
                    at=self.made.at,
                    note=update["text"],
                    printed_period=update.get("period") or "",
                )
                for each in self.draft["actions"]
                for update in each.get("updates") or []
            ]
        )

    def _measures(self) -> None:
        records = []
        for n, each in enumerate(self.draft["measures"]):
            under = self.parts.get(each.get("objective") or "")
            of = self.parts.get(each.get("action") or "")
            records.append(
                Measure(
                    **self._part(each, n),
                    objective=under if isinstance(under, Objective) else None,
                    action=of if isinstance(of, Action) else None,
                )
            )
        self._keep("measures", records)
        self.made.keep_all(
            [
                Target(
                    plan=self.record,
                    measure=self.parts[each["id"]],
                    position=n,
                    value=target["value"],
                    unit=target["unit"],
                    comparison=target["comparison"],
                    text=target["text"][:500],
                    by=target["by"] or "",
                    baseline=target["baseline"],
                    direction=target["direction"] or "",
                    interim=target["interim"],
                    additional=target["additional"],
                    every=target["every"] or "",
                    tba=target["tba"],
                )
                for each in self.draft["measures"]
                for n, target in enumerate(each["targets"])
            ]
        )

    def _milestones(self) -> None:
        self._keep(
            "milestones",
            [
                Milestone(
                    **self._part(each, n),
                    goal=each["goal"],
                    by=each["by"],
                    due_on=last_day([each["by"]]),
                )
                for n, each in enumerate(self.draft["milestones"])
            ],
        )

    def _risks(self) -> None:
        self._keep(
            "risks",
            [
                Risk(**self._part(each, n), mitigation=each.get("mitigation") or "")
                for n, each in enumerate(self.draft["risks"])
            ],
        )


def levels_of(draft: JSON) -> list[tuple[str, str, str]]:
    """The levels a draft rates by: level, name and meaning; from its key, else as usually named."""
    key = [each for each in draft.get("rating_key") or [] if each["level"]]
    if key:
        named = {each["level"]: (each["text"], each["meaning"]) for each in key}
        return [
            (level, text if len(text) > 2 else level.capitalize(), meaning)
            for level, (text, meaning) in named.items()
        ]
    used = {each["rating"]["level"] for each in draft["actions"]} - {None}
    words = ACHIEVED if used and used <= set(ACHIEVED) else USUAL
    return [(level, level.replace("_", " ").capitalize(), "") for level in words]
