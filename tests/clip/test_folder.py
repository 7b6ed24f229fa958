"""Tests that a model folder is judged in one sentence, before torch is needed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photoclip.clip import folder
from photoclip.clip.remembered import Remembered, sha256
from photoclip.errors import NoWeights

Copy = Callable[[Path], Path]


def change(path: Path, section: str, **values: Any) -> Path:
    """Set (or with None: take out) values of a section of the configuration."""
    file = path / folder.CONFIG
    config = json.loads(file.read_text())
    part = config
    for name in section.split("."):
        part = part[name]
    part.update(values)
    for name in [name for name, value in values.items() if value is None]:
        del part[name]
    file.write_text(json.dumps(config))
    return path


def refusal(path: Path) -> str:
    with pytest.raises(NoWeights) as refused:
        folder.read(path)
    sentence = str(refused.value)
    assert "\n" not in sentence
    assert sentence[0].isupper() or sentence.startswith((str(path), "open_clip"))
    assert sentence.endswith(".")
    return sentence


def test_a_good_folder_says_what_the_encoder_wants(clip_model: Path, siglip_model: Path) -> None:
    clip, siglip = folder.read(clip_model), folder.read(siglip_model)
    assert (clip.dim, clip.image_size, clip.resize_mode) == (32, (32, 32), "shortest")
    assert clip.mean == (0.48145466, 0.4578275, 0.40821073)
    assert clip.weights.name == "open_clip_model.safetensors"
    assert (siglip.dim, siglip.image_size, siglip.resize_mode) == (64, (160, 160), "squash")
    assert siglip.std == (0.5, 0.5, 0.5)
    assert {file.name for file in siglip.files} == {
        "open_clip_config.json",
        "open_clip_model.safetensors",
        "tokenizer.json",
        "tokenizer_config.json",
    }


def test_not_a_folder(tmp_path: Path) -> None:
    assert "no model folder" in refusal(tmp_path / "nowhere")


def test_no_configuration(tmp_path: Path) -> None:
    assert folder.CONFIG in refusal(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"model_cfg": 3}', '{"model_cfg": {}}'])
def test_a_configuration_that_is_none(clip_model: Path, copy_of: Copy, text: str) -> None:
    path = copy_of(clip_model)
    (path / folder.CONFIG).write_text(text)
    assert folder.CONFIG in refusal(path)


@pytest.mark.parametrize(
    ("section", "values", "says"),
    [
        ("model_cfg", {"embed_dim": None}, "embed_dim"),
        ("model_cfg", {"embed_dim": 31}, "32 dimensions in one, 31 in the other"),
        ("model_cfg", {"vision_cfg": None}, "vision_cfg"),
        ("model_cfg.vision_cfg", {"image_size": 0}, "image size"),
        ("model_cfg.vision_cfg", {"image_size": [32, 32, 32]}, "image size"),
        ("preprocess_cfg", {"mean": None}, "mean"),
        ("preprocess_cfg", {"mean": [0.5, 0.5]}, "mean"),
        ("preprocess_cfg", {"std": [0.5, 0, 0.5]}, "std"),
        ("preprocess_cfg", {"std": ["a", "b", "c"]}, "std"),
        ("preprocess_cfg", {"interpolation": "nearest"}, "nearest"),
        ("preprocess_cfg", {"resize_mode": "longest"}, "longest"),
        ("preprocess_cfg", {"mode": "L"}, "RGB"),
        ("model_cfg.text_cfg", {"hf_model_name": "xlm-roberta-base"}, "xlm-roberta-base"),
        ("model_cfg.text_cfg", {"hf_tokenizer_name": "timm/x"}, "tokenizer.json"),
        ("model_cfg.text_cfg", {"tokenizer_kwargs": {"trust_remote_code": True}}, "refused"),
    ],
)
def test_what_a_configuration_must_say(
    clip_model: Path, copy_of: Copy, section: str, values: dict[str, Any], says: str
) -> None:
    assert says in refusal(change(copy_of(clip_model), section, **values))


def test_what_it_need_not_say_is_as_open_clip_assumes(clip_model: Path, copy_of: Copy) -> None:
    path = change(copy_of(clip_model), "model_cfg.vision_cfg", image_size=None)
    found = folder.read(change(path, "preprocess_cfg", mean=0.5))
    assert (found.image_size, found.interpolation) == ((224, 224), "bicubic")
    assert found.mean == (0.5, 0.5, 0.5)


def test_a_tokenizer_with_a_program_of_its_own_is_refused(
    siglip_model: Path, copy_of: Copy
) -> None:
    path = copy_of(siglip_model)
    config = path / "tokenizer_config.json"
    known = json.loads(config.read_text())
    config.write_text(json.dumps(known | {"auto_map": {"AutoTokenizer": ["x.Mine", None]}}))
    assert "its own program" in refusal(path)


class TestWeights:
    def test_none(self, clip_model: Path, copy_of: Copy) -> None:
        path = copy_of(clip_model)
        (path / "open_clip_model.safetensors").unlink()
        assert "no weights" in refusal(path)

    @pytest.mark.parametrize("name", ["open_clip_pytorch_model.bin", "model.pth", "x.pt", "x.ckpt"])
    def test_a_pickle_is_refused(self, clip_model: Path, copy_of: Copy, name: str) -> None:
        path = copy_of(clip_model)
        (path / "open_clip_model.safetensors").rename(path / name)
        sentence = refusal(path)
        assert "pickle" in sentence
        assert name in sentence

    def test_a_pickle_that_open_clip_prefers_is_refused(
        self, clip_model: Path, copy_of: Copy
    ) -> None:
        path = copy_of(clip_model)
        (path / "open_clip_model.safetensors").rename(path / "model.safetensors")
        assert folder.read(path).weights.name == "model.safetensors"
        (path / "open_clip_pytorch_model.bin").write_bytes(b"\x80\x04")
        assert "open_clip_pytorch_model.bin" in refusal(path)

    def test_a_pickle_that_open_clip_ignores_is_ignored(
        self, clip_model: Path, copy_of: Copy
    ) -> None:
        path = copy_of(clip_model)
        (path / "open_clip_pytorch_model.bin").write_bytes(b"\x80\x04")
        found = folder.read(path)
        assert found.weights.name == "open_clip_model.safetensors"
        assert "open_clip_pytorch_model.bin" not in {file.name for file in found.files}

    def test_one_unknown_name_is_taken_two_are_not(self, clip_model: Path, copy_of: Copy) -> None:
        path = copy_of(clip_model)
        one = (path / "open_clip_model.safetensors").rename(path / "epoch_9.safetensors")
        assert folder.read(path).weights == one
        (path / "epoch_8.safetensors").write_bytes(one.read_bytes())
        assert "epoch_8.safetensors and epoch_9.safetensors" in refusal(path)

    @pytest.mark.parametrize("keep", [0, 4, 9, 500, -1])
    def test_a_part_of_a_file_is_no_file(self, clip_model: Path, copy_of: Copy, keep: int) -> None:
        weights = copy_of(clip_model) / "open_clip_model.safetensors"
        weights.write_bytes(weights.read_bytes()[:keep])
        assert re.search(r"incomplete|damaged", refusal(weights.parent))

    def test_bytes_that_are_no_tensors(self, clip_model: Path, copy_of: Copy) -> None:
        weights = copy_of(clip_model) / "open_clip_model.safetensors"
        weights.write_bytes((20).to_bytes(8, "little") + b'{"a": {"shape": [1]}}')
        assert "damaged" in refusal(weights.parent)


class TestSpec:
    def test_is_the_same_every_time_and_without_torch(
        self, clip_model: Path, tmp_path: Path
    ) -> None:
        code = (
            "import sys; from pathlib import Path;"
            "from photoclip.clip import catalogue, downloads, folder, loading;"
            "from photoclip.cli import model;"
            "path = Path(sys.argv[1]);"
            "print(folder.read(path).spec('a', '0', 'fp32').key);"
            "assert not {'torch', 'open_clip', 'timm', 'transformers'} & set(sys.modules)"
        )
        command = [sys.executable, "-c", code, str(clip_model)]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        assert ran.stdout.strip() == folder.read(clip_model).spec("a", "0", "fp32").key

    def test_changes_with_whatever_changes_the_vectors(
        self, clip_model: Path, copy_of: Copy
    ) -> None:
        def key(path: Path) -> str:
            return folder.read(path).spec("a", "0", "fp32").key

        path = copy_of(clip_model)
        keys = [key(path)]
        keys.append(key(change(path, "preprocess_cfg", interpolation="bilinear")))
        keys.append(key(change(path, "preprocess_cfg", mean=[0.1, 0.2, 0.3])))
        keys.append(key(change(path, "preprocess_cfg", resize_mode="squash")))
        keys.append(key(change(path, "model_cfg", quick_gelu=True)))
        assert len(set(keys)) == len(keys)


class TestRemembered:
    def test_a_digest_is_computed_once(
        self, clip_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        weights = clip_model / "open_clip_model.safetensors"
        remembered = Remembered(tmp_path / "cache" / "encoders.json")
        assert remembered.digest(weights) == sha256(weights)
        monkeypatch.setattr("photoclip.clip.remembered.sha256", lambda _: "computed again")
        assert Remembered(tmp_path / "cache" / "encoders.json").digest(weights) == sha256(weights)

    def test_other_bytes_have_another_digest(self, tmp_path: Path) -> None:
        remembered, weights = Remembered(tmp_path / "encoders.json"), tmp_path / "w"
        weights.write_bytes(b"one")
        first = remembered.digest(weights)
        weights.write_bytes(b"three")
        assert remembered.digest(weights) not in (first, "")

    @pytest.mark.parametrize("text", ["", "[]", '{"digests": 3}', '{"digests": {"w": 1}}'])
    def test_a_damaged_cache_is_no_cache(self, tmp_path: Path, text: str) -> None:
        cache, weights = tmp_path / "encoders.json", tmp_path / "w"
        weights.write_bytes(b"one")
        cache.write_text(text)
        remembered = Remembered(cache)
        assert remembered.digest(weights) == sha256(weights)
        remembered.keep_precision("d", "bf16")
        assert remembered.precision("d") == "bf16"

    def test_a_cache_that_cannot_be_written_is_merely_slow(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"one")
        remembered = Remembered(tmp_path / "file" / "encoders.json")
        assert remembered.digest(tmp_path / "file") == sha256(tmp_path / "file")

    def test_weights_that_are_gone(self, tmp_path: Path) -> None:
        with pytest.raises(NoWeights, match="cannot be read"):
            Remembered(tmp_path / "encoders.json").digest(tmp_path / "gone")
