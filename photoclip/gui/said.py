"""What the engine says in English, in the language of the window."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QCoreApplication

from photoclip.gui.translating import later

_SENTENCES = (
    later("Engine", "No confident match in the library."),
    later("Engine", "No confident match among the {} photos that pass {}."),
    later("Engine", "No confident match among the one photo that passes {}."),
    later("Engine", "No photo passes the filter {}."),
    later("Engine", "No photo passes all of {}."),
    later(
        "Engine",
        "The encoder “{}” understands English only; ask in English, or use a multilingual one.",
    ),
    later("Engine", "{} answers now."),
    later(
        "Engine",
        "{} answers now. What you taught the encoder before is kept for it; personalize again.",
    ),
)


def said(sentence: str) -> str:
    """The sentence translated; as it is where it is none that is known."""
    for source in _SENTENCES:
        if found := _pattern(source).fullmatch(sentence):
            return QCoreApplication.translate("Engine", source).format(*found.groups())
    return sentence


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(map(re.escape, source.split("{}"))))
