"""Specimen requests and responses of every operation of a service, as botocore writes and reads them.

Prints an object: by operation, the cases of `smithy.test#httpRequestTests` and `httpResponseTests`, and by operation why there are none.
Values follow from the model alone, so every run makes the same.

usage: specimens.py SERVICE PROTOCOL
"""

import base64
import datetime
import json
import sys
from urllib.parse import quote, urlencode

from botocore import parsers, serialize
from botocore.awsrequest import HeadersDict
from botocore.loaders import Loader
from botocore.model import ServiceModel

TOKEN = "00000000-0000-4000-8000-000000000000"
SECONDS = 1770091506
HOST = "service.example.com"

# Below this many structures only members that are required are set: what all of them hold grows with each.
DEEPEST = 4

# What a body is without a header that says it; bodies of CBOR are written in base64.
MEDIA_TYPES = {"rest-xml": "application/xml", "smithy-rpc-v2-cbor": "application/cbor"}

# The protocols whose responses have the form of their requests, so that the writer of requests can write them.
ALIKE = ("json", "rest-json", "rest-xml", "smithy-rpc-v2-cbor")


class Maker:
    """Makes values: `given` for botocore, `params` for a case."""

    def __init__(self, is_full):
        self.is_full = is_full

    def structure(self, shape, open_shapes):
        given, params = {}, {}
        is_full = self.is_full and len(open_shapes) < DEEPEST
        members = shape.members.items()
        if getattr(shape, "is_tagged_union", False):
            members = list(members)[:1]
        for name, member in members:
            is_wanted = is_full or name in shape.required_members or shape.is_tagged_union
            if is_wanted and self.ends(member, open_shapes + [shape.name]):
                given[name], params[name] = self.value(member, name, open_shapes + [shape.name])
        return given, params

    def ends(self, shape, open_shapes):
        """Whether a value of the shape holds none of those that it stands in."""
        while shape.type_name in ("list", "map"):
            shape = shape.member if shape.type_name == "list" else shape.value
        return shape.name not in open_shapes

    def value(self, shape, name, open_shapes):
        kind = shape.type_name
        if shape.serialization.get("jsonvalue"):
            return {"key": "value"}, '{"key": "value"}'
        if getattr(shape, "is_document_type", False):
            document = {"text": "a", "list": [1, True, None]}
            return document, document
        if kind == "structure":
            return self.structure(shape, open_shapes)
        if kind == "list":
            pairs = [self.value(shape.member, f"{name}{n}", open_shapes) for n in (1, 2)]
            return [given for given, _ in pairs], [params for _, params in pairs]
        if kind == "map":
            keys = list(getattr(shape.key, "enum", []))[:2] or ["one", "two"]
            pairs = [(key, self.value(shape.value, f"{name}{key}", open_shapes)) for key in keys]
            return {k: v[0] for k, v in pairs}, {k: v[1] for k, v in pairs}
        if kind in ("string", "character"):
            text = self.text(shape, name)
            return text, text
        if kind == "blob":
            return f"blob of {name}".encode(), f"blob of {name}"
        if kind == "timestamp":
            return datetime.datetime.fromtimestamp(SECONDS, datetime.timezone.utc), SECONDS
        number = {"integer": 7, "long": 2**33 + 1, "float": 1.5, "double": 0.1, "boolean": True}[kind]
        return number, number

    def text(self, shape, name):
        if shape.metadata.get("idempotencyToken"):
            return TOKEN
        if shape.enum:
            return shape.enum[0]
        if shape.serialization.get("hostLabel"):
            return "label"
        # Neither a header nor a path can say everything that a body can.
        where = shape.serialization.get("location")
        if shape.serialization.get("name", "").lower() == "content-type":
            return "application/octet-stream"
        if where in ("header", "headers"):
            return f"text of {name}"
        if where == "uri":
            return f"{name} /+ü"
        return f"text of {name} & \"ü\" <€>"


class AsInput:
    """An operation whose input is what another one gives: the writer of requests writes responses too."""

    def __init__(self, operation, shape):
        self.name, self.metadata, self.service_model = operation.name, operation.metadata, operation.service_model
        self.input_shape, self.endpoint, self.http = shape, None, {"method": "POST", "requestUri": "/"}
        self.has_event_stream_input = self.has_streaming_input = self.has_event_stream_output = False
        # Those of requests have a name in the model, and those of responses any.
        shape.serialization.setdefault("name", f"{operation.name}Response")


def text_of(body, protocol):
    if isinstance(body, dict):
        return urlencode(body, quote_via=quote)
    if protocol == "smithy-rpc-v2-cbor":
        return base64.b64encode(body or b"").decode()
    return body.decode() if isinstance(body, (bytes, bytearray)) else (body or "")


