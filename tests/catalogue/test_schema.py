"""Schema and field guide are generated, current, and agree with the reader."""

from __future__ import annotations

import json
from typing import Any

import jsonschema

from ohjaus_desktop import paths
from ohjaus_desktop.catalogue import document, schema
from small_catalogue import small_catalogue


def breaches(plain: dict[str, Any]) -> list[str]:
    """What the schema has against a central file."""
    validator = jsonschema.Draft202012Validator(schema.json_schema())
    return [error.message for error in validator.iter_errors(plain)]


def test_the_generated_files_are_current() -> None:
    for name, content in schema.render().items():
        assert paths.resource(name).read_bytes() == content, "run: python -m ohjaus_desktop.catalogue.schema"


def test_the_schema_is_valid_and_accepts_the_small_catalogue() -> None:
    jsonschema.Draft202012Validator.check_schema(schema.json_schema())
    assert breaches(json.loads(document.write(small_catalogue()))) == []


def test_the_schema_allows_unknown_fields_as_the_reader_does() -> None:
    plain = json.loads(document.write(small_catalogue())) | {"weather": "sun"}
    plain["services"][0]["colour"] = "blue"
    assert breaches(plain) == []
    assert document.read(json.dumps(plain).encode()).catalogue == small_catalogue()


def test_the_schema_refuses_what_the_reader_quarantines() -> None:
    plain = json.loads(document.write(small_catalogue()))
    plain["services"][0]["status"] = "open"
    plain["services"][0]["schedules"] = [{"opens_at": "9"}]
    assert len(breaches(plain)) == 2


def test_every_field_is_described() -> None:
    for name, definition in schema.json_schema()["$defs"].items():
        assert definition.get("description"), name
        for field, about in definition["properties"].items():
            assert "const" in str(about) or "enum" in str(about) or "description" in str(about), (name, field)


def test_the_guide_names_every_object_and_field() -> None:
    guide = schema.field_guide()
    for name, definition in schema.json_schema()["$defs"].items():
        assert f"\n## {name}\n" in guide
        for field in definition["properties"]:
            assert f"| `{field}` |" in guide
