"""PDF bytes as pictures, for the screen and the printer.

PySide6-Essentials has no QtPdf; pdfium is asked through pypdfium2. Only the window's thread may
use it: pdfium keeps global state.
"""

from __future__ import annotations

from types import TracebackType
from typing import Self

import pypdfium2
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

POINTS_PER_INCH = 72.0


class PdfPages:
    """The pages of one PDF held in memory; nothing of it touches the disk."""

    def __init__(self, data: bytes) -> None:
        """data: a whole PDF. Raises pypdfium2.PdfiumError for anything else."""
        self._document = pypdfium2.PdfDocument(data)
        self.sizes: tuple[QSizeF, ...] = tuple(
            QSizeF(*self._document.get_page_size(number)) for number in range(len(self._document))
        )
        """Of every page, in points (1/72 inch)."""

    def __len__(self) -> int:
        return len(self.sizes)

    def image(self, number: int, *, scale: float, grey: bool = False) -> QImage:
        """Draw a page (from 0). scale: pixels a point; grey: one byte a pixel, for printers."""
        page = self._document[number]
        bitmap = page.render(scale=scale, grayscale=grey, prefer_bgrx=not grey)
        form = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32
        image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form).copy()
        bitmap.close()
        page.close()
        return image

    def words(self, number: int) -> str:
        """The text of a page (from 0), for a screen reader."""
        page = self._document[number]
        letters = page.get_textpage()
        found: str = letters.get_text_range()
        letters.close()
        page.close()
        return found.replace("\r\n", "\n").replace("\ufffe", "")

    def close(self) -> None:
        """Give the memory back."""
        self._document.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
