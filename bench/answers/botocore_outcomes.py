"""What botocore makes of odd answers.

Reads the rows of tests/fixtures/answers.toml, and prints those whose `botocore` is not what was found, with what was.
Takes the path of that file. The version of botocore is that of tests/servers/requirements.txt.
"""

import base64
import datetime
import http.server
import json
import sys
import threading
import tomllib

import botocore.config
import botocore.exceptions
import botocore.session


class Server(http.server.BaseHTTPRequestHandler):
    row = None
    requests = 0

    def do_POST(self):
        self.rfile.read(int(self.headers.get("content-length", 0)))
        cls = type(self)
        cls.requests += 1
        body = body_of(cls.row)
        self.send_response(cls.row.get("status", 200))
        for name, value in cls.row.get("headers", {}).items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def body_of(row):
    if "base64" in row:
        return base64.b64decode(row["base64"])
    return row.get("body", "").encode()


def encoded(value):
    if isinstance(value, datetime.datetime):
        utc = value.astimezone(datetime.timezone.utc)
        fraction = f".{utc.microsecond:06}".rstrip("0").rstrip(".") if utc.microsecond else ""
        return utc.strftime("%Y-%m-%dT%H:%M:%S") + fraction + "Z"
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(type(value))


def view(value):
    return json.dumps(value, default=encoded, separators=(",", ":"), ensure_ascii=True, sort_keys=True)


CALLS = {
    "InitiateAuth": ("cognito-idp", "initiate_auth", {"ClientId": "c", "AuthFlow": "USER_PASSWORD_AUTH"}),
    "AdminGetUser": ("cognito-idp", "admin_get_user", {"UserPoolId": "p", "Username": "u"}),
    "DescribeManagedLoginBranding": (
        "cognito-idp",
        "describe_managed_login_branding",
        {"UserPoolId": "p", "ManagedLoginBrandingId": "b"},
    ),
    "GetRecords": ("dynamodbstreams", "get_records", {"ShardIterator": "i"}),
    "QueryForecast": ("forecastquery", "query_forecast", {"ForecastArn": "a", "Filters": {"item": "i"}}),
}


def visible(text):
    """One line of text, with half a surrogate pair as an escape."""
    return text.replace("\n", "\\n").encode("utf-8", "backslashreplace").decode()


def outcome(client, method, arguments):
    try:
        found = getattr(client, method)(**arguments)
    except botocore.exceptions.ClientError as error:
        code = error.response["Error"]["Code"]
        message = error.response["Error"]["Message"]
        return visible(f"{code}: {message}" if message else code)
    except Exception as error:
        return f"error: {type(error).__name__}"
    found.pop("ResponseMetadata", None)
    for asset in found.get("ManagedLoginBranding", {}).get("Assets", []):
        for name in ("Category", "ColorMode", "Extension"):
            asset.pop(name, None)
    return view(found)


def main(path):
    with open(path, "rb") as file:
        rows = tomllib.load(file)["row"]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    session = botocore.session.Session()
    session.set_credentials("id", "secret")
    config = botocore.config.Config(
        retries={"mode": "standard", "total_max_attempts": 3}, parameter_validation=False
    )
    differs = False
    for row in rows:
        service, method, arguments = CALLS[row["operation"]]
        client = session.create_client(
            service,
            region_name="eu-west-1",
            endpoint_url=f"http://127.0.0.1:{server.server_address[1]}",
            config=config,
        )
        Server.row, Server.requests = row, 0
        found = outcome(client, method, arguments)
        if Server.requests != 1:
            found += f" ({Server.requests} requests)"
        if found != row.get("botocore"):
            differs = True
            print(row["what"], found, sep="\t")
    server.shutdown()
    return int(differs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
