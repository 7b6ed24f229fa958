"""What packages are made of: the recipes agree with the program, with each other, and parse."""

from __future__ import annotations

import configparser
import importlib.util
import plistlib
import re
import subprocess
import sys
import tomllib
import types
from pathlib import Path
from typing import Any

import pytest
import yaml
from defusedxml import ElementTree

from photoclip import __version__
from photoclip.cli import version
from photoclip.cli.main import _MODULES
from photoclip.library import tags
from photoclip.library.database import Library
from photoclip.paths import APPLICATION, Home

CHECKOUT = Path(__file__).resolve().parents[2]
PACKAGING = CHECKOUT / "packaging"
LINUX = PACKAGING / "linux"
METAINFO = LINUX / "org.photoclip.photoclip.metainfo.xml"
SCRIPTS = sorted(PACKAGING.rglob("*.sh"))

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the recipe is for Linux")


def load(script: Path) -> Any:
    """A script of packaging/ as a module."""
    spec = importlib.util.spec_from_file_location(script.stem, script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def ran(*command: object) -> subprocess.CompletedProcess[str]:
    """The outcome of a command."""
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=120)


# -- the desktop


def test_the_desktop_file_starts_the_program_with_what_is_dropped_on_it() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment]
    entry.read(LINUX / f"{APPLICATION}.desktop", encoding="utf-8")
    fields = entry["Desktop Entry"]
    assert fields["Type"] == "Application"
    assert fields["Exec"] == f"{APPLICATION} %F"
    assert fields["Icon"] == fields["StartupWMClass"] == APPLICATION
    assert fields["Terminal"] == "false"
    assert "Photography" in fields["Categories"].split(";")
    for language in ("de", "es", "zh_CN"):
        assert fields[f"Comment[{language}]"]


def test_the_metainfo_is_of_this_version_and_of_that_desktop_file() -> None:
    component = ElementTree.parse(METAINFO).getroot()
    assert METAINFO.name == f"{component.findtext('id')}.metainfo.xml"
    assert component.findtext("launchable") == f"{APPLICATION}.desktop"
    assert component.find("releases/release").get("version") == __version__
    assert component.findtext("icon") == APPLICATION
    for found in ("metadata_license", "project_license", "name", "summary", "description/p"):
        assert component.findtext(found)


# -- the manual page


@pytest.fixture(scope="module")
def manual() -> str:
    """The manual page."""
    done = ran(sys.executable, LINUX / "man_page.py")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_manual_explains_every_command_in_the_program_s_own_words(manual: str) -> None:
    headings = re.findall(r"^\.SS photoclip (\S+)", manual, re.MULTILINE)
    assert set(headings) == set(_MODULES)
    helped = ran(sys.executable, "-m", "photoclip", "search", "--help").stdout
    for option in set(re.findall(r"--[a-z-]+", helped)) - {"--help", "--home", "--json"}:
        assert f"\\fB{option.replace('-', chr(92) + '-')}" in manual
    assert "\n.SS photoclip tags rename " in manual


def test_the_manual_is_roff_that_a_reader_understands(manual: str) -> None:
    assert manual.startswith('.TH PHOTOCLIP 1 "" "photoclip ')
    macros = {line.split(" ")[0] for line in manual.splitlines() if line.startswith((".", "'"))}
    assert macros <= {".TH", ".SH", ".SS", ".TP", ".B", ".br"}
    assert not re.search(r"(?<!\\)-(?!\w*\")", manual.partition("\n")[2].replace("\\-", ""))


# -- the folder


