"""The wire's TypeScript types, made from its Structs: `python -m command.wire.generate [--check]`.

Structs → JSON Schema (msgspec) → `web/src/wire/generated.ts`. With `--check` nothing is written and the exit status
is 1 when the file is stale. A member that is always on the wire is required; one that may be left out is optional.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec

from command.domain import picture
from command.domain.facts import AnyFact, RefusalInfo
from command.domain.kept.dispatch import Slot, Unit
from command.domain.kept.duty import Relief
from command.domain.roster.model import Leave, Override, Plan, Swap
from command.wire.answers import PictureAnswer, StaffAnswer
from command.wire.requests import DURABLE, GetPicture, GetStaff, UpdatePosition

TARGET = Path(__file__).resolve().parents[2] / "web" / "src" / "wire" / "generated.ts"
FACTS: tuple[type[msgspec.Struct], ...] = get_args(AnyFact)
PICTURE: tuple[type[msgspec.Struct], ...] = (
    picture.Incident,
    picture.Offer,
    picture.Assignment,
    picture.Task,
    Slot,
    Swap,
    Leave,
    Override,
    Plan,
    Relief,
    Unit,
)
ANSWERS: tuple[type[msgspec.Struct], ...] = (PictureAnswer, StaffAnswer)
QUERIES: dict[str, type[msgspec.Struct]] = {
    "position.update": UpdatePosition,
    "staff.get": GetStaff,
    "picture.get": GetPicture,
}

HEAD = """// Made by `python -m command.wire.generate` from command/domain and command/wire. Do not edit.
// Times are RFC 3339 strings, ids UUIDv7 strings, distances metres.
"""
ENTRY = """/** What every fact carries on the wire: its ledger number, the district's time and where it happened. */
export interface Entry {
  number: number;
  at: string;
  district: string;
  exercise?: string;
}
"""

Schema = dict[str, Any]


def type_of(schema: Schema) -> str:
    """The TypeScript type of one JSON Schema node (the subset that msgspec makes)."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[1]
    if "enum" in schema:
        return " | ".join(json.dumps(value, ensure_ascii=False) for value in schema["enum"])
    if "const" in schema:
        return json.dumps(schema["const"], ensure_ascii=False)
    if "anyOf" in schema:
        return " | ".join(type_of(one) for one in schema["anyOf"])
    return _plain(schema)


def _plain(schema: Schema) -> str:
    kind = schema.get("type")
    if kind == "array":
        item = type_of(schema.get("items") or {})
        return f"({item})[]" if " " in item else f"{item}[]"
    if kind == "object":
        extra = schema.get("additionalProperties")
        return f"Record<string, {type_of(extra)}>" if isinstance(extra, dict) else "Record<string, unknown>"
    names = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}
    return names.get(str(kind), "unknown")


def interface(name: str, schema: Schema, *, fact: bool, full: bool) -> str:
    """One interface. `full`: members with defaults are always sent, so none is optional."""
    required = set(schema.get("required", ()))
    lines = []
    if doc := schema.get("description"):
        lines.append(f"/** {' '.join(str(doc).split())} */")
    lines.append(f"export interface {name}{' extends Entry' if fact else ''} {{")
    for member, node in schema.get("properties", {}).items():
        mark = "" if full or member in required else "?"
        lines.append(f"  {member}{mark}: {type_of(node)};")
    lines.append("}")
    return "\n".join(lines) + "\n"


def structs_under(roots: Iterable[type[msgspec.Struct]]) -> set[type[msgspec.Struct]]:
    """The roots and every Struct that a field of theirs can hold."""
    found: set[type[msgspec.Struct]] = set()
    waiting: list[Any] = list(roots)
    while waiting:
        node = waiting.pop()
        if isinstance(node, type) and issubclass(node, msgspec.Struct):
            if node in found:
                continue
            found.add(node)
            waiting.extend(get_type_hints(node).values())
        waiting.extend(get_args(node))
    return found


def always_whole(cls: type[msgspec.Struct] | None) -> bool:
    """Does this Struct put its defaults on the wire too?"""
    return cls is not None and not cls.__struct_config__.omit_defaults


def methods(name: str, table: Mapping[str, type[msgspec.Struct]]) -> str:
    members = "".join(f'  "{method}": {cls.__name__};\n' for method, cls in table.items())
    return f"export interface {name} {{\n{members}}}\n"


def typescript() -> str:
    """The whole file."""
    roots: list[type[msgspec.Struct]] = [*FACTS, *PICTURE, *ANSWERS, RefusalInfo, *DURABLE.values(), *QUERIES.values()]
    _, found = msgspec.json.schema_components(roots, ref_template="#/$defs/{name}")
    classes = {cls.__name__: cls for cls in structs_under(roots)}
    facts = {cls.__name__ for cls in FACTS}
    parts = [HEAD, ENTRY]
    for name, schema in found.items():
        parts.append(interface(name, schema, fact=name in facts, full=always_whole(classes.get(name))))
    names = [cls.__name__ for cls in FACTS]
    parts.append("export type AnyFact =\n" + "\n".join(f"  | {name}" for name in names) + ";\n")
    listed = "".join(f'  "{name}",\n' for name in names)
    parts.append("/** Every fact there is, for tests and for telling an unknown one. */")
    parts.append(f"export const FACT_TYPES = [\n{listed}] as const;\n")
    parts.append(f"export type Status = {type_of(found['Incident']['properties']['status'])};\n")
    parts.append(
        "/** Requests that are answered `accepted` and end in one fact. */\n" + methods("DurableRequests", DURABLE)
    )
    parts.append("/** Requests answered at once. */\n" + methods("Queries", QUERIES))
    return "\n".join(parts)


def main(arguments: list[str]) -> int:
    """Write the file, or with `--check` only compare. Returns the exit status."""
    made = typescript()
    if "--check" not in arguments:
        TARGET.write_text(made, encoding="utf-8")
        return 0
    if TARGET.exists() and TARGET.read_text(encoding="utf-8") == made:
        return 0
    sys.stderr.write(f"{TARGET.name} is stale: run `python -m command.wire.generate`\n")
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
