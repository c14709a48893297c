"""A mail server that listens on this machine, keeps what it is given, and can be told to fail."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class PostOffice:
    """What was delivered, and how the server misbehaves."""

    port: int = 0
    delivered: list[EmailMessage] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    hangs_up_after_data: bool = False


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """A server on a free port, for as long as the block lasts."""
    office = PostOffice()

    class Clerk(socketserver.StreamRequestHandler):
        def say(self, words: str) -> None:
            self.wfile.write(words.encode() + b"\r\n")

        def handle(self) -> None:
            self.say("220 ready")
            for line in iter(self.rfile.readline, b""):
                verb = line[:4].upper()
                if verb == b"RCPT" and any(each.encode() in line for each in office.refuses):
                    self.say("550 nobody here of that name")
                elif verb == b"DATA":
                    self.say("354 go on")
                    if not self.take():
                        return
                elif verb == b"QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 ok")

        def take(self) -> bool:
            lines = iter(self.rfile.readline, b".\r\n")
            body = b"".join(each.removeprefix(b".") for each in lines)
            office.delivered.append(message_from_bytes(body, policy=policy.default))
            if not office.hangs_up_after_data:
                self.say("250 kept")
            return not office.hangs_up_after_data

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clerk) as server:
        server.daemon_threads = True
        office.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield office
        finally:
            server.shutdown()
            thread.join()
