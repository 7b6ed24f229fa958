"""One pass yields hash, metadata, thumbnail and exactly what open_clip would feed its encoder."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from photoclip.images import reading as reading_module
from photoclip.images.decode import decode
from photoclip.images.reading import Recipe, encoder_pixels, read, thumbnail_of

CLIP = Recipe(224, 224)


def scene(width: int, height: int) -> Image.Image:
    """Something with coarse and fine detail, as photos have."""
    rng = np.random.default_rng(7)
    coarse = Image.fromarray(rng.integers(0, 256, (12, 16, 3), dtype=np.uint8))
    fine = Image.fromarray(rng.integers(0, 256, (height // 3, width // 3, 3), dtype=np.uint8))
    coarse, fine = (
        image.resize((width, height), Image.Resampling.BICUBIC) for image in (coarse, fine)
    )
    return Image.blend(coarse, fine.filter(ImageFilter.GaussianBlur(1)), 0.25)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    scene(1600, 1200).save(tmp_path / "photo.jpg", quality=92)
    return tmp_path / "photo.jpg"


def test_a_reading_holds_everything_at_once(photo: Path) -> None:
    reading = read(7, photo, CLIP)

    data, status = photo.read_bytes(), photo.stat()
    assert reading.problem is None
    assert (reading.photo_id, reading.path) == (7, photo)
    assert (reading.size, reading.mtime_ns) == (status.st_size, status.st_mtime_ns)
    assert reading.content_hash == hashlib.sha256(data).hexdigest()
    assert (reading.metadata.width, reading.metadata.height) == (1600, 1200)
    assert reading.pixels is not None
    assert (reading.pixels.shape, reading.pixels.dtype) == ((224, 224, 3), np.uint8)
    assert reading.thumbnail is not None
    with Image.open(io.BytesIO(reading.thumbnail)) as thumbnail:
        assert (thumbnail.format, thumbnail.size) == ("JPEG", (400, 300))


def test_only_what_is_wanted_is_made(photo: Path) -> None:
    assert read(1, photo, None).pixels is None
    assert read(1, photo, CLIP, thumbnail=False).thumbnail is None


def test_a_very_large_file_is_hashed_in_pieces(
    photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read(1, photo, CLIP)
    monkeypatch.setattr(reading_module, "_WHOLE_BYTES", 1000)

    pieces = read(1, photo, CLIP)

    assert pieces.content_hash == whole.content_hash
    assert pieces.metadata == whole.metadata
    assert pieces.thumbnail == whole.thumbnail
    assert np.array_equal(pieces.pixels, whole.pixels)  # type: ignore[arg-type]


def test_a_thumbnail_is_small_upright_and_tells_nothing() -> None:
    image = scene(900, 300)
    image.info.update(exif=b"Exif\0\0secret", icc_profile=b"x" * 128, comment=b"secret")

    with Image.open(io.BytesIO(thumbnail_of(image, 300))) as thumbnail:
        assert thumbnail.size == (300, 100)
        assert not thumbnail.getexif()
        assert not {"icc_profile", "comment", "xmp"} & thumbnail.info.keys()


@pytest.mark.parametrize("size", [(30, 20), (1, 1), (5000, 1), (1, 5000)])
def test_thumbnails_of_odd_sizes(size: tuple[int, int]) -> None:
    with Image.open(io.BytesIO(thumbnail_of(Image.new("RGB", size), 400))) as thumbnail:
        assert max(thumbnail.size) == min(400, max(size))
        assert min(thumbnail.size) == 1 or size == (30, 20)


@pytest.mark.parametrize("size", [(1, 20_000), (20_000, 1), (3, 700), (1, 1)])
@pytest.mark.parametrize("mode", ["shortest", "squash"])
def test_strips_and_dots_are_encoded_without_eating_memory(
    size: tuple[int, int], mode: str
) -> None:
    pixels = encoder_pixels(Image.new("RGB", size, "red"), Recipe(64, 64, mode))

    assert pixels.shape == (64, 64, 3)
    assert (pixels == (255, 0, 0)).all()


SIZES = [(1600, 1200), (640, 427), (427, 640), (224, 224), (333, 1001), (100, 80), (2000, 301)]
RECIPES = [
    CLIP,
    Recipe(224, 224, interpolation="bilinear"),
    Recipe(256, 256, "squash"),
    Recipe(256, 256, "squash", "bilinear"),
    Recipe(224, 320),
    Recipe(32, 32),
]


def by_open_clip(image: Image.Image, recipe: Recipe) -> NDArray[np.uint8]:
    """The evaluation transform of open_clip, with a normalisation that can be undone."""
    from open_clip.transform import image_transform

    transform = image_transform(
        (recipe.height, recipe.width) if recipe.height != recipe.width else recipe.height,
        is_train=False,
        mean=(0.0, 0.0, 0.0),
        std=(1.0, 1.0, 1.0),
        resize_mode=recipe.resize_mode,
        interpolation=recipe.interpolation,
    )
    tensor: Any = transform(image)
    return np.asarray((tensor.permute(1, 2, 0) * 255).round().numpy(), dtype=np.uint8)


@pytest.mark.parametrize("recipe", RECIPES, ids=str)
def test_pixels_are_those_of_open_clip_to_the_bit(recipe: Recipe) -> None:
    for size in SIZES:
        image = scene(*size)
        ours = encoder_pixels(image, recipe)
        assert np.array_equal(ours, by_open_clip(image, recipe)), size


@pytest.mark.parametrize("recipe", [CLIP, Recipe(256, 256, "squash")], ids=str)
def test_a_scaled_decode_changes_next_to_nothing(photo: Path, recipe: Recipe) -> None:
    fast = read(1, photo, recipe).pixels
    assert fast is not None
    exact = by_open_clip(decode(photo).image, recipe)

    a, b = fast.astype(float).ravel(), exact.astype(float).ravel()
    assert np.abs(a - b).mean() < 1.0
    a, b = a - a.mean(), b - b.mean()
    assert a @ b / np.sqrt((a @ a) * (b @ b)) > 0.999


def test_an_unknown_way_to_resize_is_a_bug() -> None:
    with pytest.raises(ValueError, match="longest"):
        encoder_pixels(scene(40, 30), Recipe(32, 32, "longest"))


def test_what_cannot_be_read_is_a_problem_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "words.jpg").write_text("Dear diary")

    codes = {}
    for name in ("empty.jpg", "words.jpg", "gone.jpg", "."):
        reading = read(3, tmp_path / name, CLIP)
        assert reading.problem is not None
        assert reading.problem.sentence.endswith(".")
        assert reading.thumbnail is None
        assert reading.pixels is None
        codes[name] = (reading.problem.code, reading.content_hash is not None)

    assert codes == {
        "empty.jpg": ("empty", True),
        "words.jpg": ("not_a_picture", True),
        "gone.jpg": ("vanished", False),
        ".": ("unreadable", False),
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")

    problem = read(1, tmp_path / "pipe.jpg", CLIP).problem

    assert problem is not None
    assert problem.code == "unreadable"


def test_a_file_that_changes_meanwhile_says_so(
    photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed = reading_module._hashed

    def hash_while_another_program_writes(file: io.BufferedReader, size: int) -> Any:
        result = hashed(file, size)
        with photo.open("ab") as out:
            out.write(b"more")
        return result

    monkeypatch.setattr(reading_module, "_hashed", hash_while_another_program_writes)

    reading = read(1, photo, CLIP)

    assert reading.problem is not None
    assert reading.problem.code == "changing"


def test_too_little_memory_is_a_problem(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def starve(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(reading_module, "encoder_pixels", starve)

    reading = read(1, photo, CLIP)

    assert reading.problem is not None
    assert reading.problem.code == "too_large"
    assert reading.content_hash is not None


@pytest.mark.parametrize(
    "size", [(640, 480), (480, 640), (401, 400), (1000, 3), (3, 1000), (1200, 799), (50, 40)]
)
def test_thumbnails_are_those_of_pillow_to_the_bit(size: tuple[int, int]) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (size[1], size[0], 3), np.uint8)
    image = Image.fromarray(pixels)
    wanted = image.copy()
    wanted.thumbnail((400, 400), Image.Resampling.BICUBIC, reducing_gap=2.0)
    assert np.array_equal(np.asarray(reading_module._small(image, 400)), np.asarray(wanted))
