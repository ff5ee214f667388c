"""A page whose parts share its height while there is enough, and scroll as one where there is not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget


class SharedPage(QScrollArea):
    """Holds one widget with a layout: as high as the page, or whole and higher than it."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        self._whole = False
        self.setWidget(inside)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside.installEventFilter(self)

    def set_whole(self, whole: bool) -> None:
        """Whether every part has all the height it asks for."""
        self._whole = whole
        self._fit()

    def to_top(self) -> None:
        """Scroll to the beginning."""
        self.verticalScrollBar().setValue(0)

    def bring(self, part: QWidget, area: QRect) -> None:
        """Scroll so that this area of a part is in sight; its beginning, if it is too high."""
        top = part.mapTo(self._inside, area.topLeft()).y()
        self.ensureVisible(0, top + area.height(), 0, 0)
        self.ensureVisible(0, top, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size is shared anew."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A part has become higher or lower."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        layout, room = self._inside.layout(), self.viewport().size()
        whole = layout.totalHeightForWidth(room.width()) if self._whole and layout is not None else 0
        self._inside.resize(room.width(), max(room.height(), whole))
