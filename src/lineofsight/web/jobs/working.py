"""The worker: does one job after another until it is told to stop."""

from django.core.management import call_command


def work() -> None:
    """Run until SIGINT or SIGTERM; the job in hand is finished first."""
    call_command("db_worker", interval=1.0, verbosity=0)
