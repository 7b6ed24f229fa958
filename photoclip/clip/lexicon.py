"""English words: those that the tokenizer of open_clip knows whole, which are 33,000."""

from __future__ import annotations

import gzip
import logging
from functools import cache
from importlib.util import find_spec
from pathlib import Path

log = logging.getLogger(__name__)

_FILE = "bpe_simple_vocab_16e6.txt.gz"
_MERGES = 48_894
_END = "</w>"


@cache
def english_words() -> frozenset[str]:
    """Words in small letters, names among them; empty where the tokenizer is not installed.

    Takes a tenth of a second the first time, and does not import open_clip.
    """
    spec = find_spec("open_clip")
    if spec is None or spec.origin is None:
        return frozenset()
    try:
        packed = (Path(spec.origin).parent / _FILE).read_bytes()
        lines = gzip.decompress(packed).decode().split("\n")[1 : _MERGES + 1]
    except (OSError, ValueError, EOFError):
        log.warning("the words of the tokenizer cannot be read", exc_info=True)
        return frozenset()
    whole = (line.replace(" ", "").removesuffix(_END) for line in lines if line.endswith(_END))
    return frozenset(word for word in whole if word.isalpha())
