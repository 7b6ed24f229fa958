"""What can be done with the photos that a search found: more or less like these, order, keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from photoclip.domain import Photo
from photoclip.errors import QueryError
from photoclip.gui.actions import Actions
from photoclip.gui.bridge import Bridge
from photoclip.gui.browser import Browser, Headline, Wish
from photoclip.gui.decisions import Decisions
from photoclip.gui.dialogs import NameDialog
from photoclip.gui.flow import FlowLayout
from photoclip.gui.grid_page import GridPage
from photoclip.gui.icons import icon
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.model import Listing
from photoclip.gui.navigator import Navigator
from photoclip.gui.search.bar import SearchBar
from photoclip.gui.search.chips import without
from photoclip.gui.search.search import example
from photoclip.gui.translating import later
from photoclip.gui.words import counted
from photoclip.library import photos
from photoclip.query import Query, parse, to_text
from photoclip.query.values import Sort

ORDERS: tuple[tuple[str, Sort | None], ...] = (
    (later("SearchTools", "Best match first"), None),
    (later("SearchTools", "Newest first"), Sort("date")),
    (later("SearchTools", "Oldest first"), Sort("date", reverse=True)),
    (later("SearchTools", "A to Z"), Sort("name")),
    (later("SearchTools", "Z to A"), Sort("name", reverse=True)),
)
MOST_EXAMPLES = 12
"""So many photos of a feedback go into a saved search: its text has to stay readable."""


class SearchTools(QWidget):
    """A row over the results of a ranked search."""

    more_asked = Signal()
    less_asked = Signal()
    tag_asked = Signal()
    save_asked = Signal()
    clear_asked = Signal()
    order_chosen = Signal(object)  # Sort, None for the best match first

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.more = self._button("more", self.tr("More like these"), self.more_asked, "+")
        self.less = self._button("less", self.tr("Less like these"), self.less_asked, "-")
        self.said = QLabel()
        self.said.setObjectName("dim")
        self.tag = self._button("tag", self.tr("Keep as a tag…"), self.tag_asked)
        self.clear = self._button("close", self.tr("Forget"), self.clear_asked)
        self.save = self._button("smart-album", self.tr("Save as album…"), self.save_asked)
        self.order = QComboBox()
        for part in (self.order, self.order.view()):
            part.setAccessibleName(self.tr("Order of the results"))
        for title, _sort in ORDERS:
            self.order.addItem(self.tr(title))
        self.order.activated.connect(lambda row: self.order_chosen.emit(ORDERS[row][1]))
        self.order.setMinimumHeight(self.more.sizeHint().height())
        self.said.setMinimumHeight(self.more.sizeHint().height())
        row = FlowLayout(self)
        for widget in (self.more, self.less, self.said, self.tag, self.clear, self.save):
            row.addWidget(widget)
        row.addWidget(self.order)
        self.hide()

    def show_wish(self, wish: Wish, selected: int) -> None:
        """Show what can be done with what is looked at."""
        self.setVisible(wish.is_ranked)
        for button in (self.more, self.less):
            button.setEnabled(selected > 0)
        said = []
        if wish.more:
            said.append(self.tr("more like {photos}").format(photos=counted(len(wish.more))))
        if wish.less:
            said.append(self.tr("less like {photos}").format(photos=counted(len(wish.less))))
        self.said.setText(", ".join(said))
        for widget in (self.said, self.tag, self.clear):
            widget.setVisible(wish.has_feedback)
        sort = wish.query.sort if wish.query else None
        rows = [row for row, (_title, one) in enumerate(ORDERS) if one == sort]
        self.order.setCurrentIndex(rows[0] if rows else 0)
        self.order.setVisible(wish.place is None and bool(wish.query) and not wish.has_feedback)

    def _button(self, name: str, text: str, signal: SignalInstance, key: str = "") -> QPushButton:
        button = QPushButton(icon(name), f" {text}")
        button.setAccessibleName(text)
        if key:
            button.setToolTip(f"{text} ({key})")
        button.clicked.connect(signal)
        return button


class Results(QObject):
    """Connects the row with what is shown; every action is meant for the selected photos."""

    told = Signal(str)

    def __init__(
        self,
        page: GridPage,
        bar: SearchBar,
        browser: Browser,
        navigator: Navigator,
        decisions: Decisions,
        lane: LibraryLane,
        bridge: Bridge,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._bar, self._browser, self._navigator = bar, browser, navigator
        self._decisions, self._lane, self._bridge = decisions, lane, bridge
        self._grid, self._parent = page.grid, parent
        self.tools = SearchTools()
        page.add_row(self.tools)
        self.tools.more_asked.connect(self.more_like)
        self.tools.less_asked.connect(self.less_like)
        self.tools.clear_asked.connect(browser.forget_feedback)
        self.tools.tag_asked.connect(self.keep_as_tag)
        self.tools.save_asked.connect(self.save)
        self.tools.order_chosen.connect(self.sort)
        page.grid.stack_used.connect(browser.toggle_stack)
        browser.listed.connect(self._listed)
        navigator.targets_changed.connect(self.refresh)

    def bind(self, actions: Actions) -> None:
        """Give the actions their meaning."""
        actions.bind(
            more_like=self.more_like,
            less_like=self.less_like,
            unfold=self.unfold,
            search_with=self.search_with,
            save_search=self.save,
        )

    def refresh(self) -> None:
        """Show what can be done now."""
        self.tools.show_wish(self._browser.wish, len(self._navigator.targets()))

    def _listed(self, _listing: Listing, _headline: Headline, _keep: bool) -> None:
        self.refresh()

    def more_like(self) -> None:
        """Move what is shown towards the selected photos."""
        self._browser.more_like(self._navigator.targets())

    def less_like(self) -> None:
        """Move what is shown away from the selected photos."""
        self._browser.less_like(self._navigator.targets())

    def unfold(self) -> None:
        """Show what is folded under the photo that the keyboard is on, or fold it again."""
        photo_id = self._grid.current_id()
        if photo_id is not None and photo_id in self._grid.stacks:
            self._browser.toggle_stack(photo_id)

    def search_with(self) -> None:
        """Make the selected photos examples of the search, beside what is searched for."""
        ids = list(self._navigator.targets())[:MOST_EXAMPLES]
        self._with_photos(
            ids, lambda found: self._bar.add_all([example(photo.path) for photo in found])
        )

    def sort(self, wanted: Sort | None) -> None:
        """Put another order into the query."""
        text = self._bar.line.text()
        try:
            chips = parse(text).chips()
        except QueryError:
            return
        for chip in chips:
            if chip.kind == "sort":
                text = without(text, chip)
        if wanted is not None:
            text = f"{text.strip()} {to_text(Query(sort=wanted))}"
        self._bar.set_text(text.strip())

    def keep_as_tag(self) -> None:
        """Ask for a tag: the liked photos have it, the disliked ones do not."""
        wish = self._browser.wish
        sentence = self.tr(
            "The tag is confirmed for {more} and rejected for {less}, which teaches the machine. "
            "Its name:"
        ).format(more=counted(len(wish.more)), less=counted(len(wish.less)))
        names = list(self._bar.known.tags)
        dialog = NameDialog(self.tr("Keep as a tag"), sentence, names, self._parent)
        dialog.accepted.connect(
            lambda: self._decisions.answer_suggestion(dialog.name, wish.more, wish.less)
        )
        dialog.open()

    def save(self) -> None:
        """Ask for the name of a smart album that always shows what this search finds."""
        wish = self._browser.wish
        text = wish.query.text.strip() if wish.query else ""
        examples = [*wish.like, *wish.more, *wish.less][:MOST_EXAMPLES]
        if not text and not examples:
            self.told.emit(self.tr("Search for something first, then save the search."))
        elif examples:
            self._with_photos(examples, lambda found: self._ask_name(self._written(wish, found)))
        else:
            self._ask_name(text)

    def _written(self, wish: Wish, found: Sequence[Photo]) -> str:
        """The search with its feedback as examples."""
        pieces = [wish.query.text.strip() if wish.query else ""]
        pieces += [example(photo.path, negative=photo.id in wish.less) for photo in found]
        return " ".join(piece for piece in pieces if piece)

    def _ask_name(self, text: str) -> None:
        sentence = self.tr("An album that always shows what answers “{text}”. Its name:")
        dialog = NameDialog(
            self.tr("Save this search"), sentence.format(text=text), (), self._parent
        )
        dialog.accepted.connect(lambda: self._decisions.save_search(dialog.name, text))
        dialog.accepted.connect(self._bar.remember)
        dialog.open()

    def _with_photos(self, ids: Sequence[int], do: Callable[[list[Photo]], object]) -> None:
        if ids:
            found = self._lane.ask(lambda library: photos.get(library, ids))
            self._bridge.when_done(found, self, lambda found: do(found) if found else None)
