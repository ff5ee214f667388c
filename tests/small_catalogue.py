"""A catalogue small enough to know by heart: twelve invented services in five municipalities.

Perho (584), Kaustinen (236), Kokkola (272), Ylivieska (977), Oulu (564). Every name is invented,
every invented number begins with 000. Ids are UUIDs made from short names: ``uid("friend")``.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from uuid import NAMESPACE_URL, uuid5

from ohjaus_desktop.catalogue.model import (
    Address,
    Area,
    CostOption,
    Delivery,
    Identifier,
    Intake,
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    Text,
)
from ohjaus_desktop.catalogue.navigation import (
    FORMAT,
    Activity,
    Catalogue,
    Choice,
    Helpline,
    Need,
    Notice,
    Publisher,
    Radius,
    Replacement,
)

WEEKDAYS = "MO,TU,WE,TH,FR"
ASSURED = date(2026, 9, 1)


def uid(name: str) -> str:
    """The UUID that stands for a short name in this catalogue."""
    return str(uuid5(NAMESPACE_URL, f"ohjaus-small/{name}"))


def _hours(opens: int, closes: int, byday: str = WEEKDAYS) -> list[Schedule]:
    return [Schedule(byday=byday, opens_at=time(opens), closes_at=time(closes))]


def _here(name: str) -> list[Area]:
    return [Area(type="municipality", code=name)]


def _at(*places: str) -> list[ServiceAtLocation]:
    return [ServiceAtLocation(location_id=uid(place)) for place in places]


def _organizations() -> list[Organization]:
    return [
        Organization(
            id=uid("county"),
            name={"fi": "Jokilatvan hyvinvointialue (esimerkki)", "sv": "Jokilatva välfärdsområde (exempel)"},
            sector="wellbeing_county",
            phones=[Phone(number="000 100 100")],
            identifiers=[Identifier(identifier_scheme="business_id", identifier="0000001-9")],
            assured_date=ASSURED,
        ),
        Organization(
            id=uid("town"),
            name={"fi": "Perhon esimerkkikunta", "sv": "Perho exempelkommun"},
            sector="municipality",
            phones=[Phone(number="000 100 200")],
        ),
        Organization(
            id=uid("association"),
            name={"fi": "Valoisa Polku ry (esimerkki)", "sv": "Ljusa Stigen rf (exempel)"},
            sector="association",
            alternate_name="Polku",
            phones=[Phone(number="000 100 300")],
        ),
        Organization(
            id=uid("parish"), name={"fi": "Esimerkkiseurakunta", "sv": "Exempelförsamlingen"}, sector="parish"
        ),
        Organization(
            id=uid("shelter-house"), name={"fi": "Turvasatama ry (esimerkki)"}, sector="association"
        ),
    ]


def _locations() -> list[Location]:
    return [
        Location(
            id=uid("perho-house"),
            name={"fi": "Perhon kylätalo (esimerkki)", "sv": "Perho byahus (exempel)"},
            municipality="584",
            organization_id=uid("town"),
            addresses=[Address(address_1="Keksitty tie 1", postal_code="00000", city="Perho")],
            latitude=63.2147,
            longitude=24.4190,
        ),
        Location(
            id=uid("kaustinen-station"),
            name={"fi": "Kaustisen esimerkkiasema", "sv": "Kaustby exempelstation"},
            municipality="236",
            organization_id=uid("county"),
            addresses=[Address(address_1="Keksitty tie 2", city="Kaustinen")],
        ),
        Location(
            id=uid("kokkola-centre"),
            name={"fi": "Kokkolan esimerkkikeskus", "sv": "Karleby exempelcentrum"},
            municipality="272",
            addresses=[Address(address_1={"fi": "Keksitty katu 3", "sv": "Påhittade gatan 3"})],
            latitude=63.84025,
            longitude=23.1339,
        ),
        Location(id=uid("ylivieska-room"), name="Ylivieskan esimerkkitila", municipality="977"),
        Location(id=uid("oulu-clinic"), name="Oulun esimerkkiklinikka", municipality="564"),
        Location(id=uid("shelter-place"), name="Turvakoti (esimerkki)", municipality="272"),
    ]


def _community_services() -> list[Service]:
    return [
        Service(
            id=uid("friend"),
            organization_id=uid("association"),
            name={"fi": "Ystävätoiminta Perho", "sv": "Vänverksamhet Perho"},
            what={"fi": "Vapaaehtoinen ystävä käy kotona tai soittaa.", "sv": "En frivillig vän besöker."},
            for_whom={"fi": "Yksinäisille aikuisille.", "sv": "För ensamma vuxna."},
            how={"fi": "Soita ja kerro, millaista seuraa toivot.", "sv": "Ring och berätta."},
            needs=["friend"],
            activities=["friend_visits"],
            minimum_age=18,
            service_areas=_here("584"),
            delivery=[Delivery(mode="home", weekdays="TU,TH", municipalities=["584"])],
            schedules=_hours(9, 15),
            phones=[Phone(number="000 200 001", description="Ystävävälitys", languages=["fi", "sv"])],
            languages=["fi", "sv"],
            cost_options=[CostOption(amount=0)],
            takes_new_clients="yes",
            referral_needed=False,
            barriers=["free", "low_threshold", "no_referral"],
            intake=[Intake(route="phone", address="000 200 001", answers_within_days=5, answers_by="call")],
            assured_date=ASSURED,
        ),
        Service(
            id=uid("club"),
            organization_id=uid("parish"),
            name={"fi": "Torstaikerho", "sv": "Torsdagsklubben"},
            description="Kahvit, laulua ja juttuseuraa.",
            needs=["club", "meeting_place"],
            activities=["group"],
            service_areas=_here("584"),
            service_at_locations=_at("perho-house"),
            delivery=[Delivery(mode="visit")],
            schedules=_hours(12, 14, "TH"),
            assured_date=ASSURED,
        ),
        Service(
            id=uid("meals"),
            organization_id=uid("town"),
            name={"fi": "Ateriapalvelu", "sv": "Måltidsservice"},
            needs=["meals"],
            activities=["home_help"],
            minimum_age=65,
            eligibility_area=_here("584"),
            service_areas=_here("584"),
            delivery=[Delivery(mode="home", weekdays="MO,WE,FR")],
            phones=[Phone(number="000 200 002")],
            cost_options=[CostOption(option="ateria", amount=9.5)],
            assured_date=date(2025, 6, 1),
        ),
        Service(
            id=uid("carers"),
            organization_id=uid("association"),
            name={"fi": "Omaishoitajien vertaisryhmä", "sv": "Kamratgrupp för närståendevårdare"},
            needs=["tired_carer", "carer_support"],
            activities=["peer_support", "group"],
            service_areas=[Area(type="valley", code="Perhonjokilaakso")],
            service_at_locations=_at("kaustinen-station"),
            delivery=[Delivery(mode="visit"), Delivery(mode="video")],
            schedules=_hours(17, 19, "WE"),
            assured_date=ASSURED,
        ),
        Service(
            id=uid("debts"),
            organization_id=uid("association"),
            name="Talousneuvonta",
            needs=["debts", "bills"],
            activities=["advice"],
            service_areas=[Area(type="country", code="FI")],
            delivery=[Delivery(mode="phone"), Delivery(mode="chat")],
            schedules=_hours(10, 14),
            phones=[Phone(number="000 200 003")],
            barriers=["free", "no_bank_codes", "anonymous"],
            cost_options=[CostOption(amount=0)],
            assured_date=ASSURED,
        ),
    ]


def _care_services() -> list[Service]:
    county = [Area(type="wellbeing_county", code="18")]
    return [
        Service(
            id=uid("alcohol-advice"),
            organization_id=uid("county"),
            name={"fi": "Päihdeneuvonta", "sv": "Missbrukarrådgivning"},
            what={"fi": "Keskusteluapua juomiseen ja sen jälkiin.", "sv": "Samtalshjälp."},
            needs=["alcohol", "drugs"],
            activities=["advice", "therapy"],
            eligibility_area=county,
            service_areas=county,
            service_at_locations=_at("kaustinen-station", "kokkola-centre"),
            delivery=[Delivery(mode="visit"), Delivery(mode="phone")],
            schedules=_hours(8, 16),
            phones=[Phone(number="000 200 004")],
            takes_new_clients="waiting_list",
            waiting_days=21,
            referral_needed=False,
            assured_date=ASSURED,
        ),
        Service(
            id=uid("mind-nurse"),
            organization_id=uid("county"),
            name={"fi": "Psykiatrinen sairaanhoitaja", "sv": "Psykiatrisk sjukskötare"},
            alternate_name="Depressiohoitaja",
            needs=["depression_anxiety", "suicidality"],
            activities=["therapy"],
            service_areas=county,
            service_at_locations=_at("kokkola-centre"),
            delivery=[Delivery(mode="visit")],
            phones=[Phone(number="000 200 005")],
            languages=["fi"],
            referral_needed=True,
            takes_new_clients="no",
            assured_date=ASSURED,
        ),
        Service(
            id=uid("home-care"),
            organization_id=uid("county"),
            name={"fi": "Kotihoito", "sv": "Hemvård"},
            needs=["home_care"],
            activities=["nursing", "home_help"],
            eligibility_area=county,
            service_areas=county,
            delivery=[Delivery(mode="home")],
            schedules=[Schedule(opens_at=time(0), closes_at=time(23, 59))],
            phones=[Phone(number="000 200 006")],
            statutory_intake=True,
            assured_date=ASSURED,
        ),
        Service(
            id=uid("shelter"),
            organization_id=uid("shelter-house"),
            name={"fi": "Turvakoti", "sv": "Skyddshem"},
            needs=["violence_at_home", "shelter"],
            activities=["crisis_help", "housing_service"],
            service_at_locations=_at("shelter-place"),
            delivery=[Delivery(mode="visit"), Delivery(mode="phone")],
            schedules=[Schedule(opens_at=time(0), closes_at=time(0))],
            phones=[Phone(number="000 200 007")],
            sensitive=True,
            hide_address=True,
            assured_date=ASSURED,
        ),
        Service(
            id=uid("youth"),
            organization_id=uid("association"),
            name={"fi": "Nuorten olohuone", "sv": "Ungdomarnas vardagsrum"},
            needs=["youth_outreach", "meeting_place"],
            activities=["group"],
            minimum_age=13,
            maximum_age=29,
            service_at_locations=_at("ylivieska-room"),
            delivery=[Delivery(mode="visit")],
            schedules=[
                Schedule(
                    byday="MO,TU,WE,TH",
                    opens_at=time(14),
                    closes_at=time(20),
                    valid_from=date(2026, 8, 10),
                    valid_to=date(2027, 5, 31),
                )
            ],
            assured_date=ASSURED,
        ),
        Service(
            id=uid("detox"),
            organization_id=uid("county"),
            name={"fi": "Katkaisuhoito", "sv": "Avgiftning"},
            needs=["detox", "alcohol", "drugs"],
            activities=["treatment"],
            service_areas=[Area(type="country", code="FI")],
            service_at_locations=_at("oulu-clinic"),
            delivery=[Delivery(mode="visit")],
            phones=[Phone(number="000 200 008")],
            assured_date=date(2024, 1, 15),
        ),
        Service(
            id=uid("summer-café"),
            organization_id=uid("parish"),
            name="Kesäkahvila",
            status="temporarily closed",
            alert="Kahvila on remontin vuoksi kiinni.",
            needs=["meeting_place"],
            activities=["group"],
            service_at_locations=_at("perho-house"),
            delivery=[Delivery(mode="visit")],
        ),
    ]


STEPS: dict[str, list[Text]] = {
    "suicidality": [
        {"fi": "Kysy suoraan.", "sv": "Fråga rakt ut."},
        {"fi": "Älä jätä yksin.", "sv": "Lämna inte ensam."},
    ],
    "violence_at_home": [{"fi": "Puhukaa kahden kesken.", "sv": "Tala på tu man hand."}],
}


def _group(id_: str, fi: str, sv: str, icon: str) -> Need:
    return Need(id=id_, name={"fi": fi, "sv": sv}, icon=icon)


def _need(
    id_: str, parent: str, fi: str, sv: str, words: str, *, urgent: bool = False, sensitive: bool = False
) -> Need:
    return Need(
        id=id_,
        parent_id=parent,
        name={"fi": fi, "sv": sv},
        words={"fi": words.split(", ")},
        urgent=urgent,
        sensitive=sensitive,
        helplines=["crisis"] if urgent else [],
        steps=STEPS.get(id_, []),
    )


def _needs() -> list[Need]:
    return [
        _group("home", "Arki kotona", "Vardagen hemma", "house"),
        _need("home_care", "home", "Kotihoito", "Hemvård", "ei pärjää kotona, kotisairaanhoito"),
        _need("meals", "home", "Ateriat", "Måltider", "ruoka kotiin, ateriat"),
        _group("mind", "Mieli, suru ja kriisit", "Psykisk hälsa, sorg och kriser", "sun_cloud"),
        _need(
            "depression_anxiety",
            "mind",
            "Masennus ja ahdistus",
            "Depression och ångest",
            "masentaa, ahdistaa",
        ),
        _need(
            "suicidality",
            "mind",
            "Itsetuhoisuus",
            "Självdestruktivitet",
            "itsemurha, en jaksa elää, oisin poissa vaivoista",
            urgent=True,
            sensitive=True,
        ),
        _group("addiction", "Päihteet ja pelaaminen", "Beroende och spel", "path"),
        _need("alcohol", "addiction", "Alkoholi", "Alkohol", "viina, juominen, ryyppää, on putkella"),
        _need(
            "drugs", "addiction", "Huumeet ja lääkkeet", "Droger och läkemedel", "huumeet, lääkkeiden käyttö"
        ),
        _need("detox", "addiction", "Katkaisuhoito", "Avgiftning", "katko, selviämishoito"),
        _group("safety", "Turvallisuus", "Trygghet", "umbrella"),
        _need(
            "violence_at_home",
            "safety",
            "Pelko tai väkivalta kotona",
            "Rädsla eller våld hemma",
            "lyö, hakkaa, pelkää miestään",
            urgent=True,
            sensitive=True,
        ),
        _need("shelter", "safety", "Turvakoti", "Skyddshem", "turvakoti, pakko päästä pois", sensitive=True),
        _group("youth", "Nuoret", "Unga", "backpack"),
        _need(
            "youth_outreach", "youth", "Etsivä nuorisotyö", "Uppsökande ungdomsarbete", "nuori vain kotona"
        ),
        _group("carers", "Läheisen hoitaminen ja huoli", "Närståendevård och oro", "hand_in_hand"),
        _need("carer_support", "carers", "Omaishoidon tuki", "Stöd för närståendevård", "omaishoito"),
        _need("tired_carer", "carers", "Väsynyt hoitaja", "Trött vårdare", "en jaksa hoitaa"),
        _group("money", "Raha ja velat", "Pengar och skulder", "wallet"),
        _need("bills", "money", "Laskut ja sähkö", "Räkningar och el", "laskut, sähköt poikki"),
        _need("debts", "money", "Velat ja ulosotto", "Skulder och utsökning", "velat, ulosotto, pikavippi"),
        _group("loneliness", "Yksinäisyys ja tekeminen", "Ensamhet och gemenskap", "coffee_cups"),
        _need("friend", "loneliness", "Ystävä", "Vän", "yksinäinen, yksinäisyys, kaveri"),
        _need("club", "loneliness", "Kerho", "Klubb", "kerho, piiri"),
        _need("meeting_place", "loneliness", "Kohtaamispaikka", "Mötesplats", "kohtaamispaikka, kahvila"),
    ]


def _activity(id_: str, fi: str, sv: str) -> Activity:
    return Activity(id=id_, name={"fi": fi, "sv": sv})


def _activities() -> list[Activity]:
    return [
        _activity("advice", "Neuvonta", "Rådgivning"),
        _activity("home_help", "Apu kotona", "Hjälp hemma"),
        _activity("peer_support", "Vertaistuki", "Kamratstöd"),
        _activity("friend_visits", "Ystävätoiminta", "Vänverksamhet"),
        _activity("group", "Ryhmä", "Grupp"),
        _activity("therapy", "Keskusteluapu", "Samtalshjälp"),
        _activity("treatment", "Hoito", "Vård"),
        _activity("housing_service", "Asumispalvelu", "Boendeservice"),
        _activity("crisis_help", "Kriisiapu", "Krishjälp"),
        _activity("nursing", "Sairaanhoito", "Sjukvård"),
    ]


def _helplines() -> list[Helpline]:
    return [
        Helpline(
            id="on-call",
            name={"fi": "Päivystysapu (esimerkki)", "sv": "Jourhjälpen (exempel)"},
            phones=[Phone(number="000 116 117")],
            urgent=True,
            schedules=[Schedule(opens_at=time(0), closes_at=time(0))],
            order=10,
            assured_date=ASSURED,
        ),
        Helpline(
            id="crisis",
            name={"fi": "Kriisipuhelin (esimerkki)", "sv": "Kristelefonen (exempel)"},
            phones=[Phone(number="000 300 001", languages=["fi"])],
            urgent=True,
            needs=["suicidality", "violence_at_home"],
            schedules=[Schedule(opens_at=time(0), closes_at=time(23, 59))],
            order=20,
            assured_date=ASSURED,
        ),
        Helpline(
            id="social-duty",
            name={"fi": "Sosiaalipäivystys (esimerkki)", "sv": "Socialjouren (exempel)"},
            phones=[Phone(number="000 300 002")],
            urgent=True,
            areas=[Area(type="wellbeing_county", code="18")],
            order=30,
            assured_date=ASSURED,
        ),
    ]


def small_catalogue() -> Catalogue:
    """The whole catalogue; change it with ``msgspec.structs.replace``."""
    return Catalogue(
        format=FORMAT,
        format_version=1,
        catalogue_id=uid("catalogue"),
        sequence=7,
        published_at=datetime(2026, 11, 3, 8, 0, tzinfo=UTC),
        title={"fi": "Pieni esimerkkihakemisto", "sv": "Liten exempelkatalog"},
        publisher=Publisher(name="Esimerkkijulkaisija", email="palaute@esimerkki.invalid"),
        organizations=_organizations(),
        locations=_locations(),
        services=[*_community_services(), *_care_services()],
        needs=_needs(),
        activities=_activities(),
        helplines=_helplines(),
        notices=[
            Notice(
                id=uid("moved-phone"),
                title={"fi": "Iltapäivystyksen numero vaihtui", "sv": "Jourens nummer har ändrats"},
                text={"fi": "Soita jatkossa Päivystysapuun.", "sv": "Ring i fortsättningen Jourhjälpen."},
                severity="warning",
                valid_from=date(2026, 10, 1),
                services=[uid("mind-nurse")],
                replaces=[Replacement(old="000 999 999", new="000 116 117")],
            )
        ],
        choices=[
            Choice(id="no_answer", kind="outcome", name={"fi": "Ei vastannut", "sv": "Svarade inte"}),
            Choice(id="loneliness", kind="reason", name={"fi": "Yksinäisyys", "sv": "Ensamhet"}),
        ],
        radii=[Radius(municipality="584", km=60), Radius(municipality="272", km=30)],
    )
