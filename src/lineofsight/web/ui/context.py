"""What every page's template can use."""

from typing import Any

from django.http import HttpRequest


def every_page(request: HttpRequest) -> dict[str, Any]:
    """The service's name, and who is signed in."""
    return {"service": "Line of Sight", "account": getattr(request, "user", None)}
