"""What is heard at the counter, asked of the example catalogue as it ships."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue import sync
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance import search
from ohjaus_desktop.guidance.answer import Answer, Question
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.guidance.navigator import Navigator
from ohjaus_desktop.guidance.places import Places

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=HELSINKI)
Ask = Callable[[str, str], Answer]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Ask the example catalogue at a service point in a place."""
    store = CatalogueStore(tmp_path_factory.mktemp("example") / "catalogue.sqlite")
    sync.run(store, None, index=search.index, at=TUESDAY)
    places = Places.load()
    navigator = Navigator(store, places)

    def asked(said: str, place: str) -> Answer:
        known = places.municipality(place)
        assert known is not None
        return navigator.ask(Question(at=TUESDAY, text=said, assumed_municipality=known.code, limit=10))

    yield asked
    store.close()


@pytest.mark.parametrize(
    ("said", "place", "first"),
    [
        ("yksinäi perho", "Kokkola", "Ystävätoiminta kotiin"),
        (
            "kuume ei laske, pitääkö yöllä mennä lääkäriin",
            "Kannus",
            "Sairaanhoitajan ja lääkärin vastaanotto",
        ),
        ("viinasta eroon", "Toholampi", "Mielenterveys- ja päihdevastaanotto ilman ajanvarausta"),
        ("hammas särkee", "Lestijärvi", "Hammashoito"),
        ("työttömänä vuoden", "Ylivieska", "Työnhakijan palvelut"),
        ("häätö tulossa", "Oulu", "Työikäisten sosiaalipalvelut"),
        ("asunnoton", "Oulu", "Työikäisten sosiaalipalvelut"),
        ("tarviin kyydin lääkäriin", "Halsua", "Kela-taksi terveydenhuollon matkoihin"),
        ("isä ei pärjää kotona", "Kärsämäki", "Kotihoito"),
        ("vaimo ei jaksa hoitaa miestä", "Lestijärvi", "Omaishoidon tuki"),
        ("vauva itkee eikä nukuta", "Kalajoki", "Neuvola ja rokotukset"),
        ("lapsi ei puhu", "Kaustinen", "Äitiys- ja lastenneuvola"),
        ("lehmät hoitamatta selekä meni", "Perho", "Maatalouslomitus ja sijaisapu"),
        ("poltan liikaa", "Kokkola", "Elintapaohjaus"),
        ("en ymmärrä suomea", "Kokkola", "Kotoutumisen alku ja kielikurssit"),
        ("kuuro tulkki", "Oulu", "Tulkkauspalvelu kuulo-, puhe- ja näkövammaisille"),
        ("kela-taksi", "Pyhäjärvi", "Kela-taksi terveydenhuollon matkoihin"),
        ("uskosta lähtö perhe hylkäsi", "Ylivieska", "Tukea uskonyhteisöstä lähteneelle"),
        ("huijari vei rahat", "Haapavesi", "Rikoksen uhrin tukihenkilö"),
        ("pelkään kaatumista", "Perho", "Turvapuhelin"),
        ("uhkaa häätö", "Perho", "Asumisneuvonta"),
        ("rintaan sattuu", "Kokkola", "Päivystyspoliklinikka"),
        ("oisin poissa vaivoista", "Perho", "Kriisikeskuksen keskusteluapu"),
    ],
)
def test_everyday_words_bring_the_right_service_first(ask: Ask, said: str, place: str, first: str) -> None:
    results = ask(said, place).results
    assert texts.translator("fi").name(results[0].name) == first


@pytest.mark.parametrize(
    "said",
    [
        "oisin poissa vaivoista",
        "laitoin paperit kuntoon",
        "kaikilla ois heleppo ilman minua",
        "ei jaksa ennää olla täällä",
        "haluan kuolla",
        "tapan itteni",
        "orkar inte leva",
        "vill inte leva längre",
        "mies lyö",
        "vaari lyö mummua",
        "pelkään kotona",
        "hän tappaa minut",
        "min man slår",
        "ei saa henkeä",
    ],
)
def test_words_of_danger_are_heard(ask: Ask, said: str) -> None:
    answer = ask(said, "Perho")
    assert answer.urgent
    assert answer.pinned


@pytest.mark.parametrize(
    "said",
    [
        "hakea",
        "kerho",
        "laitoin paperit kelaan",
        "hengellinen tuki",
        "mies hakkaa puita",
        "lyön vetoa",
        "haen töitä",
        "tappaa aikaa",
        "pelkään hammaslääkäriä",
        "kuolema perheessä",
        "jag är trött",
        "en jaksa siivota",
    ],
)
def test_harmless_words_raise_no_alarm(ask: Ask, said: str) -> None:
    answer = ask(said, "Perho")
    assert (answer.urgent, answer.sensitive, answer.pinned) == (False, False, ())


@pytest.mark.parametrize(
    ("said", "need", "first"),
    [
        ("oisin poissa vaivoista", "suicidality", "Kysy suoraan ja kuuntele rauhassa."),
        ("en jaksa enää elää", "suicidality", "Kysy suoraan ja kuuntele rauhassa."),
        ("mies lyö", "violence_at_home", "Puhukaa kahden kesken."),
        ("ei saa henkeä", "sudden_illness", None),
    ],
)
def test_each_danger_has_steps_of_its_own(ask: Ask, said: str, need: str, first: str | None) -> None:
    answer = ask(said, "Perho")
    steps = [texts.translator("fi").name(step) for step in answer.steps]
    assert answer.urgent_needs == (need,)
    assert (steps[0] if steps else None) == first
    assert ("Älä jätä yksin." in steps) is (need == "suicidality")


def test_without_danger_there_are_no_steps(ask: Ask) -> None:
    answer = ask("yksinäinen", "Perho")
    assert (answer.urgent_needs, answer.steps) == ((), ())


@pytest.mark.parametrize("said", ["vill dö", "jag vill dö", "haluan kuolla"])
def test_help_for_the_danger_comes_before_names_that_only_begin_like_it(ask: Ask, said: str) -> None:
    assert ask(said, "Kokkola").results[0].why.startswith("Itsetuhoisuus")
