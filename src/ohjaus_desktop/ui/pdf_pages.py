"""PDF bytes as pictures, for the screen and the printer.

PySide6-Essentials has no QtPdf; pdfium is asked through pypdfium2. Only the window's thread may
use it: pdfium keeps global state.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

POINTS_PER_INCH = 72.0


class PdfPages:
    """The pages of one PDF held in memory; nothing of it touches the disk.

    The document is opened for each picture and closed again: that takes about a millisecond, and
    nothing of pdfium's outlives it.
    """

    def __init__(self, data: bytes) -> None:
        """data: a whole PDF. Raises pypdfium2.PdfiumError for anything else."""
        self._data = data
        with self._open() as document:
            sizes = [document.get_page_size(number) for number in range(len(document))]
        self.sizes: tuple[QSizeF, ...] = tuple(QSizeF(*size) for size in sizes)
        """Of every page, in points (1/72 inch)."""

    def __len__(self) -> int:
        return len(self.sizes)

    def image(self, number: int, *, scale: float, grey: bool = False) -> QImage:
        """Draw a page (from 0). scale: pixels a point; grey: one byte a pixel, for printers."""
        form = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32
        with self._open() as document:
            page = document[number]
            bitmap = page.render(scale=scale, grayscale=grey, prefer_bgrx=not grey)
            image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form).copy()
            bitmap.close()
            page.close()
        return image

    def words(self) -> str:
        """The text of all pages, for a screen reader."""
        found: list[str] = []
        with self._open() as document:
            for page in document:
                letters = page.get_textpage()
                found.append(letters.get_text_range())
                letters.close()
                page.close()
        return "\n".join(found).replace("\r\n", "\n").replace("\ufffe", "")

    @contextmanager
    def _open(self) -> Iterator[pypdfium2.PdfDocument]:
        document = pypdfium2.PdfDocument(self._data)
        try:
            yield document
        finally:
            document.close()
