"""Run one stand-in for AWS on a free loopback port, for as long as stdin is open.

In:  `serve.py moto|ministack --port-file PATH`, with a pipe as standard input.
Out: the chosen port, written to PATH in one step once the server's socket
     listens; whatever the server prints goes to standard output and error.

The process ends as soon as its standard input reaches end of file. The test
process holds the other end of that pipe, and the operating system closes it
however the test process ends, so no server outlives its test, even when the
test is killed.

The port is picked by binding port 0 and keeping the socket, never by closing a
probe and hoping that the number is still free. Settings of the servers other
than address and port come from the environment, which the caller sets.
"""

import argparse
import os
import socket
import sys
import threading

HOST = "127.0.0.1"


def leave_when_stdin_closes():
    """End the process, without any cleaning up, when the pipe on stdin closes."""

    def watch():
        while os.read(sys.stdin.fileno(), 1024):
            pass
        os._exit(0)

    threading.Thread(target=watch, name="stdin-watch", daemon=True).start()


def publish_port(path, port):
    """Write the port so that a reader sees either no file or the whole number."""
    partial = f"{path}.partial"
    with open(partial, "w", encoding="ascii") as file:
        file.write(str(port))
    os.replace(partial, path)


def serve_moto(port_file):
    from moto.moto_server.werkzeug_app import (
        DomainDispatcherApplication,
        create_backend_app,
    )
    from werkzeug.serving import make_server

    # One request at a time: Moto goes through its dicts of pools without a lock
    # and answers 500 when another request adds one meanwhile.
    application = DomainDispatcherApplication(create_backend_app)
    server = make_server(HOST, 0, application, threaded=False)
    publish_port(port_file, server.server_port)
    server.serve_forever()


def serve_ministack(port_file):
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind((HOST, 0))
    listener.listen()
    port = listener.getsockname()[1]
    # MiniStack reads both while it is imported; it puts the port into the
    # addresses that it hands out.
    os.environ["BIND_HOST"] = HOST
    os.environ["GATEWAY_PORT"] = str(port)

    import asyncio

    from hypercorn.asyncio import serve
    from hypercorn.config import Config
    from ministack.app import app

    config = Config()
    config.bind = [f"fd://{listener.detach()}"]
    config.accesslog = "-"
    # As long as MiniStack's own command sets it; a client may think over its
    # next request for longer than Hypercorn's default of five seconds.
    config.keep_alive_timeout = 75
    publish_port(port_file, port)
    asyncio.run(serve(app, config))


SERVERS = {"moto": serve_moto, "ministack": serve_ministack}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("server", choices=sorted(SERVERS))
    parser.add_argument("--port-file", required=True)
    arguments = parser.parse_args()
    leave_when_stdin_closes()
    SERVERS[arguments.server](arguments.port_file)


if __name__ == "__main__":
    main()
