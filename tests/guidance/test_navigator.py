"""From a need, a place and a few words to the right service."""

from __future__ import annotations

from datetime import datetime, time

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue import document, sync
from ohjaus_desktop.catalogue.model import Area, Schedule, Service
from ohjaus_desktop.catalogue.navigation import Helpline, Phone
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance import search
from ohjaus_desktop.guidance.hours import HELSINKI, OpenState
from ohjaus_desktop.guidance.reach import ReachMode
from small_catalogue import small_catalogue, uid

PERHO, KOKKOLA, OULU = "584", "272", "564"
NOW = datetime(2026, 11, 19, 13, 0, tzinfo=HELSINKI)


def test_a_half_typed_need_and_a_place_find_the_friend(small):
    answer = small.ask("yksinäi perho")
    assert answer.place.name == "Perho"
    assert answer.results[0].service_id == uid("friend")
    assert answer.results[0].why == "Ystävä ← yksinäi"
    assert answer.results[0].reach.mode == ReachMode.HOME


@pytest.mark.parametrize(
    ("said", "service"),
    [
        ("ukko ryyppää", "alcohol-advice"),
        ("viinasta", "alcohol-advice"),
        ("VELKOJA", "debts"),
        ("paihdeneuvonta", "alcohol-advice"),
        ("päihdeneuvonnan", "alcohol-advice"),
        ("torstaikrho", "club"),
        ("depressiohoitaja", "mind-nurse"),
        ("kamratgrupp", "carers"),
        ("valoisa polku", "friend"),
        ("en jaksa hoittaa", "carers"),
        ("laulua", "club"),
        ("hoitajien", "carers"),
    ],
)
def test_a_clients_words_find_the_service(small, said, service):
    assert uid(service) in [result.service_id for result in small.ask(said).results[:3]]


def test_every_service_is_found_first_by_its_whole_name(small):
    for service in small_catalogue().services:
        names = [service.name] if isinstance(service.name, str) else service.name.values()
        for name in names:
            for municipality in (None, OULU):
                found = small.ask(name, municipality=municipality).results[0]
                assert found.service_id == service.id, name


def test_a_phone_number_finds_its_service_however_it_is_written(small):
    for number in ("000 200 001", "000200001", "000-200 001"):
        assert small.ask(number).results[0].service_id == uid("friend")


def test_an_old_number_finds_the_notice_and_what_answers_now(small):
    answer = small.ask("000 999 999")
    assert [notice.id for notice in answer.notices] == [uid("moved-phone")]
    assert [line.id for line in answer.pinned] == ["on-call"]


def test_a_helpline_is_found_by_name(small):
    assert [line.id for line in small.ask("kriisipuhelin").pinned] == ["crisis"]


def test_here_comes_before_home_before_remote_before_near(small):
    order = [result.reach for result in small.ask(municipality=PERHO).results if result.fits]
    active = order[:-1]  # the one that is temporarily closed comes last
    modes = [list(ReachMode).index(way.mode) for way in active]
    assert modes == sorted(modes)
    distances = [way.distance_km for way in active if way.mode == ReachMode.TRAVEL]
    assert distances == sorted(distances)


def test_a_closed_service_never_ranks_above_one_that_runs(small):
    results = [result for result in small.ask(municipality=PERHO).results if result.fits]
    assert results[-1].service_id == uid("summer-café")
    assert results[-1].opening.state == OpenState.CLOSED


def test_who_is_not_entitled_is_told_why_and_comes_last(small):
    answer = small.ask(municipality=OULU)
    unfit = [result for result in answer.results if not result.fits]
    assert {result.service_id for result in unfit} == {uid("meals"), uid("alcohol-advice"), uid("home-care")}
    assert all(result.why_not == "Vain oman alueensa asukkaille." for result in unfit)
    assert answer.results[-len(unfit) :] == tuple(unfit)
    assert answer.total == len(answer.results) - len(unfit)


