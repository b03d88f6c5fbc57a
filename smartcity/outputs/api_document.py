"""The OpenAPI document for readers: operations with parameters and an example."""

from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class Operation:
    """One operation of the API as its page shows it."""

    ident: str
    address: str
    summary: str
    description: str
    parameters: list
    example: str


def operations_of(document):
    """Return the operations of the OpenAPI document."""
    server = document["servers"][0]["url"]
    return [
        operation_of(server, path, methods["get"]) for path, methods in document["paths"].items()
    ]


def operation_of(server, path, description):
    """Return the `Operation` that the OpenAPI object *description* describes."""
    parameters = [
        parameter for parameter in description["parameters"] if parameter["in"] == "query"
    ]
    return Operation(
        ident=description["operationId"],
        address=server + path,
        summary=description["summary"],
        description=description.get("description", ""),
        parameters=parameters,
        example=example_of(server + path, parameters) if parameters else "",
    )


def example_of(address, parameters):
    """Return the URL of five rows with the first value of the first enumeration."""
    enumerated = [
        parameter for parameter in parameters if "enum" in parameter["schema"].get("items", {})
    ]
    chosen = {
        parameter["name"]: parameter["schema"]["items"]["enum"][0] for parameter in enumerated[:1]
    }
    return f"{address}?{urlencode({**chosen, 'limit': 5})}"
