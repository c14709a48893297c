"""``lineofsight manage verify_events``: prove that the chain of events is whole."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lineofsight.web.events.looks import look_faults
from lineofsight.web.events.models import Head
from lineofsight.web.events.verifying import faults


class Command(BaseCommand):
    """Says how many events there are, or every fault with exit 1."""

    help = "Prove that the chain of events is whole."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check every event, its reason and what it wrote, and every sealed day of looks."""
        found = [*faults(), *look_faults()]
        if found:
            raise CommandError("\n".join(found))
        head = Head.objects.filter(pk=1).first()
        self.stdout.write(f"The chain is whole: {head.number if head else 0} events.")
