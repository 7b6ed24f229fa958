"""What a worker of the fuzzing does: reads inputs, and says what came of each."""

from __future__ import annotations

import os
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

from tests.fuzz.mutation import Source, mutated

MEMORY = 3 << 30


def work(found: list[Source], seed: int, numbers: range, answers: Connection) -> None:
    """In a process of its own, limited as a decoder is."""
    import resource
    import warnings

    from photoclip.images import worker

    warnings.simplefilter("ignore")
    worker._be_modest(MEMORY)
    with open(os.devnull, "wb") as nothing:  # noqa: PTH123 what C libraries print
        os.dup2(nothing.fileno(), 1)
        os.dup2(nothing.fileno(), 2)
    with tempfile.TemporaryDirectory(prefix="fuzz") as folder:
        for number in numbers:
            name, data = mutated(found, seed, number)
            path = Path(folder, name)
            path.write_bytes(data)
            started = time.process_time()
            outcome = _judge(path, data)
            seconds = time.process_time() - started
            path.unlink()
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            answers.send((outcome, seconds, peak))


def _judge(path: Path, data: bytes) -> str:
    from photoclip.errors import InputError
    from photoclip.images.keywords import hear
    from photoclip.images.reading import Recipe, read
    from photoclip.images.xmp import parse
    from photoclip.images.xmp_edit import Wanted, edited

    try:
        heard = hear(path, {path.name.lower(): path.name})
        assert all(sentence.endswith((".", ")")) for sentence in heard.complaints)
        if path.suffix == ".xmp":
            try:
                parse(data)
                edited(data, Wanted((("a", "b"),), frozenset(("c",)), 3, "d"))
            except InputError as error:
                return "xmp refused" if str(error).endswith(".") else f"exception: {error}"
            return "xmp read"
        reading = read(1, path, Recipe(32, 32, thumb_side=64))
        if reading.problem is not None:
            assert reading.problem.sentence.endswith((".", ")."))
            return reading.problem.code
        assert reading.thumbnail
        assert reading.pixels is not None
        assert reading.pixels.shape == (32, 32, 3)
        assert reading.metadata.width
        assert reading.metadata.height
    except Exception as error:  # noqa: BLE001 that is what is looked for
        return f"exception: {type(error).__name__}: {error}"[:300]
    return "picture"
