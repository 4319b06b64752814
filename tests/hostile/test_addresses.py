"""Addresses that lead inside, and hosts that answer strangely: one sentence each, within the deadline."""

import socket
import threading
import time

import pytest
from trying import many, tried

from components.sources import web_fetch
from components.sources.web_fetch import Fetcher, NotFetched

INSIDE = [
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.255.255",
    "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "168.63.129.16", "::", "::1", "::ffff:127.0.0.1", "::ffff:a00:1", "::ffff:0:7f00:1", "::7f00:1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
    "100::1", "2001::1", "2001:0:7f00:1::", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::", "2002:c0a8:101::", "3fff::1",
    "4000::1", "5f00::1", "8000::1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%lo", "fec0::1", "ff02::1", "ff0e::1",
]  # fmt: skip
WRITTEN = [
    "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
    "http://localhost/", "http://LOCALHOST./", "http://localhost:8501/", "http://0/", "http://[::]/", "file:///etc/passwd", "ftp://a.example/",
    "gopher://a.example/", "javascript:alert(1)", "data:text/html,x", "http://", "http:///x", "http://a b/", "http://a.example:0/", "http://a.example:99999/",
    "http://user:pw@a.example/", "http://a.example@127.0.0.1/", "http://127.0.0.1#@a.example/", "http://[::1", "http://[", "http://]", "http://%31/",
    "http://a.example\r\nX: y/", "http://a.example/\0", "//a.example/", "a.example", "", " ", "http://ｌｏｃａｌｈｏｓｔ/", "http://①②⑦.⓪.⓪.①/", "http://xn--/",
    "http://" + "a" * 70 + ".example/", "http://" + "a." * 200 + "example/", "http://.example/", "http://-/", "http://[v1.x]/", "http://[fe80::1%25lo]/",
    "https://a.example:80/", "http://a.example:443/", "http://a.example:22/", "http+unix://x/", "HTTP://[0:0:0:0:0:ffff:7f00:1]/", "http://a.example:x/",
]  # fmt: skip


def test_no_address_leads_inside():
    failures = []
    for address in INSIDE:
        fetcher = Fetcher(resolve=lambda *a, to=address: [to], connect=lambda *a, to=address: failures.append(f"connected {to}"))
        with pytest.raises(NotFetched):
            fetcher.fetch("http://a.example/")

    def local(host, port):
        """As the system resolves it, but for a.example, which is outside."""
        return ["93.184.216.34"] if host.endswith("example") else web_fetch._resolve(host, port)

    for url in WRITTEN:
        try:
            Fetcher(resolve=local, connect=lambda to, *a: (_ for _ in ()).throw(OSError(str(to)))).fetch(url)
            failures.append(f"fetched {url}")
        except NotFetched:
            continue
        except Exception as wrong:
            failures.append(f"{url}: {wrong!r}")
    tried("addresses that lead inside", len(INSIDE) + len(WRITTEN), failures)


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
ANSWERS = [  # what a host sends; "drip" goes on for ever, a byte at a time
    (b"", ""), (b"\r\n\r\n", ""), (b"HTTP/1.1", ""), (b"HTTP/9.9 200 OK\r\n\r\n", ""), (b"HTTP/1.1 999999 X\r\n\r\n", ""), (b"HTTP/1.1 -1 X\r\n\r\n", ""),
    (b"\x16\x03\x01" * 99, ""), (b"\0" * 100_000, ""), (b"HTTP/1.1 200 OK" + b"a" * 100_000, ""), (OK + b"X: y\r\n" * 5_000 + b"\r\n", ""),
    (OK + b"Content-Length: -5\r\n\r\nx", ""), (OK + b"Content-Length: 99999999999\r\n\r\nx", ""), (OK + b"Content-Length: 5000001\r\n\r\n" + b"x" * 5_000_001, ""),
    (OK + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n", ""), (OK + b"Transfer-Encoding: chunked\r\n\r\n-1\r\nx", ""), (OK + b"\r\n" + b"x" * 6_000_000, ""),
    (b"HTTP/1.1 302 X\r\nLocation: http://[::1\r\n\r\n", ""), (b"HTTP/1.1 302 X\r\nLocation: /\r\n\r\n", ""), (b"HTTP/1.1 302 X\r\nLocation: http://127.0.0.1/\r\n\r\n", ""),
    (b"HTTP/1.1 302 X\r\nLocation: file:///etc/passwd\r\n\r\n", ""), (b"HTTP/1.1 302 X\r\nLocation: \xff\xfe\r\n\r\n", ""), (b"HTTP/1.1 100 Continue\r\n\r\n" * 2_000, ""),
    (b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\nx", ""), (OK + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b", ""),
    (b"", "drip"), (b"HTTP/1.1 200 OK\r\nX: ", "drip"), (OK + b"\r\n", "drip"), (OK + b"Content-Length: 4000000\r\n\r\n", "drip"),
    (OK + b"Transfer-Encoding: chunked\r\n\r\n", "drip"), (b"HTTP/1.1 ", "drip"), (OK + b"Connection: close\r\n\r\n", "drip"), (b"HTTP/1.1 100 Continue\r\n\r\n", "drip"),
]  # fmt: skip
ENOUGH = 40  # connections after which a fetch has asked too often
DEADLINE = 1.0


class Host:
    """A host on this machine that answers everything in one way."""

    def __init__(self, answer, drips):
        self.answer, self.drips, self.asked, self.open = answer, drips, 0, True
        self.socket = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while self.open:
            try:
                line, _ = self.socket.accept()
            except OSError:
                return
            self.asked += 1
            threading.Thread(target=self._talk, args=(line,), daemon=True).start()

    def _talk(self, line):
        with line:
            try:
                line.sendall(self.answer)
                while self.drips and self.open:
                    line.sendall(b"1")
                    time.sleep(0.05)
            except OSError:
                return

    def connect(self, address, timeout):
        return socket.create_connection(self.socket.getsockname(), timeout)

    def end(self):
        self.open = False
        self.socket.close()


def test_hosts_that_answer_strangely(monkeypatch):
    monkeypatch.setattr(web_fetch, "SECONDS", DEADLINE)
    failures, hosts = [], [*ANSWERS][:: many(1, 3)]
    for scheme in ("http", "https"):
        for answer, drips in hosts if scheme == "http" else hosts[-2:]:
            host, done = Host(answer, drips), threading.Event()

            def fetch(host=host, scheme=scheme, done=done, answer=answer):
                try:
                    Fetcher(resolve=lambda *a: ["93.184.216.34"], connect=host.connect).fetch(f"{scheme}://a.example/")
                    if b"200" not in answer[:12]:
                        failures.append((answer[:60], "fetched"))
                except NotFetched:
                    pass
                except Exception as wrong:
                    failures.append((answer[:60], repr(wrong)))
                done.set()

            threading.Thread(target=fetch, daemon=True).start()
            if not done.wait(20 * DEADLINE):  # far beyond the deadline, for a machine that is busy
                failures.append((answer[:60], "goes on"))
            if host.asked > ENOUGH:
                failures.append((answer[:60], f"asked {host.asked} times"))
            host.end()
    tried("hostile hosts on this machine", len(hosts) + 2, failures)
