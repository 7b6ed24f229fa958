"""Everything that can be done, in one table: its menu, its keys, and when it is possible."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from photoclip.gui.icons import icon
from photoclip.gui.translating import label


class Scope(Enum):
    """Where the keys of an action work."""

    WINDOW = auto()
    GRID = auto()
    VIEWER = auto()
    PHOTO = auto()  # the grid and the viewer
    REVIEW = auto()


@dataclass(frozen=True, slots=True)
class Spec:
    """One action. `needs_photo` ones are possible while a photo is selected or shown."""

    name: str
    text: str
    keys: tuple[str, ...]
    menu: str
    icon: str = ""
    scope: Scope = Scope.WINDOW
    needs_photo: bool = False
    checkable: bool = False


def _rating(number: int) -> Spec:
    text = "No rating" if number == 0 else "★" * number
    return Spec(f"rate_{number}", text, (str(number),), "&Photo/&Rating", needs_photo=True)


SPECS: tuple[Spec, ...] = (
    Spec("add_folder", "&Add a folder…", ("Ctrl+O",), "&File", "folder-add"),
    Spec("rescan", "&Look for new photos", ("F5",), "&File", "retry"),
    Spec("pause", "&Pause reading photos", ("Ctrl+P",), "&File", "pause", checkable=True),
    Spec("import_keywords", "Import &keywords…", ("Ctrl+Shift+K",), "&File/E&xchange"),
    Spec("export_xmp", "&Write sidecars (XMP)…", ("Ctrl+Shift+X",), "&File/E&xchange"),
    Spec("undo_xmp", "&Take the last sidecars back…", ("Ctrl+Shift+U",), "&File/E&xchange"),
    Spec("export_json", "&Export what you decided…", ("Ctrl+Shift+S",), "&File/E&xchange"),
    Spec("import_json", "&Import what was decided…", ("Ctrl+Shift+O",), "&File/E&xchange"),
    Spec("preferences", "Pr&eferences…", ("Ctrl+,",), "&File", "settings"),
    Spec("quit", "&Quit", ("Ctrl+Q",), "&File"),
    Spec("undo", "&Undo", ("Ctrl+Z",), "&Edit"),
    Spec("redo", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "&Edit"),
    Spec("find", "&Find…", ("Ctrl+F", "/"), "&Edit", "search"),
    Spec("save_search", "&Save this search as an album…", ("Ctrl+S",), "&Edit", "smart-album"),
    Spec("select_all", "Select &all", ("Ctrl+A",), "&Edit", scope=Scope.GRID),
    Spec("select_none", "Select &none", ("Ctrl+Shift+A",), "&Edit", scope=Scope.GRID),
    Spec("open", "&Open", ("Return", "Enter", "E"), "&Photo", scope=Scope.GRID, needs_photo=True),
    Spec("preview", "&Quick preview", ("Space",), "&Photo", scope=Scope.GRID, needs_photo=True),
    Spec("tag", "&Tag…", ("Ctrl+T",), "&Photo", "tag", needs_photo=True),
    Spec("album", "Put into an &album…", ("Ctrl+B",), "&Photo", "album", needs_photo=True),
    Spec("pick", "&Pick as a favourite", ("P",), "&Photo/&Flag", "favourite", needs_photo=True),
    Spec("reject", "&Reject", ("X",), "&Photo/&Flag", "reject", needs_photo=True),
    Spec("unflag", "&No flag", ("U",), "&Photo/&Flag", needs_photo=True),
    Spec(
        "rotate_right",
        "Rotate &right",
        ("Ctrl+R",),
        "&Photo/R&otate",
        "rotate-right",
        needs_photo=True,
    ),
    Spec(
        "rotate_left",
        "Rotate &left",
        ("Ctrl+Shift+R",),
        "&Photo/R&otate",
        "rotate-left",
        needs_photo=True,
    ),
    *(_rating(number) for number in range(6)),
    Spec("states", "Correct how it is…", ("Ctrl+Shift+J",), "&Photo", needs_photo=True),
    Spec("suggestion_yes", "The s&uggested tag fits", ("Y",), "&Photo", "check", Scope.PHOTO, True),
    Spec(
        "suggestion_no", "The suggested tag does &not fit", ("N",), "&Photo", "", Scope.PHOTO, True
    ),
    Spec("suggest_caption", "Suggest a caption", ("K",), "&Photo", "", Scope.PHOTO, True),
    Spec(
        "take_caption", "Take the suggested caption", ("Shift+K",), "&Photo", "", Scope.PHOTO, True
    ),
    Spec("compare", "&Compare", ("C",), "&Photo", "compare", needs_photo=True),
    Spec("similar", "Find &similar", ("S",), "&Photo", "similar", needs_photo=True),
    Spec("search_with", "Search with it", ("Shift+S",), "&Photo", "search", needs_photo=True),
    Spec("more_like", "More like these", ("+",), "&Photo", "more", Scope.GRID, needs_photo=True),
    Spec("less_like", "Less like these", ("-",), "&Photo", "less", Scope.GRID, needs_photo=True),
    Spec(
        "unfold",
        "Unfold what looks alike",
        (".",),
        "&Photo",
        "stack",
        Scope.GRID,
        needs_photo=True,
    ),
    Spec("show_file", "Show in its fol&der", ("Ctrl+J",), "&Photo", "folder", needs_photo=True),
    Spec("open_with", "Open with its pro&gram", ("Ctrl+Return",), "&Photo", needs_photo=True),
    Spec("copy", "Cop&y the files", ("Ctrl+C",), "&Photo", needs_photo=True),
    Spec("trash", "&Move to the trash…", ("Delete",), "&Photo", "trash", needs_photo=True),
    Spec("remove", "Take out of the &library", ("Shift+Delete",), "&Photo", needs_photo=True),
    Spec("back", "&Back", ("Escape",), "&Go", "back"),
    Spec("grid", "&Grid", ("G",), "&Go", "photos"),
    Spec("close_photo", "&Close the photo", ("Space", "Return"), "&Go", scope=Scope.VIEWER),
    Spec("next", "&Next photo", ("Right", "PgDown"), "&Go", scope=Scope.VIEWER),
    Spec("previous", "&Previous photo", ("Left", "PgUp"), "&Go", scope=Scope.VIEWER),
    Spec("first", "&First photo", ("Home",), "&Go", scope=Scope.VIEWER),
    Spec("last", "&Last photo", ("End",), "&Go", scope=Scope.VIEWER),
    Spec("all_photos", "&All photos", ("Ctrl+Shift+P",), "&Go", "photos"),
    Spec("duplicates", "&Duplicates", ("Ctrl+D",), "&Go", "duplicates"),
    Spec("places", "Places on a &map", ("Ctrl+M",), "&Go", "map"),
    Spec("activity", "Act&ivity", ("Ctrl+Shift+Y",), "&Go", "activity"),
    Spec("problems", "P&roblems", ("Ctrl+Shift+E",), "&Go", "problem"),
    Spec("review", "Re&view suggestions", ("Ctrl+Shift+V",), "&Go", "review"),
    Spec("personalize", "Personali&ze", ("Ctrl+Shift+M",), "&Go", "personalize"),
    Spec("suggest_tags", "S&uggest tags…", ("Ctrl+Shift+T",), "&Review", "suggest"),
    Spec("review_yes", "&Confirm", ("Y",), "&Review", "check", Scope.REVIEW),
    Spec("review_no", "&Reject", ("N",), "&Review", "close", Scope.REVIEW),
    Spec("review_skip", "&Skip", ("Space",), "&Review", scope=Scope.REVIEW),
    Spec("review_next", "&Next suggestion", ("Right",), "&Review", "forward", Scope.REVIEW),
    Spec("review_previous", "&Previous suggestion", ("Left",), "&Review", "back", Scope.REVIEW),
    Spec("review_undo", "&Take back the last answer", ("Z",), "&Review", "undo", Scope.REVIEW),
    Spec("review_many", "&Many at once, or one by one", ("M",), "&Review", scope=Scope.REVIEW),
    Spec("larger", "&Larger", ("Ctrl++", "Ctrl+="), "&View"),
    Spec("smaller", "&Smaller", ("Ctrl+-",), "&View"),
    Spec("usual_size", "&Usual size, or fit", ("Ctrl+0",), "&View", "fit"),
    Spec("actual_size", "&Actual size", ("Ctrl+1",), "&View", "actual", Scope.VIEWER),
    Spec("toggle_zoom", "Fit or actual si&ze", ("Z",), "&View", scope=Scope.VIEWER),
    Spec("filmstrip", "Fil&mstrip", ("F",), "&View", "filmstrip", Scope.VIEWER, checkable=True),
    Spec(
        "facts", "Facts &over the photo", ("O",), "&View", "details", Scope.VIEWER, checkable=True
    ),
    Spec(
        "histogram", "Histo&gram", ("Ctrl+H",), "&View", "histogram", Scope.VIEWER, checkable=True
    ),
    Spec("heat", "Where the words match", ("H",), "&View", "heat", Scope.VIEWER, checkable=True),
    Spec("slideshow", "Slid&eshow", ("F8",), "&View", "slideshow"),
    Spec("weaker", "&Weaker matches", ("W",), "&View"),
    Spec("veil", "Blur sensitive photos", ("Ctrl+Shift+B",), "&View", "hidden", checkable=True),
    Spec("details", "&Details", ("I",), "&View", "details", checkable=True),
    Spec("sidebar", "S&idebar", ("F9",), "&View", "sidebar", checkable=True),
    Spec("theme", "Light or dar&k", ("Ctrl+Shift+L",), "&View"),
    Spec("full_screen", "&Full screen", ("F11",), "&View", "full-screen", checkable=True),
    Spec("shortcuts", "&Keys", ("?", "F1"), "&Help"),
)

_BEGIN_GROUPS = frozenset(
    {
        *("import_keywords", "preferences", "quit", "find", "select_all"),
        *("tag", "suggestion_yes", "compare", "similar", "show_file", "trash"),
        *("close_photo", "all_photos", "review", "review_yes"),
        *("filmstrip", "weaker", "details", "full_screen"),
    }
)
"""Above these a line is drawn in their menu."""


class Actions(QObject):
    """The actions of a window by name, in its menus."""

    remapped = Signal()

    def __init__(self, window: QWidget, menu_bar: QMenuBar) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        for spec in SPECS:
            self._add(spec, menu_bar)
        self.enable_photo_actions(enabled=False)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def bind(self, **calls: Callable[[], object]) -> None:
        """Say what the actions do, by name."""
        for name, call in calls.items():
            self._actions[name].triggered.connect(lambda _checked=False, call=call: call())

    def remap(self, shortcuts: Mapping[str, Sequence[str]]) -> None:
        """Give actions other keys than their usual ones; all others get their usual ones."""
        for name, keys in keys_of_all(shortcuts).items():
            self._actions[name].setShortcuts([QKeySequence(key) for key in keys])
        self.remapped.emit()

    def scope_to(self, scope: Scope, widget: QWidget) -> None:
        """Let the keys of a scope work in that widget."""
        for spec in SPECS:
            if spec.scope is scope:
                widget.addAction(self._actions[spec.name])

    def enable_photo_actions(self, *, enabled: bool) -> None:
        """Say whether there is a photo to do something with."""
        for spec in SPECS:
            if spec.needs_photo:
                self._actions[spec.name].setEnabled(enabled)

    def enable_scope(self, scope: Scope, *, enabled: bool) -> None:
        """Grey out the actions of a scope that is not on screen."""
        for spec in SPECS:
            if spec.scope is scope and not spec.needs_photo:
                self._actions[spec.name].setEnabled(enabled)

    def photo_menu(self) -> QMenu:
        """The menu of what can be done with photos, for the right mouse button."""
        return self._menus["&Photo"]

    def _add(self, spec: Spec, menu_bar: QMenuBar) -> None:
        action = QAction(label(spec.text), self._window)
        action.setObjectName(spec.name)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setCheckable(spec.checkable)
        if spec.icon:
            action.setIcon(icon(spec.icon))
        if spec.scope is not Scope.WINDOW:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._actions[spec.name] = action
        if spec.name in _BEGIN_GROUPS:
            self._menu(spec.menu.partition("/")[0], menu_bar).addSeparator()
        self._menu(spec.menu, menu_bar).addAction(action)

    def _menu(self, path: str, menu_bar: QMenuBar) -> QMenu:
        if path not in self._menus:
            above, _, title = path.rpartition("/")
            menu = QMenu(label(title), self._window)
            (self._menu(above, menu_bar) if above else menu_bar).addMenu(menu)
            self._menus[path] = menu
        return self._menus[path]


def keys_of_all(shortcuts: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The keys of every action, by name, where `shortcuts` holds those that were changed."""
    return {spec.name: tuple(shortcuts.get(spec.name, spec.keys)) for spec in SPECS}


def taken_by(key: str, name: str, shortcuts: Mapping[str, Sequence[str]]) -> tuple[Spec, ...]:
    """The actions that a key belongs to already where it would belong to the action `name`.

    The grid, the single photo and so on are never on screen at once: they may share keys.
    """
    scope = next(spec.scope for spec in SPECS if spec.name == name)
    wanted, keys = QKeySequence(key), keys_of_all(shortcuts)
    return tuple(
        spec
        for spec in SPECS
        if spec.name != name
        and (spec.scope is scope or Scope.WINDOW in (spec.scope, scope))
        and wanted in [QKeySequence(one) for one in keys[spec.name]]
    )


def plain(text: str) -> str:
    """An action's text without the mark of its mnemonic."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
