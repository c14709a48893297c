"""``lineofsight serve``, ``work`` and ``manage``: the site."""

import os
import sys
from typing import Annotated

import typer

from lineofsight.cli.output import tell

Port = Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)]


def serve_command(
    port: Port = 8000,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
) -> None:
    """Serve the site with its worker; stop with Ctrl-C."""
    from lineofsight.web.project.serving import check_port, prepare, serve

    check_port(port)
    os.environ.setdefault("LINEOFSIGHT_BASE_URL", f"http://{host}:{port}")
    prepare()
    raise typer.Exit(serve(port, host, lambda: tell(f"Line of Sight is at http://{host}:{port}")))


def work_command() -> None:
    """Do the site's long work: documents to read, reminders, exports."""
    from lineofsight.web.project.serving import set_up

    set_up()
    from lineofsight.web.jobs.working import work

    work()


def manage_command(context: typer.Context) -> None:
    """Django's own commands, such as ``manage verify_events``."""
    from lineofsight.web.project.serving import set_up

    set_up()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["lineofsight manage", *context.args])
    sys.stdout.flush()
