"""Training as a whole, on coloured squares: it learns, survives a kill, and publishes."""

from __future__ import annotations

import argparse
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import open_clip
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file, save_file

from photoclip.cli.session import Session
from photoclip.cli.train import register
from photoclip.clip.folder import read
from photoclip.errors import Cancelled, InputError, NoWeights
from photoclip.jobs import CancelToken, Progress, ignore_progress
from photoclip.learning.pretraining import train as training
from photoclip.learning.pretraining.align import AlignOptions
from photoclip.learning.pretraining.distil import TEACHER_DIM
from photoclip.learning.pretraining.draw import Draw
from photoclip.learning.pretraining.finetune import FinetuneOptions
from photoclip.learning.pretraining.generative import HeadOptions
from photoclip.learning.pretraining.loop import Schedule
from photoclip.learning.pretraining.options import TrainOptions
from photoclip.learning.pretraining.towers import Shape, build
from photoclip.learning.pretraining.train import train
from photoclip.paths import Home

COLOURS = {"red": (230, 20, 20), "green": (20, 200, 30), "blue": (30, 40, 230)}
TINY = Shape("test_efficientnet", image_size=32, text_width=32, text_layers=1, context=12)
QUICK = Schedule(steps=48, rate=2e-3, warmup=5, measure_every=24)


class ColourTeacher:
    """Texts that name the same colours point the same way."""

    def words(self) -> list[str]:
        return [*COLOURS, "square", "photo", "colour"]

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        vectors = np.full((len(texts), TEACHER_DIM), 0.01, np.float32)
        for i, text in enumerate(texts):
            for j, word in enumerate(self.words()):
                vectors[i, j] += (3 if word in COLOURS else 0.3) * (word in text.lower())
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def noisy(colour: tuple[int, int, int], random: np.random.Generator) -> np.ndarray:
    return random.normal(colour, 25, (24, 24, 3)).clip(0, 255).astype(np.uint8)


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """60 noisy squares of three colours with a caption each, every fifth held out."""
    folder = tmp_path_factory.mktemp("pairs")
    random, rows = np.random.default_rng(0), []
    for i in range(60):
        name = list(COLOURS)[i % 3]
        Image.fromarray(noisy(COLOURS[name], random)).save(folder / f"{i}.png")
        words = f"a {name} square, number {i}"
        split = "val" if i % 5 == 0 else "train"
        rows.append({"file": f"{i}.png", "captions": [words], "split": split, "source": name})
    (folder / "captions.json").write_text(json.dumps(rows))
    return folder


