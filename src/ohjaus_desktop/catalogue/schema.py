"""JSON Schema and field guide of the central file, written from the model's own descriptions.

``python -m ohjaus_desktop.catalogue.schema`` writes both into ``resources/`` again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from ohjaus_desktop import paths
from ohjaus_desktop.catalogue.navigation import FORMAT, FORMAT_VERSION, Catalogue

SCHEMA_FILE = "catalogue-schema.json"
GUIDE_FILE = "catalogue-fields.md"

_INTRODUCTION = f"""# The fields of the central file

Generated from the model; do not edit. The file is one JSON object with `format` = `{FORMAT}` and
`format_version` = {FORMAT_VERSION}, in UTF-8. Objects and fields carry the names of Open Referral's
Human Services Data Specification (HSDS 3.0) where it has them; "own" marks ours.

A *text* is a string in the file's default language, or an object with one string a language:
`{{"fi": "…", "sv": "…", "en": "…"}}`. Dates are `2026-11-03`, times `09:00:00` as clocks in Finland
show them. A field that may be absent has the default shown. Unknown fields are ignored, and a
reader that does not know a field still reads the file: additions never raise `format_version`.
"""


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the central file; unknown fields are allowed, as in reading."""
    schema = msgspec.json.schema(Catalogue)
    for definition in schema["$defs"].values():
        definition.pop("additionalProperties", None)
        for field in definition.get("properties", {}).values():
            _simplify(field)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{FORMAT} {FORMAT_VERSION}",
        **schema,
    }


def _simplify(field: dict[str, Any]) -> None:
    # Python's name for "without an offset" is not among JSON Schema's formats.
    for part in (field, *field.get("anyOf", ())):
        if part.get("format") == "partial-time":
            del part["format"]
            part["pattern"] = r"^[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?$"


def field_guide() -> str:
    """Every object and field of the file, as Markdown."""
    definitions = json_schema()["$defs"]
    return _INTRODUCTION + "".join(_section(name, definitions[name]) for name in definitions)


def _section(name: str, definition: Mapping[str, Any]) -> str:
    required = set(definition.get("required", ()))
    rows = (
        f"| `{field}` | {_type(about)} | {_default(about, field in required)} "
        f"| {_cell(about.get('description', ''))} |\n"
        for field, about in definition["properties"].items()
    )
    return (
        f"\n## {name}\n\n{definition.get('description', '')}\n\n"
        "| field | type | default | meaning |\n|---|---|---|---|\n" + "".join(rows)
    )


def _type(about: Mapping[str, Any]) -> str:
    kinds = list(dict.fromkeys(_kinds(about)))
    if "string" in kinds and "object of string" in kinds:
        kinds = ["text", *(kind for kind in kinds if kind not in {"string", "object of string"})]
    return _cell(" or ".join(kinds)) or "any"


def _kinds(about: Mapping[str, Any]) -> Iterator[str]:
    if "anyOf" in about:
        for part in about["anyOf"]:
            yield from _kinds(part)
    elif "$ref" in about:
        name = about["$ref"].rpartition("/")[2]
        yield f"[{name}](#{name.lower()})"
    elif "enum" in about or "const" in about:
        yield ", ".join(f"`{value}`" for value in about.get("enum", [about.get("const")]))
    elif about.get("type") == "array":
        yield f"list of {_type(about.get('items', {}))}"
    elif about.get("type") == "object":
        yield f"object of {_type(about.get('additionalProperties', {}))}"
    elif about.get("type") != "null":
        bounds = ((word, about.get(key)) for key, word in (("minimum", "from"), ("maximum", "to")))
        kind = {"date": "date", "date-time": "date and time"}.get(
            about.get("format", ""), about.get("type", "")
        )
        yield " ".join([kind, *(f"{word} {value}" for word, value in bounds if value is not None)])


def _default(about: Mapping[str, Any], required: bool) -> str:
    if required:
        return "**required**"
    default = about.get("default")
    return "–" if default in (None, [], {}) else f"`{json.dumps(default)}`"


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")


def render() -> dict[str, bytes]:
    """The generated files by name."""
    return {
        SCHEMA_FILE: json.dumps(json_schema(), ensure_ascii=False, indent=2).encode() + b"\n",
        GUIDE_FILE: field_guide().encode(),
    }


if __name__ == "__main__":
    for name, content in render().items():
        paths.resource(name).write_bytes(content)
