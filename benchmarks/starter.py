"""Starts a command from a process that is small, and reports what it took.

``python starter.py PIPE COMMAND...`` writes to the file descriptor PIPE the command's seconds, its
exit code and its peak memory as the system counts it.  A child's peak begins with that of the
process it was started from, so a benchmark that has itself grown cannot start it.
"""

import json
import os
import sys
from time import perf_counter


def main() -> None:
    """Unlike getrusage, wait4 tells of this one child."""
    pipe, command = int(sys.argv[1]), sys.argv[2:]
    os.set_inheritable(pipe, False)
    start = perf_counter()
    _, status, usage = os.wait4(os.posix_spawnp(command[0], command, os.environ), 0)
    took = perf_counter() - start
    os.write(pipe, json.dumps([took, os.waitstatus_to_exitcode(status), usage.ru_maxrss]).encode())


if __name__ == "__main__":
    main()
