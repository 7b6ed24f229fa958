"""The engine's process: answers requests in order, and works in the background between them."""

from __future__ import annotations

import logging
import secrets
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import AuthenticationError, Pipe
from multiprocessing.connection import Client, Connection, Listener, wait
from queue import Empty, SimpleQueue

from photoclip import logs
from photoclip.engine.access import Address, owning
from photoclip.engine.engine import Engine
from photoclip.engine.messages import Goodbye, Notice, Start
from photoclip.errors import PhotoclipError
from photoclip.paths import Home

log = logging.getLogger(__name__)


def main(arguments: list[str]) -> int:
    """Serve the process that listens at `arguments[0]`; its key comes on the standard input."""
    key = bytes.fromhex(sys.stdin.readline().strip())
    with Client(arguments[0], authkey=key) as owner:
        start = owner.recv()
        if not isinstance(start, Start):
            return 2
        try:
            with ExitStack() as stack:
                stack.enter_context(logs.start(start.home, "engine"))
                stack.enter_context(owning(start.home))
                engine = stack.enter_context(Engine(start.home, start.encoder))
                door = stack.enter_context(_open_door(start.home))
                serve(engine, owner, door)
        except PhotoclipError as error:
            with suppress(OSError):
                owner.send((None, True, Notice(str(error))))
            return 3
        except (EOFError, OSError):
            log.info("the owner is gone")
    return 0


class Door:
    """Where other processes of the same user attach while the engine runs."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._arrived: SimpleQueue[Connection] = SimpleQueue()
        self.bell, self._ring = Pipe(duplex=False)
        self._thread = threading.Thread(target=self._welcome, name="engine-door", daemon=True)
        self._thread.start()

    def arrivals(self) -> Iterator[Connection]:
        """Those who came since the last call."""
        while self.bell.poll():
            self.bell.recv_bytes()
        with suppress(Empty):
            while True:
                yield self._arrived.get_nowait()

    def _welcome(self) -> None:
        while True:
            try:
                self._arrived.put(self._listener.accept())
                self._ring.send_bytes(b"!")
            except (EOFError, AuthenticationError):
                continue  # somebody without the key, or who left at once
            except OSError:
                return  # closed


@contextmanager
def _open_door(home: Home) -> Iterator[Door]:
    key = secrets.token_bytes(32)
    listener = Listener(authkey=key)
    Address(str(listener.address), key).publish(home.engine_address)
    try:
        yield Door(listener)
    finally:
        with suppress(FileNotFoundError):
            home.engine_address.unlink()
        listener.close()


def serve(engine: Engine, owner: Connection, door: Door) -> None:
    """Until the owner says goodbye: requests first, one slice of background work between them."""
    guests: list[Connection] = []
    while True:
        ready = wait([owner, *guests, door.bell], timeout=engine.patience)
        if door.bell in ready:
            guests.extend(door.arrivals())
        for source in [owner, *guests]:
            if source not in ready:
                continue
            if not _serve_one(engine, source):
                if source is owner:
                    return
                source.close()
                guests.remove(source)
        if not ready:
            for event in engine.step():
                owner.send((None, True, event))


def _serve_one(engine: Engine, client: Connection) -> bool:
    """Answer one request; False when the client is gone."""
    try:
        number, request = client.recv()
        if isinstance(request, Goodbye):
            return False
        try:
            reply = (number, True, engine.answer(request))
        except PhotoclipError as error:
            reply = (number, False, error)
        except Exception as error:
            log.exception("bug while answering %s", type(request).__name__)
            reply = (number, False, RuntimeError(f"{type(error).__name__}: {error}"))
        client.send(reply)
    except (EOFError, OSError):
        return False
    return True
