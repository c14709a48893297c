"""How much of a machine one file may take."""

import sys

MAX_MEMORY = 1_000_000_000
_SECONDS = 8.0
_SECONDS_A_PAGE = 0.6


def limit_time(pages: int = 0) -> None:
    """End this process unless a file, or what is left of one of so many pages, is read in time."""
    if sys.platform != "win32":
        import signal

        signal.setitimer(signal.ITIMER_REAL, _SECONDS + _SECONDS_A_PAGE * pages)


def limit_memory() -> None:
    """Let this process have no more memory than the reading of a plan needs."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


def share_memory(processes: int) -> None:
    """Let this process have its share of what one may have, where so many read a file."""
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY // processes, hard))


def no_limit(_pages: int = 0) -> None:
    """Let it take as long as it takes."""
