"""What the user decides about photos: each decision is one named step that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance

from photoclip.domain import Changes, Flag, Operation, Source
from photoclip.errors import PhotoclipError, Unknown
from photoclip.gui.bridge import Bridge
from photoclip.gui.library_lane import LibraryLane
from photoclip.library import (
    albums,
    answers,
    apart,
    history,
    merging,
    photos,
    roots,
    states,
    tags,
    trash,
)
from photoclip.library.database import Library

Ids = Sequence[int]


class Decisions(QObject):
    """Sends decisions to the library lane, and knows what could be undone."""

    told = Signal(str)  # what was done, in words
    refused = Signal(str)  # why it was not
    steps_known = Signal(object, object)  # Operation to undo, to redo; None for none
    taken_back = Signal(object)  # Operation that was undone
    done_again = Signal(object)  # Operation that was redone

    def __init__(self, lane: LibraryLane, bridge: Bridge) -> None:
        super().__init__()
        self._lane, self._bridge = lane, bridge

    def rate(self, ids: Ids, rating: int) -> None:
        """Rate photos from 0 to 5."""
        self._do(lambda library: photos.set_rating(library, ids, rating))

    def set_favourite(self, ids: Ids, *, favourite: bool) -> None:
        """Make photos favourites, or not."""
        self._do(lambda library: photos.set_favourite(library, ids, favourite))

    def flag(self, ids: Ids, flag: Flag) -> None:
        """Pick photos, reject them, or take their flag."""
        self._do(lambda library: photos.set_flag(library, ids, flag))

    def rotate(self, ids: Ids, degrees: int) -> None:
        """Turn photos clockwise; their files stay as they are."""
        self._do(lambda library: photos.rotate(library, ids, degrees))

    def caption(self, ids: Ids, caption: str) -> None:
        """Give photos a caption."""
        self._do(lambda library: photos.set_caption(library, ids, caption))

    def confirm_tag(self, name: str, ids: Ids) -> None:
        """Say that photos have a tag."""
        self._do(lambda library: tags.confirm(library, name, ids))

    def reject_tag(self, name: str, ids: Ids) -> None:
        """Say that photos do not have a tag, which may be a word that is only suggested."""

        def reject(library: Library) -> Changes:
            try:
                return tags.reject(library, name, ids)
            except Unknown:
                return answers.answer(library, name, (), ids, Source.USER)

        self._do(reject)

    def answer_suggestion(self, name: str, agreed: Ids, rejected: Ids) -> None:
        """Say which photos a suggested tag fits, and which it does not, in one step."""
        self._do(lambda library: answers.answer(library, name, agreed, rejected))

    def apply_suggestions(self, wanted: Mapping[str, Ids], ids: Ids) -> None:
        """Let photos among `ids` have these tags of the machine's, and no others of it."""
        self._do(lambda library: answers.apply(library, wanted, ids)[0])

    def correct_state(self, state: str, ids: Ids, *, holds: bool | None) -> None:
        """Say that photos are in a state or are not; None leaves it to the machine."""
        if holds is None:
            self._do(lambda library: states.forget(library, state, ids))
        else:
            self._do(lambda library: states.correct(library, state, ids, holds=holds))

    def put_into_album(self, name: str, ids: Ids) -> None:
        """Put photos into an album, which is made where it is new."""
        self._do(lambda library: albums.add(library, name, ids))

    def take_out_of_album(self, name: str, ids: Ids) -> None:
        """Take photos out of an album."""
        self._do(lambda library: albums.remove_photos(library, name, ids))

    def save_search(self, name: str, query: str) -> None:
        """Make a smart album of a query."""
        self._do(lambda library: albums.save_query(library, name, query))

    def delete_album(self, name: str) -> None:
        """Delete an album; its photos stay."""
        self._do(lambda library: albums.delete(library, name))

    def delete_tag(self, name: str) -> None:
        """Delete a tag with everything that was said about it."""
        self._do(lambda library: tags.remove(library, name))

    def remove_photos(self, ids: Ids) -> None:
        """Take photos out of the library; their files stay."""
        self._do(lambda library: photos.remove(library, ids))

    def discard(self, ids: Ids, *, keeper: int | None = None) -> None:
        """Move photos to the trash; a keeper inherits what was decided about them."""

        def work(library: Library) -> Changes:
            done = trash.discard(library, ids, keeper=keeper)
            if done.refused:
                sentence = done.refused[0].sentence
                if len(done.refused) > 1:
                    rest = len(done.refused) - 1
                    sentence += " " + self.tr("The same is true for {} more.").format(f"{rest:,}")
                self._bridge.post(self, lambda: self.refused.emit(sentence))
            return done.changes

        self._do(work)

    def replace(self, keeper: int, ids: Ids) -> None:
        """Keep one photo, with what was decided about the others, and take those out."""
        self._do(lambda library: merging.replace(library, keeper, ids))

    def keep_apart(self, ids: Ids) -> None:
        """Remember that photos are no duplicates of each other."""
        self._do(lambda library: apart.keep_apart(library, ids))

    def remove_folder(self, path: Path) -> None:
        """Take a folder out of the library; its files stay."""
        self._do(lambda library: roots.remove(library, path))

    def undo(self) -> None:
        """Take back the last step."""
        nothing = self.tr("There is nothing to undo.")
        self._turn(history.undo, self.taken_back, self.tr("Undone: {}"), nothing)

    def redo(self) -> None:
        """Do again what was taken back."""
        nothing = self.tr("There is nothing to redo.")
        self._turn(history.redo, self.done_again, self.tr("Done again: {}"), nothing)

    def refresh(self) -> None:
        """Find out what could be undone; `steps_known` follows."""
        self._bridge.when_done(
            self._lane.ask(lambda library: history.operations(library, 50)), self, self._tell_steps
        )

    def _do(self, work: Callable[[Library], Changes]) -> None:
        self._bridge.when_done(self._lane.change(work), self, self._done, self._failed)

    def _done(self, changes: Changes) -> None:
        self._bridge.when_done(
            self._lane.ask(lambda library: history.operations(library, 50)),
            self,
            lambda steps: self._tell_done(changes, steps),
        )

    def _tell_done(self, changes: Changes, steps: list[Operation]) -> None:
        self._tell_steps(steps)
        if changes and steps and not steps[0].undone:
            self.told.emit(steps[0].name)

    def _turn(
        self,
        step: Callable[[Library], tuple[Operation, Changes] | None],
        turned_signal: SignalInstance,
        said: str,
        nothing: str,
    ) -> None:
        def work(library: Library) -> Changes:
            turned = step(library)
            if turned is None:
                self._bridge.post(self, lambda: self.told.emit(nothing))
                return Changes()
            operation, changes = turned
            files = self._of_files(library, *turned)
            text = said.format(operation.name) + (f". {files}" if files else "")
            self._bridge.post(self, lambda: self.told.emit(text))
            self._bridge.post(self, lambda: turned_signal.emit(operation))
            return changes

        self._bridge.when_done(
            self._lane.change(work), self, lambda _changes: self.refresh(), self._failed
        )

    def _of_files(self, library: Library, operation: Operation, changes: Changes) -> str:
        """What a step of the history cannot do to the files of the photos."""
        if operation.undone and trash.lacking_files(library, changes.photos):
            return self.tr("Restore the files from the trash, then look for new photos (F5).")
        if not operation.undone and trash.left_files(library, changes.photos):
            return self.tr("The files stay where they are.")
        return ""

    def _tell_steps(self, steps: list[Operation]) -> None:
        """Newest first; those that were undone are the newest."""
        undo = next((step for step in steps if not step.undone), None)
        undone = [step for step in steps if step.undone]
        self.steps_known.emit(undo, undone[-1] if undone else None)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, PhotoclipError):
            self.refused.emit(str(error))
        else:
            self._bridge.failed.emit(error)
