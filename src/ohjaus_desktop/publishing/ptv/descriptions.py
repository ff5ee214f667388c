"""PTV's national general descriptions: what every municipality or county offers, in outline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ohjaus_desktop.publishing.ptv import classes
from ohjaus_desktop.publishing.ptv.wording import (
    Words,
    filled,
    in_all_languages,
    joined,
    labelled,
    objects,
    one_line,
    plain,
    words,
)
from ohjaus_desktop.texts import mark

FREE, CHARGED = "free", "charged"
_CHARGES = {"Free": FREE, "FreeOfCharge": FREE, "Charged": CHARGED, "Chargeable": CHARGED}
_LABELS = {
    "DeadLine": mark("Deadline"),
    "ProcessingTime": mark("Processing time"),
    "ValidityTime": mark("Validity"),
}


@dataclass(frozen=True, slots=True)
class Outline:
    """The texts and classes that a general description and a service have in common.

    steps: how to get in, one a line; charge: free, charged, or None when not said; classes,
    groups, events: PTV codes; keywords: other words by which people look for it.
    """

    name: Words
    summary: Words = field(default_factory=dict)
    description: Words = field(default_factory=dict)
    eligibility: Words = field(default_factory=dict)
    steps: Words = field(default_factory=dict)
    charge: str | None = None
    charge_words: Words = field(default_factory=dict)
    classes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    keywords: Words = field(default_factory=dict)

    def completed(self, template: Outline) -> Outline:
        """This one, with the template's words where it has none in a language, and all classes."""
        return Outline(
            name=filled(self.name, template.name),
            summary=filled(self.summary, template.summary),
            description=filled(self.description, template.description),
            eligibility=filled(self.eligibility, template.eligibility),
            steps=filled(self.steps, template.steps),
            charge=self.charge or template.charge,
            charge_words=filled(self.charge_words, template.charge_words),
            classes=tuple(dict.fromkeys((*self.classes, *template.classes))),
            groups=tuple(dict.fromkeys((*self.groups, *template.groups))),
            events=tuple(dict.fromkeys((*self.events, *template.events))),
            keywords=self.keywords,
        )


def description_outline(raw: Mapping[str, Any]) -> Outline:
    """Read a general description, as a JSON record or as a row of its table."""
    if "name_fi" in raw:
        return _row_outline(raw)
    charge = _CHARGES.get(str(raw.get("ChargeType")))
    times = {kind: words(raw.get(f"{kind}AdditionalInfo")) for kind in _LABELS}
    return Outline(
        name=one_line(words(raw.get("Name"))),
        summary=one_line(words(raw.get("ShortDescription"))),
        description=joined((words(raw.get("BackgroundDescription")), words(raw.get("Description")))),
        eligibility=words(raw.get("ServiceRestrictions")),
        steps=_steps(words(raw.get("UserInstructions")), times),
        charge=charge,
        charge_words=words(raw.get("ChargeTypeAdditionalInfo")),
        classes=tuple(classes.service_classes().codes(raw.get("ServiceClass"))),
        groups=tuple(classes.target_groups().codes(raw.get("TargetGroup"))),
        events=tuple(classes.life_events().codes(raw.get("LifeEvent"))),
    )


def _row_outline(row: Mapping[str, Any]) -> Outline:
    def column(name: str) -> Words:
        said = {language: plain(row.get(f"{name}_{language}")) for language in ("fi", "sv", "en")}
        return one_line({language: value for language, value in said.items() if value})

    def several(name: str) -> list[str]:
        return [part.strip() for part in str(row.get(name) or "").split("|")]

    return Outline(
        name=column("name"),
        summary=column("summary"),
        charge=_CHARGES.get(str(row.get("charge_type"))),
        classes=tuple(classes.service_classes().codes(several("service_classes"))),
        groups=tuple(classes.target_groups().codes(several("target_groups"))),
        events=tuple(classes.life_events().codes(several("life_events"))),
    )


def service_outline(raw: Mapping[str, Any]) -> Outline:
    """Read the same of a service of the open API."""
    texts = raw.get("serviceDescriptions")
    return Outline(
        name=one_line(words(raw.get("serviceNames"), "Name")),
        summary=one_line(words(texts, "Summary", "ShortDescription")),
        description=words(texts, "Description"),
        eligibility=words(raw.get("requirements")),
        steps=_steps(
            words(texts, "UserInstruction", "ServiceUserInstruction"),
            {kind: words(texts, kind, f"{kind}AdditionalInfo") for kind in _LABELS},
        ),
        charge=_CHARGES.get(str(raw.get("serviceChargeType"))),
        charge_words=words(texts, "ChargeTypeAdditionalInfo"),
        classes=tuple(classes.service_classes().codes(raw.get("serviceClasses"))),
        groups=tuple(classes.target_groups().codes(raw.get("targetGroups"))),
        events=tuple(classes.life_events().codes(raw.get("lifeEvents"))),
        keywords=joined(
            (
                one_line(joined((words([one]) for one in objects(raw.get("keywords"))), "; ")),
                one_line(words(raw.get("serviceNames"), "AlternativeName", "AlternateName")),
            ),
            "; ",
        ),
    )


def _steps(instructions: Words, times: Mapping[str, Words]) -> Words:
    """Instructions first, then each time with its label in front: "Käsittelyaika: 2 viikkoa"."""
    parts = [labelled(in_all_languages(_LABELS[kind]), said) for kind, said in times.items()]
    return joined([instructions, *parts], "\n")
