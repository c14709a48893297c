"""Work done in a process of its own, where it can be stopped.

A small file can unpack to more than a machine holds, or keep its reader busy for ever, and no
check made before it is opened tells which.  What comes back is bytes, whatever the file did.
"""

import subprocess
import sys
from pathlib import Path

# The module that runs is that of this very package, wherever it was imported from.
_HOME = str(Path(__file__).resolve().parents[1])
_START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from importlib import import_module; import_module(sys.argv.pop(1)).main()"
)


class Stopped(Exception):
    """The process took too long or too much memory, or what it read broke it."""


def run_apart(module: str, *arguments: str, data: bytes = b"", seconds: float) -> bytes:
    """What ``main()`` of a module writes to standard output, given ``arguments`` and ``data``.

    Raises :class:`Stopped` where it was ended by a limit or a signal, or did not end in time.
    """
    command = [sys.executable, "-I", "-c", _START, _HOME, module, *arguments]
    try:
        # The program is this package's own; what is read goes in as data, never as a command.
        done = subprocess.run(  # noqa: S603
            command,
            input=data,
            capture_output=True,
            timeout=seconds,
            check=False,
            # Ctrl-C is for the program that reads, which may want to finish its reading.
            start_new_session=True,
        )
    except (subprocess.TimeoutExpired, OSError, ValueError) as error:
        raise Stopped from error
    if done.returncode < 0:
        raise Stopped
    return done.stdout


def limit_this_process(memory: int, seconds: int) -> None:
    """Let this process have no more bytes of memory and seconds of work than these."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
