"""Whether a phrase is written in another language than English, as far as its letters tell.

Encoders that learnt from English captions alone find next to nothing for other languages, and
their scores do not show it. So this errs on the side of silence: it speaks of other scripts, of
letters that English does not write, and of short words that only other languages have.
"""

from __future__ import annotations

import re
import unicodedata

_WORDS = re.compile(r"[^\W\d_]+")

# Articles, prepositions and pronouns of German, Dutch, French, Spanish, Portuguese, Italian,
# Polish and Swedish, and what people look for most; without all that English writes too ("die",
# "barn", "van", "chat", and names such as Los Angeles, Big Sur or MIT).
_OTHERS = """
    und der das dem ein eine einer einem einen auf aus bei vom zum zur ohne neben unter vor
    zwischen hund katze berge schnee meer haus baum vogel pferd blume sonnenuntergang hochzeit
    het een bij zijn hond kinderen sneeuw zee zonsondergang bruiloft
    les des une dans avec chez sans chien enfant enfants plage neige montagne maison arbre fleur
    cheval oiseau anniversaire mariage nuit soleil
    una para perro gato playa nieve flor caballo boda ciudad noche
    uma cachorro praia neve noite
    gli della delle nel nella sul sulla cane gatto spiaggia albero fiore cavallo bambini
    matrimonio notte tramonto
    nad przy kot dzieci morze
    och katt
"""
_BORROWED = """
    café fiancé fiancée naïve façade jalapeño piñata entrée résumé crème brûlée
"""
_FOREIGN, _LOANS = frozenset(_OTHERS.split()), frozenset(_BORROWED.split())


def is_foreign(phrase: str) -> bool:
    """Whether the phrase is surely in another language or script than English.

    >>> [is_foreign(text) for text in ("dog on a beach", "ein Hund am Meer", "собака", "café")]
    [False, True, True, False]
    """
    words = [word.casefold() for word in _WORDS.findall(unicodedata.normalize("NFC", phrase))]
    if any(not _is_latin(word) for word in words):
        return True
    strange = [word for word in words if not word.isascii() and word not in _LOANS]
    return bool(strange) or any(word in _FOREIGN for word in words)


def _is_latin(word: str) -> bool:
    return all(unicodedata.name(letter, "LATIN").startswith("LATIN") for letter in word)
