"""How much of a machine one file may take."""

import sys

MAX_MEMORY = 1_000_000_000
_SECONDS = 8.0


def limit_time() -> None:
    """End this process when the next step (to open a file, to read a page) takes too long."""
    if sys.platform != "win32":
        import signal

        signal.setitimer(signal.ITIMER_REAL, _SECONDS)


def limit_memory() -> None:
    """Let this process have no more memory than the reading of a plan needs."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
