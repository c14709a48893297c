"""``manage add_administrator EMAIL NAME``: the first person of a site."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from lineofsight.web.accounts.actions import add_account, give_role, send_set_up
from lineofsight.web.accounts.links import password_link
from lineofsight.web.accounts.rules import ADMINISTRATOR, DoesNotFit
from lineofsight.web.ui.refusal import NotAllowed

WHY = "Added from the command line of the machine that the site runs on."


class Command(BaseCommand):
    """Make an administrator and print the link with which they set their password."""

    help = "Make an administrator; prints the link with which they set their password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose account, and whether to send the link."""
        parser.add_argument("email", help="The address they sign in with.")
        parser.add_argument("name", help="Their name.")
        parser.add_argument(
            "--send", action="store_true", help="Send the link by e-mail; do not print it."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account, with no password."""
        try:
            validate_email(options["email"])
            account = add_account(by=None, why=WHY, email=options["email"], name=options["name"])
        except ValidationError as error:
            raise CommandError(f"{options['email']} is no e-mail address.") from error
        except (DoesNotFit, NotAllowed) as error:
            raise CommandError(str(error)) from error
        give_role(by=None, why=WHY, account=account, role=ADMINISTRATOR)
        if options["send"]:
            send_set_up(by=None, why=WHY, account=account)
            self.stdout.write(f"A link to set a password goes to {account.email}.")
        else:
            self.stdout.write(f"{account.name} sets a password at:\n{password_link(account)}")
