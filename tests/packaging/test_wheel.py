"""The wheel carries the resources, and a program installed from it finds them."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]

LOOK = """
import photoclip, photoclip.paths
print(photoclip.__file__)
print(photoclip.paths.resources())
"""


def build(folder: Path, version: str) -> Path:
    """A wheel of this checkout ("standard" or "editable"), built without a network."""
    target = f"wheel:{version}"
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", folder],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that is published."""
    return build(tmp_path_factory.mktemp("wheel"), "standard")


def test_an_installed_program_finds_its_resources(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)  # what an installer does to a pure wheel
    program = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{LOOK}"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        # the coverage of the copy is nobody's concern
        env={k: v for k, v in os.environ.items() if not k.startswith("COVERAGE")},
    )
    assert done.returncode == 0, done.stderr
    module, resources = map(Path, done.stdout.splitlines())
    assert module == tmp_path / "photoclip" / "__init__.py"
    assert resources == tmp_path / "photoclip" / "_resources"
    assert (resources / "sample" / "samples.json").is_file()
    assert len(list((resources / "sample").glob("*.jpg"))) >= 24


def test_the_wheel_carries_its_licences_and_no_clutter(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    licences = [Path(name).name for name in names if "/licenses/" in name]
    assert sorted(licences) == ["LICENSE", "NOTICE"]
    assert any(name.endswith("_resources/sample/CREDITS.md") for name in names)
    assert not [name for name in names if name.startswith("tests") or "__pycache__" in name]


def test_an_editable_install_copies_nothing(tmp_path: Path) -> None:
    with zipfile.ZipFile(build(tmp_path, "editable")) as archive:
        code = [name for name in archive.namelist() if ".dist-info/" not in name]
        assert [Path(name).suffix for name in code] == [".pth"]
        assert Path(archive.read(code[0]).decode().strip()) == CHECKOUT
