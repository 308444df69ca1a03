"""Specimen requests, responses and errors of every operation of a service, as botocore writes and reads them.

Prints an object: by operation, the cases of `smithy.test#httpRequestTests` and `httpResponseTests`; by error, the cases of `httpResponseTests`; and by operation why there are none.

usage: specimens.py SERVICE PROTOCOL
"""

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote, urlencode, urlsplit

from botocore import serialize
from botocore.config import Config
from botocore.handlers import (
    add_accept_header,
    change_get_to_post,
    fix_route53_ids,
    remove_accid_host_prefix_from_model,
    remove_bucket_from_url_paths_from_model,
)
from botocore.hooks import HierarchicalEmitter
from botocore.httpchecksum import resolve_request_checksum_algorithm
from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.regions import EndpointResolverBuiltins, EndpointRulesetResolver

import responses
from values import TOKEN, Turns, more_unions, parameters, specimens, times_as_text

# What the Smithy models say and C2J does not.
BEYOND = Path(__file__).parents[4] / "codegen/beyond-c2j.json"

HOST = "service.example.com"

# What botocore's clients do to a request before it is written: ids without the type of their resource, and what the rules for endpoints say instead of the model.
BEFORE = {
    "route53": fix_route53_ids,
    "s3": remove_bucket_from_url_paths_from_model,
    "s3control": remove_accid_host_prefix_from_model,
}

# What they do once it is written.
AFTER = {"apigateway": add_accept_header}

# Their rules for endpoints put more into a host than where a client is told to go.
MORE_HOST = ("cloudfront-keyvaluestore", "s3", "s3control")

# What decides where a request goes, and has to be of a form.
PARAMETERS = {
    "cloudfront-keyvaluestore": {"KvsARN": "arn:aws:cloudfront::123456789012:key-value-store/plates"},
    "machinelearning": {"PredictEndpoint": f"https://{HOST}"},
}

# S3 can send what is no time there.
TIMES_AS_TEXT = {"s3": ["Expires"]}

# What they do once it has a URL: a query that can be too long for one is sent as a form.
WITH_URL = {("cloudsearchdomain", "Search"): change_get_to_post}

# Their rules for endpoints do not ask where a client is told to go.
NO_HOST = ("signin",)


class Hosts:
    """The hosts of requests, as botocore resolves them."""

    def __init__(self, loader, model):
        self.resolver = None
        if model.service_name in MORE_HOST:
            self.resolver = EndpointRulesetResolver(
                loader.load_service_model(model.service_name, "endpoint-rule-set-1"),
                loader.load_data("partitions"),
                model,
                {
                    EndpointResolverBuiltins.AWS_REGION: "us-east-1",
                    EndpointResolverBuiltins.SDK_ENDPOINT: f"https://{HOST}",
                },
                client_context={},
                event_emitter=HierarchicalEmitter(),
            )

    def of(self, operation, given):
        if self.resolver is None:
            return HOST
        return urlsplit(self.resolver.construct_endpoint(operation, given, {}).url).netloc


def add_checksum(operation, found, given):
    """Adds the header that says how the checksum was made; gives the name of the one that has it, whose value depends on how XML is laid out."""
    if not operation.http_checksum.get("requestAlgorithmMember"):
        return []
    context = found["context"] = {"client_config": Config(request_checksum_calculation="when_supported")}
    resolve_request_checksum_algorithm(found, operation, given)
    checksum = context.get("checksum")
    if checksum is None:
        return []
    if "request_algorithm_header" in checksum:
        header = checksum["request_algorithm_header"]
        found["headers"].setdefault(header["name"], header["value"])
    return [checksum["request_algorithm"]["name"]]