def test_an_age_that_does_not_fit_is_said(small):
    answer = small.ask("nuorten olohuone", age=75)
    assert answer.results[0].why_not == "Vain enintään 29-vuotiaille."
    assert ("age",) in [hidden.filters for hidden in answer.hidden]


def test_a_group_stands_for_all_its_needs(small):
    assert {*small.names(need="addiction")} == {"Päihdeneuvonta", "Katkaisuhoito"}


@pytest.mark.parametrize(
    ("said", "told", "place"),
    [
        ("yksinäi perho", {"assumed_municipality": KOKKOLA}, PERHO),
        ("yksinäi", {"assumed_municipality": KOKKOLA}, KOKKOLA),
        ("yksinäi perho", {"municipality": KOKKOLA}, KOKKOLA),
        ("yksinäi perho", {"municipality": KOKKOLA, "assumed_municipality": OULU}, KOKKOLA),
    ],
)
def test_a_place_in_the_words_goes_before_the_assumed_one_and_after_a_chosen_one(small, said, told, place):
    assert small.ask(said, **told).place.municipality == place


@pytest.mark.parametrize("text", ["", "perho", "kerho", "viina"])
@pytest.mark.parametrize("filters", [{}, {"need": "alcohol"}, {"activity": "group"}, {"open_now": True}])
def test_a_count_is_what_a_click_leaves(small, text, filters):
    for municipality in (None, PERHO, OULU):
        asked = {**filters, "municipality": municipality}
        answer = small.ask(text, **asked)
        for facet in answer.needs:
            assert small.ask(text, **{**asked, "need": facet.id}).total == facet.count
        for facet in answer.activities:
            assert small.ask(text, **{**asked, "activity": facet.id}).total == facet.count
        for way, count in answer.ways.items():
            assert small.ask(text, **{**asked, way: True}).total == count
        for hidden in answer.hidden:
            assert small.navigator.ask(hidden.question).total == answer.total + hidden.gain


def test_home_and_remote_together_mean_that_nobody_travels(small):
    both = {*small.names(home=True, remote=True, municipality=PERHO)}
    assert both == {
        *small.names(home=True, municipality=PERHO),
        *small.names(remote=True, municipality=PERHO),
    }


def test_nothing_here_offers_what_is_near_and_says_what_hides_it(small):
    answer = small.ask(need="detox", municipality=PERHO, home=True)
    assert answer.results == ()
    [group] = answer.alternatives
    assert [result.service_id for result in group.results] == [uid("detox")]
    assert [(hidden.filters, hidden.gain) for hidden in answer.hidden] == [(("home",), 1), (("need",), 3)]


def test_filters_without_a_need_offer_what_they_hide(small):
    answer = small.ask(municipality=KOKKOLA, home=True, free=True)
    assert answer.total == 0
    assert answer.alternatives


def test_a_helpline_known_to_be_closed_is_not_in_the_urgent_line(install, changed):
    daytime = Helpline(
        id="daytime", name="Päiväpuhelin", phones=[Phone(number="000 1")], urgent=True,
        schedules=[Schedule(opens_at=time(9), closes_at=time(15))],
    )  # fmt: skip
    navigator = install(changed(helplines=[daytime])).navigator
    noon, night = (datetime(2026, 11, 19, hour, tzinfo=HELSINKI) for hour in (12, 23))
    assert [line.id for line in navigator.urgent_line(None, noon)] == ["112", "daytime"]
    assert [line.id for line in navigator.urgent_line(None, night)] == ["112"]


def test_a_limit_cuts_the_rows_and_not_the_total(small):
    everything = small.ask(municipality=PERHO)
    few = small.ask(municipality=PERHO, limit=3)
    assert few.results == everything.results[:3]
    assert few.total == everything.total


# Safe for the client ------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["oisin poissa vaivoista", "mies hakkaa", "itsemurhaa", "en jaksa elää"])
def test_words_of_danger_pin_help_on_top(small, said):
    answer = small.ask(said, municipality=PERHO)
    assert answer.urgent
    assert answer.sensitive
    assert [line.id for line in answer.pinned] == ["crisis", "112", "on-call", "social-duty"]


