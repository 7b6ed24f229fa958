"""Picks what to be: a decoder, the index builder, the engine, the command line or the window.

Nothing heavy is imported before that is known: the children start in a fraction of a second.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from photoclip.errors import PhotoclipError
from photoclip.paths import Home


def main(arguments: list[str] | None = None) -> int:
    """Run photoclip with `arguments` (default: the process's own); returns the exit status."""
    if arguments is None:  # this process is ours
        # Scans of up to 200,000 vectors are fastest on one thread; read when numpy is imported.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        arguments = sys.argv[1:]
    match arguments:
        case ["_decoder", *rest]:
            from photoclip.images import worker as decoder

            return decoder.main(rest)
        case ["_reindex", *rest]:
            from photoclip.vectors import hnsw_builder

            return hnsw_builder.main(rest)
        case ["_engine", *rest]:
            from photoclip.engine import worker as engine

            return engine.main(rest)
        case ["_bench_grid", *rest]:
            from photoclip.gui import benchmark

            return benchmark.main(rest)
        case _:
            from photoclip.cli.main import main as command_line

            return command_line(arguments, _open_window)


def _open_window(home: Home, folders: Sequence[Path], encoder: str | None) -> int:
    """Show the window; the command line hands this over without knowing Qt."""
    try:
        from photoclip.gui.app import run
    except ImportError as error:
        raise PhotoclipError(
            f"The window cannot open because a system library is missing ({error}); "
            "the command line works: photoclip --help."
        ) from error
    return run(home, list(folders), encoder)


def window() -> int:
    """Entry point of the GUI script: the same program without a terminal."""
    return main()


if __name__ == "__main__":
    sys.exit(main())
