"""The objects of HSDS and the names that its versions 1.0 to 3.1 give to them.

Sources: the schemas of HSDS 3.0 and 3.1 and the data packages of 1.0 to 2.0
(docs.openreferral.org). Tables and nested lists carry the same names, one in the singular and
one in the plural, and so do files; 1.x had other names for hours, addresses and classes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_NAMES: Mapping[str, tuple[str, ...]] = {
    "organization": ("organizations", "organisation", "organisations"),
    "service": ("services",),
    "location": ("locations",),
    "service_at_location": ("service_at_locations", "services_at_location", "services_at_locations"),
    "program": ("programs",),
    "taxonomy": ("taxonomies", "taxonomy_detail"),
    "taxonomy_term": ("taxonomy_terms",),
    "phone": ("phones", "phone_number", "phone_numbers"),
    "schedule": ("schedules", "regular_schedule", "regular_schedules"),
    "holiday_schedule": ("holiday_schedules",),
    "address": ("addresses", "physical_address", "physical_addresses"),
    "postal_address": ("postal_addresses",),
    "contact": ("contacts",),
    "language": ("languages",),
    "service_area": ("service_areas",),
    "eligibility": ("eligibilities",),
    "cost_option": ("cost_options",),
    "required_document": ("required_documents",),
    "accessibility": ("accessibility_for_disabilities",),
    "attribute": (
        "attributes",
        "service_taxonomy",
        "service_taxonomies",
        "services_taxonomy",
        "service_attribute",
        "service_attributes",
        "other_attribute",
        "other_attributes",
        "link_taxonomy",
        "link_taxonomies",
    ),
    "organization_identifier": ("organization_identifiers",),
    "funding": ("fundings",),
    "payment_accepted": ("payments_accepted", "payment_accepteds"),
    "url": ("urls", "additional_urls", "additional_websites"),
    "service_capacity": ("service_capacities", "capacities"),
    "unit": ("units",),
    "metadata": (),
    "meta_table_description": ("meta_table_descriptions",),
}
_KIND_OF = {name: kind for kind, names in _NAMES.items() for name in (kind, *names)}

IDENTIFIED = frozenset(
    {
        "organization",
        "service",
        "location",
        "service_at_location",
        "program",
        "taxonomy",
        "taxonomy_term",
        "meta_table_description",
        "unit",
    }
)
"""Objects that stand on their own; all others are parts of one or several of these."""

PARENTS: Mapping[str, str] = {
    "service_id": "service",
    "service_at_location_id": "service_at_location",
    "location_id": "location",
    "organization_id": "organization",
    "contact_id": "contact",
    "phone_id": "phone",
    "program_id": "program",
    "taxonomy_term_id": "taxonomy_term",
}
"""The columns by which a part says whose it is, and the objects that they point to."""

USED: Mapping[str, frozenset[str]] = {
    kind: frozenset(fields.split())
    for kind, fields in {
        "organization": "name alternate_name description email website url tax_id legal_status",
        "service": "name alternate_name description url email status interpretation_services "
        "application_process fees_description fees eligibility_description minimum_age maximum_age "
        "assured_date alert",
        "location": "name location_type url transportation latitude longitude external_identifier "
        "external_identifier_type",
        "service_at_location": "description",
        "taxonomy": "name description uri version",
        "taxonomy_term": "code name description taxonomy language term_uri parent_id taxonomy_id parent_name "
        "vocabulary",
        "phone": "number extension type description language department",
        "schedule": "valid_from valid_to dtstart timezone until count wkst freq interval byday bymonthday "
        "weekday description opens_at closes_at attending_type notes",
        "holiday_schedule": "start_date end_date closed opens_at closes_at description",
        "address": "address_1 address_2 address_3 address_4 city state_province region postal_code country "
        "address_type",
        "contact": "title department email",
        "language": "name code language",
        "service_area": "name description service_area",
        "eligibility": "eligibility minimum_age maximum_age",
        "cost_option": "valid_from valid_to option currency amount amount_description",
        "required_document": "document uri",
        "accessibility": "description details accessibility",
        "attribute": "value link_type link_entity link_id taxonomy_term_id taxonomy_id taxonomy_detail",
        "organization_identifier": "identifier_scheme identifier_type identifier",
        "meta_table_description": "name language character_set",
    }.items()
}
"""The fields that an import understands, by object; the others are named in its report."""

PERSONAL: Mapping[str, frozenset[str]] = {
    "contact": frozenset({"name"}),
    "address": frozenset({"attention"}),
    "service": frozenset({"assurer_email"}),
}
"""Fields that tell of a person: the central file keeps roles, so these are never imported."""

_TELLING: Mapping[str, frozenset[str]] = {
    kind: frozenset(fields.split())
    for kind, fields in {
        "service_at_location": "service location service_id location_id",
        "location": "location_type latitude longitude addresses physical_addresses transportation",
        "taxonomy_term": "taxonomy taxonomy_detail taxonomy_id term_uri parent_id code",
        "organization": "website tax_status tax_id legal_status year_incorporated organization_identifiers "
        "programs parent_organization_id logo services",
        "service": "status application_process fees_description interpretation_services wait_time "
        "eligibility_description service_at_locations organization assured_date cost_options organization_id "
        "accreditations",
        "taxonomy": "version",
    }.items()
}
"""The fields by which an object is known whose file is named after nothing."""
_SUFFIXES = re.compile(r"\.(csv|json|ndjson|jsonl|txt)$")
_VARIANTS = re.compile(r"_(full|list|simple|basic|all|page_?\d*|\d+)$")


@lru_cache(maxsize=4096)
def kind_of(name: str) -> str | None:
    """The object that a table, a file or a nested list is named after, None for another name."""
    plain = _SUFFIXES.sub("", name.replace("\\", "/").rsplit("/", 1)[-1].strip().lower())
    plain = re.sub(r"[\s-]+", "_", plain)
    return _KIND_OF.get(plain) or _KIND_OF.get(_VARIANTS.sub("", plain))


def kind_by_fields(fields: frozenset[str], hint: str | None) -> str | None:
    """What kind of object has these fields; hint: the kind that its file is named after.

    A list answer of an API says little more than names, so a few telling fields decide.
    """
    if hint is not None and hint not in _TELLING:
        return hint
    scores = {kind: len(fields & telling) for kind, telling in _TELLING.items()}
    if hint is not None:
        scores[hint] += 1
    if not {"service_id", "location_id"} <= fields and not {"service", "location"} <= fields:
        scores["service_at_location"] = int(hint == "service_at_location")
    best = max(scores, key=lambda kind: scores[kind])
    if not scores[best]:
        return None
    return best if "id" in fields or "name" in fields or best == "service_at_location" else None
