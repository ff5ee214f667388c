"""Pages reach paper as they are, and nothing else happens on the way."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pypdf
import pytest
from PySide6.QtPrintSupport import QPrinter
from reportlab.lib.pagesizes import A4, A6
from reportlab.pdfgen.canvas import Canvas

from ohjaus_desktop.ui import printing
from ohjaus_desktop.ui.pdf_pages import PdfPages


def pdf(pages: int = 1, size: tuple[float, float] = A4) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size)
    for number in range(1, pages + 1):
        canvas.setFont("Helvetica", 40)
        canvas.drawString(40, size[1] - 80, f"Ohjeet {number}")
        canvas.rect(20, 20, size[0] - 40, size[1] - 40)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_a_printed_file_has_every_page_in_its_true_size(qtbot, tmp_path: Path) -> None:
    printed = tmp_path / "printed.pdf"
    assert printing.print_to_file(pdf(3), printed, title="Ohjeet sinulle") == 3
    pages = pypdf.PdfReader(printed).pages
    assert len(pages) == 3
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]


def test_a_slip_is_printed_on_small_paper(qtbot, tmp_path: Path) -> None:
    printed = tmp_path / "printed.pdf"
    printing.print_to_file(pdf(1, A6), printed, title="-")
    size = [float(side) for side in pypdf.PdfReader(printed).pages[0].mediabox[2:]]
    assert size == pytest.approx(A6, abs=1)


def test_what_is_printed_looks_like_what_was_rendered(qtbot, tmp_path: Path) -> None:
    data = pdf()
    printed = tmp_path / "printed.pdf"
    printing.print_to_file(data, printed, title="-")
    first, second = (PdfPages(each).image(0, scale=1, grey=True) for each in (data, printed.read_bytes()))
    assert abs(first.width() - second.width()) <= 1
    different = sum(
        abs(first.pixelColor(x, y).lightness() - second.pixelColor(x, y).lightness()) > 128
        for x in range(0, first.width() - 1, 3)
        for y in range(0, first.height(), 3)
    )
    assert different < 40


def test_printing_leaves_no_file_in_the_temporary_folder(qtbot, tmp_path: Path, monkeypatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    printing.print_to_file(pdf(2), tmp_path / "printed.pdf", title="-")
    assert list(temporary.iterdir()) == []


def test_nothing_is_printed_on_the_back_of_another_page(qtbot, tmp_path: Path) -> None:
    device = QPrinter()
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(tmp_path / "printed.pdf"))
    device.setDuplex(QPrinter.DuplexMode.DuplexLongSide)  # as an office's driver is set
    printing.print_on(device, pdf(2), title="-", papers=[])
    assert device.duplex() is QPrinter.DuplexMode.DuplexNone


def test_a_printer_that_is_gone_is_said_in_a_sentence(qtbot) -> None:
    with pytest.raises(printing.PrintRefused) as refused:
        printing.print_pdf(pdf(), printer="Olematon", title="-")
    assert "Olematon" in refused.value.what
    assert "PDF" in refused.value.do


def test_a_page_can_be_seen_and_read(qtbot) -> None:
    pages = PdfPages(pdf())
    image = pages.image(0, scale=2)
    assert (image.width(), image.height()) == (1191, 1684)
    assert pages.words().startswith("Ohjeet 1")
