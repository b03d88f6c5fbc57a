"""The document of the API (OpenAPI) as people read it: addresses, parameters, an example each."""

from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class Operation:
    ident: str
    address: str
    summary: str
    description: str
    parameters: list
    example: str


def operations_of(document):
    server = document["servers"][0]["url"]
    return [
        operation_of(server, path, methods["get"]) for path, methods in document["paths"].items()
    ]


def operation_of(server, path, told):
    parameters = [one for one in told["parameters"] if one["in"] == "query"]
    return Operation(
        ident=told["operationId"],
        address=server + path,
        summary=told["summary"],
        description=told.get("description", ""),
        parameters=parameters,
        example=example_of(server + path, parameters) if parameters else "",
    )


def example_of(address, parameters):
    """The list with the first value of its first enumeration, five rows of it."""
    enumerated = [one for one in parameters if "enum" in one["schema"].get("items", {})]
    chosen = {one["name"]: one["schema"]["items"]["enum"][0] for one in enumerated[:1]}
    return f"{address}?{urlencode({**chosen, 'limit': 5})}"
