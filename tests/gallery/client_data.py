"""Client data for the pictures: an encrypted register with requests of invented clients in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from msgspec.structs import replace

from gallery.stage import TUESDAY, Theatre
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.register import backups, consent, follow_up, journal, referrals
from ohjaus_desktop.register import snapshot as snapshots
from ohjaus_desktop.register.keys.os_keyring import SecretStore
from ohjaus_desktop.register.model import (
    Client,
    Consent,
    Content,
    Draft,
    Interpreter,
    Matter,
    Minor,
    Referral,
    Route,
    SafeContact,
    Snapshot,
    Subject,
    Worker,
)
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.register.vault import Vault
from worker import MemoryKeyring

ME, COLLEAGUE = Worker("Maija, palveluohjaaja"), Worker("Toinen Esimerkki")
WORDS, PIN = "sininen lapio nukkuu kaivossa", "402817"
LONG_NAME = "Maximiliana-Alexandriina Esimerkki-Pitkänsukunimenmäki"
Fill = Callable[[Vault, Register], object]
Maker = Callable[[Catalogue], Fill]
Hurt = Callable[[DataFolder], object]
Lay = Callable[[Theatre, DataFolder], SecretStore | None]


@dataclass(frozen=True, slots=True)
class Kept:
    """A register on the disk, and the secrets of the keyring that opens it."""

    folder: Path
    secrets: dict[str, str]


def over(
    maker: Maker, *, hurt: Hurt | None = None, lost: bool = False, at: datetime = TUESDAY, public: str = ""
) -> Lay:
    """Lays client data under a window.

    hurt: what has happened to it since. lost: the keyring knows nothing of it. public: the
    administrator's key.
    """

    def lay(theatre: Theatre, data: DataFolder) -> MemoryKeyring:
        key = (maker, at, public)
        found = theatre.kept.get(key)
        if not isinstance(found, Kept):
            folder = theatre.folder / f"client-data-{len(theatre.kept)}"
            found = theatre.kept[key] = _kept(folder, maker(theatre.example), at, public)
        shutil.copytree(found.folder, data.register, dirs_exist_ok=True)
        keyring = MemoryKeyring()
        if not lost:
            keyring.secrets = dict(found.secrets)
        if hurt is not None:
            hurt(data)
        return keyring

    return lay


def _kept(folder: Path, fill: Fill, at: datetime, public: str) -> Kept:
    """Make a register, fill it, back it up and close it."""
    keyring = MemoryKeyring()
    vault = Vault(folder, keyring=keyring, recovery_key=public)
    with closing(vault.set_up_with_keyring(at - timedelta(days=20))) as register:
        fill(vault, register)
        for days in (6, 1):
            moment = at - timedelta(days=days)
            backups.back_up(register, folder / "backups", vault.keys_path, at=moment)
    return Kept(folder, dict(keyring.secrets))


class Requests:
    """Makes requests of invented clients for services of a catalogue."""

    def __init__(self, catalogue: Catalogue, register: Register) -> None:
        self._catalogue, self._register = catalogue, register
        self._count = 0

    def seen(self, name: str, **changes: object) -> Snapshot:
        """The service of that Finnish name as it is now. changes: what was otherwise about it."""
        service = next(one for one in self._catalogue.services if one.name["fi"] == name)
        was = replace(service, **changes)
        organization = next(
            (one for one in self._catalogue.organizations if one.id == was.organization_id), None
        )
        places = {link.location_id for link in was.service_at_locations}
        return snapshots.take(
            was, organization, [one for one in self._catalogue.locations if one.id in places]
        )

    def content(
        self,
        *names: str | Snapshot,
        matter: str,
        at: datetime,
        route: Route = "joint_call",
        **changes: object,
    ) -> Content:
        """A form that is ready."""
        matters = [
            Matter(one if isinstance(one, Snapshot) else self.seen(one), matter=matter, route=route)
            for one in names
        ]
        made = replace(
            Content(
                client=Client(name="Testi Esimerkki", phone="000 123 4567", language="fi"),
                contact=SafeContact(may_call="yes", others_may_answer="no", introduction="organization"),
                matters=tuple(matters),
            ),
            **changes,
        )
        return replace(made, matters=tuple(replace(one, consent=_allowed(made, one, at)) for one in matters))

    def make(
        self, *names: str | Snapshot, days: int, matter: str, by: Worker = ME, **changes: object
    ) -> Referral:
        """A request that was made so many days ago."""
        self._count += 1
        at = TUESDAY - timedelta(days=days, minutes=self._count * 7)
        content = self.content(*names, matter=matter, at=at, **changes)  # type: ignore[arg-type]
        id_ = str(uuid5(NAMESPACE_URL, f"ohjaus-gallery/{self._count}"))
        return referrals.request(self._register, Draft(id_, at, at, by.key, content), by=by, at=at)

    def give(self, one: Referral, *, days: int) -> None:
        """It was given to its recipient."""
        journal.note_disclosure(
            self._register,
            one.id,
            recipient=one.recipients[0].id,
            what=("name", "phone", "safe_contact", "matter"),
            ground="consent",
            route=one.recipients[0].matter.route,
            by=ME,
            at=TUESDAY - timedelta(days=days, hours=-1),
        )

    def note(self, one: Referral, outcome: follow_up.Outcome, *, days: int, why: str = "") -> None:
        """How it went, so many days ago."""
        follow_up.note_outcome(
            self._register,
            one.id,
            one.recipients[0].id,
            outcome,
            why=why,  # type: ignore[arg-type]  # one of the closed list
            by=ME,
            at=TUESDAY - timedelta(days=days),
        )


def _allowed(content: Content, matter: Matter, at: datetime) -> Consent:
    return Consent(
        given="yes",
        sentence=consent.for_matter(content, matter),
        language=content.language,
        given_how="spoken",
        given_at=at,
        recorded_by=ME.name,
        expires_on=consent.expires_on(at.date()),
    )


def person(name: str, phone: str, **changes: object) -> Client:
    """A client. phone: begins with 000."""
    return replace(Client(name=name, phone=phone, language="fi"), **changes)


CAREFUL = SafeContact(
    may_call="yes",
    others_may_answer="yes",
    when="arkisin klo 9–12",
    when_not="iltaisin ja viikonloppuisin",
    introduction="first_name",
    careful=True,
)


def everyday(catalogue: Catalogue) -> Fill:
    """What a service point has after three weeks: every state, every warning, and two drafts."""

    def fill(vault: Vault, register: Register) -> None:
        _type_back(vault, register)
        made = Requests(catalogue, register)
        _waiting(made)
        _closed(made)
        _drafts(made, register)

    return fill


def _waiting(made: Requests) -> None:
    made.make("Ystävätoiminta kotiin", days=0, matter="Toivoo juttuseuraa kotiin.")
    careful = made.make(
        "Kriisikeskuksen keskusteluapu",
        days=1,
        matter="Haluaa jutella siitä, mitä kotona on tapahtunut.",
        client=person("Anna Anonyymi", "000 765 4321", non_disclosure=True, second_phone="000 111 2222"),
        contact=CAREFUL,
        sensitive=True,
    )
    made.give(careful, days=1)
    made.make(
        "Talous- ja velkaneuvonta",
        days=8,
        matter="Laskuja on kertynyt syksyn aikana, ja vuokra on maksamatta.",
        client=person("Malli Malliainen", "000 222 3333", municipality="584", age_group="30_64"),
    )
    changed = made.make(
        made.seen("Diakoniatyön vastaanotto", phones=[]),
        days=3,
        matter="Tarvitsee apua ruokaan loppukuuksi.",
        client=person("Kaisa Keksitty", "000 333 4444"),
        route="protected_mail",
    )
    made.give(changed, days=3)
    made.note(changed, "not_reached", days=1)
    made.make(
        "Puhelinystävä",
        days=2,
        matter="Toivoo soittoa kerran viikossa.",
        client=person(LONG_NAME, "000 444 5555"),
        by=COLLEAGUE,
    )
    made.make(
        "Etsivä nuorisotyö",
        days=1,
        matter="Ei ole käynyt koulussa syksyn aikana ja toivoo jotakuta, jolle jutella.",
        client=person(
            "Nuori Esimerkki",
            "000 555 6666",
            age_group="15_17",
            language="so",
            interpreter=Interpreter(language="somali", by="phone", gender="woman", not_local=True),
            senses="kuulee huonosti",
        ),
        subject=Subject(
            whose="child",
            speaker="Vanhempi Esimerkki",
            relation="äiti",
            authority="custody",
            knows="yes",
            minor=Minor(call="child", guardians="one_knows", two_addresses=True),
        ),
    )
    made.make(
        "Rikoksen uhrin tukihenkilö",
        days=1,
        matter="Toivoo tukea oikeudenkäyntiin.",
        restricted=True,
        by=COLLEAGUE,
    )
    accepted = made.make(
        "Omaishoitajien virkistys ja sijaisapu",
        days=6,
        matter="Hoitaa puolisoaan eikä ole päässyt lepäämään.",
        client=person("Hilma Havainto", "000 666 7777", municipality="074"),
    )
    made.note(accepted, "accepted", days=4)


def _closed(made: Requests) -> None:
    refused = made.make(
        "Vertaisryhmä netissä masentuneille",
        days=9,
        matter="Toivoo ryhmää, jossa voi olla nimettömänä.",
        client=person("Eino Esimerkki", "000 777 8888"),
        passing=None,
    )
    made.note(refused, "rejected", days=5, why="full")
    failed = made.make(
        "Tukea mielenterveysomaiselle",
        days=14,
        matter="Poika sairastaa, ja äiti on väsynyt.",
        client=person("Varma Väsynyt", "000 888 9999"),
    )
    made.note(failed, "rejected", days=12, why="not_suitable")
    done = made.make(
        "Saattaja lääkäriin ja sairaalaan",
        days=16,
        matter="Tarvitsee saattajan silmälääkäriin.",
        client=person("Testi Esimerkki", "000 123 4567"),
    )
    made.note(done, "began", days=13)
    made.note(done, "completed", days=6)


def _drafts(made: Requests, register: Register) -> None:
    for number, (name, days) in enumerate((("Testi Luonnos", 1), ("", 5))):
        at = TUESDAY - timedelta(days=days)
        content = made.content("Kuulolähipalvelu", matter="Kuulokoje ei toimi.", at=at)
        id_ = str(uuid5(NAMESPACE_URL, f"ohjaus-gallery/draft/{number}"))
        content = replace(content, client=replace(content.client, name=name))
        referrals.save_draft(register, Draft(id_, at, at, ME.key, content))


def passed_on(catalogue: Catalogue) -> Fill:
    """A matter that was passed on twice, and cannot be taken up by the third either."""

    def fill(vault: Vault, register: Register) -> None:
        _type_back(vault, register)
        made = Requests(catalogue, register)
        names = ("Vertaisryhmä netissä masentuneille", "Psykoterapia ja lyhytterapia", "Kuulolähipalvelu")
        one = made.make(names[0], days=12, matter="Toivoo, että joku kuuntelee.")
        for name, days in zip(names[1:], (8, 4), strict=True):
            made.note(one, "rejected", days=days + 1, why="full")
            at = TUESDAY - timedelta(days=days)
            content = follow_up.choose(follow_up.pass_on(one, one.recipients[0].id), made.seen(name))
            matter = replace(content.matters[0], route="joint_call")
            ready = replace(
                content, passing=None, matters=(replace(matter, consent=_allowed(content, matter, at)),)
            )
            id_ = str(uuid5(NAMESPACE_URL, f"ohjaus-gallery/{name}"))
            one = referrals.request(register, Draft(id_, at, at, ME.key, ready), by=ME, at=at)
        made.note(one, "rejected", days=1, why="wrong_area")

    return fill


def many(catalogue: Catalogue) -> Fill:
    """Sixty requests, with names of every length."""
    first = ("Testi", "Malli", "Kaisa", LONG_NAME.split(maxsplit=1)[0], "Eino")
    last = ("Esimerkki", "Malliainen", "Keksitty", LONG_NAME.split()[1], "Kuvitelma")
    services = [one.name["fi"] for one in catalogue.services if one.intake and not one.statutory_intake]

    def fill(vault: Vault, register: Register) -> None:
        _type_back(vault, register)
        made = Requests(catalogue, register)
        for at in range(60):
            made.make(
                services[at * 3 % len(services)],
                days=at // 3,
                matter="Toivoo yhteydenottoa.",
                client=person(f"{first[at % 5]} {last[at // 5 % 5]}", f"000 {at:03} {at * 7 % 1000:03}0"),
            )

    return fill


def empty(_catalogue: Catalogue) -> Fill:
    """Set up and nothing in it; the recovery code waits to be typed back."""
    return lambda _vault, _register: None


def with_workers(_catalogue: Catalogue) -> Fill:
    """Two workers with PINs, a passphrase, and the code typed back."""

    def fill(vault: Vault, register: Register) -> None:
        _type_back(vault, register)
        vault.change_passphrase(register, WORDS)
        for name in ("Testi Työntekijä", LONG_NAME):
            vault.add_worker(register, name, PIN)

    return fill


def _type_back(vault: Vault, register: Register) -> None:
    """The recovery code is safe: no band reminds of it."""
    vault.confirm_code(register, vault.unconfirmed_code(register))
