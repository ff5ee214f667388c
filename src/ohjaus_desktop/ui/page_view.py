"""The sheets of a PDF, one under the other, crisp on any screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.pdf_pages import PdfPages
from ohjaus_desktop.ui.style import look

GAP = 16
SMALLEST, LARGEST, STEP = 0.25, 4.0, 1.25
"""Zoom, as times the width of the view."""
FULL = 1.7
"""Pixels a point at which a sheet that could be wider stops growing, at 100 % text."""


class _Sheets(QWidget):
    """Draws the sheets that are in sight and keeps what it has drawn."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: PdfPages | None = None
        self._places: list[QRect] = []
        self._drawn: dict[int, QImage] = {}
        self._scale = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def hold(self, pages: PdfPages | None) -> None:
        """Show these pages from now on."""
        self._pages = pages
        self._drawn.clear()

    def lay_out(self, width: int, height: int, zoom: float, *, whole: bool) -> None:
        """Find the place of every sheet. width, height: of the view; whole: a sheet fits its height."""
        sizes = self._pages.sizes if self._pages else ()
        if not sizes:
            return
        widest, tallest = max(s.width() for s in sizes), max(s.height() for s in sizes)
        # A slip in a wide view stays a slip: nothing is blown up beyond what reads well.
        room = min(max(80, width - 2 * GAP), round(widest * look().px(FULL * 100) / 100))
        scale = room / widest * zoom
        if whole:
            scale = min(room / widest, max(80, height - 2 * GAP) / tallest)
        if scale != self._scale:
            self._scale = scale
            self._drawn.clear()
        total = max(width, round(widest * scale) + 2 * GAP)
        self._places, y = [], GAP
        for size in sizes:
            sheet = QSize(round(size.width() * scale), round(size.height() * scale))
            self._places.append(QRect((total - sheet.width()) // 2, y, sheet.width(), sheet.height()))
            y += sheet.height() + GAP
        # A sheet that is lower than the view stands in its middle.
        if y < height:
            for place in self._places:
                place.translate(0, (height - y) // 2)
        self.setFixedSize(total, max(y, height))
        self.update()

    def place(self, number: int) -> QRect:
        """Where a sheet stands (from 0)."""
        return self._places[number] if number < len(self._places) else QRect()

    def nearest(self, y: int) -> int:
        """The sheet (from 0) at that height."""
        return next((n for n, place in enumerate(self._places) if place.bottom() >= y), len(self._places) - 1)

    def _image(self, number: int) -> QImage:
        ratio = self.devicePixelRatioF()
        image = self._drawn.get(number)
        if image is None or image.devicePixelRatio() != ratio:
            assert self._pages is not None  # noqa: S101 - only sheets of a document are painted
            image = self._pages.image(number, scale=self._scale * ratio)
            image.setDevicePixelRatio(ratio)
            self._drawn[number] = image
        return image

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheets in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, place in enumerate(self._places):
            if not place.adjusted(-4, -4, 4, 4).intersects(event.rect()):
                continue
            painter.fillRect(place.adjusted(-1, -1, 1, 2), look().colour("line"))
            painter.drawImage(place, self._image(number))


class PageView(QScrollArea):
    """Scrolls through the sheets; fits their width, or a whole sheet, or zooms."""

    page_changed = Signal(int, int)  # the page in sight, from 1; how many there are

    def __init__(self) -> None:
        super().__init__()
        self._sheets = _Sheets()
        self._count = 0
        self._zoom = 1.0
        self._whole = False
        self.setWidget(self._sheets)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._tell)

    @property
    def page(self) -> int:
        """The page in sight, from 1."""
        bar = self.verticalScrollBar()
        if bar.maximum() and bar.value() == bar.maximum():
            return self._count
        return self._sheets.nearest(bar.value() + self.viewport().height() // 3) + 1

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._count

    @property
    def whole(self) -> bool:
        """Whether a whole sheet is fitted into the view."""
        return self._whole

    def show_pdf(self, data: bytes) -> None:
        """Show another document from its beginning. Raises pypdfium2.PdfiumError."""
        pages = PdfPages(data)
        self._count = len(pages)
        self._sheets.hold(pages)
        self.setAccessibleName(text("Preview of the page"))
        self.setAccessibleDescription(pages.words())
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._tell()

    def forget(self) -> None:
        """Let go of the document: what a client is given must not linger."""
        self._sheets.hold(None)
        self._count = 0
        self.setAccessibleDescription("")

    def fit_width(self) -> None:
        """As wide as the view."""
        self._zoom, self._whole = 1.0, False
        self._lay_out()

    def fit_page(self) -> None:
        """A whole sheet in sight."""
        self._zoom, self._whole = 1.0, True
        self._lay_out()

    def zoom(self, steps: int) -> None:
        """Larger (positive) or smaller (negative)."""
        self._whole = False
        self._zoom = min(LARGEST, max(SMALLEST, self._zoom * STEP**steps))
        self._lay_out()

    def go(self, page: int) -> None:
        """Bring a page (from 1) to the top."""
        place = self._sheets.place(max(1, min(self._count, page)) - 1)
        self.verticalScrollBar().setValue(place.top() - GAP)

    def _lay_out(self) -> None:
        view = self.viewport().size()
        self._sheets.lay_out(view.width(), view.height(), self._zoom, whole=self._whole)

    def _tell(self) -> None:
        if self._count:
            self.page_changed.emit(self.page, self._count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the fit."""
        super().resizeEvent(event)
        self._lay_out()
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the edges when the colours change."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._sheets.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PgDn and PgUp walk from page to page, Home and End to the ends."""
        steps = {
            Qt.Key.Key_PageDown: self.page + 1,
            Qt.Key.Key_PageUp: self.page - 1,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: self._count,
        }
        if event.key() in steps and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            # A sheet taller than the view is scrolled through before the next one comes.
            taller = self._sheets.place(0).height() > self.viewport().height()
            if taller and event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
                super().keyPressEvent(event)
                return
            self.go(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)
