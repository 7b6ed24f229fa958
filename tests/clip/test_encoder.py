"""Tests that the encoder gives open_clip's own vectors, whatever the batch and the memory."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import open_clip
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image

from photoclip.clip import devices, encoder, folder
from photoclip.clip.encoder import OpenClipEncoder
from photoclip.clip.remembered import Remembered
from photoclip.errors import InputError, NoWeights, OutOfMemory
from photoclip.images.reading import Recipe, encoder_pixels

Seen = Callable[[Any, list[Image.Image]], NDArray[np.uint8]]
TEXTS = ["a red dog", "two", "a large photo of a child and the big blue cat on the beach"]


def load(path: Path, **options: Any) -> OpenClipEncoder:
    return OpenClipEncoder.load(path, **({"device": "cpu", "precision": "fp32"} | options))


@torch.inference_mode()
def reference(path: Path, pictures: list[Image.Image], seen: Seen) -> SimpleNamespace:
    """What open_clip alone makes of those pictures and of TEXTS."""
    model, transform = open_clip.create_model_from_pretrained(f"local-dir:{path}")
    model.eval()
    tokens = open_clip.get_tokenizer(f"local-dir:{path}")(TEXTS)
    tensors = torch.stack([transform(picture) for picture in pictures])
    return SimpleNamespace(
        pixels=seen(transform, pictures),
        tensors=tensors,
        tokens=tokens,
        images=model.encode_image(tensors, normalize=True).numpy(),
        texts=model.encode_text(tokens, normalize=True).numpy(),
    )


def cosines(a: NDArray[np.float32], b: NDArray[np.float32]) -> NDArray[np.float32]:
    return (a * b).sum(1)


def test_gives_the_vectors_of_open_clip(
    any_model: Path, pictures: list[Image.Image], seen_by: Seen
) -> None:
    expected = reference(any_model, pictures, seen_by)
    ours = load(any_model)
    images, texts = ours.encode_images(expected.pixels), ours.encode_texts(TEXTS)
    assert images.dtype == texts.dtype == np.float32
    assert cosines(images, expected.images).min() > 0.99999
    assert np.abs(texts - expected.texts).max() < 1e-5
    assert (ours.image_size, ours.device) == (expected.pixels.shape[1:3], "cpu")


@pytest.mark.parametrize(
    ("model", "mode", "interpolation"),
    [
        ("clip_model", "shortest", "bicubic"),
        ("siglip_model", "squash", "bicubic"),
        ("mobile_model", "shortest", "bilinear"),
    ],
)
def test_says_how_pictures_are_resized(
    model: str, mode: str, interpolation: str, request: pytest.FixtureRequest
) -> None:
    ours = load(request.getfixturevalue(model))
    assert (ours.resize_mode, ours.interpolation) == (mode, interpolation)


def test_a_reading_gives_the_pixels_that_open_clip_sees(
    any_model: Path, pictures: list[Image.Image], seen_by: Seen
) -> None:
    expected = reference(any_model, pictures, seen_by).pixels
    described = folder.read(any_model)
    recipe = Recipe(
        *described.image_size,
        resize_mode=described.resize_mode,
        interpolation=described.interpolation,
    )
    for picture, wanted in zip(pictures, expected, strict=True):
        if max(picture.size) < 2 * min(picture.size):  # panoramas lose their ends before
            assert np.array_equal(encoder_pixels(picture, recipe), wanted)


def test_normalises_pixels_exactly_as_open_clip(
    any_model: Path, pictures: list[Image.Image], seen_by: Seen
) -> None:
    expected = reference(any_model, pictures, seen_by)
    model = Recorder(dim=expected.images.shape[1])
    small_encoder(any_model, model).encode_images(expected.pixels)
    assert torch.equal(torch.cat(model.received), expected.tensors)


def test_read_only_pixels_are_taken(clip_model: Path) -> None:
    ours = load(clip_model)
    pixels = np.zeros((2, 32, 32, 3), np.uint8)
    pixels.flags.writeable = False
    assert ours.encode_images(pixels).shape == (2, 32)


def test_nothing_in_nothing_out(clip_model: Path) -> None:
    ours = load(clip_model)
    assert ours.encode_images(np.zeros((0, 32, 32, 3), np.uint8)).shape == (0, 32)
    assert ours.encode_texts([]).shape == (0, 32)


def test_pixels_of_another_size_are_a_bug(clip_model: Path) -> None:
    with pytest.raises(ValueError, match="shape"):
        load(clip_model).encode_images(np.zeros((1, 31, 32, 3), np.uint8))


@pytest.mark.bar
def test_the_standard_model_with_random_weights(
    tmp_path: Path, pictures: list[Image.Image], seen_by: Seen, write_model: Callable[..., Path]
) -> None:
    """The real architecture, preprocessing and size of ViT-B-32-256."""
    preprocess = {"mean": [0.481, 0.458, 0.408], "std": [0.269, 0.261, 0.276]}
    path = write_model(
        tmp_path / "standard", open_clip.get_model_config("ViT-B-32-256"), preprocess
    )
    expected = reference(path, pictures[:2], seen_by)
    ours = load(path)
    assert (ours.spec.dim, ours.image_size, ours.resize_mode) == (512, (256, 256), "shortest")
    assert cosines(ours.encode_images(expected.pixels), expected.images).min() > 0.9999
    assert np.abs(ours.encode_texts(TEXTS) - expected.texts).max() < 1e-5


class TestTexts:
    def test_cropped_is_uncropped(self, clip_model: Path, mobile_model: Path) -> None:
        for path in (clip_model, mobile_model):
            ours, texts = load(path), [*TEXTS, "", "word " * 100]
            model = open_clip.create_model_from_pretrained(
                f"local-dir:{path}", return_transform=False
            ).eval()
            tokens = open_clip.get_tokenizer(f"local-dir:{path}")(texts)
            with torch.inference_mode():
                full = model.encode_text(tokens, normalize=True).numpy()
            assert np.abs(ours.encode_texts(texts) - full).max() < 1e-5

    def test_custom_causal_towers_are_cropped_too(self) -> None:
        tower = encoder.TextTower(custom_text())
        tokens = open_clip.get_tokenizer("ViT-B-32")(TEXTS)[:, :16]
        tokens[2, 15] = 49407
        assert tower.crops
        assert tower.lengths(tokens).tolist() == [5, 3, 16]
        with torch.inference_mode():
            full = tower._model.encode_text(tokens, normalize=True)
            assert torch.allclose(tower.encode(tokens), full, atol=1e-5)
            assert torch.allclose(tower.encode(tokens[:2]), full[:2], atol=1e-5)

    def test_towers_that_see_their_padding_get_all_of_it(self, siglip_model: Path) -> None:
        tokens = open_clip.get_tokenizer(f"local-dir:{siglip_model}")(["a dog"])
        assert tokens.shape == (1, 64)
        tower = encoder.TextTower(load(siglip_model)._model)
        assert not tower.crops
        assert tower.lengths(tokens).tolist() == [64]

    def test_order_and_repeats_are_kept(self, clip_model: Path) -> None:
        ours = load(clip_model)
        texts = [*TEXTS, "two", *TEXTS[::-1]]
        one_by_one = np.concatenate([load(clip_model).encode_texts([text]) for text in texts])
        assert np.abs(ours.encode_texts(texts) - one_by_one).max() < 1e-5

    def test_a_text_is_encoded_once(self, clip_model: Path) -> None:
        ours = load(clip_model)
        first = ours.encode_texts(["a dog", "a cat"])
        del ours._model  # what is remembered needs no model
        assert np.array_equal(ours.encode_texts(["a cat", "a dog"]), first[::-1])

    def test_the_least_recently_used_text_goes_first(self) -> None:
        cache = encoder.TextCache(size=2)
        cache.keep(["a", "b"], np.eye(2, dtype=np.float32))
        cache.get("a")
        cache.keep(["c"], np.zeros((1, 2), np.float32))
        assert cache.get("b") is None
        assert cache.get("a") is not None


class TestMemory:
    def test_the_batch_is_halved_and_stays_so(self, clip_model: Path) -> None:
        model = Recorder(fits=3)
        ours = small_encoder(clip_model, model, batch=16)
        pixels = np.random.default_rng(0).integers(0, 255, (7, 32, 32, 3), np.uint8)
        first = ours.encode_images(pixels)
        assert model.sizes == [7, 7, 4, 2, 2, 2, 1]
        assert np.array_equal(ours.encode_images(pixels), first)
        assert model.sizes[7:] == [2, 2, 2, 1]

    def test_no_room_for_one_on_the_device_means_the_cpu(self, clip_model: Path) -> None:
        said: list[str] = []
        model = Recorder(fits=0, only_on="meta")
        ours = small_encoder(
            clip_model, model, batch=4, device=torch.device("meta"), notice=said.append
        )
        assert ours.encode_images(np.zeros((3, 32, 32, 3), np.uint8)).shape == (3, 32)
        assert ours.device == "cpu"
        assert len(said) == 1
        assert "meta" in said[0]

    def test_no_room_on_the_cpu_either_is_an_error(self, clip_model: Path) -> None:
        ours = small_encoder(clip_model, Recorder(fits=0), batch=4)
        with pytest.raises(OutOfMemory, match="not enough memory"):
            ours.encode_images(np.zeros((3, 32, 32, 3), np.uint8))

    def test_other_errors_are_bugs(self, clip_model: Path) -> None:
        ours = small_encoder(clip_model, Recorder(fits=0, error=RuntimeError("shapes differ")))
        with pytest.raises(RuntimeError, match="shapes differ"):
            ours.encode_images(np.zeros((1, 32, 32, 3), np.uint8))

    @pytest.mark.parametrize(
        ("error", "is_memory"),
        [
            (torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB"), True),
            (RuntimeError("MPS backend out of memory (MPS allocated: 1 GB)"), True),
            (RuntimeError("DefaultCPUAllocator: can't allocate memory"), True),
            (MemoryError(), True),
            (RuntimeError("mat1 and mat2 shapes cannot be multiplied"), False),
            (ValueError("out of memory"), False),
        ],
    )
    def test_what_running_out_of_memory_looks_like(self, error: Exception, is_memory: bool) -> None:
        assert devices.is_out_of_memory(error) is is_memory


class TestPrecision:
    def test_automatic_is_decided_once(
        self, clip_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        remembered = Remembered(tmp_path / "encoders.json")
        monkeypatch.setattr(devices, "automatic_precision", lambda *_: "bf16")
        first = load(clip_model, precision="auto", remembered=remembered).spec
        monkeypatch.setattr(devices, "automatic_precision", lambda *_: "fp32")
        again = load(clip_model, precision="auto", remembered=remembered).spec
        assert first == again
        assert first.precision == "bf16"
        assert load(clip_model, precision="auto").spec.precision == "fp32"

    def test_the_probe_chooses_the_faster(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(devices, "_has_bf16_units", lambda: True)
        cpu = torch.device("cpu")
        clock = Clock()
        monkeypatch.setattr(devices, "time", clock)
        assert devices.automatic_precision(Slow(clock, 1.0, 0.3), (8, 8), cpu) == "bf16"
        assert devices.automatic_precision(Slow(clock, 1.0, 0.9), (8, 8), cpu) == "fp32"
        untrue = Slow(clock, 1.0, 0.3, error=0.1)
        assert devices.automatic_precision(untrue, (8, 8), cpu) == "fp32"
        monkeypatch.setattr(devices, "_has_bf16_units", lambda: False)
        assert devices.automatic_precision(Slow(clock, 1.0, 0.3), (8, 8), cpu) == "fp32"

    def test_bf16_changes_little(
        self,
        any_model: Path,
        pictures: list[Image.Image],
        seen_by: Seen,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(devices, "_has_bf16_units", lambda: True)
        expected = reference(any_model, pictures, seen_by)
        ours = load(any_model, precision="bf16")
        assert ours.spec.precision == "bf16"
        assert ours._dtype == torch.bfloat16
        assert cosines(ours.encode_images(expected.pixels), expected.images).min() > 0.998
        assert cosines(ours.encode_texts(TEXTS), expected.texts).min() > 0.998

    def test_what_the_device_cannot_do_is_done_finer(self) -> None:
        assert devices.arithmetic("fp16", torch.device("cpu")) == torch.float32
        assert devices.arithmetic("fp16", torch.device("mps")) == torch.float16
        assert devices.arithmetic("bf16", torch.device("cuda")) == torch.bfloat16

    def test_overflow_in_half_precision_is_computed_again(self, clip_model: Path) -> None:
        model = Recorder(overflows=True)
        ours = small_encoder(clip_model, model)
        ours._dtype = torch.bfloat16
        vectors = ours.encode_images(np.full((1, 32, 32, 3), 200, np.uint8))
        assert np.isfinite(vectors).all()
        assert [batch.dtype for batch in model.received] == [torch.bfloat16, torch.float32]

    def test_unknown_choices_are_refused(self, clip_model: Path) -> None:
        with pytest.raises(InputError, match="int8"):
            load(clip_model, precision="int8")
        with pytest.raises(InputError, match="tpu"):
            load(clip_model, device="tpu")


class TestLoading:
    def test_threads_are_set(self, clip_model: Path) -> None:
        before = torch.get_num_threads()
        try:
            load(clip_model, threads=1)
            assert torch.get_num_threads() == 1
        finally:
            torch.set_num_threads(before)

    def test_weights_of_another_shape_are_one_sentence(
        self, clip_model: Path, copy_of: Callable[[Path], Path]
    ) -> None:
        broken = copy_of(clip_model)
        config = broken / folder.CONFIG
        config.write_text(config.read_text().replace('"layers": 2', '"layers": 3'))
        with pytest.raises(NoWeights, match="does not load") as refused:
            load(broken)
        assert "\n" not in str(refused.value)

    def test_a_quickgelu_warning_is_a_refusal(
        self, clip_model: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def warn(*_: Any, **__: Any) -> None:
            warnings.warn("QuickGELU mismatch between model and weights", stacklevel=1)

        monkeypatch.setattr(open_clip, "create_model_from_pretrained", warn)
        with pytest.raises(NoWeights, match="QuickGELU"):
            load(clip_model)

    def test_a_name_makes_another_space(self, clip_model: Path) -> None:
        assert load(clip_model).spec.name == "clip"
        assert load(clip_model, name="mine").spec.name == "mine"


class Recorder:
    """A model that notes what it gets, and has no room for batches larger than `fits`."""

    def __init__(
        self,
        dim: int = 32,
        fits: int = 1000,
        only_on: str = "",
        error: Exception | None = None,
        overflows: bool = False,
    ) -> None:
        self.received: list[torch.Tensor] = []
        self.sizes: list[int] = []
        self._dim = dim
        self._fits, self._only_on, self._overflows = fits, only_on, overflows
        self._error = error or torch.OutOfMemoryError("out of memory")

    def to(self, **_: Any) -> Recorder:
        return self

    def float(self) -> Recorder:
        return self

    def encode_image(self, x: torch.Tensor, normalize: bool) -> torch.Tensor:
        self.sizes.append(len(x))
        if len(x) > self._fits and self._only_on in ("", x.device.type):
            raise self._error
        self.received.append(x.clone())
        mean = x.float().mean((1, 2, 3))[:, None]
        vectors = torch.cat([mean.expand(-1, self._dim - 1), torch.ones(len(x), 1)], dim=1)
        return vectors / (0 if self._overflows and x.dtype != torch.float32 else 1)


def small_encoder(path: Path, model: Any, **options: Any) -> OpenClipEncoder:
    described = folder.read(path)
    spec = described.spec("fake", "0", "fp32")
    options = {"device": torch.device("cpu")} | options
    return OpenClipEncoder(model, lambda texts: torch.zeros(0), described, spec, **options)


def custom_text() -> Any:
    torch.manual_seed(0)
    text = {"context_length": 16, "width": 32, "heads": 2, "layers": 2}
    vision = {"image_size": 32, "layers": 1, "width": 32, "head_width": 32, "patch_size": 16}
    return open_clip.CustomTextCLIP(embed_dim=16, vision_cfg=vision, text_cfg=text).eval()


class Clock:
    """A clock that only moves when somebody works."""

    now = 0.0

    def perf_counter(self) -> float:
        return self.now


class Slow(torch.nn.Module):
    """A tower that takes as long as its arithmetic asks for, on that clock."""

    def __init__(self, clock: Clock, fp32: float, bf16: float, error: float = 0.0) -> None:
        super().__init__()
        self.error = error
        self.clock, self.seconds = clock, {torch.float32: fp32, torch.bfloat16: bf16}

    def __deepcopy__(self, _memory: Any) -> Slow:
        return self

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        self.clock.now += self.seconds[x.dtype]
        x = x.flatten(1)
        return x if x.dtype == torch.float32 else x + self.error * x.roll(1)


class TestPlaces:
    """The map of a tower that takes a mean, and None from the others."""

    def test_a_convolutional_tower_has_a_map(self, mobile_model: Path) -> None:
        encoder = load(mobile_model)
        pixels = np.random.default_rng(0).integers(0, 256, (9, 64, 64, 3), np.uint8)
        found = encoder.image_map(pixels)
        assert found is not None
        assert found.shape == (9, 2, 2, encoder.spec.dim)
        assert np.linalg.norm(found, axis=-1) == pytest.approx(1.0, abs=1e-5)

    def test_an_even_picture_is_the_same_everywhere_but_for_its_rims(
        self, mobile_model: Path
    ) -> None:
        pixels = np.full((1, 64, 64, 3), 128, np.uint8)
        found = load(mobile_model).image_map(pixels)
        assert found is not None
        assert (found[0] @ found[0, 0, 0]).min() > 0.5

    def test_a_transformer_has_none(self, clip_model: Path, siglip_model: Path) -> None:
        for tower in map(load, (clip_model, siglip_model)):
            assert tower.image_map(np.zeros((1, *tower.image_size, 3), np.uint8)) is None
