"""`bench` of speed on a small scale: figures with floors, nothing lost, saved, drawn, tabled."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from photoclip.cli import chart, speed, speed_embed, speed_search
from photoclip.cli.figures import Figure, figure_of
from photoclip.cli.scan import scan_folders
from photoclip.cli.session import USAGE, WORLD, Outcome
from photoclip.errors import InputError
from photoclip.vectors.encoder import Encoder, normalised
from photoclip.vectors.exact import MatrixIndex
from photoclip.vectors.seam import Found
from tests.cli.conftest import Ran, Run


def figures(ran: Ran) -> dict[str, Figure]:
    assert ran.status == 0
    return {one["name"]: figure_of(one) for one in ran.json["figures"]}


def judged(found: dict[str, Figure]) -> list[Figure]:
    """Those that are no floors themselves."""
    return [figure for name, figure in found.items() if not name.endswith(" alone")]


@pytest.mark.parametrize(("kind", "photos"), [("scan", 12), ("rescan", 450), ("thumbnails", 2)])
def test_figures_have_floors(run: Run, kind: str, photos: int) -> None:
    found = judged(figures(run("bench", kind, "--photos", photos, "--json")))
    assert all(figure.value > 0 for figure in found)
    assert all((figure.floor or 0) > 0 for figure in found)


def test_embedding_real_pictures_of_a_folder(
    run: Run, photos_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speed_embed, "ROUNDS", 1)
    found = figures(run("bench", "embed", "--folder", photos_folder, "--json"))
    assert found["pipeline, fake"].value > 0
    assert all((figure.floor or 0) > 0 for figure in judged(found))
    assert run("bench", "embed", "--folder", photos_folder / "none").status == WORLD


def test_embedding_takes_no_more_pictures_than_asked_for(
    run: Run, photos_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speed_embed, "ROUNDS", 1)
    scanned: list[Outcome] = []

    def watched(*arguments: Any, **options: Any) -> Outcome:
        scanned.append(scan_folders(*arguments, **options))
        return scanned[-1]

    monkeypatch.setattr(speed_embed, "scan_folders", watched)
    figures(run("bench", "embed", "--folder", photos_folder, "--photos", 3, "--json"))
    assert [one.document["embedded"] for one in scanned] == [3]
    assert run("bench", "embed", "--folder", photos_folder, "--photos", 0).status == WORLD


@pytest.mark.parametrize("dim", [(), ("--dim", 32)])
def test_search_loses_nothing(run: Run, dim: tuple[object, ...]) -> None:
    found = figures(run("bench", "search", "--photos", 800, *dim, "--json"))
    assert found["photos that filters lost"].value == 0
    shares = [figure for name, figure in found.items() if name.startswith("filter ")]
    assert len(shares) == 8, "by the clock, and of the processor"
    assert all((figure.floor or 0) > 0 for figure in shares)
    assert found["building the index"].value > 0


def test_search_with_the_other_index(run: Run, lancedb: None) -> None:
    options = ("--photos", 800, "--dim", 32, "--index", "lancedb")
    found = figures(run("bench", "search", *options, "--json"))
    assert found["photos that filters lost"].value == 0


def test_the_library_of_a_search_can_be_kept(run: Run, tmp_path: Path) -> None:
    options = ("--photos", 300, "--dim", 16, "--exact", "--keep", tmp_path / "kept")
    first = run("bench", "search", *options, "--json")
    again = run("bench", "search", *options, "--json")
    assert "Making" in first.err
    assert "Making" not in again.err
    assert "building the index" not in figures(again)
    assert run("bench", "search", *options[:2], "--dim", 32, *options[4:]).status == WORLD
    other = run("bench", "search", "--photos", 200, *options[2:])
    assert other.status == WORLD
    assert "300 of synthetic (16 numbers)" in other.err
    assert run("bench", "search", *options[:2], *options[4:]).status == WORLD, "another encoder"
    (tmp_path / "kept" / "questions.npy").write_bytes(b"torn")
    assert "damaged" in run("bench", "search", *options).err


def test_no_search_is_measured_in_a_library_that_it_did_not_make(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ("--photos", 30, "--dim", 16, "--exact", "--keep", tmp_path / "kept")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(np, "save", stopped)
        assert run("bench", "search", *options).status not in (0, WORLD)
    before = (tmp_path / "kept" / "library.db").read_bytes()
    again = run("bench", "search", *options)
    assert again.status == WORLD
    assert "name another folder" in again.err
    assert (tmp_path / "kept" / "library.db").read_bytes() == before


def test_a_loss_would_be_seen(unit_like: tuple[np.ndarray, ...]) -> None:
    queries, ids, matrix = unit_like
    truth = speed_search._Truth(queries, ids, queries @ matrix.T)
    index = MatrixIndex(16, ids, matrix)

    class Losing:
        """Searches as it should, but never finds the best photo."""

        def __init__(self, lost: int) -> None:
            self.lost = lost

        def search(self, query: np.ndarray, k: int, among: object = None, **_: object) -> Found:
            found, scores = index.search(query, k + self.lost)
            return Found(found[self.lost :], scores[self.lost :], "exact")

    assert truth.differs(Losing(0), None) == 0  # type: ignore[arg-type]
    assert truth.differs(Losing(1), None) == len(queries)  # type: ignore[arg-type]


@pytest.fixture
def unit_like() -> tuple[np.ndarray, ...]:
    """Three queries, 200 ids, their vectors."""
    rng = np.random.default_rng(1)
    draw = [normalised(rng.standard_normal((n, 16), dtype=np.float32)) for n in (3, 200)]
    return draw[0], np.arange(1, 201), draw[1]


def test_the_synthetic_encoder_gives_each_text_its_caption() -> None:
    captions = normalised(np.random.default_rng(0).standard_normal((9, 16), dtype=np.float32))
    encoder: Encoder = speed_search.Captions(captions)
    np.testing.assert_array_equal(encoder.encode_texts(["snow 4", "13"]), captions[[4, 4]])
    assert encoder.encode_texts(["snow"]).shape == (1, 16)
    assert encoder.encode_images(np.zeros((2, 8, 8, 3), np.uint8)).shape == (2, 16)


def test_saved_figures_become_tables_and_a_picture(run: Run, tmp_path: Path) -> None:
    picture = tmp_path / "figures.png"
    ran = run("bench", "rescan", "--photos", 5, "--json", "--plot", picture)
    assert ran.json["machine"]["cores"] >= 1
    with Image.open(picture) as drawn:
        blue = (np.asarray(drawn.convert("RGB")) == (31, 90, 160)).all(axis=2)
    assert blue.sum() > 100, "there are bars"
    saved = tmp_path / "rescan of five.json"
    saved.write_text(ran.out)
    table = run("bench", "table", saved, saved, "--plot", picture)
    assert table.out.count("### rescan of five") == 2
    assert "| rescan, nothing changed |" in table.out
    assert f"photoclip {ran.json['machine']['photoclip']}" in table.out
    both = run("bench", "table", saved, "--json").json
    assert both["tables"][0]["figures"] == ran.json["figures"]


def test_a_picture_that_cannot_be_written_is_refused_before_measuring(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speed, "scan_folders", lambda *_, **__: pytest.fail("it was measured"))
    for plot in ("a.pdf", "none/a.png", "."):
        ran = run("bench", "scan", "--photos", 1, "--plot", tmp_path / plot)
        assert (ran.status, ran.out) == (WORLD, "")


def test_figures_are_printed_though_drawing_fails(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(chart, "draw_figures", fails)
    ran = run("bench", "rescan", "--photos", 5, "--json", "--plot", tmp_path / "a.png")
    assert ran.status == WORLD
    assert ran.json["figures"]
    assert "No space left" in ran.err


def test_what_is_no_figure_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    for text in ("not JSON", "[]", '{"figures": 3}', json.dumps({"figures": [{"name": "x"}]})):
        file.write_text(text)
        ran = run("bench", "table", file)
        assert ran.status == WORLD
        assert "figures" in ran.err
    assert run("bench", "table", tmp_path / "none.json").status == WORLD
    assert run("bench", "table").status == USAGE
    assert run("bench", "rescan", "--photos", 1, "--plot", tmp_path / "a.pdf").status == WORLD
    assert run("bench", "rescan", "--photos", 0).status == WORLD
    assert run("bench", "search", "--photos", 0).status == WORLD
    with pytest.raises(InputError):
        figure_of({"name": "x", "value": "many", "unit": "s", "floor": None})


def test_the_machine_may_be_unknown(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "old.json"
    one = {"name": "x", "value": 2.0, "unit": "s", "floor": None, "ratio": None}
    file.write_text(json.dumps({"figures": [one]}))
    found = run("bench", "table", file).out
    assert "| x | 2 s |  |  |" in found
    assert "not noted" in found
