"""The open_clip encoder: pictures and texts to unit vectors, in batches that fit."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, Self

import numpy as np
import open_clip
import torch
from safetensors import SafetensorError
from torch import Tensor

from photoclip.clip import captioner, devices
from photoclip.clip import folder as folders
from photoclip.clip.folder import ModelFolder
from photoclip.clip.folding import folded
from photoclip.clip.offline import offline
from photoclip.clip.onnx import Tower
from photoclip.clip.places import places_of
from photoclip.clip.remembered import Remembered, sha256
from photoclip.clip.texts import TextCache, TextTower, Tokenizer
from photoclip.domain import EncoderSpec
from photoclip.errors import InputError, NoWeights, OutOfMemory
from photoclip.vectors.encoder import Pixels, Vectors

# Small on a CPU, where what fits its caches is fastest; large where the device is wide.
_BATCH_CPU, _BATCH_DEVICE = 8, 128
_TEXTS_PER_PICTURE = 8  # a text's activations are that much smaller

# What open_clip and the libraries below it raise for a folder that they cannot make sense of.
_REFUSALS = (
    RuntimeError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    OSError,
    ImportError,
    SafetensorError,
    UserWarning,
)

Notice = Callable[[str], None]


class OpenClipEncoder:
    """A model of open_clip behind the Encoder protocol.

    When the device runs out of memory the batch is halved and stays so; where not even one
    picture fits, the encoder moves to the CPU for good and says so through `notice`. The spec
    stays the same then: finer arithmetic than its precision names changes no ranking.

    On a CPU pictures may be encoded by several threads at once, beside one that encodes texts.
    """

    def __init__(
        self,
        model: Any,
        tokenizer: Tokenizer,
        folder: ModelFolder,
        spec: EncoderSpec,
        *,
        device: torch.device,
        batch: int | None = None,
        tower: Tower | None = None,
        notice: Notice = lambda sentence: None,
    ) -> None:
        self._model, self._tokenizer, self._folder, self._spec = model, tokenizer, folder, spec
        self._notice = notice
        self._tower = tower
        self._device, self._dtype, self._batch = device, torch.float32, 1
        self._texts = TextTower(model)
        self._cache = TextCache()
        self._moving = threading.Lock()
        self._move(device, batch)

    @classmethod
    def load(
        cls,
        folder: Path,
        *,
        name: str | None = None,
        device: str = "auto",
        precision: str = "auto",
        threads: int | None = None,
        remembered: Remembered | None = None,
        tower: Callable[[str], Tower | None] = lambda digest: None,
        notice: Notice = lambda sentence: None,
    ) -> Self:
        """The model in `folder`, ready to encode. Opens no connection.

        `name` is what its spec says (default: the folder's). `precision` is "auto", "fp32",
        "bf16" or "fp16"; what "auto" came to is kept in `remembered`, so that the spec stays
        the same from run to run and with or without the graphics card. `threads` sets torch's
        for the whole process. `tower` may know a faster way to compute the image tower of the
        weights of a digest, in fp32 on a CPU. Raises `NoWeights` where the folder is refused or
        does not load, `InputError` where this machine lacks the device.
        """
        described = folders.read(folder)
        if precision not in ("auto", *devices.DTYPES):
            raise InputError(
                f"There is no precision {precision!r}, only auto, fp32, bf16 and fp16."
            )
        place = devices.pick(device)
        if threads is not None:
            torch.set_num_threads(threads)
        model, tokenizer = _open(described)
        try:
            model.to(place)
        except (RuntimeError, MemoryError) as error:
            if place.type == "cpu" or not devices.is_out_of_memory(error):
                raise
            notice(_moved(folder.name, place))
            place = torch.device("cpu")
            model.to(place)
        digest = (remembered.digest if remembered else sha256)(described.weights)
        if precision == "auto":
            known = remembered.precision(digest) if remembered else None
            precision = known or devices.automatic_precision(
                model.visual, described.image_size, place
            )
            if remembered and not known:
                remembered.keep_precision(digest, precision)
        spec = described.spec(name or folder.name, digest, precision)
        faster = tower(digest) if place.type == "cpu" and precision == "fp32" else None
        return cls(model, tokenizer, described, spec, device=place, tower=faster, notice=notice)

    @property
    def spec(self) -> EncoderSpec:
        """What makes its vectors comparable."""
        return self._spec

    @property
    def device(self) -> str:
        """Where it runs now."""
        return str(self._device)

    @property
    def image_size(self) -> tuple[int, int]:
        """(height, width) in pixels of the pictures it takes."""
        return self._folder.image_size

    @property
    def resize_mode(self) -> str:
        """ "shortest" or "squash"."""
        return self._folder.resize_mode

    @property
    def interpolation(self) -> str:
        """ "bicubic" or "bilinear"."""
        return self._folder.interpolation

    def encode_images(self, pixels: Pixels) -> Vectors:
        """(n, h, w, 3) uint8 RGB of `image_size` -> (n, dim) float32 unit vectors.

        Raises `OutOfMemory` where not even the CPU can hold one picture.
        """
        every = self._checked(pixels)
        return self._in_batches(
            len(every), 1, lambda part: self._seen(self._normalised(every[part]))
        )

    @property
    def visual(self) -> Any:
        """The image tower: normalised pixels (n, 3, h, w) -> (n, dim)."""
        return self._model.visual

    def normalised(self, pixels: Pixels) -> Tensor:
        """(n, h, w, 3) uint8 -> (n, 3, h, w) as the image tower takes them."""
        return self._normalised(self._checked(pixels)).contiguous()

    def _seen(self, pixels: Tensor) -> Tensor:
        if self._tower is not None and self._device.type == "cpu":
            return torch.from_numpy(self._tower(pixels.contiguous().numpy()))
        vectors: Tensor = self._model.encode_image(pixels, normalize=False)
        return vectors

    def image_map(self, pixels: Pixels) -> Vectors | None:
        """(n, h, w, 3) uint8 RGB of `image_size` -> (n, rows, columns, dim) unit vectors.

        What the picture shows at each place, in the space of whole pictures. None where the
        image tower has no such map. Raises `OutOfMemory`.
        """
        places = places_of(self._model.visual, self.image_size)
        if places is None:
            return None
        every = self._checked(pixels)
        return self._in_batches(
            len(every), 1, lambda part: places(self._normalised(every[part])), places.shape
        )

    @property
    def writes_captions(self) -> bool:
        """Whether the model is a CoCa that this program can read the words of."""
        return self._folder.writes_captions and captioner.can_write(self._model)

    def write_captions(self, pixels: Pixels) -> list[str]:
        """(n, h, w, 3) uint8 RGB of `image_size` -> n sentences. Raises `OutOfMemory`."""
        every = self._checked(pixels)
        while True:
            try:
                with self._moving if self._device.type != "cpu" else nullcontext():
                    return captioner.write(self._model, self._normalised(every))
            except (RuntimeError, MemoryError) as error:
                if not devices.is_out_of_memory(error):
                    raise
            self._make_room()

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        """n texts -> (n, dim) float32 unit vectors; those asked for lately come from memory."""
        found = {text: self._cache.get(text) for text in texts}
        new = [text for text, vector in found.items() if vector is None]
        fresh = self._new_texts(new)
        self._cache.keep(new, fresh)
        found.update(zip(new, fresh, strict=True))
        return np.asarray([found[text] for text in texts], np.float32).reshape(-1, self._spec.dim)

    def _new_texts(self, texts: Sequence[str]) -> Vectors:
        """Batches of similar length: the longest text decides what a batch costs."""
        if not texts:
            return np.zeros((0, self._spec.dim), np.float32)
        tokens = self._tokenizer(list(texts))
        order = torch.argsort(self._texts.lengths(tokens), stable=True)
        ordered = tokens[order]
        vectors = self._in_batches(
            len(ordered),
            _TEXTS_PER_PICTURE,
            lambda part: self._texts.encode(ordered[part].to(self._device)),
        )
        out = np.empty_like(vectors)
        out[order.numpy()] = vectors
        return out

    def _checked(self, pixels: Pixels) -> Tensor:
        if pixels.shape[1:] != (*self.image_size, 3) or pixels.dtype != np.uint8:
            raise ValueError(f"{pixels.dtype} pixels of shape {pixels.shape}")
        # torch wants memory that it could write to, in one piece.
        return torch.from_numpy(np.require(pixels, requirements=["C", "W"]))

    def _normalised(self, pixels: Tensor) -> Tensor:
        """The arithmetic of open_clip's ToTensor and Normalize, on the device.

        What arrives channels last stays so: half as fast again for a convolutional tower.
        """
        x = pixels.to(self._device).permute(0, 3, 1, 2).to(torch.float32)
        return x.div_(255).sub_(self._mean).div_(self._std).to(self._dtype)

    def _in_batches(
        self, count: int, scale: int, work: Callable[[slice], Tensor], each: tuple[int, ...] = ()
    ) -> Vectors:
        """work(part) for all parts of `count` rows, `scale` times the batch at once.

        A row is one vector, or an array of them of the shape `each`.
        """
        out = np.zeros((count, *each, self._spec.dim), np.float32)
        done = 0
        while done < count:
            part = slice(done, min(done + self._batch * scale, count))
            vectors = self._attempt(work, part)
            if vectors is None:
                self._make_room()
                continue
            out[part] = vectors
            done = part.stop
        return out

    def _attempt(self, work: Callable[[slice], Tensor], part: slice) -> Vectors | None:
        """Unit vectors in float32, or None when the memory is not enough."""
        if self._device.type == "cpu":
            return self._unit(work, part)
        with self._moving:  # nobody may be at work on a device that another thread leaves
            return self._unit(work, part)

    @torch.inference_mode()
    def _unit(self, work: Callable[[slice], Tensor], part: slice) -> Vectors | None:
        try:
            unit = torch.nn.functional.normalize(work(part).float(), dim=-1)
            vectors: Vectors = unit.cpu().numpy()
        except (RuntimeError, MemoryError) as error:
            if not devices.is_out_of_memory(error):
                raise
            return None
        if self._dtype != torch.float32 and not np.isfinite(vectors).all():
            # Half precision has overflowed in this model; what is not a number finds nothing.
            self._dtype = torch.float32
            self._model.float()
            return self._unit(work, part)
        return vectors

    def _make_room(self) -> None:
        """Halve the batch; below one picture, leave the device."""
        devices.give_back_memory(self._device)
        if self._batch > 1:
            self._batch //= 2
            return
        if self._device.type == "cpu":
            raise OutOfMemory(f"There is not enough memory for the encoder {self._spec.name}.")
        with self._moving:
            self._notice(_moved(self._spec.name, self._device))
            self._move(torch.device("cpu"))

    def _move(self, device: torch.device, batch: int | None = None) -> None:
        self._device = device
        self._dtype = devices.arithmetic(self._spec.precision, device)
        self._batch = batch or (_BATCH_CPU if device.type == "cpu" else _BATCH_DEVICE)
        self._model.to(device=device, dtype=self._dtype)
        self._mean, self._std = (
            torch.tensor(three, device=device).view(3, 1, 1)
            for three in (self._folder.mean, self._folder.std)
        )


def _open(described: ModelFolder) -> tuple[Any, Tokenizer]:
    """Model and tokenizer by open_clip, in fp32 on the CPU; every refusal is a sentence."""
    source = f"local-dir:{described.path}"
    try:
        with offline(), warnings.catch_warnings():
            # Weights trained with one activation and run with the other lose 3 points quietly.
            warnings.filterwarnings("error", message=".*QuickGELU")
            model = open_clip.create_model_from_pretrained(source, return_transform=False)
            tokenizer = open_clip.get_tokenizer(source)
    except _REFUSALS as error:
        if devices.is_out_of_memory(error):
            raise OutOfMemory(f"There is not enough memory to load {described.path}.") from None
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        raise NoWeights(f"The model in {described.path} does not load: {reason}") from error
    model.eval().requires_grad_(False)
    model.visual = folded(model.visual, described.image_size)
    model.visual.to(memory_format=torch.channels_last)
    return model, tokenizer


def _moved(name: str, device: torch.device) -> str:
    return (
        f"The encoder {name} does not fit into the memory of {device}; "
        "it goes on on the processor, more slowly."
    )
