"""The secretary of two invented associations in Perho and Kaustinen, with the template at hand."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

PERHO, KAUSTINEN = "Perhon Esimerkkikerho ry", "Kaustisen Malliapu ry"
DEBT_NUMBER = "000 222 3301"
_COMMON = {
    "Vahvistettu": "3.11.2026",
    "Vahvistaja": "sihteeri",
    "Kielet": "suomi",
    "Kenen palvelu": "järjestö",
}
_SERVICES = (
    (PERHO, "Ystävätoiminta", "Ystävä käy kotona kerran viikossa.", "Perho", "Ystävä", "000 111 2201"),
    (PERHO, "Kauppakyyti", "Kyyti kauppaan ja apteekkiin.", "Perho", "kyyti", "000 111 2202"),
    (PERHO, "Keskiviikkokerho", "Kahvia ja seuraa.", "Perho", "Ystävä", "000 111 2201"),
    (KAUSTINEN, "Velkaneuvonta", "Apua laskuihin ja velkoihin.", "Kaustinen", "velat", DEBT_NUMBER),
    (KAUSTINEN, "Perhekahvila", "Kahvila vauvojen vanhemmille.", "Kaustinen", "vauva", "000 222 3302"),
    (KAUSTINEN, "Digiapu", "Apua puhelimen käyttöön.", "Kaustinen", "digituki", "000 222 3303"),
)  # fmt: skip
_HEADINGS = ("Organisaatio", "Palvelun nimi", "Mitä saa", "Kunta", "Tarpeet", "Puhelin")


def fill(template: Path, to: Path | None = None, *, careless: bool = False, debt: str = DEBT_NUMBER) -> None:
    """Fill in a Finnish template, six services. to: where; over the template itself when None.

    careless: with a municipality and a telephone that do not exist, as people write them. debt: the
    number of the debt counselling.
    """
    book = load_workbook(template)
    page = book["Palvelut"]
    columns = {str(cell.value).rstrip(" *"): cell.column for cell in page[1]}
    for number, service in enumerate(_SERVICES, 2):
        row = {**_COMMON, **dict(zip(_HEADINGS, service, strict=True))}
        row["Toiminta-alue"] = row["Kunta"]
        if row["Puhelin"] == DEBT_NUMBER:
            row["Puhelin"] = debt
        if careless and row["Palvelun nimi"] == "Kauppakyyti":
            row |= {"Kunta": "Perhoo", "Puhelin": "000 111 22O2"}
        for heading, words in row.items():
            page.cell(number, columns[heading], words)
    book.save(to or template)
