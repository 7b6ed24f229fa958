"""Readers share the lock, a writer has it alone and is not starved."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from photoclip.vectors.lock import ReadWriteLock

SECONDS = 10.0


def test_readers_are_inside_together() -> None:
    lock, both = ReadWriteLock(), threading.Barrier(2, timeout=SECONDS)

    def read() -> None:
        with lock.reading():
            both.wait()

    with ThreadPoolExecutor(2) as threads:
        for future in [threads.submit(read), threads.submit(read)]:
            future.result(SECONDS)


def test_a_writer_is_alone_and_goes_before_later_readers() -> None:
    lock, order = ReadWriteLock(), list[str]()
    asked = threading.Event()

    def write() -> None:
        asked.set()
        with lock.writing():
            order.append("writer")

    def read() -> None:
        with lock.reading():
            order.append("reader")

    with ThreadPoolExecutor(2) as threads:
        with lock.reading():
            writer = threads.submit(write)
            asked.wait(SECONDS)
            with lock._condition:
                lock._condition.wait_for(lambda: lock._writers_waiting or order, SECONDS)
            reader = threads.submit(read)
            assert order == []
            order.append("first reader")
        writer.result(SECONDS)
        reader.result(SECONDS)
    assert order == ["first reader", "writer", "reader"]


def test_an_exception_lets_go() -> None:
    lock = ReadWriteLock()
    for hold in (lock.reading, lock.writing):
        try:
            with hold():
                raise KeyError
        except KeyError:
            pass
    with lock.writing():
        assert lock._writing
