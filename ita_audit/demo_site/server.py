"""Serve a planned site on loopback: several hosts, one with an expired certificate, one refusing."""

from __future__ import annotations

import socket
import ssl
import tempfile
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ita_audit.demo_site.plan import build_site
from ita_audit.demo_site.site_files import DEAD, SECURE, SERVICE, SITE_HOST, SOCIAL, Answer, soft_missing


class _Server(ThreadingHTTPServer):
    request_queue_size = 256
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news."""


class DemoSite:
    """
    The invented municipality, served while the context is open.

    `connect_to` maps its `.example` hosts to loopback ports; `requests` lists what was asked.
    """

    def __init__(self, seed: int = 2566, *, defects: bool = True) -> None:
        self.plan = build_site(seed, defects=defects)
        self.defects = self.plan.defects
        self.requests: list[tuple[str, str]] = []
        self.connect_to: dict[str, str] = {}
        self.stopping = threading.Event()
        self.servers: list[_Server] = []
        self.closed: socket.socket | None = None

    def __enter__(self) -> DemoSite:
        plain = self._serve()
        for host in (SITE_HOST, SOCIAL, SERVICE):
            self.connect_to[f"{host}:80"] = plain
        self.connect_to[f"{SECURE}:443"] = self._serve(_expired(SECURE))
        # A bound socket that never listens: the system itself refuses every connection.
        self.closed = socket.socket()
        self.closed.bind(("127.0.0.1", 0))
        self.connect_to[f"{DEAD}:80"] = f"127.0.0.1:{self.closed.getsockname()[1]}"
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        for server in self.servers:
            server.shutdown()
            server.server_close()
        if self.closed:
            self.closed.close()

    def _serve(self, context: ssl.SSLContext | None = None) -> str:
        server = _Server(("127.0.0.1", 0), self._handler())
        if context:
            server.socket = context.wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        self.servers.append(server)
        return f"127.0.0.1:{server.server_port}"

    def answer(self, host: str, path: str) -> Answer:
        """Look an address up: planned, the content handler's soft 404, or a plain 404."""
        found = self.plan.answers.get((host, path))
        if found:
            return found
        if host == SITE_HOST and path.startswith("/index/content/"):
            return soft_missing(self.plan.menu)
        return Answer(b"<html><body>404 Not Found</body></html>", 404)

    def _handler(site) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 15

            def version_string(self) -> str:
                return "Apache"

            def date_time_string(self, timestamp: float | None = None) -> str:
                return "Mon, 09 Jan 2023 02:00:00 GMT"

            def log_message(self, *_: object) -> None:
                """Say nothing."""

            def do_GET(self) -> None:
                host = (self.headers.get("Host") or "").split(":")[0]
                site.requests.append((host, self.path))
                answer = site.answer(host, self.path)
                if answer.delay_s and site.stopping.wait(answer.delay_s):
                    self.close_connection = True
                    return
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Type", answer.content_type)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(answer.body)

            do_HEAD = do_GET

        return Handler


def _expired(host: str) -> ssl.SSLContext:
    """A server context whose certificate ran out years ago; the key lives as long as the context."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    start = datetime(2020, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(2566)
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=365))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        pem = Path(folder) / "server.pem"
        secret = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        pem.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
        context.load_cert_chain(pem)
    return context
