"""Writes docs/reference from the tests and definitions; with --check says what is stale.

The manual is the tests in tests/spec: a file is a chapter, a test a paragraph.  The indicators,
tables, sources, checks, process limits, roles and settings are their definitions in words.
tables, sources, checks, ratings, roles and settings are their definitions in words.
"""

import ast
import os
import sys
from pathlib import Path

import indicator_pages
from comparators_page import comparators_page
from progress_page import progress_page
from rating_page import rating
from sources_page import sources

from lineofsight.tables.checking.definition import FAULTS, STANDING, Check, check_definitions
from lineofsight.tables.checking.grading import LEAST_DATED, LEAST_NAMED, MOST_WITHOUT_KEY
from lineofsight.tables.checking.volumes import USUAL_OF_A_TABLE, USUAL_OF_A_TEAM, WHAT_FELL
from lineofsight.tables.describe import TableTold, describe, in_words
from lineofsight.web.accounts.roles import ROLES, May
from lineofsight.web.project.environment import VARIABLES

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference"
MADE = "<!-- Made by `make reference`; change what it is made from. -->\n\n"


def main() -> int:
    pages = {
        "manual.md": MADE + "# How it behaves\n\nEvery sentence here is a test.\n" + manual(),
        **{name: MADE + text for name, text in indicator_pages.pages().items()},
        "roles.md": MADE + "# What each role may do\n" + roles(),
        "api.md": MADE + "# The API\n" + api(),
        "settings.md": MADE + "# Settings\n" + settings(),
        "tables.md": MADE + "# Tables\n" + tables(),
        "checks.md": MADE + "# Checks of tables\n" + checks(),
        "process-limits.md": MADE + "# Process limits\n" + progress_page(),
        "rating.md": MADE + "# Rating from evidence\n" + rating(),
        "comparators.md": MADE + "# Comparators\n" + comparators_page(),
        "sources.md": MADE + "# Sources\n" + sources(indicator_pages.defaults()),
    }
    stale = [name for name, text in pages.items() if _read(REFERENCE / name) != text]
    gone = [path for path in (REFERENCE / "indicators").glob("*.md") if _name(path) not in pages]
    stale += map(_name, gone)
    if "--check" in sys.argv:
        if stale:
            print(f"docs/reference is stale ({', '.join(stale)}): run make reference")
        return 1 if stale else 0
    (REFERENCE / "indicators").mkdir(parents=True, exist_ok=True)
    for path in gone:
        path.unlink()
    for name, text in pages.items():
        (REFERENCE / name).write_text(text, encoding="utf-8")
    return 0


