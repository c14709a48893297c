"""Says in one sentence what this machine lacks and the command that installs it.

Runs before the virtual environment exists, so it uses the standard library alone.
"""

import ctypes.util
import importlib.util
import sys

DEBIAN = "apt-get install -y"
NEEDED = "python3-venv"
FOR_PDF = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation"


def main() -> int:
    if sys.version_info < (3, 11):
        found = ".".join(map(str, sys.version_info[:3]))
        print(
            f"Line of Sight needs Python 3.11 or later and {sys.executable} is {found}; "
            "name a newer one with: make PYTHON=python3.12 setup",
            file=sys.stderr,
        )
        return 2
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        print(
            "Python's venv module is missing, and Line of Sight installs into a virtual one; "
            f"install it with: {DEBIAN} {NEEDED}",
            file=sys.stderr,
        )
        return 2
    if not (ctypes.util.find_library("pango-1.0") and ctypes.util.find_library("pangoft2-1.0")):
        print(
            "Pango is missing: all will work except papers as PDF, which come as HTML only; "
            f"install it with: {DEBIAN} {FOR_PDF}",
            file=sys.stderr,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