def options(folder: Path, **changes: object) -> TrainOptions:
    base = TrainOptions(
        out=folder / "model",
        work=folder / "work",
        stages=("finetune",),
        shape=TINY,
        cache_side=32,
        phrases=20,
        text=QUICK,
        align=QUICK,
        finetune=QUICK,
        text_batch=32,
        align_options=AlignOptions(batch=24, bank=16),
        finetune_options=FinetuneOptions(batch=24, bank=16),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def colours_found(folder: Path) -> float:
    """How often a square of a colour is nearest to its colour's name, in plain open_clip."""
    model, preprocess = open_clip.create_model_from_pretrained(f"local-dir:{folder}")
    tokenizer = open_clip.get_tokenizer(f"local-dir:{folder}")
    random = np.random.default_rng(1)
    squares = [preprocess(Image.fromarray(noisy(c, random))) for c in COLOURS.values()]
    model.eval()
    with torch.no_grad():
        images = model.encode_image(torch.stack(squares), normalize=True)
        texts = model.encode_text(tokenizer([f"a {c} square" for c in COLOURS]), normalize=True)
    return float(((images @ texts.T).argmax(1) == torch.arange(3)).float().mean())


def test_from_nothing(pairs: Path, tmp_path: Path) -> None:
    result = train([pairs], options(tmp_path), ignore_progress, CancelToken())
    assert result.steps == 48
    assert result.retrieval.photos == 12
    assert result.weights.parent == tmp_path / "model"
    assert colours_found(tmp_path / "model") == 1
    record = json.loads((tmp_path / "model" / "training.json").read_text())
    assert record["photos"] == {"learnt": 48, "held_out": 12}
    first, last = record["log"]
    assert (first["step"], last["step"]) == (24, 48)
    assert last["loss"] == result.loss < first["loss"]
    assert (tmp_path / "model" / "training.png").read_bytes()[1:4] == b"PNG"
    assert "red" in (tmp_path / "model" / "MODEL_CARD.md").read_text()


def fake_mobilenet(file: Path, trunk: torch.nn.Module) -> training.Classifier:
    """Stands for the classifier to start from: it calls everything a thing."""
    weight = torch.zeros(trunk.num_features, 2)  # type: ignore[call-overload]
    return training.Classifier(weight, torch.tensor([0.0, 5.0]), ("", "thing"))


def test_all_stages_from_teachers(
    pairs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "load_mobilenet", fake_mobilenet)
    judged = tmp_path / "judged.json"
    judged.write_text(json.dumps([{"file": "x", "captions": ["a red square, number 1"]}]))
    (tmp_path / "texts.txt").write_text("a blue photo\na green colour\n")
    wanted = options(
        tmp_path,
        stages=("text", "align", "finetune"),
        start_image=tmp_path / "net.tflite",
        texts=[tmp_path / "texts.txt"],
        judged=[judged],
        weights={"red": 2.0},
    )
    seen: list[Progress] = []
    result = train([pairs], wanted, seen.append, CancelToken(), ColourTeacher)
    assert result.steps == 144
    assert {"photos", "sentences", "text", "align", "finetune"} <= {
        progress.name.split("-")[0] for progress in seen
    }
    assert colours_found(tmp_path / "model") == 1
    record = json.loads((tmp_path / "model" / "training.json").read_text())
    assert record["texts"] > 60
    assert {entry["stage"] for entry in record["log"]} == {"text", "align", "finetune"}


def test_photos_with_labels_alone_get_sentences_that_fit(
    pairs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = replace(QUICK, steps=8, measure_every=8)
    train([pairs], options(tmp_path / "first", finetune=few), ignore_progress, CancelToken())
    random = np.random.default_rng(3)
    for name, colour in COLOURS.items():
        folder = tmp_path / "classes" / name
        folder.mkdir(parents=True)
        for i in range(10):
            Image.fromarray(noisy(colour, random)).save(folder / f"{i}.png")
    sentences = ["Two red squares.", "All is green", "a blue sky", "nothing of that"]
    (tmp_path / "texts.txt").write_text("\n".join(sentences))
    drawn: list[str] = []

    def spy(*given: object) -> Draw:
        draw = Draw(*given)  # type: ignore[arg-type]
        drawn.extend(draw.texts)
        return draw

    monkeypatch.setattr(training, "Draw", spy)
    first = tmp_path / "first" / "model"
    goes_on = options(
        tmp_path / "second",
        start_model=first,
        texts=[tmp_path / "texts.txt"],
        fitting=2,
        finetune=few,
        finetune_options=FinetuneOptions(batch=24, bank=4, image_pull=0.5),
    )
    train([tmp_path / "classes"], goes_on, ignore_progress, CancelToken())
    assert set(sentences) & set(drawn) == set(sentences[:3])
    record = json.loads((tmp_path / "second" / "model" / "training.json").read_text())
    assert record["options"]["fitting"] == 2
    # half of the way back to the start
    goes_on = replace(goes_on, out=tmp_path / "half", blend=0.5)
    train([tmp_path / "classes"], goes_on, ignore_progress, CancelToken())
    start, end, half = (
        load_file(folder / "open_clip_model.safetensors")["visual.head.mlp.fc1.weight"].float()
        for folder in (first, tmp_path / "second" / "model", tmp_path / "half")
    )
    assert (end - start).abs().max() > 0.001
    torch.testing.assert_close(half, (start + end) / 2, atol=0.0005, rtol=0)


def test_a_killed_training_goes_on(pairs: Path, tmp_path: Path) -> None:
    few = replace(QUICK, steps=8, measure_every=4)
    whole = options(tmp_path / "whole", finetune=few)
    uncut = train([pairs], whole, ignore_progress, CancelToken())
    token = CancelToken()

    def kill(progress: Progress) -> None:
        if (progress.name, progress.done) == ("finetune", 6):
            token.cancel()

    killed = options(tmp_path / "killed", finetune=few)
    with pytest.raises(Cancelled):
        train([pairs], killed, kill, token)
    assert not (tmp_path / "killed" / "model").exists()
    again = train([pairs], killed, ignore_progress, CancelToken())
    assert again.loss == pytest.approx(uncut.loss, rel=1e-3)
    # other words of the same photos are another training
    other = replace(killed, left_out=["blue"])
    seen: list[int] = []
    train([pairs], other, lambda p: seen.append(p.done), CancelToken())
    assert 1 in seen


def test_a_model_card_of_the_owner_is_kept(pairs: Path, tmp_path: Path) -> None:
    few = replace(QUICK, steps=1, measure_every=1)
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "MODEL_CARD.md").write_text("mine")
    train([pairs], options(tmp_path, finetune=few), ignore_progress, CancelToken())
    assert (tmp_path / "model" / "MODEL_CARD.md").read_text() == "mine"


def test_what_cannot_work_is_said_before_work_begins(pairs: Path, tmp_path: Path) -> None:
    narrow = replace(TINY, dim=24)
    for wrong in (
        {"stages": ("text", "dance")},
        {"stages": ()},
        {"stages": ("text", "align")},
        {"stages": ("text", "finetune"), "shape": narrow},
        {"objective": "triplet"},
        {"objective": "virtex", "stages": ("align", "finetune")},
        {"objective": "coca", "stages": ("align",), "start_image": tmp_path},
        {"objective": "coca", "head": HeadOptions(layers=0)},
        {"fitting": 3},
        {"blend": 0.2},
        {"blend": 1.5, "start_model": tmp_path},
    ):
        with pytest.raises(InputError):
            train([pairs], options(tmp_path, **wrong), ignore_progress, CancelToken())
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "a.jpg").write_bytes(b"no photo")
    (tmp_path / "broken" / "a.txt").write_text("words")
    with pytest.raises(InputError, match="can be read"):
        train([tmp_path / "broken"], options(tmp_path), ignore_progress, CancelToken())


