"""A long document from its upload to its preview, as the person who gives it waits for it."""

import time
from pathlib import Path

from benchmarks.served import Site

PATIENCE = 60.0


def seconds_to_preview(site: Site, cookie: str, document: Path) -> float:
    """Seconds from sending a document until the page of its draft shows what was read."""
    from django.conf import settings
    from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

    asked, _ = site.ask(cookie, "/imports/new/")
    token = (asked.headers["Set-Cookie"] or "").partition("=")[2].partition(";")[0]
    cookie += f"; {settings.CSRF_COOKIE_NAME}={token}"
    headers = {"Content-Type": MULTIPART_CONTENT, "X-CSRFToken": token}
    with document.open("rb") as given:
        form = encode_multipart(BOUNDARY, {"document": given})
    began = time.perf_counter()
    answer, page = site.ask(cookie, "/imports/new/", form, headers)
    if answer.status != 302:
        raise SystemExit(f"The document was not taken: {answer.status} {page[:500]}")
    draft = answer.headers["Location"]
    while time.perf_counter() - began < PATIENCE:
        answer, page = site.ask(cookie, draft)
        if "What was read" in page:
            return time.perf_counter() - began
        if answer.status != 200 or "Check again" not in page:
            raise SystemExit(f"The document was not read: {answer.status} {page[:500]}")
        time.sleep(0.05)
    raise SystemExit("The document was not read in a minute.")
