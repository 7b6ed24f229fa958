"""Where the packaged program starts: the same door as `python -m photoclip`."""

from __future__ import annotations

import multiprocessing
import sys

from photoclip.__main__ import main

if __name__ == "__main__":
    # Should a library start Python's own worker processes, they must not open a second window.
    multiprocessing.freeze_support()
    sys.exit(main())