class Recipe(dict[str, Any]):
    """The names that PyInstaller's spec was left with, PyInstaller pretended."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, video: bool) -> None:
        hooks = types.ModuleType("PyInstaller.utils.hooks")
        hooks.collect_data_files = lambda name: [(f"data of {name}", name)]
        hooks.collect_dynamic_libs = lambda name, **_options: [(f"libraries of {name}", name)]
        hooks.collect_submodules = lambda name, **_options: [f"{name}.everything"]
        hooks.copy_metadata = lambda name: [(f"metadata of {name}", name)]
        for name in ("PyInstaller", "PyInstaller.utils"):
            monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
        monkeypatch.setitem(sys.modules, "PyInstaller.utils.hooks", hooks)
        monkeypatch.setattr(sys, "path", list(sys.path))
        monkeypatch.setenv("PHOTOCLIP_FREE_VIDEO", str(int(video)))

        def analyse(scripts: list[str], **options: Any) -> types.SimpleNamespace:
            entries = {"datas": [], "binaries": [], "pure": [], "scripts": scripts}
            self.options = options
            return types.SimpleNamespace(**entries)

        def nothing(*_parts: object, **_options: object) -> None:
            return None

        spec = PACKAGING / "folder" / "photoclip.spec"
        super().__init__(
            SPECPATH=str(spec.parent), Analysis=analyse, PYZ=nothing, EXE=nothing, COLLECT=nothing,
            BUNDLE=nothing,
        )  # fmt: skip
        exec(compile(spec.read_text(encoding="utf-8"), spec, "exec"), self)


@pytest.fixture(params=[False, True], ids=["no video", "video"])
def recipe(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Recipe:
    """The recipe, with and without PyAV."""
    return Recipe(monkeypatch, video=request.param)


def test_the_folder_carries_all_resources_where_the_program_looks(recipe: Recipe) -> None:
    carried = dict(recipe.options["datas"])
    assert carried[str(CHECKOUT / "resources")] == "photoclip/_resources"
    assert carried[str(CHECKOUT / "NOTICE")] == "."
    assert "photoclip.everything" in recipe.options["hiddenimports"]


def test_the_folder_leaves_out_no_requirement_but_those_under_the_gpl(recipe: Recipe) -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = {re.split(r"[^\w.-]", one)[0].lower() for one in project["dependencies"]}
    left_out = {one.replace("_", "-").lower() for one in recipe.options["excludes"]}
    video = recipe["WITH_VIDEO"]
    assert required & left_out == ({"pillow-heif"} if video else {"pillow-heif", "av"})
    assert ("av.everything" in recipe.options["hiddenimports"]) == video


def test_the_folder_knows_the_versions_that_reports_of_bugs_name(recipe: Recipe) -> None:
    named = {version._INSTEAD.get(one, one) for one in version.PACKAGES}
    assert named - set(recipe["NAMED"]) <= {"av"}


@pytest.mark.parametrize(
    ("name", "used"),
    [
        ("torch/lib/libtorch_cpu.so", True),
        ("torch/include/ATen/ATen.h", False),
        ("torch\\include\\ATen\\ATen.h", False),
        ("torch/bin/torch_shm_manager", True),
        ("torch/bin/protoc", False),
        ("sklearn-1.9.1.dist-info/METADATA", False),
        ("numpy-2.4.6.dist-info/METADATA", True),
        ("photoclip/_resources/NOTICE", True),
    ],
)
def test_what_only_serves_to_compile_stays_out(recipe: Recipe, name: str, used: bool) -> None:
    assert recipe["used"]((name, "", "DATA")) == used


@pytest.mark.parametrize("library", ["libx265-4883ecb5.so.217", "libx264.so.165"])
def test_a_folder_with_a_library_under_the_gpl_is_refused(
    tmp_path: Path, library: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "_internal" / "av.libs").mkdir(parents=True)
    (tmp_path / "_internal" / "av.libs" / library).touch()
    assert load(PACKAGING / "folder" / "licences.py").main(tmp_path) == 1
    assert library in capsys.readouterr().err


# -- the other packages


def test_the_flatpak_is_of_the_same_name_and_takes_what_is_there() -> None:
    recipe = yaml.safe_load((PACKAGING / "flatpak" / "org.photoclip.photoclip.yml").read_text())
    assert METAINFO.name == f"{recipe['id']}.metainfo.xml"
    assert recipe["command"] == recipe["rename-icon"] == APPLICATION
    assert recipe["rename-desktop-file"] == f"{APPLICATION}.desktop"
    (module,) = recipe["modules"]
    for source in module["sources"]:
        place = (PACKAGING / "flatpak" / source["path"]).resolve()
        assert place.exists() or place.is_relative_to(CHECKOUT / "build")
    for line in module["build-commands"]:
        for taken in re.findall(r"(?<= )linux/\S+", line):
            assert (PACKAGING / taken).is_file()


@on_linux
def test_the_appimage_s_folder_leads_to_program_icon_and_desktop_file(tmp_path: Path) -> None:
    folder = tmp_path / "photoclip"
    folder.mkdir()
    program = folder / "photoclip"
    program.write_text("#!/bin/sh\necho photoclip 1.0\n")
    program.chmod(0o755)
    done = ran("bash", PACKAGING / "appimage" / "build.sh", folder, tmp_path, "--only-folder")
    assert done.returncode == 0, done.stderr
    app = tmp_path / "photoclip.AppDir"
    assert ran(app / "AppRun").stdout == "photoclip 1.0\n"
    for name in ("photoclip.desktop", "photoclip.svg", ".DirIcon", "usr/bin/photoclip"):
        assert (app / name).is_file(), name


def test_the_windows_installer_names_files_that_are_there() -> None:
    text = (PACKAGING / "windows" / "photoclip.iss").read_text(encoding="utf-8")
    assert "photoclip-window.exe" in text
    for name in re.findall(r"(?:LicenseFile|InfoBeforeFile)=(\S+)", text):
        assert (PACKAGING / "windows" / name.replace("\\", "/")).is_file()


def test_the_entitlements_of_macos_are_a_list_of_properties() -> None:
    with (PACKAGING / "macos" / "entitlements.plist").open("rb") as stream:
        assert all(value is True for value in plistlib.load(stream).values())


def test_the_workflow_runs_scripts_that_exist() -> None:
    text = (CHECKOUT / ".github" / "workflows" / "packages.yml").read_text(encoding="utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    assert set(jobs) == {"wheel", "linux", "debian", "flatpak", "windows", "macos"}
    steps = [step for job in jobs.values() for step in job["steps"]]
    named = {
        name for step in steps for name in re.findall(r"packaging/[\w./-]+", step.get("run", ""))
    }
    assert len(named) > 6
    assert not [name for name in named if not (CHECKOUT / name).is_file()]


@pytest.mark.skipif(sys.platform == "win32", reason="the scripts are for bash")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: str(path.relative_to(PACKAGING)))
def test_a_script_parses(script: Path) -> None:
    done = ran("bash", "-n", script)
    assert done.returncode == 0, done.stderr


# -- the checks themselves


def test_the_old_libraries_of_the_checks_open(tmp_path: Path) -> None:
    load(PACKAGING / "old_library.py").main(tmp_path)
    assert len(list(tmp_path.iterdir())) > 4
    for folder in tmp_path.iterdir():
        with Library.open(Home.at(folder)) as library:
            assert [tag.name for tag in tags.of_photos(library, [1])[1]] == ["Strand"]


@on_linux
@pytest.mark.parametrize(
    ("about", "demo", "complaint"),
    [
        ("photoclip 1.0, from a package\ntorch missing", "", "torch missing"),
        ("photoclip 1.0, from Python's packages", "", "does not come from a package"),
        ("photoclip 1.0, from a package\nav missing", '{"photos": 3}', "too few photos"),
        ("photoclip 1.0, from a package", '{"photos": 36}', "found 0 photos"),
    ],
)
def test_a_program_that_does_not_work_is_noticed(
    tmp_path: Path, about: str, demo: str, complaint: str
) -> None:
    program = tmp_path / "program"
    program.write_text(
        f"#!/bin/sh\ncase $1 in\n--version) echo \"{about}\" ;;\ndemo) echo '{demo}' ;;\nesac\n"
    )
    program.chmod(0o755)
    done = ran("bash", PACKAGING / "check_program.sh", program, tmp_path, tmp_path / "old")
    assert done.returncode == 1
    assert complaint in done.stderr
