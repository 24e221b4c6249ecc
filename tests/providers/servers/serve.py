"""Serves a WSGI application on a free port. Requests run one after the other, as a database's row locks would order two refreshes of one token."""

import os
import sys
import threading
from wsgiref.simple_server import WSGIRequestHandler, make_server


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *args):
        pass

    def address_string(self):
        return self.client_address[0]


def end_with_stdin():
    sys.stdin.read()
    os._exit(0)


def serve(application):
    threading.Thread(target=end_with_stdin, daemon=True).start()
    with make_server("127.0.0.1", 0, application, handler_class=QuietHandler) as server:
        print(f"http://127.0.0.1:{server.server_port}", flush=True)
        server.serve_forever()
