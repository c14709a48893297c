"""Thin commands over the library."""

import sys


def run() -> None:
    """Entry point of the ``lineofsight`` command."""
    sys.exit("not yet")
