"""A Terraform provider that has a schema and no API behind it: plugin protocol 5.

Core checks configurations against the schema by itself. What it leaves to providers is done here: refusing
computed-only arguments, checking values, planning unknown values and replacements, answering data sources.

Source of the messages: docs/plugin-protocol/tfplugin5.proto in hashicorp/terraform (read 2026-11). A method
below has the name of its rpc; field numbers stand where the fields are read and written.
"""

# ruff: noqa: N802, D102  # the protocol names and documents its rpcs
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import grpc
from proof.offline import answers, schema, unknowns, values
from proof.offline.wire import UNKNOWN, Field, Message, decode, decode_value, encode, encode_value

if TYPE_CHECKING:
    from proof.offline.place import Place

_ERROR = 1  # Diagnostic.Severity
_PLAN_DESTROY = (2, True)  # ServerCapabilities: ask this provider about destroys, too
# Private state of an imported resource: all that is known of it is its id.
_IMPORTED = b"imported"
_Reply = bytes


class Provider(grpc.GenericRpcHandler):
    """One provider, to be added to a gRPC server.

    Attributes:
        checks_values: whether values are held against values.py. Off for `terraform test`, whose mocks
            make up values that are no ARNs.
    """

    def __init__(self, schemas: dict[str, Any], force_new: dict[str, list[str]], place: Place) -> None:
        self._resources: dict[str, Any] = schemas["resource_schemas"]
        self._data_sources: dict[str, Any] = schemas["data_source_schemas"]
        self._schema = _schema_reply(schemas)
        self._force_new = force_new
        self._place = place
        self.checks_values = True

    def service(self, handler_call_details: grpc.HandlerCallDetails) -> grpc.RpcMethodHandler | None:
        """The method which gRPC asks for; None for one the protocol knows and this provider does not."""
        name = handler_call_details.method.rsplit("/", 1)[1]
        method = getattr(self, name, None)
        return method and grpc.unary_unary_rpc_method_handler(lambda request, _: method(decode(request)))

    def GetSchema(self, _request: Message) -> _Reply:
        return self._schema

    def PrepareProviderConfig(self, request: Message) -> _Reply:
        return encode((1, request[1][0]))

    def Configure(self, request: Message) -> _Reply:
        self._place.configured(decode_value(request[2][0]))
        return b""

    def _nothing(self, _request: Message) -> _Reply:
        return b""

    GetFunctions = GetResourceIdentitySchemas = Stop = _nothing

    def ValidateResourceTypeConfig(self, request: Message) -> _Reply:
        kind, value = _text(request[1]), decode_value(request[2][0])
        block = self._resources[kind]["block"]
        return encode(*_unsettable(block, value), *self._refused(1, kind, value))

    def _refused(self, number: int, kind: str, value: schema.Value) -> list[Field]:
        """A diagnostic, as the field of this number, for every known value that AWS would not take."""
        found = values.findings(kind, self._resources[kind]["block"], value) if self.checks_values else ()
        return [_diagnostic(number, "Value refused", each.message, each.path) for each in found]

    def ValidateDataSourceConfig(self, request: Message) -> _Reply:
        block = self._data_sources[_text(request[1])]["block"]
        return encode(*_unsettable(block, decode_value(request[2][0])))

    def UpgradeResourceState(self, request: Message) -> _Reply:
        raw_json = decode(request[3][0])[1][0]
        return encode((1, encode((2, raw_json))))

    def ReadResource(self, request: Message) -> _Reply:
        private = request.get(3, [None])[0]
        return encode((1, request[2][0]), (3, private))

    def PlanResourceChange(self, request: Message) -> _Reply:
        kind, prior, proposed = _text(request[1]), decode_value(request[2][0]), decode_value(request[3][0])
        if proposed is None:
            return encode((1, request[3][0]))
        # What an import cannot know is taken to be as configured.
        imported = request.get(5) == [_IMPORTED]
        replacing = self._replacing(kind, prior, proposed) if prior and not imported else []
        if prior and prior != proposed:
            proposed |= dict.fromkeys(answers.versioned(kind, proposed), UNKNOWN)
        if not prior:
            proposed |= answers.known_when_planned(kind, proposed)
        block = self._resources[kind]["block"]
        planned = unknowns.fill(block, proposed, lambda _name, _kind: UNKNOWN)
        return encode((1, encode_value(planned)), *((2, _attribute_path([name])) for name in replacing))

    def _replacing(self, kind: str, prior: schema.Value, proposed: schema.Value) -> list[str]:
        """The top-level arguments for whose sake the change needs a new resource."""
        paths = (path.split(".") for path in self._force_new.get(kind, ()))
        return [path[0] for path in paths if unknowns.at(prior, path) != unknowns.at(proposed, path)]

    def ApplyResourceChange(self, request: Message) -> _Reply:
        kind, prior, planned = _text(request[1]), decode_value(request[2][0]), decode_value(request[3][0])
        if planned is None:
            return encode((1, request[3][0]))
        # By now everything is known: what depended on other resources is judged here, as AWS would.
        refused = self._refused(2, kind, decode_value(request[4][0]))
        if refused:
            return encode((1, request[2][0]), *refused)
        seed = {name: value for name, value in planned.items() if value != UNKNOWN}
        if prior:
            planned |= {
                n: answers.successor(prior[n]) for n in answers.versioned(kind, prior) if planned[n] == UNKNOWN
            }
        maker = answers.Maker(kind, seed, self._place)
        return encode((1, encode_value(unknowns.settle(self._resources[kind]["block"], planned, maker))))

    def ImportResourceState(self, request: Message) -> _Reply:
        kind, imported_id = _text(request[1]), _text(request[2])
        value = schema.nothing(self._resources[kind]["block"]) | {"id": imported_id}
        return encode((1, encode((1, kind), (2, encode_value(value)), (3, _IMPORTED))))

    def ReadDataSource(self, request: Message) -> _Reply:
        kind, arguments = _text(request[1]), decode_value(request[2][0])
        maker = answers.Maker(kind, dict(arguments), self._place)
        try:
            arguments |= answers.data_source(kind, arguments, self._place)
        except (OSError, ValueError) as error:
            return encode(_diagnostic(2, f"{kind} cannot be read", str(error)))
        return encode((1, encode_value(unknowns.fill(self._data_sources[kind]["block"], arguments, maker))))