@pytest.mark.parametrize("said", ["", "kerho", "viina", "hak", "its"])
def test_other_words_pin_nothing(small, said):
    answer = small.ask(said, municipality=PERHO)
    assert (answer.urgent, answer.pinned, answer.sensitive) == (False, (), False)


def test_a_chosen_urgent_need_pins_help_too(small):
    assert small.ask(need="violence_at_home").urgent


def test_the_urgent_line_keeps_to_the_area(small):
    night = datetime(2026, 11, 21, 3, tzinfo=HELSINKI)
    in_perho = [line.id for line in small.navigator.urgent_line(PERHO, night)]
    assert in_perho == ["112", "on-call", "crisis", "social-duty"]
    assert "social-duty" not in [line.id for line in small.navigator.urgent_line(OULU, night)]


def test_112_is_there_without_any_catalogue_helpline(install, changed):
    desk = install(changed(helplines=[Helpline(id="own-112", name="112", phones=[Phone(number="112")])]))
    assert [line.id for line in desk.navigator.urgent_line(None, datetime(2026, 1, 1, tzinfo=HELSINKI))] == [
        "112"
    ]


def test_a_shelter_is_the_same_from_everywhere(small):
    rows = [
        next(one for one in small.ask(need="shelter", municipality=code).results)
        for code in (PERHO, KOKKOLA, OULU)
    ]
    assert {(row.municipality, row.reach.distance_km, row.reach.location_id) for row in rows} == {
        ("", None, None)
    }
    assert all(row.sensitive for row in rows)


def test_mediation_never_ranks_high_for_violence(install, changed):
    catalogue = small_catalogue()
    mediation = Service(
        id=uid("mediation"), organization_id=uid("town"), name="Perhesovittelu ja pariterapia",
        needs=["violence_at_home"], service_areas=[Area(type="country", code="FI")],
        service_at_locations=catalogue.services[1].service_at_locations,
    )  # fmt: skip
    desk = install(changed(services=[mediation, *catalogue.services]))
    for asked in ({"text": "mies lyö"}, {"need": "violence_at_home"}):
        found = [row.service_id for row in desk.ask(municipality=PERHO, **asked).results]
        assert found.index(uid("shelter")) < found.index(uid("mediation"))


# The rest -----------------------------------------------------------------------------------------


def test_a_description_that_nobody_provides_comes_after_the_real_services(install, changed):
    services = [
        Service(id=uid("general"), organization_id=None, name={"fi": "Ystävätoiminta"}, needs=["friend"]),
        *small_catalogue().services,
    ]
    desk = install(changed(services=services))
    for said in ("ystäv", "yksinäinen"):
        found = [result.service_id for result in desk.ask(said).results]
        assert found.index(uid("friend")) < found.index(uid("general"))


def test_equal_names_of_one_organization_share_a_row(install, changed):
    services = small_catalogue().services
    twins = [msgspec.structs.replace(services[0], id=uid(f"twin-{number}")) for number in range(3)]
    desk = install(changed(services=[*services, *twins]))
    answer = desk.ask("Ystävätoiminta Perho")
    assert [row.same for row in answer.results if row.name == services[0].name] == [4]


def test_a_service_that_has_ended_is_found_only_by_its_name(install, changed):
    services = small_catalogue().services
    desk = install(changed(services=[msgspec.structs.replace(services[1], status="defunct"), *services[2:]]))
    assert "Torstaikerho" not in desk.names()
    assert desk.ask("Torstaikerho").results[0].status == "defunct"


def test_the_words_of_the_answer_are_in_the_interface_language(small):
    texts.use("sv")
    try:
        assert small.ask("viina kokkola").results[0].why == "Alkohol ← viina"
        assert small.ask("Avgiftning").results[0].municipality == "Uleåborg"
    finally:
        texts.use("fi")


