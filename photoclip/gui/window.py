"""The main window: assembles the parts and owns the actions; what they do lies elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QMainWindow

from photoclip.domain import Changes, Operation
from photoclip.gui.actions import Actions, Scope
from photoclip.gui.activity import Activity
from photoclip.gui.aspects import AspectTable
from photoclip.gui.bridge import Bridge
from photoclip.gui.browser import Browser
from photoclip.gui.contents import Contents, read_contents
from photoclip.gui.decisions import Decisions
from photoclip.gui.desktop import pictures_folder, show_in_folder
from photoclip.gui.details import Details
from photoclip.gui.dialogs import KeysDialog
from photoclip.gui.discarding import Discarding
from photoclip.gui.dragging import Dragging
from photoclip.gui.engine_link import EngineState
from photoclip.gui.frame import Frame
from photoclip.gui.grid import PhotoGrid
from photoclip.gui.grid_page import GridPage
from photoclip.gui.inspecting.captioning import SuggestedCaptions
from photoclip.gui.library_view import LibraryView
from photoclip.gui.listings import album_place, facts_of, tag_place
from photoclip.gui.machine import MachineParts
from photoclip.gui.model import PhotoModel
from photoclip.gui.navigator import Navigator
from photoclip.gui.notices import ProgressStrip
from photoclip.gui.photo_commands import PhotoCommands
from photoclip.gui.place_menu import PlaceMenu
from photoclip.gui.place_tree import PHOTOS
from photoclip.gui.preferences import Preferences
from photoclip.gui.problems import ProblemsPage
from photoclip.gui.remembering import Remembering
from photoclip.gui.scale import EASY, SNUG
from photoclip.gui.services import Services
from photoclip.gui.throttle import Throttle
from photoclip.gui.tools import Tools
from photoclip.gui.translating import label
from photoclip.gui.view_commands import ViewCommands
from photoclip.gui.viewer import Viewer
from photoclip.gui.viewing.viewing import Viewing
from photoclip.gui.welcome import WelcomePage
from photoclip.gui.words import counted
from photoclip.library import photos
from photoclip.paths import resources


class MainWindow(QMainWindow):
    """One window on one library."""

    painted = Signal()  # for the first time

    REST = 500
    """Milliseconds between two looks at what the sidebar shows."""

    def __init__(
        self,
        services: Services,
        preferences: Preferences,
        set_theme: Callable[[str], None],
        bridge: Bridge,
    ) -> None:
        super().__init__()
        self.services, self.preferences, self._bridge = services, preferences, bridge
        self._contents = Contents()
        self._was_painted = False
        lane = services.lane
        self.model = PhotoModel(
            lambda ids: lane.ask(lambda library: facts_of(library, list(ids))), bridge, self
        )
        self.aspects = AspectTable(lane, bridge)
        self.grid = PhotoGrid(self.model, services.thumbs, aspects=self.aspects.of)
        self.frame = Frame()
        self.viewer = Viewer(self.model, services.originals, services.thumbs)
        self.grid_page, self.problems = GridPage(self.grid), ProblemsPage()
        self.welcome = WelcomePage()
        self.browser = Browser(lane, services.engine.ask, bridge)
        self.library_view = LibraryView(self.grid_page, self.browser, self.aspects, preferences)
        self.navigator = Navigator(
            self.frame,
            self.grid_page,
            self.viewer,
            self.problems,
            self.welcome,
            self.browser,
            lane,
            bridge,
        )
        self.decisions = Decisions(lane, bridge)
        self.details = Details(
            self.frame.inspector,
            self.navigator.targets,
            self.decisions,
            services.engine.ask,
            lane,
            bridge,
        )
        self.captions = SuggestedCaptions(
            self.frame.inspector, self.decisions, services.engine, bridge
        )
        self.machine = MachineParts(
            self.frame,
            self.grid_page,
            self.viewer,
            self.model,
            self.browser,
            self.navigator,
            self.decisions,
            services,
            preferences,
            bridge,
            self,
        )
        self.strip, self._status = ProgressStrip(), QLabel()
        self.activity = Activity(self.strip, self.frame.banner, services.scans, services.engine)
        self.actions_ = Actions(self, self.menuBar())
        self.discarding = Discarding(self.decisions, self)
        self.photo_commands = PhotoCommands(
            self.navigator, self.decisions, self.discarding, lane, bridge, self
        )
        self.dragging = Dragging(
            self.grid, self.frame.sidebar, services.thumbs, self.decisions, lane, bridge, self
        )
        self.place_menu = PlaceMenu(self.decisions, self)
        self.view_commands = ViewCommands(
            self.frame,
            self.grid,
            self.viewer,
            self.navigator,
            self.browser,
            preferences,
            set_theme,
            self,
        )
        self.tools = Tools(
            self.frame,
            self.navigator,
            self.grid,
            self.browser,
            self.decisions,
            self.discarding,
            self.activity,
            self.actions_,
            services,
            preferences,
            set_theme,
            bridge,
            self,
        )
        self.viewing = Viewing(
            self.viewer,
            self.model,
            self.grid,
            self.navigator,
            self.frame,
            services,
            preferences,
            bridge,
            self,
        )
        self.remembering = Remembering(
            self.navigator, self.browser, self.grid, self.frame, preferences
        )
        self._contents_soon = Throttle(self._ask_contents, self.REST, self)
        self._steps_soon = Throttle(self.decisions.refresh, self.REST, self)
        self._assemble()
        self._bind_actions()
        self._connect()

    def start(self) -> None:
        """Begin to work, after the first paint."""
        self.services.start()
        self.aspects.load()
        self.machine.start()
        self.remembering.restore()
        self.grid.setFocus()
        self._contents_soon.ask()
        self.decisions.refresh()

    def add_folders(self, folders: list[Path]) -> None:
        """Keep these folders and look for photos in them."""
        now = self.preferences.now
        self.services.scans.add(folders, now.excludes, videos=now.videos)

    # Assembling

    def _assemble(self) -> None:
        self.setWindowTitle("photoclip")
        self.setCentralWidget(self.frame)
        self.setAcceptDrops(True)
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(EASY, 0, SNUG, 0)
        bar.addWidget(self._status, 1)
        bar.addPermanentWidget(self.machine.autotag.strip)
        bar.addPermanentWidget(self.strip)
        self.actions_.scope_to(Scope.GRID, self.grid)
        self.actions_.scope_to(Scope.VIEWER, self.viewer)
        for part in (self.grid, self.viewer):
            self.actions_.scope_to(Scope.PHOTO, part)
        self.frame.inspector.strip.draw_with(self.services.thumbs)
        self.frame.bind(self.frame.sidebar_button, self.actions_["sidebar"])
        self.frame.bind(self.frame.details_button, self.actions_["details"])
        settings = self.preferences.now
        self.resize(1280, 800)
        if settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))
        self.grid.zoom_to(settings.tile_size)
        self.frame.zoom.setValue(self.grid.cell_size)
        self.actions_["pause"].setChecked(settings.paused)

    def _bind_actions(self) -> None:
        self.photo_commands.bind(self.actions_)
        self.view_commands.bind(self.actions_)
        self.viewing.bind(self.actions_)
        self.details.bind(self.actions_)
        self.captions.bind(self.actions_)
        self.captions.asked.connect(self.view_commands.show_details)
        self.machine.bind(self.actions_)
        self.tools.bind(self.actions_)
        self.actions_.bind(
            add_folder=self._choose_folder,
            rescan=lambda: self.services.scans.scan(
                excludes=self.preferences.now.excludes, videos=self.preferences.now.videos
            ),
            pause=lambda: self.activity.pause(paused=self.actions_["pause"].isChecked()),
            quit=self.close,
            undo=self.decisions.undo,
            redo=self.decisions.redo,
            shortcuts=lambda: KeysDialog(self.preferences.now.shortcuts, self).open(),
        )

    def _connect(self) -> None:
        services, frame, scans = self.services, self.frame, self.services.scans
        services.lane.changed.connect(self._changed)
        services.thumbs_changed.connect(self._thumbs_changed)
        services.broken.connect(lambda error: self.activity.tell_error(error))
        scans.refused.connect(lambda _sentence: self._contents_soon.ask())
        services.watches.said.connect(frame.banner.tell)
        services.engine.state_changed.connect(self._engine_is)
        self.activity.working_changed.connect(
            lambda working: self.grid_page.set_working(working=working)
        )
        self.activity.paused_changed.connect(self._paused)
        self.activity.embedded_more.connect(self.browser.embedded_more)
        self.navigator.targets_changed.connect(self._targets_changed)
        self.decisions.told.connect(self._tell)
        self.view_commands.told.connect(self._tell)
        self.machine.told.connect(self._tell)
        self.decisions.refused.connect(frame.banner.tell)
        self.tools.told.connect(self._tell)
        self.tools.refused.connect(frame.banner.tell)
        self.machine.review.personalize_asked.connect(self.tools.personal.open)
        self.decisions.steps_known.connect(self._name_steps)
        self.preferences.refused.connect(frame.banner.tell)
        self.welcome.folder_asked.connect(self._choose_folder)
        self.welcome.samples_asked.connect(lambda: self.add_folders([resources() / "sample"]))
        frame.folder_asked.connect(self._choose_folder)
        frame.sidebar.menu_asked.connect(self.place_menu.open)
        self.place_menu.further = self.machine.autotag.choices
        frame.inspector.similar_asked.connect(self.photo_commands.find_similar)
        frame.inspector.strip.photo_opened.connect(self.navigator.look_at)
        frame.inspector.place_opened.connect(frame.search.set_text)
        frame.inspector.album_opened.connect(
            lambda name: self.navigator.open(album_place(name, None))
        )
        frame.inspector.tag_opened.connect(lambda name: self.navigator.open(tag_place(name)))
        frame.zoom.valueChanged.connect(self.grid.zoom_to)
        self.grid.zoomed.connect(frame.zoom.setValue)
        self.grid.zoomed.connect(lambda size: self.preferences.change(tile_size=size))
        self.grid_page.instead_asked.connect(frame.search.set_text)
        self.grid.customContextMenuRequested.connect(self._photo_menu)
        self.problems.retry_asked.connect(lambda: services.lane.change(photos.retry_problems))
        self.problems.file_opened.connect(lambda photo: show_in_folder(photo.path))
        for sentence in self.preferences.sentences:
            frame.banner.tell(sentence)

    # What Qt asks

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if not data.hasFormat(PHOTOS) and any(url.isLocalFile() for url in data.urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add_folders(
            [Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()]
        )
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.preferences.change(geometry=geometry)
        self.remembering.keep()
        self.services.stop()
        event.accept()

    # What happens

    def _changed(self, changes: Changes) -> None:
        self.model.forget(None if changes.everything or changes.tags else changes.photos)
        if changes.vectors:  # photos were turned
            services = self.services
            services.thumbs.forget(changes.photos)
            services.originals.forget(changes.photos)
            services.engine.catalogued()
        self.viewing.refresh_facts()
        self.details.refresh()
        self._steps_soon.ask()
        self._contents_soon.ask()

    def _thumbs_changed(self, photo_ids: frozenset[int]) -> None:
        self.services.thumbs.forget(photo_ids)
        self.viewing.refresh_facts()

    def _ask_contents(self) -> None:
        self._bridge.when_done(
            self.services.lane.ask(read_contents), self, self._show_contents, _leave
        )

    def _show_contents(self, contents: Contents) -> None:
        self._contents = contents
        self.frame.sidebar.show_contents(contents)
        self.photo_commands.album_names = tuple(
            album.name for album in contents.albums if album.query is None
        )
        self.place_menu.roots = frozenset(root.path for root in contents.roots)
        self.frame.inspector.offer_albums(self.photo_commands.album_names)
        self.frame.inspector.offer_tags([count.tag.name for count in contents.tags])
        self.machine.contents_known(contents)
        self.navigator.contents_known(contents)
        self.library_view.contents_known(contents)
        self._targets_changed()

    def _targets_changed(self) -> None:
        count = self.navigator.target_count()
        viewing = self.navigator.viewing
        self.actions_.enable_photo_actions(enabled=count > 0)
        self.actions_.enable_scope(Scope.VIEWER, enabled=viewing)
        self.actions_.enable_scope(Scope.GRID, enabled=not viewing)
        self.frame.zoom.setEnabled(not viewing)
        total = counted(self._contents.photos) if self._contents.roots else ""
        self._status.setText(
            self.tr("{}, {} selected").format(total, f"{count:,}") if count else total
        )
        self.details.refresh()

    def _name_steps(self, undo: Operation | None, redo: Operation | None) -> None:
        for name, verb, step in (("undo", label("&Undo"), undo), ("redo", label("&Redo"), redo)):
            action = self.actions_[name]
            action.setText(f"{verb}: {step.name.replace('&', '&&')}" if step else verb)
            action.setEnabled(step is not None)

    def _engine_is(self, state: EngineState) -> None:
        self.browser.engine_is_starting = state is EngineState.STARTING
        if state is EngineState.RUNNING:
            self.browser.engine_ready()
            self.details.refresh()

    def _tell(self, text: str) -> None:
        self.statusBar().showMessage(text, 6000)

    def _paused(self, paused: bool) -> None:
        self.actions_["pause"].setChecked(paused)
        self.preferences.change(paused=paused)

    # What actions do

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Add a folder of photos"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setDirectory(pictures_folder())
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.add_folders([Path(name)]))
        dialog.open()

    def _photo_menu(self, position: QPoint) -> None:
        if self.navigator.targets():
            self.actions_.photo_menu().popup(self.grid.viewport().mapToGlobal(position))


def _leave(_error: BaseException) -> None:
    """The library does not open; that was told already."""
