"""PTV data becomes a central file, with nothing invented."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.model import Area, Location, Service
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.publishing import activity_assignment
from ohjaus_desktop.publishing.import_ptv import import_path
from ohjaus_desktop.publishing.ptv.channels import location
from ohjaus_desktop.publishing.ptv.descriptions import description_outline, service_outline
from ohjaus_desktop.publishing.ptv.services import organization_ids, service
from ohjaus_desktop.publishing.ptv.sources import PtvUnreadable

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
NAME = "serviceNames"
HOME_CARE = "0a000000-0000-4000-8000-000000000001"
OFFICE = "0c000000-0000-4000-8000-000000000001"
PHONE = "0c000000-0000-4000-8000-000000000002"
ELSEWHERE = "0c000000-0000-4000-8000-000000000009"
TOWN = "0b000000-0000-4000-8000-000000000001"
OUTLINE = "0d000000-0000-4000-8000-000000000001"


def said(*values: str, kind: str = "Name") -> list[dict]:
    languages = ("fi", "sv", "en")
    return [
        {"language": language, "value": value, "type": kind}
        for language, value in zip(languages, values, strict=False)
    ]


def draft_js(*paragraphs: str, kind: str = "unstyled") -> str:
    return json.dumps({"entityMap": {}, "blocks": [{"text": text, "type": kind} for text in paragraphs]})


def a_service(**facts: object) -> dict:
    return {
        "id": HOME_CARE,
        "generalDescriptionId": OUTLINE,
        NAME: said("Kotihoito Esimerkkilässä"),
        "serviceDescriptions": said("Apua kotiin.", kind="Summary"),
        "serviceClasses": [{"code": "P4.3", "uri": "http://urn.fi/URN:NBN:fi:au:ptvl:v1026"}],
        "targetGroups": [{"uri": "http://urn.fi/URN:NBN:fi:au:ptvl:v2002"}],
        "areaType": "LimitedType",
        "areas": [{"type": "Municipality", "municipalities": [{"code": "5"}, {"code": "208"}]}],
        "languages": ["fi", "sv"],
        "serviceChargeType": None,
        "serviceChannels": [
            {"serviceChannel": {"id": OFFICE}},
            {"serviceChannel": {"id": PHONE}},
            {"serviceChannel": {"id": ELSEWHERE}},
        ],
        "organizations": [
            {"organization": None, "roleType": "Producer"},
            {"organization": {"id": TOWN, "name": "Esimerkkilän kunta"}, "roleType": "Responsible"},
        ],
        "publishingStatus": "Published",
        "modified": "2026-03-01T22:30:00Z",
    } | facts


def an_office(**facts: object) -> dict:
    return {
        "id": OFFICE,
        "serviceChannelType": "ServiceLocation",
        "organizationId": "00000000-0000-0000-0000-000000000000",
        "serviceChannelNames": said("Esimerkkilän palvelupiste", "Exempelby servicepunkt"),
        "addresses": [
            {
                "type": "Location",
                "streetAddress": {
                    "street": said("Mallitie"),
                    "streetNumber": "3",
                    "postalCode": "85100",
                    "postOffice": said("KALAJOKI"),
                    "municipality": {"code": "208"},
                    "latitude": "7007482.053",
                    "longitude": "228184.6",
                },
                "otherAddress": {"latitude": "61.6887", "postalCode": "12345"},
            }
        ],
        "phoneNumbers": [
            {"type": "Phone", "prefixNumber": "+358", "number": "0001234567", "language": "fi"},
            {"type": "Phone", "prefixNumber": "+358", "number": "000 123 4567", "language": "sv"},
            {"type": "type", "prefixNumber": "+358", "number": "012 345 6789", "language": "en"},
        ],
        "serviceHours": [
            {
                "serviceHourType": "DaysOfTheWeek",
                "openingHour": [
                    {"dayFrom": "Monday", "dayTo": "Wednesday", "from": "08:00:00", "to": "15:30:00"},
                    {"dayFrom": "Friday", "dayTo": "", "from": "08:00", "to": "12:00"},
                ],
            },
            {
                "serviceHourType": "Exceptional",
                "validFrom": "2026-12-23T22:00:00Z",
                "validTo": "2026-12-25T22:00:00Z",
                "isClosed": True,
                "additionalInformation": said("Joulu"),
            },
            {"serviceHourType": "serviceHourType", "openingHour": [{"dayFrom": "Monday"}]},
        ],
    } | facts


def a_telephone(**facts: object) -> dict:
    return {
        "id": PHONE,
        "serviceChannelType": "Phone",
        "serviceChannelNames": said("Kotihoidon puhelin"),
        "phoneNumbers": [
            {
                "type": "Phone",
                "prefixNumber": None,
                "number": "0007654321",
                "serviceChargeType": "FreeOfCharge",
            }
        ],
        "serviceHours": [
            {
                "serviceHourType": "OverMidnight",
                "openingHour": [{"dayFrom": "Friday", "dayTo": "Monday", "from": "16:00", "to": "07:00"}],
            }
        ],
    } | facts


def an_outline(**facts: object) -> dict:
    def labels(**by_language: str) -> list[dict]:
        return [{"Lang": language, "Label": label} for language, label in by_language.items()]

    return {
        "Id": OUTLINE,
        "Name": labels(fi="Kotihoito", sv="Hemvård"),
        "ShortDescription": labels(sv="Hjälp i hemmet."),
        "BackgroundDescription": labels(fi=draft_js("Ensimmäinen.", "", "Toinen.")),
        "ChargeType": "Charged",
        "ChargeTypeAdditionalInfo": [],
        "ServiceClass": [{"Key": "http://urn.fi/URN:NBN:fi:au:ptvl:v1036"}],
        "TargetGroup": [],
    } | facts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "ptv"
    write(root / "services" / "one.json", a_service())
    write(root / "servicechannels" / "page.json", {"pageNumber": 1, "itemList": [an_office(), a_telephone()]})
    write(tmp_path / "ptv-general-descriptions" / "all.json", [an_outline()])
    return root


def write(file: Path, content: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def the_service(folder: Path):
    (service,) = import_path(folder, at=AT).catalogue.services
    return service


def test_a_service_keeps_its_id_its_organization_and_where_it_works(folder):
    imported = import_path(folder, at=AT)
    (service,) = imported.catalogue.services

    assert service.id == HOME_CARE
    assert service.organization_id == TOWN
    assert [one.name for one in imported.catalogue.organizations] == ["Esimerkkilän kunta"]
    assert imported.catalogue.organizations[0].sector == "municipality"
    assert service.service_areas == [
        Area(type="municipality", code="005"),
        Area(type="municipality", code="208"),
    ]
    assert service.assured_date == date(2026, 3, 2), "in Finland that night was the next day already"


def test_a_general_description_beside_the_folder_completes_the_service(folder):
    service = the_service(folder)

    assert service.name == {"fi": "Kotihoito Esimerkkilässä", "sv": "Hemvård"}
    assert service.what == {"fi": "Apua kotiin.", "sv": "Hjälp i hemmet."}
    assert service.description == "Ensimmäinen.\n\nToinen."
    assert service.service_classes == ["P4.3", "P4.13"]
    assert service.fees_description["fi"] == "Maksullinen"


def test_needs_come_from_the_classes_and_the_words_choose_among_them(folder):
    assert the_service(folder).needs == ["home_care"]


def test_a_place_gets_its_point_its_hours_and_each_number_once(folder):
    (place,) = import_path(folder, at=AT).catalogue.locations

    assert (place.latitude, place.longitude) == (63.09409, 21.611699)
    assert place.addresses[0].address_1 == "Mallitie 3"
    assert place.addresses[0].city == "Kalajoki"
    assert [phone.number for phone in place.phones] == ["0001234567"]
    assert [(one.byday, one.opens_at, one.closes_at) for one in place.schedules] == [
        ("MO,TU,WE", time(8), time(15, 30)),
        ("FR", time(8), time(12)),
    ]
    (christmas,) = place.holiday_schedules
    assert (christmas.start_date, christmas.end_date) == (date(2026, 12, 24), date(2026, 12, 26))
    assert christmas.closed


def test_a_telephone_channel_is_a_number_with_its_own_hours_and_cost(folder):
    (phone,) = the_service(folder).phones

    assert phone.number == "0007654321"
    assert phone.description == "Kotihoidon puhelin"
    assert phone.cost == {"fi": "Maksuton", "sv": "Avgiftsfritt", "en": "Free of charge"}
    assert [(one.byday, one.opens_at, one.closes_at) for one in phone.schedules] == [
        ("MO", time(0), time(7)),
        ("FR", time(16), time(0)),
        ("SA,SU", time(0), time(23, 59)),
    ]


def test_the_ways_of_delivery_are_those_of_the_channels(folder):
    assert [one.mode for one in the_service(folder).delivery] == ["visit", "phone"]


def test_a_feedback_form_is_not_a_way_to_get_the_service(folder):
    form = {
        "id": ELSEWHERE,
        "serviceChannelType": "EChannel",
        "serviceChannelNames": said("Palautepalvelu"),
        "webPages": [{"url": "https://palaute.example-town.fi", "language": "fi"}],
    }
    write(folder / "servicechannels" / "feedback.json", form)
    service = the_service(folder)

    assert "online" not in [one.mode for one in service.delivery]
    assert service.url is None


def test_what_could_not_be_used_is_said(folder):
    write(folder / "other.json", {"id": 5, "name": "not PTV"})
    (folder / "broken.json").write_text("{", encoding="utf-8")
    texts.use("en")
    try:
        unused = import_path(folder, at=AT).unused
    finally:
        texts.use("fi")

    assert unused == (
        "broken.json: cannot be read as CSV or JSON.",
        "other.json: no records of PTV.",
        "1 service channel that a service names is not among the files.",
    )


def test_a_place_whose_municipality_is_nowhere_said_is_left_out(folder):
    write(folder / "servicechannels" / "page.json", [an_office(addresses=[])])
    imported = import_path(folder, at=AT)

    assert imported.catalogue.locations == []
    assert imported.catalogue.services[0].service_at_locations == []
    assert any("Esimerkkilän palvelupiste" in line for line in imported.unused)


def test_an_impossible_id_gets_one_that_stays_the_same(folder):
    write(folder / "services" / "one.json", a_service(id="00000000-0000-0000-0000-000000000000"))

    assert the_service(folder).id == the_service(folder).id
    assert the_service(folder).identifiers == []


def test_a_service_that_is_not_published_is_left_out(folder):
    write(folder / "services" / "two.json", a_service(id=ELSEWHERE, publishingStatus="Deleted"))

    assert the_service(folder).id == HOME_CARE


def test_of_two_records_with_one_id_the_later_one_stays(folder):
    newer = a_service(serviceNames=said("Uudempi nimi"), modified="2026-05-01T00:00:00Z")
    write(folder / "services" / "a-newer.json", newer)

    assert the_service(folder).name["fi"] == "Uudempi nimi"


def test_a_sensitive_need_is_not_assigned_by_class_alone(tmp_path):
    outline = an_outline(ServiceClass=[{"Value": "Lastensuojelu"}], Name=[{"Lang": "fi", "Label": "Muu"}])
    write(tmp_path / "descriptions.json", [outline | {"ShortDescription": []}])

    assert not the_service(tmp_path / "descriptions.json").sensitive


@pytest.mark.parametrize(
    ("name", "field", "helps"),
    [
        ("Kuntouttava työtoiminta", "Sosiaalipalvelut", ["training_work"]),
        ("Kehitysvammaisten päivä- ja työtoiminta", "Sosiaalipalvelut", ["day_centre", "training_work"]),
        ("Hammashuolto", "Suun ja hampaiden terveydenhuolto", ["treatment"]),
        ("Mielenterveyskuntoutujien asumispalvelut", "Sosiaalipalvelut", ["housing_service"]),
        ("Turvakotipalvelujen tuottamisesta maksettava korvaus", "Sosiaalipalvelut", []),
        ("Eläinlääkäripäivystys", "Sosiaalipalvelut", []),
        ("Muu palvelu", "Asumispalvelut", []),
    ],
)
def test_a_kind_of_help_is_told_only_where_it_is_plain(tmp_path, name, field, helps):
    outline = an_outline(ServiceClass=[{"Value": field}], Name=[{"Lang": "fi", "Label": name}])
    write(tmp_path / "descriptions.json", [outline])

    assert the_service(tmp_path / "descriptions.json").activities == helps


def test_every_kind_of_help_that_is_told_stands_in_the_catalogue(folder):
    known = {activity.id for activity in import_path(folder, at=AT).catalogue.activities}

    assert known >= activity_assignment.KINDS


def test_the_address_of_a_shelter_is_never_told(tmp_path):
    write(tmp_path / "descriptions.json", [an_outline(Name=[{"Lang": "fi", "Label": "Turvakotitoiminta"}])])

    shelter = the_service(tmp_path / "descriptions.json")
    assert shelter.sensitive
    assert shelter.hide_address


def test_a_row_of_a_list_is_a_service_with_its_area(tmp_path):
    rows = [
        "ptv_service_id,area,municipality_code,name_fi,summary_fi,wellbeing_dimensions",
        f"{HOME_CARE},Oulu,564,Omaishoidon tuki,Tukea omaishoitajalle.,terveys",
        f"{HOME_CARE},Mikkeli,491,Omaishoidon tuki,Tukea omaishoitajalle.,terveys",
        f"{PHONE},kansalliset,,Äänestäminen vaaleissa,,",
    ]
    (tmp_path / "services.csv").write_text("\n".join(rows), encoding="utf-8")
    carer, voting = import_path(tmp_path, at=AT).catalogue.services

    assert [area.code for area in carer.service_areas] == ["491", "564"]
    assert carer.needs == ["carer_support"]
    assert (voting.service_areas, voting.needs) == ([Area(type="country", code="FI")], [])


def test_equal_input_gives_equal_bytes(folder):
    once, again = (document.write(import_path(folder, at=AT).catalogue) for _ in range(2))

    assert once == again


def test_the_catalogue_can_be_navigated(folder):
    catalogue = import_path(folder, at=AT).catalogue

    assert catalogue.needs
    assert catalogue.activities
    assert catalogue.helplines
    assert not catalogue.example


def test_no_invented_helpline_of_the_example_reaches_a_real_catalogue(folder):
    catalogue = import_path(folder, at=AT).catalogue
    numbers = [phone.number for line in catalogue.helplines for phone in line.phones]
    pinned = {id_ for need in catalogue.needs for id_ in need.helplines}

    assert "116117" in numbers
    assert not [number for number in numbers if number.startswith("000")]
    assert pinned <= {line.id for line in catalogue.helplines}
    assert not [line.name for line in catalogue.helplines if "esimerk" in str(line.name)]


def test_a_folder_without_ptv_data_is_refused(tmp_path):
    with pytest.raises(PtvUnreadable):
        import_path(tmp_path, at=AT)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "value", "x"]), inner),
    max_leaves=5,
)


def positions(value: object, path: tuple = ()) -> list[tuple]:
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(deeper for step, inner in steps for deeper in positions(inner, (*path, step)))]


def with_damage(value, path: tuple, damage: object):
    if not path:
        return damage
    copy = value.copy()
    copy[path[0]] = with_damage(value[path[0]], path[1:], damage)
    return copy


@settings(max_examples=150, deadline=None)
@given(st.data(), anything)
def test_a_damaged_record_never_stops_the_import(data, damage):
    sound = {"service": a_service(), "office": an_office(), "phone": a_telephone(), "outline": an_outline()}
    kind = data.draw(st.sampled_from([*sound]))
    path = data.draw(st.sampled_from([p for p in positions(sound[kind]) if p and p != ("id",)]))
    raw = sound | {kind: with_damage(sound[kind], path, damage)}

    place = location(raw["office"], Places.load())
    outline = service_outline(raw["service"]).completed(description_outline(raw["outline"]))
    made = service(raw["service"], outline, [(raw["office"], {}), (raw["phone"], {})], {OFFICE})

    assert msgspec.json.decode(msgspec.json.encode(made), type=Service) == made
    assert place is None or msgspec.json.decode(msgspec.json.encode(place), type=Location) == place
    assert all(isinstance(id_, str) for id_ in organization_ids(raw["service"]))


def test_what_a_service_says_at_a_telephone_goes_before_the_telephones_own_words(folder):
    connected = {
        "serviceChannel": {"id": PHONE},
        "contactDetails": {"phoneNumbers": [{"type": "Phone", "number": "0001112223"}]},
        "serviceHours": [
            {
                "serviceHourType": "DaysOfTheWeek",
                "openingHour": [{"dayFrom": "Monday", "from": "09:00", "to": "10:00"}],
            }
        ],
        "description": said("Soita aamulla.", kind="Description"),
    }
    write(folder / "services" / "one.json", a_service(serviceChannels=[connected]))
    telephone = a_telephone(languages=["fi", "se"])
    write(folder / "servicechannels" / "page.json", {"itemList": [telephone]})
    service = the_service(folder)

    assert [phone.number for phone in service.phones] == ["0001112223"]
    assert service.phones[0].languages == ["fi", "se"]
    assert [row.opens_at for row in service.phones[0].schedules] == [time(9)]
    assert [one.description for one in service.delivery if one.mode == "phone"] == ["Soita aamulla."]


def test_an_e_service_is_told_with_its_address_in_each_language_and_its_support(folder):
    channel = {
        "id": ELSEWHERE,
        "serviceChannelType": "EChannel",
        "serviceChannelNames": said("Asiointi", "Ärenden"),
        "requiresAuthentication": True,
        "webPages": [
            {"url": "https://esimerkki.invalid/fi", "language": "fi"},
            {"url": "https://esimerkki.invalid/sv", "language": "sv"},
        ],
        "supportPhones": [{"number": "0005556667", "language": "fi"}],
    }
    write(folder / "servicechannels" / "page.json", {"itemList": [channel]})
    service = the_service(folder)
    (online,) = service.delivery

    assert online.mode == "online"
    assert online.description == {
        "fi": "Asiointi: https://esimerkki.invalid/fi\nVaatii tunnistautumisen.",
        "sv": "Ärenden: https://esimerkki.invalid/sv\nKräver identifiering.",
    }
    assert service.url == "https://esimerkki.invalid/fi"
    assert service.phones[0].description["fi"] == "Tuki: Asiointi"


def test_who_really_gives_the_service_and_its_vouchers_are_told(folder):
    other = {"id": "0b000000-0000-4000-8000-000000000002", "name": "Mallihoiva Oy"}
    roles = [*a_service()["organizations"], {"organization": other, "roleType": "Producer"}]
    write(folder / "services" / "one.json", a_service(organizations=roles, serviceVouchersInUse=True))
    service = the_service(folder)

    assert service.organization_id == TOWN
    assert service.description["fi"].endswith("Palvelun tuottaa: Mallihoiva Oy")
    assert "Palveluseteliä voi käyttää." in service.fees_description["fi"]


def test_a_place_keeps_all_its_street_addresses_and_says_that_a_post_box_was_left_out(folder):
    back = {"streetAddress": {"street": said("Takakatu"), "streetNumber": "1"}, "type": "Location"}
    box = {"postOfficeBoxAddress": {"postOfficeBox": said("PL 1")}, "type": "Postal"}
    office = an_office(addresses=[*an_office()["addresses"], back, box])
    write(folder / "servicechannels" / "page.json", {"itemList": [office]})
    imported = import_path(folder, at=AT)
    (place,) = imported.catalogue.locations

    assert [one.address_1 for one in place.addresses] == ["Mallitie 3", "Takakatu 1"]
    assert any("postilokero" in sentence for sentence in imported.unused)


def test_a_channel_that_is_not_published_is_left_out_and_counted(folder):
    hidden = [an_office(publishingStatus="Archived"), a_telephone()]
    write(folder / "servicechannels" / "page.json", {"itemList": hidden})
    imported = import_path(folder, at=AT)

    assert imported.catalogue.locations == []
    assert any("ei ole julkaistu" in sentence for sentence in imported.unused)


def test_where_a_filled_form_goes_is_a_step(folder):
    form = {
        "id": ELSEWHERE,
        "serviceChannelType": "PrintableForm",
        "serviceChannelNames": said("Hakemus"),
        "deliveryAddresses": [
            {
                "receiver": said("Kirjaamo"),
                "postOfficeBoxAddress": {
                    "postOfficeBox": said("PL 1"),
                    "postalCode": "00000",
                    "postOffice": said("MALLILA"),
                },
            }
        ],
    }
    write(folder / "servicechannels" / "page.json", {"itemList": [form]})

    steps = the_service(folder).application_process
    assert steps == "Lomakkeen palautus: Kirjaamo, PL 1, 00000 Mallila"
