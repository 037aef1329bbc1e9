#!/usr/bin/env python3
"""A cache for Bazel on 127.0.0.1: keeps what is PUT in a folder, gives it to GET. Writes its port to a file when it is ready.

usage: http_cache.py FOLDER PORT_FILE
"""
import http.server
import os
import sys


class Cache(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, code, body=b""):
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        try:
            with open(self.file(), "rb") as file:
                self.answer(200, file.read())
        except FileNotFoundError:
            self.answer(404)

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with open(self.file() + ".new", "wb") as file:
            file.write(body)
        os.replace(self.file() + ".new", self.file())
        self.answer(200)

    def file(self):
        return os.path.join(sys.argv[1], self.path.strip("/").replace("/", "-"))

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Cache)
with open(sys.argv[2] + ".new", "w", encoding="ascii") as ready:
    ready.write(f"{server.server_port}\n")
os.replace(sys.argv[2] + ".new", sys.argv[2])
server.serve_forever()