def request(operation, protocol, name, given, params, hosts):
    # Both fill in tokens that are not given, botocore before it writes.
    for token in operation.idempotent_members:
        given.setdefault(token, TOKEN)
    before = BEFORE.get(operation.service_model.service_name)
    if before:
        before(params=given, model=operation, context={})
    writer = serialize.create_serializer(protocol, include_validation=False)
    found = writer.serialize_to_request(given, operation)
    after = AFTER.get(operation.service_model.service_name)
    if after:
        after(operation, found)
    checksums = add_checksum(operation, found, given)
    path, _, query = found["url_path"].partition("?")
    pairs = found["query_string"] or {}
    pairs = pairs.items() if isinstance(pairs, dict) else pairs
    for key, value in pairs:
        for one in value if isinstance(value, list) else [value]:
            query += ("&" if query else "") + f"{quote(str(key), safe='-._~')}={quote(str(one), safe='-._~')}"
    # botocore names the charset of forms, which have no other.
    headers = {key: str(value).replace("; charset=utf-8", "") for key, value in found["headers"].items()}
    if "X-Amz-Target" in headers:
        # CodeConnections has a Java package before its name, which the Smithy models that the official clients are made from do not.
        headers["X-Amz-Target"] = ".".join(headers["X-Amz-Target"].split(".")[-2:])
    # A query in the URI is the whole one.
    written = SimpleNamespace(method=found["method"], url=f"{path or '/'}?{query}", headers=headers, data=found["body"])
    with_url = WITH_URL.get((operation.service_model.service_name, operation.name))
    if with_url:
        with_url(request=written)
    case = {"id": name, "method": written.method, "uri": written.url, "headers": headers, "params": params}
    case["requireHeaders"] = checksums
    case["forbidHeaders"] = unsent_headers(operation, [*headers, *checksums])
    body = written.data
    if protocol == "rest-xml" and not body and has_body(operation.input_shape):
        # Where no member is set that would be in the body, botocore sends none, and the official writer an empty element; services take both.
        body = writer._serialize_body_params({}, operation.input_shape)
    case["body"] = urlencode(body, quote_via=quote) if isinstance(body, dict) else responses.text_of(body, protocol)
    if case["body"]:
        case["bodyMediaType"] = responses.media_type(headers, protocol)
    if operation.service_model.service_name not in NO_HOST:
        case["host"], case["resolvedHost"] = HOST, found.get("host_prefix", "") + hosts.of(operation, given)
    return case


def has_body(shape):
    """Whether a structure has members that stand in a document of their own."""
    is_in_it = lambda member: "location" not in member.serialization
    return shape is not None and "payload" not in shape.serialization and any(map(is_in_it, shape.members.values()))


def unsent_headers(operation, headers):
    """The headers that the operation can send, and that were not sent."""
    sent = {name.lower() for name in headers} | {"content-type"}
    members = operation.input_shape.members.values() if operation.input_shape else []
    of_header = [one.serialization["name"] for one in members if one.serialization.get("location") == "header"]
    return [name for name in of_header if name.lower() not in sent]


def streams(shape):
    return shape is not None and any(member.serialization.get("streaming") for member in shape.members.values())


def why_left_out(operation):
    if operation.has_event_stream_input or operation.has_event_stream_output:
        return "it streams events"
    if streams(operation.input_shape) or streams(operation.output_shape):
        return "it streams a body"
    return None


def of_shape(shape, turns):
    return specimens(shape, turns) if shape else [("All", {}, {})]


def main(service, protocol):
    loader = Loader()
    model = ServiceModel(loader.load_service_model(service, "service-2"), service)
    hosts = Hosts(loader, model)
    known = json.loads(BEYOND.read_text())["services"].get(model.metadata.get("serviceId"), {})
    more_unions.update(known.get("unions", []))
    parameters.update(PARAMETERS.get(service, {}))
    times_as_text.update(TIMES_AS_TEXT.get(service, []))
    found, errors, left_out = {}, {}, {}
    requested, returned, failed = Turns(), Turns(), Turns()
    for name in model.operation_names:
        operation = model.operation_model(name)
        reason = why_left_out(operation)
        if reason:
            left_out[name] = reason
            continue
        requests = [
            request(operation, protocol, f"{name}Request{kind}", given, params, hosts)
            for kind, given, params in of_shape(operation.input_shape, requested)
        ]
        answers = [
            responses.response(operation, protocol, f"{name}Response{kind}", given)
            for kind, given, _ in of_shape(operation.output_shape, returned)
        ]
        found[name] = {"requests": requests, "responses": answers}
        for shape in operation.error_shapes:
            if shape.name not in errors:
                errors[shape.name] = [
                    responses.error(operation, shape, protocol, f"{shape.name}Error{kind}", given)
                    for kind, given, _ in specimens(shape, failed)
                ]
    json.dump({"operations": found, "errors": errors, "leftOut": left_out}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
