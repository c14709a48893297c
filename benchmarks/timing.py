"""Clocks: a whole process with its peak memory, and calls inside one, medians of both."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

# Linux counts a process's peak memory in KiB, macOS in bytes.
_PEAK_UNIT = 1 if sys.platform == "darwin" else 1024
_STARTER = Path(__file__).with_name("starter.py")


@dataclass(frozen=True)
class Run:
    """A process: its seconds from start to end, its peak memory in bytes, and what it printed."""

    seconds: float
    peak_bytes: int
    said: str


def run(command: Sequence[str]) -> Run:
    """Run a command to its end; a failure ends the benchmarks with the command's own words."""
    report, pipe = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-I", "-S", str(_STARTER), str(pipe), *command],
        stdout=subprocess.PIPE,
        text=True,
        pass_fds=[pipe],
    ) as process:
        os.close(pipe)
        said = process.communicate()[0]
    with os.fdopen(report) as told:
        if process.returncode:
            raise SystemExit(process.returncode)
        seconds, failed, peak = json.load(told)
    if failed:
        raise SystemExit(failed)
    return Run(seconds, peak * _PEAK_UNIT, said)


def runs_in_turn(commands: Mapping[str, Sequence[str]], times: int) -> dict[str, list[Run]]:
    """Each command's runs, taken in turn so that a busy moment falls on all; one warm-up each."""
    for command in commands.values():
        run(command)
    taken: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            taken[name].append(run(command))
    return taken


def seconds_in_turn(calls: Mapping[str, Callable[[], object]], times: int) -> dict[str, float]:
    """Each call's median seconds, taken in turn after one warm-up each."""
    for call in calls.values():
        call()
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(times):
        for name, call in calls.items():
            start = perf_counter()
            call()
            taken[name].append(perf_counter() - start)
    return {name: median(seconds) for name, seconds in taken.items()}
