"""Specimen responses and errors: how services write them, and what botocore reads in them."""

import base64
import json
from types import SimpleNamespace
from xml.etree import ElementTree

from botocore import parsers, serialize
from botocore.awsrequest import HeadersDict
from botocore.handlers import parse_get_bucket_location
from botocore.utils import is_json_value_header

from values import time_of

REQUEST_ID = "00000000-0000-4000-8000-000000000001"

# What only a request has.
OF_REQUESTS = ("X-Amz-Target", "x-amzn-query-mode", "Accept")

# The header that names an error; some have a member there.
ERROR_TYPE = "x-amzn-errortype"

# Outputs without an element of their own around their member, and what reads them.
BARE = {("s3", "GetBucketLocation"): parse_get_bucket_location}

# What a body is without a header that says it.
MEDIA_TYPES = {
    "query": "text/xml",
    "ec2": "text/xml",
    "rest-xml": "application/xml",
    "smithy-rpc-v2-cbor": "application/cbor",
}


class AsInput:
    """An operation whose input is a given shape: the writer of requests writes responses too."""

    def __init__(self, operation, shape):
        self.name, self.metadata, self.service_model = operation.name, operation.metadata, operation.service_model
        self.input_shape, self.endpoint, self.http = shape, None, {"method": "POST", "requestUri": "/"}
        self.has_event_stream_input = self.has_streaming_input = self.has_event_stream_output = False
        # Those of requests have a name in the model, and those of responses any.
        shape.serialization.setdefault("name", f"{operation.name}Response")
        payload = shape.members.get(shape.serialization.get("payload"))
        if payload:
            payload.serialization.setdefault("name", payload.name)


class XmlWriter(serialize.RestXMLSerializer):
    """XML as responses have it: a list without an element of its own is called as its elements are, and so botocore reads it."""

    def _serialize_type_list(self, xmlnode, params, shape, name):
        if shape.serialization.get("flattened"):
            name = shape.member.serialization.get("name", name)
        super()._serialize_type_list(xmlnode, params, shape, name)

    def element(self, shape, given, name):
        parent = ElementTree.Element("")
        self._serialize(shape, given, parent, name)
        return parent[0]


def child(parent, name, text=None):
    found = ElementTree.SubElement(parent, name)
    found.text = text
    return found


def written(root):
    return ElementTree.tostring(root, encoding="utf-8")


def media_type(headers, protocol):
    found = [value for name, value in headers.items() if name.lower() == "content-type"]
    found = found[0].split(";")[0] if found else MEDIA_TYPES.get(protocol, "application/json")
    return "application/json" if "json" in found else found


def text_of(body, protocol):
    """A body as a case has it."""
    if protocol == "smithy-rpc-v2-cbor":
        return base64.b64encode(body or b"").decode()
    return body.decode() if isinstance(body, (bytes, bytearray)) else (body or "")


def as_params(value, shape, member=None):
    """What botocore has read, as a case says it."""
    if is_json_value_header(shape):
        return json.dumps(value, separators=(",", ":"))
    if getattr(shape, "is_document_type", False):
        return value
    kind = shape.type_name
    if kind == "structure":
        return {name: as_params(one, shape.members[name], name) for name, one in value.items() if name in shape.members}
    if kind == "list":
        return [as_params(one, shape.member) for one in value]
    if kind == "map":
        return {key: as_params(one, shape.value) for key, one in value.items()}
    if kind == "timestamp":
        return time_of(member, int(value.timestamp()))
    if kind == "blob":
        return value if isinstance(value, str) else value.decode()
    return value


def of_query(operation, protocol, given):
    """A response of the query protocols: other than a request it is XML."""
    shape, name = operation.output_shape, f"{operation.name}Response"
    if protocol == "ec2":
        root = XmlWriter().element(shape, given, name) if shape else ElementTree.Element(name)
        child(root, "requestId", REQUEST_ID)
    else:
        root = ElementTree.Element(name)
        if shape:
            wrapper = shape.serialization.get("resultWrapper")
            result = XmlWriter().element(shape, given, wrapper or name)
            if wrapper:
                root.append(result)
            else:
                root = result
        child(child(root, "ResponseMetadata"), "RequestId", REQUEST_ID)
    namespace = operation.metadata.get("xmlNamespace")
    if namespace:
        root.set("xmlns", namespace)
    return {"Content-Type": "text/xml"}, written(root)


def of_others(operation, protocol, given, shape):
    """A response, or what an error has beside its name, in the form that a request would have."""
    headers, body = {"Content-Type": MEDIA_TYPES.get(protocol, "application/json")}, b""
    if protocol == "json":
        body = b"{}"
    if shape:
        # The code of the status is what it is.
        given = {key: one for key, one in given.items() if shape.members[key].serialization.get("location") != "statusCode"}
        writer = XmlWriter() if protocol == "rest-xml" else serialize.create_serializer(protocol, include_validation=False)
        found = writer.serialize_to_request(given, AsInput(operation, shape))
        headers.update({key: str(value) for key, value in found["headers"].items() if key not in OF_REQUESTS})
        body = found["body"]
        body = body.encode() if isinstance(body, str) else body
    # As in HTTP/2: a map of all headers has their names, which the HTTP crates do not keep as they were sent.
    return {name.lower(): value for name, value in headers.items()}, body