def _schema_reply(schemas: dict[str, Any]) -> bytes:
    def named(number: int, section: str) -> list[Field]:
        entries = schemas[section].items()
        return [(number, encode((1, name), (2, schema.message(each)))) for name, each in entries]

    provider = (1, schema.message(schemas["provider"]))
    resources, data_sources = named(2, "resource_schemas"), named(3, "data_source_schemas")
    return encode(provider, *resources, *data_sources, (6, encode(_PLAN_DESTROY)))


def _unsettable(block: schema.Block, value: schema.Value) -> list[Field]:
    paths = unknowns.not_settable(block, value)
    detail = "AWS decides this attribute: it cannot be set."
    return [_diagnostic(1, "Value for unconfigurable attribute", detail, path) for path in paths]


def _diagnostic(number: int, summary: str, detail: str, path: tuple[str, ...] = ()) -> Field:
    """A Diagnostic as the field of this number in a reply."""
    # Only the first step: indices of blocks would have to follow, and core names the block either way.
    place: list[Field] = [(4, _attribute_path([path[0]]))] if path else []
    return number, encode((1, _ERROR), (2, summary), (3, detail), *place)


def _attribute_path(steps: list[str]) -> bytes:
    return encode(*((1, encode((1, step))) for step in steps))


def _text(field: list[Any]) -> str:
    text: str = field[0].decode()
    return text