def test_an_empty_catalogue_answers_calmly(install, changed):
    desk = install(
        changed(
            services=[], locations=[], organizations=[], needs=[], activities=[], helplines=[], notices=[]
        )
    )
    assert desk.ask("mitä vain perho", municipality=PERHO).results == ()


def install_beside(catalogue, folder):
    """Install as another program does, into the file that a desk of ``install`` has open."""
    (folder / "newer.json").write_bytes(document.write(catalogue))
    store = CatalogueStore(folder / "catalogue-0.sqlite")
    sync.run(store, str(folder / "newer.json"), index=search.index, at=NOW, force=True)
    store.close()


def test_a_catalogue_installed_by_another_program_is_answered_from_at_the_next_letter(
    install, changed, tmp_path
):
    desk = install(small_catalogue())
    desk.ask("kerh")
    first, *others = small_catalogue().services
    new = [msgspec.structs.replace(first, id=uid(f"new-{at}"), name=f"Kerho {at}") for at in range(3)]
    install_beside(changed(services=[*others, *new], sequence=99), tmp_path)
    assert {"Kerho 0", "Kerho 1", "Kerho 2"} < set(desk.names("kerho"))


def test_another_catalogue_in_the_place_of_the_first_never_mixes_their_services(install, changed, tmp_path):
    desk = install(small_catalogue())
    desk.ask("kerho")
    services = [
        msgspec.structs.replace(one, id=uid(f"other-{at}"))
        for at, one in enumerate(reversed(small_catalogue().services))
    ]
    install_beside(changed(services=services, catalogue_id=uid("other"), sequence=1), tmp_path)
    assert desk.names("torstaikerho") == ["Torstaikerho"]


@pytest.mark.parametrize("year", [1, 9999])
@pytest.mark.parametrize("text", ["", "kerho perho", "mies lyö"])
def test_no_moment_crashes(small, year, text):
    for at in (datetime(year, 1, 1, tzinfo=HELSINKI), datetime(year, 12, 31, 23, 59, tzinfo=HELSINKI)):
        assert small.ask(text, at=at, municipality=PERHO).results


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200), st.sampled_from([None, PERHO, "999", ""]))
def test_no_question_crashes(small, text, municipality):
    answer = small.ask(text, municipality=municipality, limit=5)
    assert len(answer.results) <= 5


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        '" OR name:*',
        "AND OR NOT NEAR(",
        "*",
        "\x00",
        "\ud800",
        "0" * 5000,
        "ﷺ ㎏ ⅷ ½",
        "e\u0301 \u0301",
        "\U0001d7d8\U0001d7d9\U0001d7da\U0001d7db",
        "%_",
        "-",
    ],
)
def test_signs_and_nonsense_match_nothing(small, text):
    assert small.names(text, municipality=PERHO) == []


@pytest.mark.parametrize(
    "text",
    ["yksin OR name:*", "NOT yksin", "-yksin", '"yksin"', "(yksin", "yksin*", "🙂 yksin", "yksin " * 1700],
)
def test_nothing_typed_is_taken_for_syntax(small, text):
    expected = small.names("yksin", municipality=PERHO)
    assert expected
    assert small.names(text, municipality=PERHO) == expected


def test_every_result_of_words_says_why_it_is_there(ask_example):
    for said in (
        "yksinäi",
        "röntgen",
        "Kirkon keskusteluapu",
        "kerho ja kahvi",
        "000 610 4711",
        "hamaslääkäri",
    ):
        rows = ask_example(said, "Kokkola").results
        assert rows, said
        assert all(row.why for row in rows), (said, [row.name for row in rows if not row.why])


def test_a_result_that_answers_no_need_names_the_words_in_its_record(ask_example):
    texts.use("fi")
    assert ask_example("Kirkon keskusteluapu", "Kokkola").results[0].why.endswith("kirkon keskusteluapu")


@pytest.mark.parametrize("word", ["aina", "inga", "mult", "från", "vill", "pari", "lähti"])
def test_a_small_word_at_the_end_is_no_half_typed_place(small, word):
    assert small.ask(f"hän on yksin {word}").place is None
