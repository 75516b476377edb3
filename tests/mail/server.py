"""A mail server of the tests' own, on this machine, which says what it is told to say."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event, Semaphore
from typing import Any

from aiosmtpd.controller import Controller

from scripts.test import free_port

OK = "250 OK"


class Server:
    """What came, and how it answers."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        # Who brought them: another port for each connection.
        self.peers: list[Any] = []
        self.to_rcpt = self.to_data = OK
        self.drops = False
        # After each mail, once it has said yes.
        self.hangs_up = False
        # Mails that it holds, by their numbers from 1, until the gate is opened.
        self.gates: dict[int, Event] = {}
        self.held = Semaphore(0)
        self.url = ""

    @property
    def identities(self) -> list[str]:
        return [str(message["Message-ID"]) for message in self.taken]

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        envelope.rcpt_tos.append(address)
        return self.to_rcpt

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.to_data != OK:
            return self.to_data
        self.peers.append(session.peer)
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        if self.drops:
            server.transport.abort()
        if self.hangs_up:
            asyncio.get_running_loop().call_later(0.05, server.transport.abort)
        if gate := self.gates.get(len(self.taken)):
            self.held.release()
            while not gate.is_set():
                await asyncio.sleep(0.01)
        return OK


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    server.url = f"smtp://127.0.0.1:{controller.port}"
    try:
        yield server
    finally:
        for gate in server.gates.values():
            gate.set()
        controller.stop()
