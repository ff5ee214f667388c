"""What kind of help a service gives, where its publisher has not said.

Only where PTV makes it plain: a service class that is one kind of help, or a name that says it.
Most classes are a field and not a kind (P4.1 holds housing and the widening of a doorway), so
they say nothing here; a kind that is not plain stays unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import structs

from ohjaus_desktop.catalogue.model import Service
from ohjaus_desktop.catalogue.navigation import Activity
from ohjaus_desktop.guidance.needs import texts_of

_BY_CLASS = {
    "P3.7": "advice",
    "P4.3": "home_help",
    "P4.8": "training_work",
    "P4.10": "financial_aid",
    "P4.13": "advice",
    "P5.1": "treatment",
    "P5.3": "nursing",
    "P5.4": "assessment",
    "P5.6": "treatment",
    "P5.8": "assessment",
    "P5.10": "treatment",
    "P5.13": "rehabilitation",
    "P5.17": "advice",
    "P7.4": "legal_help",
}
_BY_NAME = {
    # PTV's names are in Finnish first; each pattern was read against 1,800 real names.
    "accompanying": r"saattajapalvelu|henkilökohtainen apu",
    "advice": r"neuvonta\b|neuvontapalvelu|palveluohjaus",
    "assessment": r"terveystarkastu|laboratoriopalvelu|seulontatutkimu|tarpeiden selvittämi",
    "childcare": r"päivähoito|päiväkotihoito|varhaiskasvatu|iltapäivätoimin|lastenhoito",
    "crisis_help": r"kriisi(apu|keskus|puhelin|ryhmä|vastaanotto)|sosiaalipäivystys|turvakotitoiminta"
    r"|lastensuojelun päivystys|psykiatri\w+ päivysty",
    "day_centre": r"(?<!ilta)päivätoimin|päiväkeskus|päivä- ja työtoimin",
    "digital_help": r"\bdigitu[ke]",
    "education": r"lukiokoulutus$|^ammatillinen koulutus|kansalaisopisto|työväenopisto|kielikurssi"
    r"|kotoutumiskoulutus",
    "equipment": r"apuvälinepalvelu|hoitotarvikejakelu|asunnon muutosty|turvapuhelinpalvelu",
    "financial_aid": r"toimeentulotuki\b|omaishoidon tuki|sosiaalinen luototus",
    "food": r"ateriapalvelu|\bruoka-apu",
    "friend_visits": r"tukihenkilö|ystävätoiminta",
    "home_help": r"\bkotihoito\b|\bkotipalvelu",
    "housing_service": r"asumispalvelu|palveluasumi|tuettu asumi|vuokra-asunno|laitoshoito|turvakotitoiminta",
    "interpreting": r"tulkkipalvelu|tulkkaus",
    "legal_help": r"^oikeusapu|asioiden sovittelu\b|^edunvalvonta$",
    "nursing": r"kotisairaanhoito|kotisairaala|rokotuspalvelu",
    "peer_support": r"vertaistu[ke]",
    "rehabilitation": r"kuntoutus|kuntoutuks|fysioterapi|toimintaterapi|puheterapi",
    "substitute": r"lomituspalvelu",
    "therapy": r"psykoterapi|keskusteluapu|perheneuvola|kasvatus- ja perheneuvonta",
    "training_work": r"työtoimin|nuorten työpaja|työhönvalmennus",
    "transport": r"kuljetuspalvelu|koulukuljetu",
    "treatment": r"vieroitushoito|terveysasema|suun terveydenhuol|hammashoito"
    r"|lääkärin tai hoitajan vastaanotto",
}
# Whoever applies, reports, pays or supervises is not helped in that way.
_PAPERWORK = re.compile(
    r"avustuk|avustus|koordinoi|hallinnoi|ilmoit|korvau|korvaami|lausun|lupa|maksut?\b|rekisteri|valvo|verotus"
    r"|todistus|eläin|yrityksille|työnantaj|hakeminen|raportoi|vaihtaminen",
    re.IGNORECASE,
)

KINDS = frozenset(_BY_NAME) | frozenset(_BY_CLASS.values())
"""Every kind that may be told."""


class ActivityAssignment:
    """Assigns the kinds of help of one catalogue."""

    def __init__(self, activities: Iterable[Activity]) -> None:
        order = [activity.id for activity in activities]
        self._patterns = [
            (id_, re.compile(_BY_NAME[id_], re.IGNORECASE) if id_ in _BY_NAME else None) for id_ in order
        ]

    def assign(self, service: Service) -> Service:
        """The service with its kinds of help, in the catalogue's order; those it has already stay."""
        name = next(iter(texts_of(service.name)), "")
        if service.activities or _PAPERWORK.search(name):
            return service
        by_class = {_BY_CLASS.get(code) for code in service.service_classes}
        return structs.replace(
            service,
            activities=[
                id_
                for id_, pattern in self._patterns
                if id_ in by_class or (pattern is not None and pattern.search(name))
            ],
        )
