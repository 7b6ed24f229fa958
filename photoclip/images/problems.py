"""Every way in which a picture can fail to be read, as one plain sentence for people."""

from __future__ import annotations

from typing import Final

from PIL import Image, UnidentifiedImageError

from photoclip.domain import Problem

MEGAPIXELS: Final = 300
"""Larger pictures are refused before their pixels are decoded."""

SENTENCES: Final = {
    "empty": "The file is empty.",
    "not_a_picture": "The file holds no picture, although its name says so.",
    "truncated": "The file ends too early: a part of the picture is missing.",
    "damaged": "The picture's data is damaged.",
    "unsupported": "This variant of the format cannot be read.",
    "too_large": f"The picture is too large: more than {MEGAPIXELS} megapixels, or than memory.",
    "unreadable": "The file cannot be read: the system refuses access to it.",
    "vanished": "The file is gone.",
    "changing": "The file changed while it was being read.",
    "crashed": "Reading this picture made the decoder crash.",
    "timeout": "Reading this picture takes too long.",
}


def problem(code: str, sentence: str | None = None) -> Problem:
    """The problem of that code with its usual sentence, or a more exact one."""
    return Problem(code, sentence or SENTENCES[code])


class PictureError(Exception):
    """A picture cannot be read, and `problem` says why. Never leaves this room unasked."""

    def __init__(self, code: str, sentence: str | None = None) -> None:
        self.problem = problem(code, sentence)
        super().__init__(code, self.problem.sentence)

    def __str__(self) -> str:
        return self.problem.sentence


def of_file(error: OSError) -> PictureError:
    """What an error of the file system means for a picture."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return PictureError("vanished")
    reason = error.strerror or type(error).__name__
    return PictureError("unreadable", f"The file cannot be read ({reason}).")


def of_decoder(error: Exception) -> PictureError:
    """What an exception of a decoder means. They raise nearly everything on damaged data."""
    if isinstance(error, PictureError):
        return error
    if isinstance(error, MemoryError | Image.DecompressionBombError):
        return PictureError("too_large")
    if isinstance(error, UnidentifiedImageError):
        return PictureError("damaged")
    text = str(error).lower()
    if isinstance(error, EOFError) or "truncated" in text or "end of file" in text:
        return PictureError("truncated")
    unsupported = ("unsupported", "not supported", "unimplemented")
    if isinstance(error, NotImplementedError) or any(word in text for word in unsupported):
        return PictureError("unsupported")
    return PictureError("damaged")
