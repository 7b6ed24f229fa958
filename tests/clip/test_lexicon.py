"""The English words that are known without any model."""

from __future__ import annotations

import subprocess
import sys

from photoclip.clip.lexicon import english_words


def test_english_words_are_known_and_misspelt_ones_are_not() -> None:
    words = english_words()
    assert len(words) > 30_000
    assert {"sunset", "mountain", "labrador", "children"} <= words
    assert not {"sunest", "montain", "childern"} & words


def test_they_need_no_torch() -> None:
    code = (
        "from photoclip.clip.lexicon import english_words; english_words(); import sys;"
        "print([name for name in ('torch', 'open_clip') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
