"""The API in words, made from its own schema: what its page and its reference both show."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Field:
    """A parameter or a field: its name, its kind, and what it means."""

    name: str
    kind: str
    means: str


@dataclass(frozen=True)
class Endpoint:
    """An address of the API: what it gives, what it may be asked, and the fields of its answer."""

    path: str
    says: str
    paged: bool
    parameters: tuple[Field, ...]
    fields: tuple[Field, ...]

    @property
    def key(self) -> str:
        """A name for it that can stand in an address."""
        return self.path.strip("/").replace("/", "-").replace("{", "").replace("}", "")


def described() -> list[Endpoint]:
    """Every address, in the order of the schema."""
    from lineofsight.web.api.read import api

    schema = api.get_openapi_schema(path_prefix="/api/")
    shapes = schema["components"]["schemas"]
    return [
        _endpoint(path, methods["get"], shapes) for path, methods in sorted(schema["paths"].items())
    ]


def _endpoint(path: str, said: dict[str, Any], shapes: dict[str, Any]) -> Endpoint:
    answer = said["responses"][200]["content"]["application/json"]["schema"]
    shape = _shape(answer, shapes)
    paged = "items" in shape["properties"]
    if paged:
        shape = _shape(shape["properties"]["items"]["items"], shapes)
    return Endpoint(
        path=path,
        says=said.get("description", ""),
        paged=paged,
        parameters=tuple(
            Field(each["name"], _kind(each["schema"], shapes), _means(each))
            for each in said.get("parameters", [])
        ),
        fields=tuple(_fields(shape, shapes)),
    )


def _fields(shape: dict[str, Any], shapes: dict[str, Any], above: str = "") -> list[Field]:
    """The fields of a shape, and of the shapes in it, by their names with dots."""
    found = []
    for name, each in shape["properties"].items():
        found.append(Field(above + name, _kind(each, shapes), each.get("description", "")))
        inner = _inner(each)
        if inner:
            found += _fields(_shape(inner, shapes), shapes, f"{above}{name}.")
    return found


def _inner(each: dict[str, Any]) -> dict[str, Any] | None:
    options = [each, *each.get("anyOf", ()), *each.get("allOf", ())]
    return next((option for option in options if "$ref" in option), None)


def _shape(said: dict[str, Any], shapes: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = shapes[said["$ref"].rpartition("/")[2]]
    return found


def _means(each: dict[str, Any]) -> str:
    said: str = each.get("description") or each["schema"].get("description") or ""
    return said or ("The plan's number." if each["name"] == "plan_id" else "")


def _kind(each: dict[str, Any], shapes: dict[str, Any]) -> str:
    if "anyOf" in each:
        return " or ".join(_kind(option, shapes) for option in each["anyOf"])
    if _inner(each):
        return "object"
    if each.get("type") == "array":
        return f"list of {_kind(each['items'], shapes)}"
    named = {
        "string": "text",
        "integer": "whole number",
        "number": "number",
        "boolean": "yes or no",
    }
    formats = {"date": "day", "date-time": "day and time"}
    kind = each.get("type", "")
    return formats.get(each.get("format", "")) or named.get(kind) or kind
