"""`explain`: where in a photo the words match, as numbers and as a picture."""

from __future__ import annotations

import argparse
from pathlib import Path

from photoclip.cli.engines import engine_for
from photoclip.cli.session import Outcome, Session, absolute
from photoclip.engine.messages import Explain, HeatMap
from photoclip.errors import InputError

HEAT_SIDE = 1600
"""The short side of the picture that is written, in pixels, where the photo is larger."""

_SHADES = " ░▒▓█"


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module."""
    explain = commands.add_parser("explain", help="where in a photo the words match")
    explain.add_argument("photo", type=Path, metavar="PHOTO")
    explain.add_argument("text", nargs="+", metavar="TEXT")
    explain.add_argument("--out", type=Path, metavar="FILE", help="write the heat map as a picture")
    explain.add_argument("--encoder", metavar="NAME", help="the encoder to look with")
    explain.set_defaults(run=run_explain)


def run_explain(options: argparse.Namespace, session: Session) -> Outcome:
    """A grid of heat over the upright photo and the box of its hottest region, in pixels."""
    path, text = absolute(options.photo), " ".join(options.text)
    if not path.is_file():
        raise InputError(f"There is no photo {path}.")
    out = absolute(options.out) if options.out else None
    if out is not None:
        _check(out, path)
    with engine_for(session, options.encoder) as engine:
        found = engine.ask(Explain(path, text), HeatMap)
    document: dict[str, object] = {
        "path": str(found.path),
        "text": found.text,
        "size": list(found.size),
        "grid": [list(row) for row in found.grid],
        "box": list(found.box),
    }
    x, y, width, height = found.box
    lines = ["".join(2 * _SHADES[int(4 * heat + 0.5)] for heat in row) for row in found.grid]
    lines.append(
        f"Hottest {width} × {height} pixels at {x}, {y} of {found.size[0]} × {found.size[1]}."
    )
    if out is not None:
        _write(found, out)
        document["out"] = str(out)
        lines.append(f"Written to {out}.")
    return Outcome(document, lines)


def _check(out: Path, photo: Path) -> None:
    """Refuse before the work what would fail after it, or overwrite the original."""
    if out.suffix.lower() not in (".png", ".jpg", ".jpeg", ".webp"):
        raise InputError(f"{out} must be a .png, .jpg or .webp.")
    if not out.parent.is_dir():
        raise InputError(f"There is no folder {out.parent}.")
    if out.exists() and out.samefile(photo):
        raise InputError("The heat map would overwrite the photo.")


def _write(found: HeatMap, out: Path) -> None:
    from photoclip.images.decode import decode, turned
    from photoclip.images.heat import overlay

    (x, y, w, h), (width, height) = found.box, found.size
    image = turned(decode(found.path, HEAT_SIDE), found.rotation).image
    picture = overlay(image, found.grid, (x / width, y / height, w / width, h / height))
    try:
        picture.save(out)
    except OSError as error:
        raise InputError(f"{out} cannot be written ({error.strerror or error}).") from error
