"""Feeds mutated real files to everything that reads files, in processes of their own.

    python -m tests.fuzz --inputs 100000 --seed 7 [--files FOLDER …] [--only NUMBER]

Input number n of a seed is always the same one. Each is decoded as a photo, asked for its
keywords, and where it is XMP parsed and edited. Right are a picture, or a sentence that says why
there is none; wrong are any other exception, a crash, and more than ten seconds of work (or no
answer in a minute). What is wrong is kept in `--out`. Prints one JSON document.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.fuzz.judging import work
from tests.fuzz.mutation import Source, mutated, sources

WORK_SECONDS = 10.0
WAIT_SECONDS = 60.0  # the machine may have other work
AT_ONCE = 20_000  # inputs until a worker makes room for a fresh one


def main() -> int:
    """Run the inputs; 1 where something was wrong."""
    options = _options()
    folder = Path(tempfile.mkdtemp(prefix="fuzz"))
    found = sources(options.files, folder)
    numbers = range(options.first, options.first + options.inputs)
    if options.only is not None:
        numbers = range(options.only, options.only + 1)
    started, total = time.monotonic(), _Totals()
    rest = iter(numbers)
    for number in rest:
        _run(found, options, range(number, numbers.stop), total, rest)
    document = {
        "seed": options.seed,
        "inputs": total.inputs,
        "sources": len(found),
        "seconds": round(time.monotonic() - started, 1),
        "outcomes": dict(total.outcomes.most_common()),
        "slowest_seconds": round(total.slowest, 2),
        "peak_megabytes": total.peak,
        "wrong": total.wrong,
    }
    sys.stdout.write(json.dumps(document, indent=1) + "\n")
    return 1 if total.wrong else 0


class _Totals:
    """What came out of all inputs."""

    def __init__(self) -> None:
        self.inputs = 0
        self.outcomes: Counter[str] = Counter()
        self.slowest = 0.0
        self.peak = 0
        self.wrong: list[dict[str, Any]] = []


def _run(
    found: list[Source],
    options: argparse.Namespace,
    numbers: range,
    total: _Totals,
    rest: Iterator[int],
) -> None:
    """One worker's life: until it has done its share, or an input ended it."""
    numbers = numbers[:AT_ONCE]
    mine, its = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")  # libjxl keeps threads, which a fork would lose
    worker = context.Process(target=work, args=(found, options.seed, numbers, its), daemon=True)
    worker.start()
    its.close()
    for place, number in enumerate(numbers):
        if place:
            next(rest, None)
        answer = None
        try:
            if mine.poll(WAIT_SECONDS + (60 if place == 0 else 0)):
                answer = mine.recv()
        except EOFError:
            pass
        total.inputs += 1
        if answer is None:
            worker.join(0.5)
            what = "hang" if worker.is_alive() else f"crash ({worker.exitcode})"
            _keep(found, options, number, what, total)
            worker.kill()
            break
        outcome, seconds, peak = answer
        total.outcomes[outcome] += 1
        total.slowest = max(total.slowest, seconds)
        total.peak = max(total.peak, peak)
        if outcome.startswith("exception") or seconds > WORK_SECONDS:
            _keep(found, options, number, f"{outcome} after {seconds:.0f} s", total)
        if options.verbose and total.inputs % 5000 == 0:
            sys.stderr.write(f"{total.inputs}: {dict(total.outcomes.most_common(6))}\n")
    mine.close()
    worker.join()


def _keep(
    found: list[Source], options: argparse.Namespace, number: int, what: str, total: _Totals
) -> None:
    name, data = mutated(found, options.seed, number)
    options.out.mkdir(parents=True, exist_ok=True)
    kept = options.out / f"{options.seed}-{number}-{name}"
    kept.write_bytes(data)
    total.wrong.append({"number": number, "what": what, "file": str(kept)})
    sys.stderr.write(f"{number} {name}: {what}\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--first", type=int, default=0, help="the number of the first input")
    parser.add_argument("--only", type=int, help="the number of one input to run")
    parser.add_argument("--files", type=Path, nargs="*", default=[], help="folders of real files")
    parser.add_argument("--out", type=Path, default=Path(tempfile.gettempdir(), "fuzz-found"))
    parser.add_argument("--verbose", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
