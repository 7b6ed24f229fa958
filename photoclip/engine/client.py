"""The other end of the engine's connection: requests become Futures, events become calls."""

from __future__ import annotations

import itertools
import secrets
import subprocess
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from queue import SimpleQueue
from typing import Any

from photoclip.engine.access import reach
from photoclip.engine.messages import Died, Event, Goodbye, Request, Start
from photoclip.errors import EngineDied
from photoclip.paths import NO_CONSOLE, Home, own_command

OnEvent = Callable[[Event], None]


class EngineClient:
    """Speaks to one engine process; every method returns at once.

    A reader thread resolves the futures and calls `on_event`; a writer thread sends. When the
    engine ends without being asked to, every pending future fails with `EngineDied` and one
    `Died` event follows.
    """

    def __init__(self, connect: Callable[[], Connection], on_event: OnEvent) -> None:
        self._connect = connect
        self._on_event = on_event
        self._outbox: SimpleQueue[tuple[int, Request | Goodbye] | None] = SimpleQueue()
        self._numbers = itertools.count()
        self._pending: dict[int, Future[Any]] = {}
        self._lock = threading.Lock()
        self._ended = False
        self._closing = False
        self._child: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._reader = threading.Thread(target=self._read, name="engine-reader", daemon=True)
        self._writer = threading.Thread(target=self._write, name="engine-writer", daemon=True)

    @classmethod
    def start(cls, home: Home, on_event: OnEvent, encoder: str | None = None) -> EngineClient:
        """Start the engine of the library at `home` as a child process."""
        client = cls(lambda: client._spawn(home, encoder), on_event)
        client._reader.start()
        return client

    @classmethod
    def attach(cls, home: Home, on_event: OnEvent) -> EngineClient | None:
        """Speak to the engine that already runs for `home`; None when there is none.

        Events go to the process that started the engine, not to those that attach.
        """
        connection = reach(home)
        if connection is None:
            return None
        client = cls(lambda: connection, on_event)
        client._reader.start()
        return client

    @property
    def alive(self) -> bool:
        """Whether answers can still come."""
        return not self._ended

    @property
    def process_id(self) -> int | None:
        """The engine's process, once it was started by this client."""
        return self._child.pid if self._child else None

    def submit(self, request: Request) -> Future[Any]:
        """Send a request; the future carries the answer, or the engine's exception."""
        future: Future[Any] = Future()
        with self._lock:
            if self._ended or self._closing:
                future.set_exception(EngineDied("The engine is not running."))
                return future
            number = next(self._numbers)
            self._pending[number] = future
        self._outbox.put((number, request))
        return future

    def close(self, seconds: float = 3.0) -> None:
        """End the engine that was started (an attached one goes on); kill it after `seconds`."""
        with self._lock:
            if self._closing:
                return
            self._closing = True
        # The other side hangs up: closing our own end would not wake the reader from its read.
        self._outbox.put((-1, Goodbye()))
        self._outbox.put(None)
        self._reader.join(seconds)
        if self._child is not None and self._reader.is_alive():
            self._child.kill()
            self._reader.join()
        if self._writer.is_alive():
            self._writer.join(seconds)
        if self._connection is not None:
            self._connection.close()

    def _spawn(self, home: Home, encoder: str | None) -> Connection:
        key = secrets.token_bytes(16)
        with Listener(authkey=key) as listener:
            address = str(listener.address)
            self._child = subprocess.Popen(
                own_command("_engine", address),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                creationflags=NO_CONSOLE,
            )
            child = self._child
            assert child.stdin is not None
            with suppress(OSError), child.stdin as pipe:
                pipe.write(key.hex().encode())
            connected = threading.Event()
            # A child that dies before it connects would leave accept() waiting for ever.
            watch = threading.Thread(
                target=_knock_if_dead, args=(child, address, key, connected), daemon=True
            )
            watch.start()
            try:
                connection = listener.accept()
            finally:
                connected.set()
        if child.poll() is not None:
            connection.close()
            raise EOFError
        connection.send(Start(home, encoder))
        return connection

    def _read(self) -> None:
        try:
            connection = self._connect()
            self._connection = connection
            self._writer.start()
            while True:
                number, succeeded, value = connection.recv()
                if number is None:
                    self._on_event(value)
                    continue
                with self._lock:
                    future = self._pending.pop(number)
                if not future.set_running_or_notify_cancel():
                    continue
                if succeeded:
                    future.set_result(value)
                else:
                    future.set_exception(value)
        except (EOFError, OSError, AuthenticationError):
            self._end()

    def _end(self) -> None:
        status = self._child.wait() if self._child else None
        sentence = "The engine stopped; browsing and tagging go on."
        with self._lock:
            self._ended = True
            pending, self._pending = self._pending, {}
            asked = self._closing
        self._outbox.put(None)
        for future in pending.values():
            if future.set_running_or_notify_cancel():
                future.set_exception(EngineDied(sentence))
        if not asked:
            self._on_event(Died(sentence, status))

    def _write(self) -> None:
        assert self._connection is not None
        while (item := self._outbox.get()) is not None:
            try:
                self._connection.send(item)
            except OSError:
                return  # the reader sees the end of the connection and tells everybody


def _knock_if_dead(
    child: subprocess.Popen[bytes], address: str, key: bytes, connected: threading.Event
) -> None:
    child.wait()
    if not connected.is_set():
        with suppress(OSError, EOFError, AuthenticationError):
            Client(address, authkey=key).close()
