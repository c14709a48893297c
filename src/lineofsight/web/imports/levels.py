"""The levels that a draft rates by."""

from lineofsight.web.imports.corrections import JSON

# Where a plan prints no key of its own, its ratings go by the usual names.
USUAL = ("BLUE", "GREEN", "AMBER", "RED", "GREY")
ACHIEVED = ("FULLY", "PARTIALLY", "LIMITED", "STILL_ISSUES", "CONTINUES")


def levels_of(draft: JSON) -> list[tuple[str, str, str]]:
    """The levels a draft rates by: level, name and meaning; from its key, else as usually named."""
    named = {
        each["level"]: (each["text"], each["meaning"])
        for each in draft.get("rating_key") or []
        if each["level"]
    }
    if named:
        return [
            (level, text if len(text) > 2 else _usual(level), meaning)
            for level, (text, meaning) in named.items()
        ]
    used = {each["rating"]["level"] for each in draft["actions"]} - {None}
    words = ACHIEVED if used and used <= set(ACHIEVED) else USUAL
    return [(level, _usual(level), "") for level in words]


def _usual(level: str) -> str:
    return level.replace("_", " ").capitalize()
