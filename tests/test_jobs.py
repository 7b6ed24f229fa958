"""Jobs stop when asked, and the lane does one thing at a time, in order."""

from __future__ import annotations

import threading
from concurrent.futures import Future

import pytest

from photoclip.errors import Cancelled
from photoclip.jobs import CancelToken, Job, Lane, Progress, ignore_progress

SECONDS = 30  # how long a wait may last before the test is lost


def test_a_token_stops_the_work_at_its_next_step() -> None:
    token = CancelToken()
    token.check()
    assert not token.cancelled
    token.cancel()
    token.cancel()
    assert token.cancelled
    with pytest.raises(Cancelled, match="Stopped"):
        token.check()


def test_cancelling_a_job_reaches_its_work() -> None:
    lane, token, started = Lane(), CancelToken(), threading.Event()

    def work() -> object:
        started.set()
        while True:
            token.check()

    job = Job("reading", lane.submit(work), token)
    assert started.wait(SECONDS)
    job.cancel()
    with pytest.raises(Cancelled):
        job.future.result(SECONDS)
    lane.close()


def test_a_job_ends_with_its_result() -> None:
    future: Future[object] = Future()
    job = Job("counting", future, CancelToken())
    future.set_result(3)
    job.cancel()
    assert job.future.result() == 3


def test_the_lane_keeps_the_order_and_never_does_two_things_at_once() -> None:
    lane, gate = Lane(), threading.Lock()
    order: list[int] = []
    overlaps: list[int] = []
    hold = threading.Event()

    def work(number: int) -> int:
        hold.wait(SECONDS)
        if not gate.acquire(blocking=False):
            overlaps.append(number)
            return number
        order.append(number)
        gate.release()
        return number

    futures = [lane.submit(lambda n=n: work(n)) for n in range(50)]  # type: ignore[misc]
    hold.set()
    assert [future.result(SECONDS) for future in futures] == list(range(50))
    assert (order, overlaps) == (list(range(50)), [])
    lane.close()


def test_an_exception_travels_and_the_lane_goes_on() -> None:
    lane = Lane()

    def fail() -> None:
        raise ValueError("no")

    failed, after = lane.submit(fail), lane.submit(lambda: "after")
    with pytest.raises(ValueError, match="no"):
        failed.result(SECONDS)
    assert after.result(SECONDS) == "after"
    lane.close()


def test_closing_finishes_what_is_queued_and_refuses_more() -> None:
    lane, done = Lane("closing"), list[int]()
    for number in range(10):
        lane.submit(lambda n=number: done.append(n))  # type: ignore[misc]
    lane.close()
    lane.close()
    assert done == list(range(10))
    with pytest.raises(RuntimeError):
        lane.submit(lambda: None)


def test_the_lane_names_its_thread() -> None:
    lane = Lane("library lane")
    name = lane.submit(lambda: threading.current_thread().name).result(SECONDS)
    assert name.startswith("library lane")
    lane.close()


def test_progress_knows_what_is_unknown() -> None:
    progress = Progress("scanning")
    assert (progress.done, progress.total, progress.seconds_left) == (0, None, None)
    ignore_progress(progress)
