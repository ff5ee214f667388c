"""What a page, a message and the words for the phone change by what stands in the client's way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from documents.paper import SATURDAY, SENDER, chosen, read
from ohjaus_desktop.catalogue.model import Delivery, Intake, RequiredDocument
from ohjaus_desktop.documents import pdf
from ohjaus_desktop.documents.chosen import Chosen, Sender
from ohjaus_desktop.documents.compose import client_page
from ohjaus_desktop.documents.considerate import sentences
from ohjaus_desktop.documents.manner import Manner
from ohjaus_desktop.documents.messages import chat_reply, text_message
from ohjaus_desktop.documents.page import ClientPage
from ohjaus_desktop.documents.readable import SpokenService, read_aloud
from ohjaus_desktop.guidance import barriers
from ohjaus_desktop.guidance.reach import Reach, ReachMode
from ohjaus_desktop.texts import translator
from small_catalogue import uid

KAUSTINEN = Reach(ReachMode.TRAVEL, 45, "236", uid("kaustinen-station"))
ADVICE = chosen("alcohol-advice", KAUSTINEN)
SERVICES = (ADVICE, chosen("friend"), chosen("debts"), chosen("club"), chosen("shelter"))
SOME_BARRIERS = some.frozensets(some.sampled_from(sorted(barriers.BY_ID)))


def composed(*ids: str, one: Chosen = ADVICE, language: str = "fi", sender: Sender = SENDER) -> ClientPage:
    """The page for a client with these barriers."""
    return client_page([one], sender, language=language, at=SATURDAY, manner=Manner(frozenset(ids)))


def labels(page: ClientPage) -> list[str]:
    return [row.label for row in page.blocks[0].rows]


def words(page: ClientPage) -> str:
    """All that could be printed, however full the sheet is."""
    block = page.blocks[0]
    rows = [*block.rows, *page.closing]
    parts = [part for row in rows for part in (row.label, row.big, *row.lines, *row.steps, *row.prompts)]
    return " ".join([*page.introduction, block.introduction, *block.warnings, *parts, page.footer])


def spoken(*ids: str, one: Chosen = ADVICE) -> SpokenService:
    manner = Manner(frozenset(ids))
    return read_aloud([one], "fi", at=SATURDAY, sender=SENDER, manner=manner).services[0]


def message(*ids: str, one: Chosen = ADVICE) -> str:
    return text_message([one], "fi", at=SATURDAY, sender=SENDER, manner=Manner(frozenset(ids)))


def chat(*ids: str, one: Chosen = ADVICE) -> str:
    return chat_reply([one], "fi", at=SATURDAY, sender=SENDER, manner=Manner(frozenset(ids)))


# Nothing gives away what was ticked ---------------------------------------------------------------


@settings(deadline=None, max_examples=40)
@given(
    ids=SOME_BARRIERS,
    one=some.sampled_from(SERVICES),
    language=some.sampled_from(["fi", "sv"]),
    large=some.booleans(),
)
def test_no_page_names_a_barrier_and_every_page_keeps_its_number_and_urgent_help(ids, one, language, large):
    page = client_page([one], SENDER, language=language, at=SATURDAY, large=large, manner=Manner(ids))
    printed = read(pdf.render(page))
    assert one.main_number is None or one.main_number in printed
    assert "112" in printed
    say = translator(language)
    for barrier in barriers.ALL:
        for name in (barrier.name, barrier.chip, barrier.tooltip):
            assert say(name).casefold() not in words(page).casefold()


@settings(deadline=None, max_examples=60)
@given(ids=SOME_BARRIERS, language=some.sampled_from(["fi", "sv"]))
def test_where_being_seen_can_harm_nobody_else_is_asked_to_call_to_come_or_to_act(ids, language):
    say, shelter = translator(language), chosen("shelter")
    told = words(composed(*ids, one=shelter, language=language))
    for other in (
        "You may bring someone close to you.",
        "You may bring a support person.",
        "Somebody close to you may call and ask for advice too.",
        "Name and phone:",
    ):
        assert say(other) not in told
    assert say("On your behalf") not in told


@given(ids=SOME_BARRIERS)
def test_a_text_message_still_fits_into_one(ids):
    for one in SERVICES:
        assert len(message(*ids, one=one)) <= 160


def test_without_barriers_nothing_changes():
    assert composed() == client_page([ADVICE], SENDER, language="fi", at=SATURDAY)
    assert message() == text_message([ADVICE], "fi", at=SATURDAY, sender=SENDER)
    assert chat() == chat_reply([ADVICE], "fi", at=SATURDAY, sender=SENDER)


# What each of them changes ------------------------------------------------------------------------


def test_who_has_no_money_reads_the_cost_first_and_that_a_fee_can_be_lowered():
    paid = chosen("alcohol-advice", KAUSTINEN, barriers=[], fees_description={"fi": "20 euroa käynti."})
    page = composed("money", one=paid)
    assert labels(page)[:2] == ["Hinta", "Jos en pääse"]
    assert "Voit pyytää, että maksua alennetaan tai se jätetään perimättä" in words(page)
    assert "alennetaan" not in words(composed(one=paid))
    assert spoken("money", one=paid).cost_first
    free = chosen("friend", barriers=["free"], cost_options=[])
    assert "Maksuton" in message("money", one=free)
    assert "alennetaan" not in words(composed("money", one=free))


def test_who_has_no_internet_calls_first_and_reads_of_no_web_page():
    one = chosen(
        "alcohol-advice",
        KAUSTINEN,
        url="https://paihdeapu.invalid",
        how={"fi": "Täytä lomake verkossa tai puhelimessa."},
        delivery=[Delivery(mode="phone"), Delivery(mode="chat"), Delivery(mode="visit")],
    )
    page = composed("digital", one=one)
    told = next(row.steps for row in page.blocks[0].rows if row.steps)
    assert told[0].startswith("Soita numeroon 000 200 004. Nettiä ei tarvita.")
    assert "paihdeapu" not in words(page)
    assert "paihdeapu" not in chat("digital", one=one)
    assert "chat" not in words(page)
    assert "paihdeapu" in words(composed(one=one))


def test_a_service_that_is_only_on_the_web_keeps_its_address():
    one = chosen(
        "alcohol-advice", phones=[], service_at_locations=[], delivery=[Delivery(mode="online")],
        url="https://paihdeapu.invalid",
    )  # fmt: skip
    lonely = Chosen(one.service, None, (), one.opening)
    assert "paihdeapu" in words(composed("digital", one=lonely))


def test_where_a_service_is_only_on_the_web_is_told_though_a_number_answers():
    one = chosen("alcohol-advice", service_at_locations=[], delivery=[Delivery(mode="chat")])
    page = composed("digital", one=Chosen(one.service, None, (), one.opening))
    where = next(row.lines for row in page.blocks[0].rows if row.label == "Missä")
    assert where == ("Voit asioida chatissa. Sinun ei tarvitse lähteä kotoa.",)


def test_who_remembers_badly_gets_large_print_few_rows_and_one_sentence_a_step():
    one = chosen("alcohol-advice", KAUSTINEN, how={"fi": "Soita arkisin klo 9–15. Kerro, mitä tarvitset."})
    page = composed("memory", one=one)
    told = next(row.steps for row in page.blocks[0].rows if row.steps)
    assert told[0].startswith("Soita arkisin klo 9–15.")
    assert told[1] == "Kerro, mitä tarvitset."
    assert len(labels(page)) < len(labels(composed(one=one)))
    assert "Nimi ja puhelin:" in words(page)
    assert Manner(frozenset({"memory"})).large


def test_who_has_no_strength_gets_one_thing_to_do_and_is_offered_to_call_together():
    page = composed(
        "strength", one=chosen("alcohol-advice", application_process={"fi": "Soita.\nVaraa aika."})
    )
    now = next(row for row in page.blocks[0].rows if row.label == "Mitä teen seuraavaksi")
    later = next(row for row in page.blocks[0].rows if row.label == "Sen jälkeen")
    assert len(now.steps) == 1
    assert "Voimme myös soittaa yhdessä. Numeromme on 000 555 1234." in now.steps[0]
    assert later.lines[0] == "Varaa aika."
    assert "Voit pyytää, että sinulle soitetaan." in words(page)
    assert "soittaa yhdessä" in chat("strength")


def test_who_has_nobody_is_not_told_of_somebody_close():
    assert "Voit ottaa läheisen mukaan." in words(composed())
    alone = words(composed("alone"))
    assert "Voit ottaa mukaan tukihenkilön." in alone
    assert "läheisen" not in alone
    accompanied = chosen("alcohol-advice", KAUSTINEN, barriers=["accompanies"])
    assert "Joku palvelusta voi lähteä mukaasi." in words(composed("alone", one=accompanied))


def test_who_does_not_know_services_reads_what_happens_at_first():
    page = composed("unfamiliar")
    assert "Ensimmäinen kerta" in labels(page)
    assert "Soitto ei sido sinua mihinkään." in words(page)
    assert "Soitto ei sido sinua mihinkään." in spoken("unfamiliar").good


def test_who_cannot_look_after_affairs_reads_who_may_act_and_what_nobody_may_ask_for():
    told = words(composed("affairs"))
    assert "valtakirja tai Suomi.fi-valtuus" in told
    assert "Älä anna pankkitunnuksia tai korttia kenellekään." in told


def test_who_cannot_travel_reads_first_what_asks_for_no_journey():
    one = chosen("alcohol-advice", KAUSTINEN, delivery=[Delivery(mode="visit"), Delivery(mode="phone")])
    for barrier in ("distance", "movement"):
        where = next(row for row in composed(barrier, one=one).blocks[0].rows if row.label == "Missä")
        assert where.lines[0] == "Voit asioida puhelimitse. Sinun ei tarvitse lähteä kotoa."
    visited = chosen("alcohol-advice", KAUSTINEN, delivery=[Delivery(mode="visit")])
    assert "Kysy, voiko asian hoitaa puhelimessa tai kotonasi." in words(composed("distance", one=visited))


def test_who_moves_badly_reads_how_one_gets_in_beside_where():
    page = labels(
        composed("movement", one=chosen("alcohol-advice", KAUSTINEN, delivery=[Delivery(mode="visit")]))
    )
    assert page.index("Esteettömyys") == page.index("Missä") + 1


def test_who_had_bad_experiences_may_ask_for_another_worker_and_knows_where_to_complain():
    page = composed("experiences")
    assert "Voit pyytää toista työntekijää." in words(page)
    assert "Jos olet tyytymätön" in labels(page)


def test_who_is_ashamed_gets_a_neutral_sender_and_a_message_with_a_number_only():
    page = composed("shame", one=chosen("alcohol-advice", KAUSTINEN, barriers=["anonymous"]))
    told = words(page)
    assert "Perhon palvelupiste" not in told
    assert "Maija" not in told
    assert "Sinun ei tarvitse kertoa nimeäsi." in told
    assert "Työntekijöillä on vaitiolovelvollisuus." in told
    assert "Asiani koskee" not in told
    assert page.blocks[0].introduction == ""
    assert message("shame").startswith("000 200 004")
    assert "Päihde" not in message("shame")
    neutral = Sender("Perhon palvelupiste", "Neuvontapiste", "0005551234")
    assert "Neuvontapiste" in words(composed("shame", sender=neutral))


def test_who_denies_the_illness_reads_that_those_close_may_ask_too_where_it_is_so():
    one = chosen("alcohol-advice", KAUSTINEN, needs=["alcohol", "relatives_addiction"])
    told = words(composed("unrecognised", one=one))
    assert "Myös läheinen voi soittaa ja kysyä neuvoa." in told
    assert composed("unrecognised", one=one).blocks[0].introduction == ""
    other = chosen("alcohol-advice", KAUSTINEN, needs=["alcohol"], for_whom={"fi": "Aikuisille."})
    assert "Myös läheinen" not in words(composed("unrecognised", one=other))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Soita. Kerro asiasi.", ["Soita.", "Kerro asiasi."]),
        ("Ota mukaan esim. Kela-kortti. Tule ajoissa.", ["Ota mukaan esim. Kela-kortti.", "Tule ajoissa."]),
        ("Soita to 26.11. mennessä", ["Soita to 26.11. mennessä"]),
        ("Kom kl. 9. Ring först.", ["Kom kl. 9.", "Ring först."]),
        ("", [""]),
    ],
)
def test_a_text_is_told_one_sentence_at_a_time(text, parts):
    assert sentences(text) == parts


def test_papers_to_bring_are_one_sentence():
    one = chosen(
        "debts",
        required_documents=[RequiredDocument(document="Tiliotteet."), RequiredDocument(document="Laskut.")],
        intake=[Intake(route="phone")],
    )
    assert "Tiliotteet, Laskut." in words(composed(one=one))
