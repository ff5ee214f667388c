"""Ohje (F1): the pages of resources/help in the window, the same that the repository shows."""

from __future__ import annotations

from pathlib import Path

from markdown_it import MarkdownIt
from PySide6.QtCore import QEvent, QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextBrowser, QTextEdit, QVBoxLayout

from ohjaus_desktop import paths
from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.controls import card, icon_button, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import Press, Words

FIRST = "index.md"
COLUMN = 860
"""The page is no wider than this, in design pixels."""


class HelpView(PassingView):
    """Links lead from page to page, Back returns, Ctrl+F searches in the page, Esc closes."""

    def __init__(self, folder: Path | None = None) -> None:
        """folder: holds one folder of pages a language."""
        super().__init__()
        self._folder = folder or paths.resource("help")
        self._page = FIRST
        self._behind: list[tuple[str, int]] = []
        self._markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
        self._build()

    def _build(self) -> None:
        self.browser = QTextBrowser()
        self.browser.setOpenLinks(False)
        self.browser.anchorClicked.connect(self._follow)
        self.browser.setAccessibleName(text("Help"))
        self.browser.installEventFilter(self)
        self.back_button = Press(text("Back"), picture="back", kind="quiet")
        self.back_button.clicked.connect(self.back)
        self.contents_button = Press(text("Contents"), picture="menu", kind="quiet")
        self.contents_button.clicked.connect(lambda: self._go(FIRST))
        close = Press(text("Close"), picture="close", kind="quiet", key="close")
        close.clicked.connect(self.close_view)
        self.search = QLineEdit()
        self.search.setPlaceholderText(text("Search in this page"))
        self.search.setAccessibleName(text("Search in this page"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(look().px(180))
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self.next_hit)
        self.next_button = icon_button("down", text("Next hit"))
        self.next_button.clicked.connect(self.next_hit)
        self.hits = Words(tone="muted")
        self.hits.setWordWrap(False)
        frame = card()
        column = spaced(QVBoxLayout(frame), margin=12)
        head = spaced(QHBoxLayout(), gap=4)
        head.addWidget(
            flow_row(
                self.back_button, self.contents_button, self.search, self.next_button, self.hits, spacing=4
            ),
            1,
        )
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.browser, 1)
        # Lines stay readable in a wide window.
        frame.setMaximumWidth(look().px(COLUMN))
        row = spaced(QHBoxLayout(self), gap=0)
        row.addStretch(1)
        row.addWidget(frame, 100)
        row.addStretch(1)

    @property
    def page(self) -> str:
        """The file name of the page in sight."""
        return self._page

    def open(self, page: str = FIRST) -> None:
        """Show a page by its file name; one that does not exist leads to the contents."""
        self.note_focus()
        self._behind.clear()
        self._show(page)

    def focus_first(self) -> None:
        """The arrows scroll and Tab walks through the links."""
        self.browser.setFocus()

    def back(self) -> None:
        """Return to the page before, to where it was left."""
        if self._behind:
            page, height = self._behind.pop()
            self._show(page)
            self.browser.verticalScrollBar().setValue(height)

    def go_back(self) -> bool:
        """Return to the page before; from the page that was opened the help goes."""
        if not self._behind:
            return super().go_back()
        self.back()
        return True

    def next_hit(self) -> None:
        """Go to the next place where the words stand, from the end on to the beginning."""
        words = self.search.text()
        if words and not self.browser.find(words):
            self.browser.moveCursor(QTextCursor.MoveOperation.Start)
            self.browser.find(words)

    def _file(self, page: str) -> Path:
        """The page in the language of the window, else in Finnish."""
        own = self._folder / current().language / page
        return own if own.is_file() else self._folder / "fi" / page

    def _go(self, page: str) -> None:
        self._behind.append((self._page, self.browser.verticalScrollBar().value()))
        self._show(page)

    def _show(self, page: str) -> None:
        name = Path(page).name
        if not self._file(name).is_file():
            name = FIRST
        file = self._file(name)
        self._page = name
        self.browser.document().setDefaultStyleSheet(_sheet())
        self.browser.setSearchPaths([str(file.parent), str(paths.resource())])
        if file.is_file():
            html = self._markdown.render(file.read_text(encoding="utf-8"))
            # Qt would show the last line break of a code block as an empty line.
            self.browser.setHtml(html.replace("\n</code></pre>", "</code></pre>"))
        else:
            self.browser.setPlainText(text("The help pages are missing from this installation."))
        self.back_button.setEnabled(bool(self._behind))
        self.contents_button.setEnabled(name != FIRST)
        self._search(self.search.text())

    def _follow(self, link: QUrl) -> None:
        if link.scheme() in {"http", "https", "mailto"}:
            QDesktopServices.openUrl(link)
        elif link.path().endswith(".md"):
            self._go(link.path())
        elif link.hasFragment():
            self.browser.scrollToAnchor(link.fragment())

    def _search(self, words: str) -> None:
        """Mark every hit and go to the first."""
        marked = []
        form = QTextCharFormat()
        form.setBackground(look().colour("warning_soft"))
        form.setForeground(look().colour("warning"))
        document: QTextDocument = self.browser.document()
        cursor = QTextCursor(document)
        while words and not (cursor := document.find(words, cursor)).isNull():
            hit = QTextEdit.ExtraSelection()
            hit.cursor, hit.format = cursor, form
            marked.append(hit)
        self.browser.setExtraSelections(marked)
        found = text("Not found") if words and not marked else str(len(marked) or "")
        self.hits.setText(found)
        self.next_button.setEnabled(bool(marked))
        if words:
            announce(self.search, found)
            self.browser.moveCursor(QTextCursor.MoveOperation.Start)
            self.browser.find(words)

    def changeEvent(self, event: QEvent) -> None:
        """Dress the page anew with the text size and the colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ApplicationFontChange and self.isVisible():
            height = self.browser.verticalScrollBar().value()
            self._show(self._page)
            self.browser.verticalScrollBar().setValue(height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt+Left and Backspace go back; the browser would take them for its own history."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            left = event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier
            if left or event.key() == Qt.Key.Key_Backspace:
                self.back()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+F searches, Esc closes."""
        if event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.search.setFocus()
            self.search.selectAll()
        else:
            super().keyPressEvent(event)


def _sheet() -> str:
    """Colours and distances of a page. Qt's rich text knows a small part of CSS only."""
    now, colours = look(), look().colours
    return f"""
h1 {{ font-size: {now.px(22)}px; font-weight: 600; margin-bottom: {now.px(8)}px; }}
h2 {{ font-size: {now.px(17)}px; font-weight: 600; margin-top: {now.px(16)}px; }}
p, li {{ margin-bottom: {now.px(6)}px; line-height: 130%; }}
a {{ color: {colours.accent}; }}
code {{ background-color: {colours.closed_soft}; color: {colours.text}; }}
pre {{ background-color: {colours.closed_soft}; white-space: pre-wrap; }}
th, td {{ padding: {now.px(6)}px; }}
th {{ color: {colours.muted}; text-align: left; }}
"""
