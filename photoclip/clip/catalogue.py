"""The models that photoclip offers, and those that this home holds."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from photoclip.clip import folder as folders
from photoclip.errors import InputError, NoSpace, NoWeights
from photoclip.paths import Home, resources

BUILT_IN = "builtin"
FAKE = "fake"  # true colours instead of weights; for tests, never listed
# name -> pixels; the second is there to be switched to, the third writes captions
FAKES = {FAKE: 32, "fake-large": 64, "fake-captions": 32}


@dataclass(frozen=True, slots=True)
class Published:
    """A model that can be downloaded when the user asks for it.

    `megabytes` are those of the weights in the form they are published in. `captions` says that
    it writes captions. `architecture` names open_clip's configuration of it where the repository
    has none that open_clip reads from a folder.
    """

    name: str
    repo: str
    dim: int
    megabytes: int
    licence: str
    languages: str
    note: str
    captions: bool = False
    architecture: str | None = None

    @property
    def page(self) -> str:
        """Where the model card with the whole licence is."""
        return f"https://huggingface.co/{self.repo}"


PUBLISHED = (
    Published(
        "standard",
        "laion/CLIP-ViT-B-32-256x256-DataComp-s34B-b86K",
        512,
        605,
        "MIT",
        "English",
        "Much better than the built-in one, four times slower: ViT-B-32-256, trained on "
        "DataComp-1B.",
    ),
    Published(
        "multilingual",
        "timm/ViT-B-16-SigLIP2",
        768,
        1501,
        "Apache-2.0",
        "many",
        "Accurate, and understands many languages: ViT-B-16-SigLIP2, trained on WebLI.",
    ),
    Published(
        "multilingual-fast",
        "timm/ViT-B-32-SigLIP2-256",
        768,
        1507,
        "Apache-2.0",
        "many",
        "Understands many languages at a third of the work for a photo: ViT-B-32-SigLIP2-256.",
    ),
    Published(
        "largest",
        "timm/ViT-L-16-SigLIP2-256",
        1024,
        3526,
        "Apache-2.0",
        "many",
        "The most accurate; for a graphics card or much patience: ViT-L-16-SigLIP2-256.",
    ),
    Published(
        "captions",
        "laion/mscoco_finetuned_CoCa-ViT-L-14-laion2B-s13B-b90k",
        768,
        2554,
        "MIT",
        "English",
        "Writes captions, and searches: CoCa ViT-L-14, trained on LAION-2B and finetuned on "
        "MSCOCO's captions. For a graphics card or much patience.",
        captions=True,
        architecture="coca_ViT-L-14",
    ),
)


class State(StrEnum):
    """How a model is here, if it is."""

    BUILT_IN = "built in"
    ADDED = "added"
    DOWNLOADED = "downloaded"
    NOT_DOWNLOADED = "not downloaded"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """A model as a list shows it. `folder` is None where it is not here.

    `captions` says that it can write captions.
    """

    name: str
    state: State
    dim: int | None
    megabytes: float
    licence: str
    languages: str
    note: str
    folder: Path | None = None
    captions: bool = False


def languages_of(home: Home, name: str) -> str:
    """ "English", "many" or "unknown": what the text tower of a model understands.

    A folder that the user added with the tokenizer of the first CLIP has read English.
    """
    if name == BUILT_IN:
        return "English"
    if (known := published(name)) is not None:
        return known.languages
    if name in FAKES:
        return "unknown"
    return "unknown" if folders.has_own_tokenizer(find(home, name)) else "English"


def published(name: str) -> Published | None:
    """The model of that name that can be downloaded."""
    return next((model for model in PUBLISHED if model.name == name), None)


def available(home: Home) -> list[ModelEntry]:
    """The built-in model, the ones to download, and those that the user added."""
    built_in = _judged(
        BUILT_IN,
        State.BUILT_IN,
        built_in_folder(),
        licence="CC BY-NC 4.0",
        languages="English",
        note="Works at once, small and fast; made by photoclip train.",
    )
    return [built_in, *(_entry_of(home, model) for model in PUBLISHED), *_added(home)]


def entry(home: Home, name: str) -> ModelEntry:
    """The one of that name; raises `NoWeights` where there is none."""
    for found in available(home):
        if found.name == name:
            return found
    raise NoWeights(_unknown(home, name))


def built_in_folder() -> Path:
    """Where the built-in model lies, in a checkout and in a wheel."""
    return resources() / "models" / BUILT_IN


def find(home: Home, name: str) -> Path:
    """The folder of the model; raises `NoWeights` with a sentence that names what exists."""
    if name == BUILT_IN:
        if built_in_folder().is_dir():
            return built_in_folder()
        raise NoWeights(f"The built-in model is not in this copy ({built_in_folder()}).")
    folder = home.models / name
    if _valid(name) and folder.is_dir():
        return folder
    if published(name):
        raise NoWeights(
            f"The encoder {name} is not downloaded yet; photoclip model download {name} fetches it."
        )
    raise NoWeights(_unknown(home, name))


def add(home: Home, source: Path, name: str | None = None) -> ModelEntry:
    """Judge the folder, then copy what belongs to the model into this home.

    Raises `NoWeights` where it is no usable model, `InputError` where the name is taken or
    malformed, `NoSpace` where it does not fit.
    """
    model = folders.read(source.expanduser().absolute())
    name = name or re.sub(r"[^a-z0-9._-]+", "-", model.path.name.lower()).strip("-._")
    if not _valid(name):
        raise InputError(
            f"{name!r} cannot be a model's name: lower-case letters, digits, - . and _ only."
        )
    if name in (BUILT_IN, *FAKES) or published(name):
        raise InputError(f"{name} is the name of a model of photoclip's own; choose another.")
    target = home.models / name
    if target.exists():
        raise InputError(f"There is a model {name} already; remove it first or choose a name.")
    home.models.mkdir(parents=True, exist_ok=True)
    need_space(home.models, sum(file.stat().st_size for file in model.files))
    unfinished = home.models / f".{name}.adding"
    shutil.rmtree(unfinished, ignore_errors=True)  # of an attempt that was killed
    try:
        unfinished.mkdir()
        for file in model.files:
            shutil.copyfile(file, unfinished / file.name)
        folders.read(unfinished)
        unfinished.rename(target)
    except OSError as error:
        raise NoSpace(
            f"The model could not be copied to {home.models}: {error.strerror}."
        ) from None
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return entry(home, name)


def remove(home: Home, name: str) -> None:
    """Delete a model that was added or downloaded, and what a stopped download left of it."""
    if name == BUILT_IN:
        raise InputError("The built-in model belongs to photoclip and stays.")
    if not _valid(name):
        raise NoWeights(_unknown(home, name))
    unfinished = unfinished_download(home, name)
    if (home.models / name).is_dir() or not unfinished.is_dir():
        # Out of sight in one step: a half-deleted model must not look like one.
        leaving = home.models / f".{name}.removed"
        shutil.rmtree(leaving, ignore_errors=True)
        find(home, name).rename(leaving)
        shutil.rmtree(leaving, ignore_errors=True)
    shutil.rmtree(unfinished, ignore_errors=True)


def unfinished_download(home: Home, name: str) -> Path:
    """Where a download collects its files until all have arrived."""
    return home.models / f".{name}.download"


def need_space(folder: Path, size: int) -> None:
    """Raise `NoSpace` where `size` bytes do not fit beside `folder`."""
    free = shutil.disk_usage(folder).free
    if free < size:
        raise NoSpace(
            f"There is not enough room in {folder}: {size / 1e6:,.0f} MB are needed, "
            f"{free / 1e6:,.0f} MB are free."
        )


def _valid(name: str) -> bool:
    return re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,63}", name) is not None


def _unknown(home: Home, name: str) -> str:
    names = ", ".join(found.name for found in available(home))
    return f"There is no encoder {name!r}; there are {names}."


def _entry_of(home: Home, model: Published) -> ModelEntry:
    folder = home.models / model.name
    if folder.is_dir():
        return _judged(
            model.name,
            State.DOWNLOADED,
            folder,
            licence=model.licence,
            languages=model.languages,
            note=model.note,
        )
    return ModelEntry(
        model.name,
        State.NOT_DOWNLOADED,
        model.dim,
        model.megabytes,
        model.licence,
        model.languages,
        model.note,
        captions=model.captions,
    )


def _added(home: Home) -> Iterator[ModelEntry]:
    if not home.models.is_dir():
        return
    for folder in sorted(home.models.iterdir()):
        if folder.is_dir() and _valid(folder.name) and not published(folder.name):
            yield _judged(
                folder.name,
                State.ADDED,
                folder,
                licence=_licence(folder),
                languages="unknown",
                note="Added by you.",
            )


def _judged(
    name: str, state: State, folder: Path, *, licence: str, languages: str, note: str
) -> ModelEntry:
    dim: int | None = None
    megabytes, captions = 0.0, False
    try:
        model = folders.read(folder)
    except NoWeights as error:
        state, note = State.BROKEN, str(error)
    else:
        dim, captions = model.dim, model.writes_captions
        megabytes = round(sum(file.stat().st_size for file in model.files) / 1e6, 1)
    return ModelEntry(
        name, state, dim, megabytes, licence, languages, note, folder, captions=captions
    )


def cannot_write(name: str) -> str:
    """The sentence for an encoder that writes no captions: it names one that does."""
    writer = next(model for model in PUBLISHED if model.captions)
    return (
        f"The encoder “{name}” cannot write captions; the encoder “{writer.name}” can "
        f"({writer.licence}, {writer.megabytes / 1000:.1f} GB): photoclip model download "
        f"{writer.name}, then photoclip model use {writer.name}."
    )


def _licence(folder: Path) -> str:
    """What the head of the folder's model card says."""
    card = folder / "README.md"
    text = card.read_text(encoding="utf-8", errors="replace") if card.is_file() else ""
    head = re.match(r"---\n(.*?)\n---", text, re.DOTALL)
    found = re.search(r"^license: *(\S+)", head[1], re.MULTILINE) if head else None
    return found[1] if found else "unknown"
