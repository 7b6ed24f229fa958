"""From a name to an encoder; and to its spec, for which torch is not needed."""

from __future__ import annotations

from collections.abc import Callable

from photoclip.clip import catalogue, folder
from photoclip.clip.remembered import Remembered
from photoclip.domain import EncoderSpec
from photoclip.paths import Home
from photoclip.vectors.encoder import Encoder, FakeCaptioner, FakeEncoder


def load_encoder(
    home: Home,
    name: str,
    device: str = "auto",
    precision: str = "auto",
    notice: Callable[[str], None] = lambda sentence: None,
    *,
    threads: int | None = None,
) -> Encoder:
    """The encoder of that name, ready to work; "fake" is the one without weights.

    Opens no connection. `notice` receives sentences such as a fall-back to the CPU. Raises
    `NoWeights` where the model is missing or refused, `InputError` where the device is.
    """
    if name in catalogue.FAKES:
        return _fake(name)
    path = catalogue.find(home, name)
    folder.read(path)  # refuse before torch is imported
    from photoclip.clip.encoder import OpenClipEncoder
    from photoclip.clip.onnx import accepted_tower

    remembered = Remembered.of(home)
    return OpenClipEncoder.load(
        path,
        name=name,
        device=device,
        precision=precision,
        threads=threads,
        remembered=remembered,
        tower=lambda digest: accepted_tower(home, remembered, digest),
        notice=notice,
    )


def _fake(name: str) -> FakeEncoder:
    kind = FakeCaptioner if name == "fake-captions" else FakeEncoder
    return kind(catalogue.FAKES[name], name)


def spec_of(home: Home, name: str, *, precision: str = "auto") -> EncoderSpec:
    """The spec that `load_encoder` would give, without importing torch.

    Where the precision is "auto" it is what the first load on this machine came to; before
    that, "fp32". So it differs from the loaded encoder's only while nothing was ever embedded
    with it here.
    """
    if name in catalogue.FAKES:
        return _fake(name).spec
    model = folder.read(catalogue.find(home, name))
    remembered = Remembered.of(home)
    digest = remembered.digest(model.weights)
    if precision == "auto":
        precision = remembered.precision(digest) or "fp32"
    return model.spec(name, digest, precision)
