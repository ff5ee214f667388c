"""What is heard at the counter, asked of the example catalogue as it ships."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ohjaus_desktop import texts
from ohjaus_desktop.guidance.answer import Answer

Ask = Callable[[str, str], Answer]


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
        ("isä ei pärjää kotona", "Kärsämäki", "Ikäihmisten asiakasohjaus"),
        ("vaimo ei jaksa hoitaa miestä", "Lestijärvi", "Omaishoitajien virkistys ja sijaisapu"),
        ("vauva itkee eikä nukuta", "Kalajoki", "Neuvola ja rokotukset"),
        ("lapsi ei puhu", "Kaustinen", "Äitiys- ja lastenneuvola"),
        ("lehmät hoitamatta selekä meni", "Perho", "Maatalouslomitus ja sijaisapu"),
        ("poltan liikaa", "Kokkola", "Elintapaohjaus"),
        ("en ymmärrä suomea", "Kokkola", "Kotoutumisen alku ja kielikurssit"),
        ("kuuro tulkki", "Oulu", "Tulkkauspalvelu kuulo-, puhe- ja näkövammaisille"),
        ("kela-taksi", "Pyhäjärvi", "Kela-taksi terveydenhuollon matkoihin"),
        ("uskosta lähtö perhe hylkäsi", "Ylivieska", "Tukea uskonyhteisöstä lähteneelle"),
        ("huijari vei rahat", "Haapavesi", "Rikoksen uhrin tukihenkilö"),
        ("pelkään kaatumista", "Perho", "Fysioterapeutin suoravastaanotto"),
        ("uhkaa häätö", "Perho", "Asumisneuvonta"),
        ("rintaan sattuu", "Kokkola", "Päivystyspoliklinikka"),
        ("oisin poissa vaivoista", "Perho", "Kriisikeskuksen keskusteluapu"),
    ],
)
def test_everyday_words_bring_the_right_service_first(
    ask_example: Ask, said: str, place: str, first: str
) -> None:
    results = ask_example(said, place).results
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
def test_words_of_danger_are_heard(ask_example: Ask, said: str) -> None:
    answer = ask_example(said, "Perho")
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
def test_harmless_words_raise_no_alarm(ask_example: Ask, said: str) -> None:
    answer = ask_example(said, "Perho")
    assert (answer.urgent, answer.sensitive, answer.pinned) == (False, False, ())


@pytest.mark.parametrize(
    ("said", "need", "first"),
    [
        ("oisin poissa vaivoista", "suicidality", "Kysy suoraan ja kuuntele rauhassa."),
        ("en jaksa enää elää", "suicidality", "Kysy suoraan ja kuuntele rauhassa."),
        ("mies lyö", "violence_at_home", "Puhukaa kahden kesken."),
        (
            "ei saa henkeä",
            "sudden_illness",
            (
                "Soita heti 112, jos tajunta, hengitys, puhe tai liike häiriintyy, rintaan sattuu kovasti "
                "tai verenvuoto ei lakkaa."
            ),
        ),
    ],
)
def test_each_danger_has_steps_of_its_own(ask_example: Ask, said: str, need: str, first: str) -> None:
    answer = ask_example(said, "Perho")
    steps = [texts.translator("fi").name(step) for step in answer.steps]
    assert answer.urgent_needs == (need,)
    assert steps[0] == first
    assert ("Älä jätä yksin." in steps) is (need == "suicidality")


def test_without_danger_there_are_no_steps(ask_example: Ask) -> None:
    answer = ask_example("yksinäinen", "Perho")
    assert (answer.urgent_needs, answer.steps) == ((), ())


@pytest.mark.parametrize("said", ["vill dö", "jag vill dö", "haluan kuolla"])
def test_help_for_the_danger_comes_before_names_that_only_begin_like_it(ask_example: Ask, said: str) -> None:
    assert ask_example(said, "Kokkola").results[0].why.startswith("Itsetuhoisuus")
