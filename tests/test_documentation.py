"""The documentation does what it says: its commands run, its queries parse, its pages build."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from photoclip.__main__ import main
from photoclip.cli.main import parser_of
from photoclip.clip.catalogue import BUILT_IN, PUBLISHED
from photoclip.errors import QueryError
from photoclip.paths import Home
from photoclip.query import parse
from photoclip.settings import Settings, save
from tests.conftest import CHECKOUT, COLOURS, Paint

DOCS = CHECKOUT / "docs"
PAGES = sorted(DOCS.rglob("*.md")) if DOCS.is_dir() else []
pytestmark = pytest.mark.skipif(not PAGES, reason="an installed package has no documentation")

_TESTED = "<!-- tested -->"
_FENCE = re.compile(r"^([ ]*)```(\w*)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
_TITLES = re.compile(r"\[[^\]]*\]\(([^)#\s]+\.(?:md|png))\)")


def name_of(page: Path) -> str:
    return page.relative_to(DOCS).as_posix()


def commands(page: Path, *, tested: bool) -> list[list[str]]:
    """The command lines of a page's shell blocks, without the word `photoclip` before them."""
    text = page.read_text(encoding="utf-8")
    found = []
    for block in _FENCE.finditer(text):
        if block[2] != "sh" or (tested and not text[: block.start()].rstrip().endswith(_TESTED)):
            continue
        for line in block[3].replace("\\\n", " ").splitlines():
            words = shlex.split(line, comments=True)
            if words and Path(words[0]).name == "photoclip":
                found.append(words[1 : words.index(">") if ">" in words else None])
    return found


RUN = [page for page in PAGES if commands(page, tested=True)]


@pytest.fixture
def user(home: Home, paint: Paint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with `Pictures` in it, where the commands of the pages are typed."""
    for colour in COLOURS:
        paint(tmp_path / "user" / "Pictures" / f"{colour}.jpg", colour)
    save(home.settings, Settings(encoder="fake"))
    monkeypatch.setenv("PHOTOCLIP_HOME", str(home.data))
    monkeypatch.chdir(tmp_path / "user")
    return tmp_path / "user"


@pytest.mark.parametrize("page", RUN, ids=name_of)
def test_the_commands_of_a_page_run(
    page: Path, user: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    typed = commands(page, tested=True)
    if ["scan", "Pictures"] not in typed:
        assert main(["scan", "Pictures"]) == 0
    for arguments in typed:
        capfd.readouterr()
        status = main(arguments)
        said = capfd.readouterr()
        assert status == 0, f"photoclip {shlex.join(arguments)}: {said.err}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_of_a_page_parses(page: Path) -> None:
    parser = parser_of("")
    for arguments in commands(page, tested=False):
        if arguments[:2] == ["--version", "--verbose"]:
            continue
        try:
            parser.parse_args(arguments)
        except SystemExit:
            pytest.fail(f"photoclip {shlex.join(arguments)} does not parse")


def test_the_readme_is_right_about_its_commands() -> None:
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    for arguments in commands(CHECKOUT / "README.md", tested=False):
        if arguments and Path(arguments[0]).name == arguments[0] and arguments[0].isalpha():
            parser_of("").parse_args(arguments)
    for target in _TITLES.findall(text):
        assert (CHECKOUT / target).is_file(), target


def _first_column(text: str, heading: str) -> list[str]:
    """The code in the first column of the tables whose first heading is so."""
    tables = re.findall(rf"^\| {heading} \|.*\n\|[-|: ]+\n((?:\|.*\n)+)", text, re.MULTILINE)
    return re.findall(r"^\| `([^`]+)`", "".join(tables), re.MULTILINE)


def test_every_query_of_the_page_works(user: Path, capfd: pytest.CaptureFixture[str]) -> None:
    page = (DOCS / "queries.md").read_text(encoding="utf-8")
    queries, refused = _first_column(page, "query"), _first_column(page, "refused")
    assert len(queries) > 40
    assert len(refused) >= 4
    assert main(["scan", "Pictures"]) == 0
    for tag in ("family", "work", "cat", "dog"):
        assert main(["tag", tag, "Pictures/red.jpg"]) == 0
    assert main(["album", "Italy 2023", "Pictures/red.jpg"]) == 0
    for query in queries:
        capfd.readouterr()
        status = main(["search", "--weak", *(["--", query] if query[0] == "-" else [query])])
        # A folder that is not there is said, as any wrong name is.
        missing = "in:Work" in query
        assert status == 0 or missing, f"{query}: {capfd.readouterr().err}"
        parse(query)
    for query in refused:
        with pytest.raises(QueryError):
            parse(query)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_and_pictures_are_there(page: Path) -> None:
    for target in _TITLES.findall(page.read_text(encoding="utf-8")):
        if not target.startswith("https:"):
            assert (page.parent / target).is_file(), target


def test_the_navigation_leads_to_pages_that_are_there() -> None:
    listed = re.findall(r": (\S+\.md)$", (CHECKOUT / "mkdocs.yml").read_text(), re.MULTILINE)
    assert len(listed) > 10
    assert len(set(listed)) == len(listed)
    for page in listed:
        assert (DOCS / page).is_file(), page


def test_the_tables_are_those_of_the_saved_figures(capfd: pytest.CaptureFixture[str]) -> None:
    saved = sorted((DOCS / "measured").glob("*.json"))
    assert saved
    assert main(["bench", "table", *map(str, saved)]) == 0
    page = (DOCS / "measurements.md").read_text(encoding="utf-8")
    assert page.endswith("<!-- tables -->\n" + capfd.readouterr().out)


def test_the_site_builds_strictly(tmp_path: Path) -> None:
    pytest.importorskip("material", reason="the extra `docs` is not installed")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    ran = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "queries.html").is_file()


def test_the_table_of_models_says_what_the_catalogue_says() -> None:
    page = (DOCS / "models.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([\w-]+)` \|(.*)$", page, re.MULTILINE))
    assert set(rows) == {BUILT_IN, *(model.name for model in PUBLISHED)}
    for model in PUBLISHED:
        size = f"{model.megabytes} MB" if model.megabytes < 1000 else f"{model.megabytes / 1e3:.1f}"
        assert size in rows[model.name]
        assert model.licence in rows[model.name]
        assert ("English" in rows[model.name]) == (model.languages == "English")
