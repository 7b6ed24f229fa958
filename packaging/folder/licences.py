"""Puts the licences of everything in the folder beside it, under `licences/`, with a list.

    python packaging/folder/licences.py FOLDER

Reads what the packages of this environment say of themselves; only those whose files are in the
folder are named. Fails where a library is in the folder that its terms keep out (see NOTICE).
"""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import sys
from pathlib import Path

KEPT_OUT = re.compile(r"libx26[45]|libfdk|libx264|libavcodec.*gpl")
"""Names of libraries under the GPL, or without terms that let them be passed on."""

_LICENCE = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)


def carried(folder: Path) -> dict[str, importlib.metadata.Distribution]:
    """The distributions of which there are files or modules in the folder, by name."""
    inside = {path.name for path in (folder / "_internal").iterdir()}
    found: dict[str, importlib.metadata.Distribution] = {}
    for package in importlib.metadata.distributions():
        tops = {Path(str(file)).parts[0] for file in package.files or ()}
        modules = (tops | {f"{top}.py" for top in tops}) & inside
        pure = package.name.lower().replace("-", "_") in _modules_in(folder)
        if any(not name.endswith(".dist-info") for name in modules) or pure:
            found[package.name] = package
    return found


def _modules_in(folder: Path) -> frozenset[str]:
    """Top names of the modules in PyInstaller's archive, which stands in the program itself."""
    from PyInstaller.archive.readers import CArchiveReader

    program = next(folder.glob("photoclip*"))
    archive = CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz")
    return frozenset(name.partition(".")[0].lower() for name in archive.toc)


def terms(package: importlib.metadata.Distribution) -> str:
    """What a package says of its licence, in one line."""
    about = package.metadata
    said = about.get("License-Expression") or about.get("License") or ""
    classes = [
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier", [])
        if line.startswith("License")
    ]
    first = said.strip().splitlines()[0] if said.strip() else ", ".join(classes)
    return first or "see its files"


def main(folder: Path) -> int:
    """Copy the files and write the list."""
    banned = [path for path in folder.rglob("*") if KEPT_OUT.search(path.name)]
    if banned:
        sys.stderr.write(f"must not be in a package: {', '.join(map(str, banned))}\n")
        return 1
    target = folder / "licences"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    lines = []
    for name, package in sorted(carried(folder).items(), key=lambda item: item[0].lower()):
        lines.append(f"{name} {package.version}: {terms(package)}")
        for file in package.files or ():
            path = Path(str(file))
            source = Path(str(file.locate()))
            if (
                _LICENCE.search(str(path))
                and path.suffix not in (".py", ".pyc")
                and source.is_file()
            ):
                shutil.copy(source, target / f"{name}-{path.name}")
    (target / "PACKAGES.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