def test_virtex_makes_a_start_and_no_encoder(pairs: Path, tmp_path: Path) -> None:
    few = replace(QUICK, steps=3, measure_every=3)
    wanted = options(tmp_path, objective="virtex", finetune=few, head=HeadOptions(1))
    result = train([pairs], wanted, ignore_progress, CancelToken())
    assert result.retrieval is None
    assert result.captioning is not None
    assert result.captioning.backward is not None
    assert {f.name for f in (tmp_path / "model").iterdir()} == {
        "open_clip_model.safetensors",
        "captioner.safetensors",
        "training.json",
        "training.png",
        "MODEL_CARD.md",
    }
    with pytest.raises(NoWeights):
        read(tmp_path / "model")
    record = json.loads((tmp_path / "model" / "training.json").read_text())
    assert record["objective"] == "virtex"
    assert len(record["written"]) == 12
    goes_on = options(tmp_path / "on", start_model=tmp_path / "model", finetune=few)
    assert train([pairs], goes_on, ignore_progress, CancelToken()).retrieval is not None


def test_coca_is_an_encoder_with_a_head_beside_it(pairs: Path, tmp_path: Path) -> None:
    few = replace(QUICK, steps=3, measure_every=3)
    wanted = options(
        tmp_path,
        objective="coca",
        start_model=made_before(tmp_path),
        finetune=few,
        finetune_options=FinetuneOptions(batch=8, trunk_rate=0),
    )
    result = train([pairs], wanted, ignore_progress, CancelToken())
    assert result.retrieval is not None
    assert result.captioning is not None
    assert result.captioning.backward is None
    assert read(tmp_path / "model").dim == TINY.dim
    assert (tmp_path / "model" / "captioner.safetensors").is_file()
    assert list((tmp_path / "work").glob("places-squash-1-*.npy"))  # a trunk that stays looks once


def made_before(folder: Path) -> Path:
    (folder / "before").mkdir()
    save_file(build(TINY).state_dict(), folder / "before" / "open_clip_model.safetensors")
    return folder / "before"


def run(arguments: list[str], home: Path) -> dict[str, object]:
    parser = argparse.ArgumentParser()
    register(parser.add_subparsers())
    parsed = parser.parse_args(["train", *arguments])
    outcome = parsed.run(parsed, Session(Home.at(home), lambda *_: 0, stderr=io.StringIO()))
    assert outcome.status == 0
    assert outcome.lines
    return dict(outcome.document)


def test_the_command(pairs: Path, tmp_path: Path) -> None:
    small = ["--image-model", "test_efficientnet", "--image-size", "32", "--finetune-steps", "2"]
    small += ["--text-width", "32", "--text-layers", "1", "--finetune-batch", "8"]
    where = ["--out", str(tmp_path / "model"), "--weigh", "red=2", "--stages", "finetune"]
    document = run([str(pairs), *where, *small], tmp_path)
    assert set(document) == {"steps", "loss", "retrieval", "weights"}
    assert document["steps"] == 2
    assert Path(str(document["weights"])).is_file()
    assert (tmp_path / "model-work").is_dir()
    without = run([str(pairs), *where, *small, "--leave-out", "red", "sky blue"], tmp_path)
    record = json.loads((Path(str(without["weights"])).parent / "training.json").read_text())
    assert record["options"]["left_out"] == ["red", "sky blue"]
    old = run([str(pairs), *where, *small, "--loss", "convirt"], tmp_path)
    assert set(old) == {"steps", "loss", "retrieval", "weights"}
    for wrong in ("red", "red=x", "=2", "red=-1", "red=nan"):
        with pytest.raises(InputError, match="SOURCE=FACTOR"):
            run([str(pairs), *where, "--weigh", wrong], tmp_path)