def manual() -> str:
    """A chapter a file of tests/spec, a paragraph a test with a docstring."""
    chapters = []
    for path in sorted((ROOT / "tests" / "spec").glob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        chapters.append(f"\n## {' '.join((ast.get_docstring(tree) or path.stem).split())}\n")
        for test in ast.walk(tree):
            if isinstance(test, ast.FunctionDef) and test.name.startswith("test_"):
                said = " ".join((ast.get_docstring(test) or "").split())
                name = test.name.removeprefix("test_").replace("_", " ").capitalize()
                chapters.append(f"\n**{name}.** {said}".rstrip() + "\n")
    return "".join(chapters)


def api() -> str:
    """Every address of the API, from its own schema."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.support.settings")
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from lineofsight.web.api.described import Field, described
    from lineofsight.web.api.read import RATE

    def table(fields: tuple[Field, ...]) -> list[str]:
        rows = [f"| `{each.name}` | {each.kind} | {each.means} |" for each in fields]
        return ["| name | kind | meaning |", "|---|---|---|", *rows, ""]

    lines = [
        "\nPlans are read at these addresses by programs that send a token of a person's own in "
        "the header `Authorization: Bearer TOKEN`. The person makes it on their account page; it "
        "reads what they may read, and nothing about a child. "
        f"A token may ask {RATE.partition('/')[0]} times a minute.\n",
        "Lists come in pages with `items`, `count`, `page`, `pages` and `next`. What goes wrong is "
        'told as `{"error": "a sentence"}` with its HTTP status. The same is told in OpenAPI at '
        "`/api/openapi.json`.\n",
    ]
    for each in described():
        lines += [f"## `GET {each.path}`\n", f"{each.says}\n"]
        if each.parameters:
            lines += ["It may be asked:\n", *table(each.parameters)]
        lines += ["Each item has:\n" if each.paged else "It gives:\n", *table(each.fields)]
    return "\n".join(lines)


def tables() -> str:
    """Every table with its columns: the standard's, then those beside it."""
    parts = [
        "\n- [Tables of the standard](#tables-of-the-standard)\n"
        "- [Tables beside the standard](#tables-beside-the-standard)\n"
        "\n## Tables of the standard\n\n"
        "Named, and with their columns, as in the Standard Safeguarding Dataset 1.4.5.\n",
        *(table_page(table) for table in describe() if not table["extension"]),
        "\n## Tables beside the standard\n\n"
        "No column of the standard holds what these do: the trackers and registers that councils "
        "keep beside their case system.\n",
        *(table_page(table) for table in describe() if table["extension"]),
    ]
    return "".join(parts)


def table_page(table: TableTold) -> str:
    """One table with its columns and their codes."""
    same = ", ".join(f"`{column}`" for column in table["same"])
    parts = [
        f"\n### {table['title']}\n\n`{table['table']}`: a row is {table['row']}. "
        f"Two sources know the same row by {same}.\n\n"
    ]
    parts.append("| column | type | class | what it is |\n|---|---|---|---|\n")
    for column in table["columns"]:
        parts.append(
            f"| `{column['name']}` | {column['type']} | {column['class'].replace('_', ' ')} | "
            f"{in_words(column)} |\n"
        )
    return "".join(parts)


def checks() -> str:
    """What a table is fit for, and every check by its table."""
    by_table: dict[str, list[Check]] = {}
    for check in check_definitions().values():
        by_table.setdefault(check.definition.name, []).append(check)
    named = f"{LEAST_NAMED:.0%}"
    parts = [
        "\nWhen tables are loaded they are checked against each other. What fails is counted in "
        "the load's report, and listed in the snapshot by the records' ids. A check that needs a "
        "table or column that was not loaded is not judged, and `lineofsight tables quality` "
        "says so.\n"
        "\n## What a table is fit for\n\n| fit for | when |\n|---|---|\n"
        f"| counting | it holds rows; at most {MOST_WITHOUT_KEY:.0%} came without a key of their "
        f"own; {named} name their child; {named} of what is named in another table is there; its "
        "last complete month did not fall suddenly |\n"
        f"| timeliness | it is fit for counting; {LEAST_DATED:.0%} of its rows hold the date from "
        f"which they exist and the date by which they are due; {LEAST_DATED:.0%} of its pairs of "
        "dates are in order |\n| neither | otherwise |\n"
        "\n## Faults\n\n| fault | what it means |\n|---|---|\n",
        *(f"| {fault} | {means} |\n" for fault, means in FAULTS.items()),
        "\n## Of every table\n\n",
        *(f"- `{name}`: {told[0]}. {told[1]} {told[2]}\n" for name, told in STANDING.items()),
        *(f"- `{name}`: {title}.\n" for name, title in WHAT_FELL.items()),
        "\nA table has fallen suddenly when its last complete month has under half of the middle "
        f"of the six before, judged from {USUAL_OF_A_TABLE} rows a month. A team is silent when it "
        f"has none, judged from {USUAL_OF_A_TEAM}.\n",
    ]
    for table, own in sorted(by_table.items()):
        parts.append(f"\n## `{table}`\n")
        parts += [check_page(check) for check in own]
    return "".join(parts)


def check_page(check: Check) -> str:
    """One check in words, with its worked example."""
    assert check.example is not None
    fails = ", ".join(check.example.fails)
    needs = ", ".join(f"`{table}.{column}`" for table, column in check.needs)
    return (
        f"\n### {check.title}\n\n`{check.id}` ({check.rule.severity}, {check.fault}; at fault is "
        f"`{check.field}`)\n\n{check.why}\n\n**What to do.** {check.remedy}\n\n"
        f"**Example.** {check.example.says} So {fails} fails.\n\n**Needs** {needs}.\n"
    )


def roles() -> str:
    """Every role: what it is for, on what terms it is held, and what it may do."""
    parts = [
        "\nA role is held on one plan or on all. Somebody who holds two may do what either allows. "
        "Which answer each role gets at each address is in "
        "[roles-and-pages.md](roles-and-pages.md).\n"
    ]
    for role in ROLES:
        what = " ".join([f"{role.what[0].upper()}{role.what[1:]}.", *role.terms()])
        parts.append(f"\n## {role.name}\n\n{what}\n\n")
        parts += [f"- {each.value}\n" for each in May if each in role.may]
    return "".join(parts)


def settings() -> str:
    """Every variable of the environment, its default and its meaning."""
    rows = "".join(f"| `{each.name}` | {each.default} | {each.means} |\n" for each in VARIABLES)
    return (
        "\nThe site is set by variables of its environment. How they go together is in "
        "[run the site](../how-to/run-the-site.md).\n\n"
        f"| variable | where it is not set | what it says |\n|---|---|---|\n{rows}"
    )


def _name(path: Path) -> str:
    return str(path.relative_to(REFERENCE))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
