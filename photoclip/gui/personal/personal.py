"""Personalizing as a part of the window: its page, the hint that it is worth it, going back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from photoclip.engine.messages import Embedding
from photoclip.gui.actions import Actions
from photoclip.gui.bridge import Bridge
from photoclip.gui.browser import Browser
from photoclip.gui.frame import Frame
from photoclip.gui.listings import PERSONALIZE
from photoclip.gui.navigator import Navigator
from photoclip.gui.personal.runs import Runs
from photoclip.gui.services import Services
from photoclip.library.adapters import Reverted, Version
from photoclip.query import quoted

if TYPE_CHECKING:
    from photoclip.gui.personal.page import PersonalPage

TOPIC = "personalize"


class Personal(QObject):
    """Adds the page to the window. What was learnt is in use in searches at once."""

    def __init__(
        self,
        frame: Frame,
        navigator: Navigator,
        services: Services,
        browser: Browser,
        bridge: Bridge,
    ) -> None:
        super().__init__(frame)
        self._frame, self._navigator, self._browser = frame, navigator, browser
        self.runs = Runs(services.engine, services.lane, bridge)
        self._page: PersonalPage | None = None
        self._engine, self._thumbs = services.engine, services.thumbs
        self._hinted = self._embedded_all = False
        navigator.add_page(PERSONALIZE, lambda: self.page, self._opened)
        frame.sidebar.add_page(PERSONALIZE, "personalize")
        self.runs.books_changed.connect(self._hint)
        self.runs.books_changed.connect(self._learn_anew)
        self.runs.ended.connect(self._ended)
        self.runs.went_back.connect(self._went_back)
        services.engine.progressed.connect(self._embedded)
        services.lane.changed.connect(
            lambda changes: self._browser.embedded_more() if changes.adapters else None
        )

    def bind(self, actions: Actions) -> None:
        """Give its action its meaning."""
        actions.bind(personalize=self.open)

    @property
    def page(self) -> PersonalPage:
        """The page, made when it is first wanted."""
        if self._page is None:
            from photoclip.gui.personal.page import PersonalPage

            self._page = PersonalPage(self.runs, self._thumbs)
            self._page.tag_opened.connect(self._search)
        return self._page

    @property
    def shown(self) -> bool:
        """Whether its page is what the window shows."""
        return self._page is not None and self._frame.pages.currentWidget() is self._page

    def open(self) -> None:
        """Show the page."""
        self._navigator.open(PERSONALIZE)

    def _opened(self) -> None:
        self._frame.banner.settle(TOPIC)
        self.runs.refresh()

    def _search(self, tag: str) -> None:
        search = self._frame.search
        search.set_text(tag if tag.replace(" ", "").isalnum() else quoted(tag))

    def _hint(self) -> None:
        """Say how many new answers there are when it is worth it; in the banner once a session."""
        books = self.runs.books
        worth_it = books.outlook.worth_it and not self.runs.busy
        self._frame.sidebar.show_waiting(PERSONALIZE, books.outlook.fresh if worth_it else 0)
        anew = books.elsewhere and books.outlook.ready
        if (worth_it or anew) and not self._hinted and not self.shown:
            self._hinted = True
            if anew:
                text = self.tr(
                    "Another encoder is in use now. It can learn your words anew in seconds."
                )
            else:
                text = self.tr(
                    "{count} new answers: photoclip can learn your words from them now."
                ).format(count=f"{books.outlook.fresh:,}")
            self._frame.banner.tell(
                text, topic=TOPIC, action=self.tr("Personalize"), call=self.open
            )

    def _embedded(self, event: Embedding) -> None:
        """Another encoder may have taken over, now that all photos are embedded with it."""
        if event.finished:
            self._embedded_all = True
            self._engine.refresh_status()
            self.runs.refresh()

    def _learn_anew(self) -> None:
        """What was learnt for another encoder is learnt for this one, as soon as it can be."""
        books = self.runs.books
        if self._embedded_all and books.elsewhere and books.outlook.ready and not self.runs.busy:
            self._embedded_all = False
            self.runs.start()

    def _ended(self, version: Version) -> None:
        self._frame.banner.settle(TOPIC)
        if not self.shown:
            self._frame.banner.tell(
                str(version.report.get("reason", "")),
                topic=TOPIC,
                action=self.tr("Show the report"),
                call=self.open,
            )

    def _went_back(self, found: Reverted) -> None:
        now = (
            self.tr("the version before is in use again")
            if found.now is not None
            else self.tr("searches are as they were before personalizing")
        )
        self._frame.banner.tell(
            self.tr(
                "Since the last personalizing you rejected clearly more suggestions than before, "
                "so {now}."
            ).format(now=now),
            topic=TOPIC,
            action=self.tr("Use it all the same"),
            call=lambda: self.runs.use(found.left.id),
        )
