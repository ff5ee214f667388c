"""Every kind of page, as the printer would get it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace as other

from msgspec.structs import replace
from PySide6.QtGui import QImage

from gallery import request_papers
from gallery.stage import TUESDAY
from ohjaus_desktop.catalogue.model import Phone
from ohjaus_desktop.documents import compose, organization_sheet, pdf, slip
from ohjaus_desktop.documents.chosen import Chosen
from ohjaus_desktop.guidance.hours import UNKNOWN
from ohjaus_desktop.guidance.navigator import Question
from ohjaus_desktop.guidance.place_lists import Place
from ohjaus_desktop.ui.pdf_pages import PdfPages
from ohjaus_desktop.workplace import Workplace

SCALE = 1.25
"""Pixels a point."""
LANGUAGES = ("fi", "sv", "en")


class Papers:
    """The pages of one catalogue."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._place: Place | None = None
        self._lonely = self._find("yksinäi perho")
        self._shelter = self._named("Turvakoti")
        self._unknown = self._named("Turkistilan tuki ja luopumisneuvonta")

    def all(self) -> Iterator[tuple[str, bytes]]:
        """Name and PDF of each."""
        for language in LANGUAGES:
            for count in (1, 3, 7):
                yield f"page-{count}-{language}", self._page(self._lonely[:count], language)
            yield f"page-1-{language}-large", self._page(self._lonely[:1], language, large=True)
            yield (
                f"slip-{language}",
                slip.render(slip.compose((self._shelter,), language=language, at=TUESDAY)),
            )
            yield f"shelter-{language}", self._page((self._shelter,), language)
        yield "page-3-fi-large", self._page(self._lonely[:3], "fi", large=True)
        yield "page-7-fi-large", self._page(self._lonely[:7], "fi", large=True)
        yield "unknown-fi", self._page((self._bare(),), "fi")
        yield "thin-fi", self._page((self._unknown,), "fi")
        yield "long-names-fi", self._page((self._long(),), "fi")
        yield "long-names-fi-large", self._page((self._long(),), "fi", large=True)
        for language in LANGUAGES:
            yield f"organization-{language}", self._organization(language)
        yield from request_papers.all_papers()

    def _page(self, chosen: tuple[Chosen, ...], language: str, *, large: bool = False) -> bytes:
        urgent = self._workplace.navigator.urgent_line("584", TUESDAY)
        return pdf.render(
            compose.client_page(
                chosen,
                self._workplace.sender(),
                language=language,
                at=TUESDAY,
                large=large,
                helplines=urgent,
            )
        )

    def _find(self, words: str) -> tuple[Chosen, ...]:
        answer = self._workplace.navigator.ask(Question(at=TUESDAY, text=words))
        self._place = answer.place
        found = (self._chosen(row.service_id) for row in answer.results[:7])
        return tuple(found)

    def _named(self, name: str) -> Chosen:
        service = next(one for one in self._workplace.store.services() if one.name["fi"] == name)
        return self._chosen(service.id)

    def _chosen(self, service_id: str) -> Chosen:
        chosen = self._workplace.chosen(service_id, self._place, TUESDAY)
        if chosen is None:
            raise LookupError(service_id)
        return chosen

    def _bare(self) -> Chosen:
        """Nothing is known but the name."""
        bare = self._unknown.service.__class__(
            id=self._unknown.service.id,
            organization_id=self._unknown.service.organization_id,
            name={"fi": "Neuvontaa, josta ei tiedetä muuta kuin nimi"},
        )
        return Chosen(service=bare, organization=None, locations=(), opening=UNKNOWN)

    def _long(self) -> Chosen:
        """Names as long as they come."""
        name = "Lapsiperheiden ja ikääntyneiden yhteinen sosiaaliohjauksen, palvelutarpeen arvioinnin ja "
        name += "kuntouttavan arviointijakson asiakasvastaavapalvelukokonaisuus"
        one = self._lonely[0]
        service = replace(
            one.service,
            name={"fi": name},
            url="https://palvelut.esimerkki.invalid/lapsiperheiden-ja-ikaantyneiden-yhteinen-sosiaaliohjaus",
            phones=[Phone(number="000 123 4567"), *one.service.phones],
        )
        organizations = self._workplace.store.organizations()
        longest = max(organizations, key=lambda found: len(found.name.get("fi", "")))
        return other(one, service=service, organization=longest)

    def _organization(self, language: str) -> bytes:
        organization = self._lonely[0].organization
        if organization is None:
            raise LookupError("the first service has no organization")
        services = [
            self._chosen(one.id)
            for one in self._workplace.store.services()
            if one.organization_id == organization.id
        ]
        return pdf.render(
            organization_sheet.compose(
                organization,
                services,
                language=language,
                at=TUESDAY,
                sender=self._workplace.sender(),
            )
        )


def pictures(data: bytes) -> list[QImage]:
    """Every page of a PDF."""
    pages = PdfPages(data)
    return [pages.image(number, scale=SCALE) for number in range(len(pages))]
