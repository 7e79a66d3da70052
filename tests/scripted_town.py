"""An invented town on loopback whose pages are built by scripts, and a canary that nothing may touch."""

from __future__ import annotations

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ita_audit.checklist import load_checklist

CHECKLIST = load_checklist(2566)
ROWS = [[item.code, item.title, f"/files/{item.code.lower()}.pdf"] for item in CHECKLIST.items]
SHELL = (
    "<!DOCTYPE html><html><head><title>ITA 2566</title></head><body><nav class='navbar'><a href='/'>หน้าแรก</a></nav>"
    "<h1>การเปิดเผยข้อมูลสาธารณะ OIT ปี 2566</h1><table><thead><tr><th>ข้อ<th>รายการ<th>ลิงก์</tr></thead>"
    "<tbody id='oit-list'><tr><td>กำลังโหลด...</td></tr></tbody></table>{0}<script src='/js/oit.js'></script></body></html>"
)
FILL = """
async function fill(rows) {
  const body = document.getElementById('oit-list');
  body.innerHTML = '';
  for (const [code, title, file] of rows)
    body.insertAdjacentHTML('beforeend', `<tr><td>${code}</td><td>${title}</td><td><a href="${file}">เปิดดู</a></td></tr>`);
}
"""
LOAD = FILL + "fetch('/api/oit.json').then(r => r.json()).then(fill);"
HOME = (
    "<!DOCTYPE html><html><body><h1>เทศบาลตัวอย่าง</h1><p>ข่าวประชาสัมพันธ์</p><a href='/ita'>ITA</a></body></html>"
)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>"
TYPES = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript",
    "json": "application/json",
    "pdf": "application/pdf",
}


def kind_of(path: str) -> str:
    return next((name for end, name in TYPES.items() if path.endswith("." + end)), TYPES["html"])


class Quiet(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_):
        pass


class Town:
    """Serves `pages` (path to text or bytes); `asked` lists method and path of every request."""

    def __init__(self, **pages):
        self.pages = {
            "/": HOME,
            "/ita": SHELL.format(""),
            "/js/oit.js": LOAD,
            "/api/oit.json": json.dumps(ROWS),
            **{row[2]: PDF for row in ROWS},
        }
        self.asked: list[str] = []

    def __enter__(self):
        town = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def answer(self):
                town.asked.append(f"{self.command} {self.path}")
                found = town.pages.get(self.path)
                moved = isinstance(found, tuple)
                body = (
                    b"" if found is None or moved else found if isinstance(found, bytes) else found.encode()
                )
                self.send_response(404 if found is None else 302 if moved else 200)
                if moved:
                    self.send_header("Location", found[0])
                self.send_header("Content-Type", kind_of(self.path))
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = do_PUT = do_OPTIONS = do_HEAD = answer

        self.server = Quiet(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        self.target = f"127.0.0.1:{self.server.server_port}"
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class Canary:
    """A TCP and a UDP port; `touched` counts every connection and every datagram."""

    def __enter__(self):
        self.touched: list[str] = []
        self.tcp = socket.socket()
        self.tcp.bind(("127.0.0.1", 0))
        self.tcp.listen(64)
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", 0))
        self.port, self.udp_port = self.tcp.getsockname()[1], self.udp.getsockname()[1]
        for work in (self._tcp, self._udp):
            threading.Thread(target=work, daemon=True).start()
        return self

    def _tcp(self):
        while True:
            try:
                other, _ = self.tcp.accept()
            except OSError:
                return
            other.settimeout(1)
            try:
                first = other.recv(200)
            except OSError:
                first = b""
            self.touched.append(f"tcp {first[:80]!r}")
            other.close()

    def _udp(self):
        while True:
            try:
                self.udp.recvfrom(100)
            except OSError:
                return
            self.touched.append("udp")

    def __exit__(self, *_):
        for kept in (self.tcp, self.udp):
            kept.close()