def case_of(protocol, name, code, headers, body, params):
    case = {"id": name, "code": code, "headers": headers, "params": params, "body": text_of(body, protocol)}
    if body:
        case["bodyMediaType"] = media_type(headers, protocol)
    return case


def response(operation, protocol, name, given):
    shape = operation.output_shape
    if protocol in ("query", "ec2"):
        headers, body = of_query(operation, protocol, given)
    else:
        headers, body = of_others(operation, protocol, given, shape)
    read_bare = BARE.get((operation.service_model.service_name, operation.name))
    if read_bare and body:
        body = written(ElementTree.fromstring(body)[0])
    code = operation.http.get("responseCode", 200)
    sent = {"status_code": code, "headers": HeadersDict(headers), "body": body}
    found = parsers.create_parser(protocol).parse(sent, shape) if shape else {}
    if read_bare and body:
        read_bare(found, SimpleNamespace(content=body, raw=body))
    # Smithy's protocol tests have no member where a payload is empty; botocore has an empty one.
    payload = shape.serialization.get("payload") if shape else None
    if payload and not body:
        found.pop(payload, None)
    return case_of(protocol, name, code, headers, body, as_params(found, shape) if shape else {})


def message_of(shape):
    """The member of an error that is its message."""
    found = [name for name, one in shape.members.items() if one.serialization.get("name", name).lower() == "message"]
    return found[0] if found else None


def error_in_xml(operation, shape, given):
    """An error as XML has it; its message is always called the same, whatever its member is called."""
    within = {key: one for key, one in given.items() if "location" not in shape.members[key].serialization}
    found = XmlWriter().element(shape, within, "Error")
    found.attrib.clear()
    for one in found:
        one.tag = "Message" if one.tag.lower() == "message" else one.tag
    for place, (name, text) in enumerate([("Type", "Sender"), ("Code", shape.error_code)]):
        if found.find(name) is None:
            one = ElementTree.Element(name)
            one.text = text
            found.insert(place, one)
    # Only S3 has no element around it.
    if operation.service_model.service_name == "s3":
        return written(found)
    root = ElementTree.Element("ErrorResponse")
    namespace = operation.metadata.get("xmlNamespace")
    if namespace:
        root.set("xmlns", namespace)
    root.append(found)
    child(root, "RequestId", REQUEST_ID)
    return written(root)


def with_type(body, name):
    """A map of CBOR with one entry more: the name of an error."""
    writer = serialize.create_serializer("smithy-rpc-v2-cbor", include_validation=False)
    # The numbers of entries are all written in one octet or two.
    size, rest = (body[0] & 31, body[1:]) if body[0] & 31 < 24 else (body[1], body[2:])
    additional, octets = writer._get_additional_info_and_num_bytes(size + 1)
    head = writer._get_initial_byte(writer.MAP_MAJOR_TYPE, additional)
    head += (size + 1).to_bytes(octets, "big") if octets else b""
    entry = bytearray()
    for text in ("__type", name):
        writer._serialize_type_string(entry, text, None, None)
    return head + bytes(entry) + rest


def error_on_wire(operation, shape, protocol, given):
    """The headers and the body of an error."""
    if protocol == "query":
        return {"Content-Type": "text/xml"}, error_in_xml(operation, shape, given)
    headers, body = of_others(operation, protocol, given, shape)
    headers = {name: value for name, value in headers.items() if name.lower() != ERROR_TYPE}
    # Where old clients know an error by another code, a header has that.
    is_compatible = operation.service_model.is_query_compatible
    name = shape.name if is_compatible else shape.error_code
    if is_compatible:
        headers["x-amzn-query-error"] = f"{shape.error_code};Sender"
    if protocol == "rest-xml":
        body = error_in_xml(operation, shape, given)
    elif protocol == "smithy-rpc-v2-cbor":
        body = with_type(body, f"com.example#{name}")
    elif protocol == "json":
        body = json.dumps({"__type": f"com.example#{name}", **json.loads(body)}).encode()
    else:
        headers[ERROR_TYPE] = name
        body = body or b"{}"
    return headers, body


def with_own_code(shape, protocol, given):
    """Has the members of an error that say which one it is say so."""
    names = (ERROR_TYPE, "code") if protocol in ("query", "rest-xml") else (ERROR_TYPE,)
    is_code = lambda key: shape.members[key].serialization.get("name", key).lower() in names
    return {key: shape.error_code if is_code(key) else one for key, one in given.items()}


def error(operation, shape, protocol, name, given):
    given = with_own_code(shape, protocol, given)
    headers, body = error_on_wire(operation, shape, protocol, given)
    code = shape.metadata.get("error", {}).get("httpStatusCode", 400)
    sent = {"status_code": code, "headers": HeadersDict(headers), "body": body}
    reader = parsers.create_parser(protocol)
    found = reader.parse(sent, operation.output_shape)["Error"]
    if found["Code"] != shape.error_code:
        raise ValueError(f"{name}: botocore reads the code {found['Code']}, and not {shape.error_code}")
    params = as_params(reader.parse(sent, shape), shape)
    message = message_of(shape)
    if message in given:
        params[message] = found["Message"]
    return case_of(protocol, name, code, headers, body, params)
