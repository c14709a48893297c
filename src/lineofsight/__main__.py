"""``python -m lineofsight``."""

from lineofsight.cli import run

if __name__ == "__main__":
    run()
