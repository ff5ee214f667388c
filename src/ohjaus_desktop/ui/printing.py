"""Put a page on paper.

The PDF in memory is drawn onto the printer at its own resolution; no file is made on the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.pdf_pages import POINTS_PER_INCH, PdfPages

# Sharp for text of 14 pt, and a page stays under nine megabytes on its way to a slow printer.
DOTS_PER_INCH = 300


class PrintRefused(KnownError):
    """The page did not reach the printer."""


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer of this machine.

    name: how the system calls it; shown: for people, with its place where that is known.
    """

    name: str
    shown: str


def available() -> tuple[Printer, ...]:
    """The printers of this machine, the system's default first."""
    found = sorted(QPrinterInfo.availablePrinters(), key=lambda info: not info.isDefault())
    return tuple(Printer(info.printerName(), _shown(info)) for info in found)


def _shown(info: QPrinterInfo) -> str:
    described = info.description() or info.printerName()
    return f"{described} ({info.location()})" if info.location() else described


def print_pdf(data: bytes, *, printer: str, title: str, copies: int = 1) -> int:
    """Print the PDF and say how many pages it had.

    printer: the system's name of it; title: shown in the print queue, so never anything about the
    client or the matter. Raises PrintRefused.
    """
    info = QPrinterInfo.printerInfo(printer)
    if info.isNull():
        raise PrintRefused(
            text("The printer {name} is not available.", name=printer or "–"),
            text("Choose another printer, or save the page as a PDF file."),
        )
    device = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    device.setCopyCount(copies)
    return print_on(device, data, title=title, papers=info.supportedPageSizes())


def print_to_file(data: bytes, path: Path, *, title: str) -> int:
    """Print the PDF as a printer would, into a PDF file; says how many pages. Raises PrintRefused."""
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(path))
    return print_on(device, data, title=title, papers=[])


def print_on(device: QPrinter, data: bytes, *, title: str, papers: list[QPageSize]) -> int:
    """Print the PDF on a device; says how many pages. papers: that it has. Raises PrintRefused."""
    device.setDocName(title)
    device.setResolution(DOTS_PER_INCH)
    device.setFullPage(True)
    # Printers may print on both sides unless told. A data sheet on the back of the page that lies on
    # the kitchen table, or one organization's letter on the back of another's, would tell too much.
    device.setDuplex(QPrinter.DuplexMode.DuplexNone)
    pages = PdfPages(data)
    _use_paper(device, pages.sizes[0], papers)
    painter = QPainter()
    if not painter.begin(device):
        raise PrintRefused(
            text("The printer did not accept the page."),
            text("Check that the printer is on, or save the page as a PDF file."),
        )
    try:
        _draw(painter, device, pages, papers)
    finally:
        painter.end()
    if device.printerState() is QPrinter.PrinterState.Error:
        raise PrintRefused(
            text("The printer reported an error."),
            text("Check the printer and try again, or save the page as a PDF file."),
        )
    return len(pages)


def _draw(painter: QPainter, device: QPrinter, pages: PdfPages, papers: list[QPageSize]) -> None:
    dots_per_point = device.resolution() / POINTS_PER_INCH
    for number, size in enumerate(pages.sizes):
        if number:
            _use_paper(device, size, papers)
            device.newPage()
        image = pages.image(number, scale=dots_per_point, grey=True)
        # From the paper's own corner and at its true size: a slip on a larger sheet stays a slip.
        painter.drawImage(QRectF(QPointF(0, 0), size * dots_per_point), image)


def _use_paper(device: QPrinter, size: QSizeF, papers: list[QPageSize]) -> None:
    """Ask for paper of the page's size, or A4 where the printer has no such paper."""
    wanted = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    if papers and wanted.id() not in {paper.id() for paper in papers}:
        wanted = QPageSize(QPageSize.PageSizeId.A4)
    device.setPageLayout(QPageLayout(wanted, QPageLayout.Orientation.Portrait, QMarginsF()))
