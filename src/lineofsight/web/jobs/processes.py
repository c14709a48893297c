"""Telling one process from another, also from a later one that was given the same number."""

import os
import socket
from pathlib import Path


def machine() -> str:
    """This machine, or the container in it: process numbers mean something only within one."""
    try:
        numbers = Path("/proc/self/ns/pid").readlink().name
    except OSError:
        numbers = ""
    return f"{socket.gethostname()} {numbers}".strip()


def began(pid: int) -> str | None:
    """When the process ``pid`` of this machine began, in the machine's own count.

    ``""`` where it runs and the machine does not tell; ``None`` where there is no such process.
    """
    try:
        # After the command in brackets, which may hold anything, come the state and 19 more.
        said = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        state, *fields = said.rpartition(")")[2].split()
        return None if state in ("Z", "X") else fields[18]
    except FileNotFoundError:
        pass
    if Path("/proc/self/stat").exists():
        return None
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        pass
    return ""
