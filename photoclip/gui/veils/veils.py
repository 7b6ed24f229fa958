"""Which photos are shown blurred: the sensitive ones, until somebody asks to see them."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from photoclip.domain import Changes
from photoclip.engine.messages import InState, InStateNow
from photoclip.gui.actions import Actions
from photoclip.gui.bridge import Bridge
from photoclip.gui.engine_link import EngineLink, EngineState
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.preferences import Preferences
from photoclip.gui.throttle import Throttle
from photoclip.library.database import Library

STATE = "sensitive"


class Veils(QObject):
    """Knows the ids of the sensitive photos, and which of them were uncovered in this window.

    Only the engine can tell which they are, and it takes seconds to start: `kept` is a file with
    what it said last, so that nothing is shown meanwhile that was covered before.
    """

    changed = Signal(object)  # list of photo ids that look different now

    REST = 4000
    """Milliseconds between two questions while photos are being embedded."""

    def __init__(
        self,
        engine: EngineLink,
        lane: LibraryLane,
        preferences: Preferences,
        kept: Path,
        bridge: Bridge,
    ) -> None:
        super().__init__()
        self._engine, self._lane, self._bridge = engine, lane, bridge
        self._preferences, self._kept = preferences, kept
        self._sensitive: frozenset[int] = frozenset()
        self._uncovered: set[int] = set()
        self._heard = False
        self._ask_soon = Throttle(self._ask, self.REST, self)
        engine.state_changed.connect(self._engine_is)
        engine.progressed.connect(self._embedded)
        lane.changed.connect(self._changed)

    def start(self) -> None:
        """Begin with what was sensitive the last time."""
        self._bridge.when_done(
            self._lane.ask(partial(_read, self._kept)), self, self._show_kept, _leave
        )

    def bind(self, actions: Actions) -> None:
        """Give the switch its meaning."""
        self._action = actions["veil"]
        self._action.setChecked(self._preferences.now.blur_sensitive)
        actions.bind(veil=lambda: self.switch(on=self._action.isChecked()))

    def veiled(self, photo_id: int) -> bool:
        """Whether a photo is to be shown blurred."""
        return (
            photo_id in self._sensitive
            and photo_id not in self._uncovered
            and self._preferences.now.blur_sensitive
        )

    def sensitive(self, photo_id: int) -> bool:
        """Whether a photo is one that is blurred until somebody asks."""
        return photo_id in self._sensitive

    def uncover(self, photo_id: int) -> None:
        """Show a photo as it is, as long as the window is open."""
        self._uncovered.add(photo_id)
        self.changed.emit([photo_id])

    def switch(self, *, on: bool) -> None:
        """Blur sensitive photos, or do not; what was uncovered is covered again."""
        self._uncovered.clear()
        self._preferences.change(blur_sensitive=on)
        self.changed.emit(list(self._sensitive))

    def _engine_is(self, state: EngineState) -> None:
        if state is EngineState.RUNNING:
            self._ask_soon.ask()

    def _embedded(self, _event: object) -> None:
        self._ask_soon.ask()

    def _changed(self, changes: Changes) -> None:
        if changes.photos or changes.everything:
            self._ask_soon.ask()

    def _ask(self) -> None:
        if self._engine.state is EngineState.RUNNING:
            answer = self._engine.ask(InState(STATE))
            self._bridge.when_done(answer, self, self._answered, _leave)

    def _answered(self, answer: InStateNow) -> None:
        self._heard = True
        found = frozenset(answer.photo_ids)
        if found == self._sensitive:
            return
        other = list(found ^ self._sensitive)
        self._sensitive = found
        self.changed.emit(other)
        kept = self._lane.ask(partial(_write, self._kept, sorted(found)))
        self._bridge.when_done(kept, self, lambda _none: None, _leave)

    def _show_kept(self, found: frozenset[int]) -> None:
        if found and not self._heard:
            self._sensitive = found
            self.changed.emit(list(found))


def _read(path: Path, _library: Library) -> frozenset[int]:
    try:
        return frozenset(int(one) for one in json.loads(path.read_text()))
    except (OSError, ValueError, TypeError):
        return frozenset()


def _write(path: Path, ids: list[int], _library: Library) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(ids))


def _leave(_error: BaseException) -> None:
    """It is asked again with the next engine; until then what was known holds."""
