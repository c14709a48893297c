"""The site as it is served, its worker beside it, and asking it as browsers do."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


@contextmanager
def served() -> Iterator["Site"]:
    """The site, as ``lineofsight serve`` serves it, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = subprocess.Popen([sys.executable, "-m", "lineofsight", "serve", "--port", str(port)])
    try:
        for _ in range(300):
            try:
                http.client.HTTPConnection("127.0.0.1", port, timeout=1).connect()
            except OSError:
                time.sleep(0.1)
            else:
                break
        else:
            raise SystemExit("The site did not start.")
        yield Site(port)
    finally:
        started.terminate()
        started.wait(timeout=60)


class Site:
    """A site that answers on ``port`` of this machine."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(
        self,
        cookie: str,
        address: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[http.client.HTTPResponse, str]:
        """The answer and its page; with a ``body`` it is sent as a form is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            sent = {"Cookie": cookie, **(headers or {})}
            connection.request("GET" if body is None else "POST", address, body, sent)
            answer = connection.getresponse()
            return answer, answer.read().decode(errors="replace")
        finally:
            connection.close()