def media_type(headers, protocol):
    found = [value for name, value in headers.items() if name.lower() == "content-type"]
    found = found[0].split(";")[0] if found else MEDIA_TYPES.get(protocol, "application/json")
    return "application/json" if "json" in found else found


def request(operation, protocol, name, is_full):
    shape = operation.input_shape
    given, params = Maker(is_full).structure(shape, []) if shape else ({}, {})
    # Both fill in tokens that are not given, botocore before it writes.
    for token in operation.idempotent_members:
        given.setdefault(token, TOKEN)
    writer = serialize.create_serializer(protocol, include_validation=False)
    found = writer.serialize_to_request(given, operation)
    path, _, query = found["url_path"].partition("?")
    pairs = found["query_string"] or {}
    pairs = pairs.items() if isinstance(pairs, dict) else pairs
    for key, value in pairs:
        for one in value if isinstance(value, list) else [value]:
            query += ("&" if query else "") + f"{quote(str(key), safe='-._~')}={quote(str(one), safe='-._~')}"
    # botocore names the charset of forms, which have no other.
    headers = {key: str(value).replace("; charset=utf-8", "") for key, value in found["headers"].items()}
    case = {"id": name, "method": found["method"], "uri": path, "headers": headers, "params": params}
    case["queryParams"] = [pair for pair in query.split("&") if pair]
    case["body"] = text_of(found["body"], protocol)
    if case["body"]:
        case["bodyMediaType"] = media_type(headers, protocol)
    if found.get("host_prefix"):
        case["host"], case["resolvedHost"] = HOST, found["host_prefix"] + HOST
    return case


def as_params(value, shape):
    """What botocore has read, as a case says it."""
    if shape.serialization.get("jsonvalue"):
        return json.dumps(value)
    if getattr(shape, "is_document_type", False):
        return value
    kind = shape.type_name
    if kind == "structure":
        return {name: as_params(one, shape.members[name]) for name, one in value.items() if name in shape.members}
    if kind == "list":
        return [as_params(one, shape.member) for one in value]
    if kind == "map":
        return {key: as_params(one, shape.value) for key, one in value.items()}
    if kind == "timestamp":
        return int(value.timestamp())
    if kind == "blob":
        return value if isinstance(value, str) else value.decode()
    return value


def response(operation, protocol, name, is_full):
    shape = operation.output_shape
    headers, body = {"Content-Type": MEDIA_TYPES.get(protocol, "application/json")}, b""
    if protocol == "json":
        body = b"{}"
    if shape:
        given, _ = Maker(is_full).structure(shape, [])
        # The code of the status is what it is.
        given = {key: one for key, one in given.items() if shape.members[key].serialization.get("location") != "statusCode"}
        writer = serialize.create_serializer(protocol, include_validation=False)
        found = writer.serialize_to_request(given, AsInput(operation, shape))
        headers.update({key: str(value) for key, value in found["headers"].items() if key != "X-Amz-Target"})
        body = found["body"]
        body = body.encode() if isinstance(body, str) else body
    code = operation.http.get("responseCode", 200)
    reader = parsers.create_parser(protocol)
    sent = {"status_code": code, "headers": HeadersDict(headers), "body": body}
    found = reader.parse(sent, shape) if shape else {}
    # Smithy's protocol tests have no member where a payload is empty; botocore has an empty one.
    payload = shape.serialization.get("payload") if shape else None
    if payload and not body:
        found.pop(payload, None)
    case = {"id": name, "code": code, "headers": headers, "params": as_params(found, shape) if shape else {}}
    case["body"] = text_of(body, protocol)
    if body:
        case["bodyMediaType"] = media_type(headers, protocol)
    return case


def streams(shape):
    return shape is not None and any(member.serialization.get("streaming") for member in shape.members.values())


def main(service, protocol):
    loader = Loader()
    description = loader.load_service_model(service, "service-2")
    model = ServiceModel(description, service)
    found, left_out = {}, {}
    for name in model.operation_names:
        operation = model.operation_model(name)
        if operation.has_event_stream_input or operation.has_event_stream_output:
            left_out[name] = "it streams events"
            continue
        if streams(operation.input_shape) or streams(operation.output_shape):
            left_out[name] = "it streams a body"
            continue
        kinds = [("All", True), ("Required", False)]
        cases = {"requests": [request(operation, protocol, f"{name}Request{kind}", full) for kind, full in kinds]}
        if protocol in ALIKE:
            cases["responses"] = [response(operation, protocol, f"{name}Response{kind}", full) for kind, full in kinds]
        found[name] = cases
    json.dump({"operations": found, "leftOut": left_out}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
