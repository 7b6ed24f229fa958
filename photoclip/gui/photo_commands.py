"""What the actions of the Photo menu do to the photos that are meant."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from photoclip.domain import Flag, Photo
from photoclip.gui.actions import Actions
from photoclip.gui.bridge import Bridge
from photoclip.gui.decisions import Decisions
from photoclip.gui.desktop import copy_files, open_files, show_in_folder
from photoclip.gui.dialogs import NameDialog
from photoclip.gui.discarding import Discarding
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.navigator import Navigator
from photoclip.gui.words import counted, name_of
from photoclip.library import photos


class PhotoCommands(QObject):
    """Every command is meant for `navigator.targets()` at the moment it is given."""

    def __init__(
        self,
        navigator: Navigator,
        decisions: Decisions,
        discarding: Discarding,
        lane: LibraryLane,
        bridge: Bridge,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._navigator, self._decisions = navigator, decisions
        self._discarding = discarding
        self._lane, self._bridge, self._parent = lane, bridge, parent
        self.album_names: tuple[str, ...] = ()

    def bind(self, actions: Actions) -> None:
        """Give the actions of the menu their meaning."""
        targets, decisions = self._navigator.targets, self._decisions
        actions.bind(
            open=self._navigator.open_photo,
            preview=self._navigator.open_photo,
            pick=lambda: decisions.flag(targets(), Flag.PICK),
            reject=lambda: decisions.flag(targets(), Flag.REJECT),
            unflag=lambda: decisions.flag(targets(), Flag.NONE),
            rotate_right=lambda: decisions.rotate(targets(), 90),
            rotate_left=lambda: decisions.rotate(targets(), 270),
            similar=self.find_similar,
            album=self.put_into_album,
            show_file=lambda: self._with_photos(lambda found: show_in_folder(found[0].path)),
            copy=lambda: self._with_photos(lambda found: copy_files([p.path for p in found])),
            open_with=lambda: self._with_photos(lambda found: open_files([p.path for p in found])),
            trash=lambda: self._discarding.ask(targets()),
            remove=lambda: decisions.remove_photos(targets()),
            **{f"rate_{n}": partial(self.rate, n) for n in range(6)},
        )

    def rate(self, rating: int) -> None:
        """Rate from 0 to 5."""
        self._decisions.rate(self._navigator.targets(), rating)

    def find_similar(self) -> None:
        """Show what looks like the photos."""
        ids = self._navigator.targets()
        self._with_photos(
            lambda found: self._navigator.similar(
                ids, name_of(found[0].path) if len(ids) == 1 else counted(len(ids))
            )
        )

    def put_into_album(self) -> None:
        """Ask for an album and put the photos there."""
        ids = self._navigator.targets()
        question = self.tr("The name of the album, a new one or one of yours, for {}:").format(
            counted(len(ids))
        )
        dialog = NameDialog(self.tr("Put into an album"), question, self.album_names, self._parent)
        dialog.accepted.connect(lambda: self._decisions.put_into_album(dialog.name, ids))
        dialog.open()

    def _with_photos(self, do: Callable[[list[Photo]], object]) -> None:
        ids = self._navigator.targets()
        if ids:
            found = self._lane.ask(lambda library: photos.get(library, ids))
            self._bridge.when_done(found, self, lambda found: do(found) if found else None)
