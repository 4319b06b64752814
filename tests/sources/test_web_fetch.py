"""Addresses are dangerous: only public hosts, checked again after redirects, little and soon, and what robots.txt allows."""

import contextlib
import socket
import threading
import time

import pytest
from conftest import told
from hypothesis import given, settings
from hypothesis import strategies as st

from components.sources import web_fetch
from components.sources.web_fetch import Fetcher, NotFetched

PUBLIC = "93.184.216.34"
OPEN = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def answer(body=b"<html>Ja</html>", status="200 OK", kind="text/html; charset=utf-8", extra=""):
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{extra}\r\n".encode() + body


class Web:
    """Hosts made up by a test: {(host, path): answer}; records to which addresses connections went."""

    def __init__(self, pages, addresses=None):
        self.pages, self.addresses, self.asked, self.connected, self.host = pages, addresses or {}, [], [], None

    def resolve(self, host, port):
        self.host = host
        return self.addresses.get(host, [PUBLIC])

    def connect(self, address, timeout):
        self.connected.append(address)
        ours, theirs = socket.socketpair()
        ours.settimeout(timeout)
        threading.Thread(target=self._serve, args=(theirs, self.host), daemon=True).start()
        return ours

    def _serve(self, line, host):
        with line:
            asked = b""
            while b"\r\n\r\n" not in asked:
                asked += line.recv(4096)
            path = asked.split()[1].decode()
            self.asked.append((host, path))
            with_default = self.pages.get((host, path), OPEN if path == "/robots.txt" else answer(status="404 Not Found"))
            line.sendall(with_default)

    def fetch(self, url):
        return Fetcher(resolve=self.resolve, connect=self.connect).fetch(url)


def refused(web, url):
    with pytest.raises(NotFetched) as wrong:
        web.fetch(url)
    return told(wrong.value)


def test_a_page_is_fetched_from_the_address_that_was_checked():
    web = Web({("bote.example", "/a?b=1"): answer()})
    page = web.fetch("http://bote.example/a?b=1#teil")
    assert page.raw == b"<html>Ja</html>" and page.is_html and web.connected == [(PUBLIC, 80)] * 2
    assert web.asked == [("bote.example", "/robots.txt"), ("bote.example", "/a?b=1")]


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://bote.example/", "javascript:alert(1)", "http://", "bote.example", "http://name:wort@bote.example/",
        "http://bote.example:22/", "https://bote.example:80/", "http://[::1", "http://bote.example/a b\r\nHost: x", "",
    ],
)  # fmt: skip
def test_only_ordinary_addresses_are_asked(url):
    web = Web({})
    assert "gewöhnliche Adressen" in refused(web, url) and web.connected == []


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.5.5", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1", "255.255.255.255",
        "::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "ff02::1", "unsinn",
    ],
)  # fmt: skip
def test_no_private_loopback_or_link_local_address_is_ever_connected(address):
    web = Web({}, {"innen.example": [address]})
    assert "in diesem Netz" in refused(web, "http://innen.example/") and web.connected == []


def test_one_private_address_among_public_ones_is_enough():
    web = Web({}, {"beides.example": [PUBLIC, "127.0.0.1"]})
    assert "in diesem Netz" in refused(web, "http://beides.example/") and web.connected == []


def test_a_redirect_to_the_inside_is_not_followed():
    moved = answer(b"", "302 Found", extra="Location: http://innen.example/geheim\r\n")
    web = Web({("bote.example", "/"): moved}, {"innen.example": ["127.0.0.1"]})
    assert "in diesem Netz" in refused(web, "http://bote.example/")
    assert all(host == "bote.example" for host, _ in web.asked)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "http://bote.example:6379/"])
def test_a_redirect_to_something_else_is_not_followed(target):
    web = Web({("bote.example", "/"): answer(b"", "301 Moved", extra=f"Location: {target}\r\n")})
    assert "gewöhnliche Adressen" in refused(web, "http://bote.example/")


def test_redirects_end():
    web = Web({("bote.example", "/"): answer(b"", "302 Found", extra="Location: /\r\n")})
    assert "immer weiter" in refused(web, "http://bote.example/")


def test_redirects_are_followed_to_the_last_address():
    web = Web({("bote.example", "/"): answer(b"", "302 Found", extra="Location: /neu\r\n"), ("bote.example", "/neu"): answer()})
    assert web.fetch("http://bote.example/").url == "http://bote.example/neu"


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (answer(b"User-agent: *\nDisallow: /", kind="text/plain"), False),
        (answer(b"User-agent: Lesarten\nDisallow: /a", kind="text/plain"), False),
        (answer(b"User-agent: *\nDisallow: /privat", kind="text/plain"), True),
        (answer(b"", "503 Busy"), False),
        (OPEN, True),
    ],
)
def test_robots_are_respected(robots, allowed):
    web = Web({("bote.example", "/a"): answer(), ("bote.example", "/robots.txt"): robots})
    if allowed:
        assert web.fetch("http://bote.example/a").raw
    else:
        assert "robots.txt" in refused(web, "http://bote.example/a") and ("bote.example", "/a") not in web.asked


@pytest.mark.parametrize(
    ("page", "word"),
    [
        (answer(status="402 Payment Required"), "nicht frei"),
        (answer(status="403 Forbidden"), "nicht frei"),
        (answer(status="404 Not Found"), "keine Seite"),
        (answer(kind="application/pdf"), "keine Textseite"),
        (answer(b"x" * (web_fetch.LARGEST + 1)), "zu groß"),
        (b"kein HTTP\r\n\r\n", "antwortet nicht"),
        (b"", "antwortet nicht"),
    ],
)
def test_what_gives_no_article_is_one_clear_sentence(page, word):
    assert word in refused(Web({("bote.example", "/"): page}), "http://bote.example/")


def test_a_slow_page_is_left(monkeypatch):
    monkeypatch.setattr(web_fetch, "SECONDS", 0.2)
    clock = iter([0.0] * 4 + [99.0] * 99)
    monkeypatch.setattr(web_fetch.time, "monotonic", lambda: next(clock))
    pages = {("bote.example", "/"): answer(), ("bote.example", "/robots.txt"): answer(b"User-agent: *", kind="text/plain")}
    assert "langsam" in refused(Web(pages), "http://bote.example/")


def test_a_site_that_drips_is_hung_up_on(monkeypatch):
    monkeypatch.setattr(web_fetch, "SECONDS", 1)

    class Dripping(Web):
        def _serve(self, line, host):
            with line:
                for _ in range(100):
                    try:
                        line.sendall(b"X")
                    except OSError:
                        return
                    threading.Event().wait(0.1)

    assert "zu langsam" in refused(Dripping({}), "http://bote.example/")


def test_a_host_that_does_not_exist_is_said():
    def nobody(host, port):
        raise socket.gaierror

    with pytest.raises(NotFetched) as wrong:
        Fetcher(resolve=nobody).fetch("http://gibt-es-nicht.example/")
    assert "no host" in told(wrong.value, "en")


def test_umlauts_in_names_and_paths_are_written_as_the_web_wants_them():
    web = Web({("xn--kln-sna.example", "/stra%C3%9Fe"): answer()})
    assert web.fetch("http://köln.example/straße").url == "http://xn--kln-sna.example/stra%C3%9Fe"


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_refused_or_fetched_from_a_public_address(text):
    web = Web({})
    try:
        web.fetch(text)
    except NotFetched as wrong:
        assert told(wrong, "de") and told(wrong, "en")
    assert {address for address, _ in web.connected} <= {PUBLIC} and {port for _, port in web.connected} <= {80, 443}


@pytest.mark.parametrize(
    "address",
    [
        "64:ff9b::7f00:1", "64:ff9b::a00:1", "::7f00:1", "::1.1.1.1", "::ffff:0:127.0.0.1", "::ffff:0:1.1.1.1", "2002:a9fe:a9fe::", "64:ff9b:1::1",
        "fec0::1", "5f00::1", "3fff::1", "2001:db8::1", "2001:20::1", "4000::1", "192.0.0.192", "168.63.129.16", "192.88.99.1", "198.18.0.1",
        "::ffff:168.63.129.16", "2002:c000:00c0::1",
    ],
)  # fmt: skip
def test_no_special_address_is_public_whatever_it_is_wrapped_in(address):
    assert not web_fetch._is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1"])
def test_public_addresses_are_public(address):
    assert web_fetch._is_public(address)


@pytest.mark.parametrize("target", ["http://[::1", "http://[", "//[x]/", "\\\\[::1"])
def test_a_redirect_to_no_address_is_a_sentence(target):
    web = Web({("bote.example", "/"): answer(b"", "302 Found", extra=f"Location: {target}\r\n")})
    assert refused(web, "http://bote.example/")


class Slow:
    """A host that answers one byte at a time for as long as one listens."""

    def __init__(self, begins=b""):
        self.begins, self.sent = begins, 0

    def connect(self, address, timeout):
        ours, theirs = socket.socketpair()
        ours.settimeout(timeout)
        threading.Thread(target=self._drip, args=(theirs,), daemon=True).start()
        return ours

    def _drip(self, line):
        with line, contextlib.suppress(OSError):
            line.sendall(self.begins)
            while True:
                line.sendall(b"\x16" if not self.begins else b"a")
                self.sent += 1
                time.sleep(0.02)


@pytest.mark.parametrize(
    ("url", "begins"),
    [
        ("https://bote.example/", b""),  # a handshake that never ends
        ("http://bote.example/", b"HTTP/1.1 200 OK\r\nX: "),
        ("http://bote.example/", b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"),
        ("http://bote.example/", b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"),
    ],
)
def test_the_deadline_holds_however_slowly_a_host_answers(monkeypatch, url, begins):
    monkeypatch.setattr(web_fetch, "SECONDS", 0.5)
    host = Slow(begins)
    with pytest.raises(NotFetched):
        Fetcher(resolve=lambda *a: [PUBLIC], connect=host.connect).fetch(url)
    assert host.sent < 200


def test_the_deadline_holds_where_no_name_server_answers(monkeypatch):
    monkeypatch.setattr(web_fetch, "SECONDS", 0.2)
    never = threading.Event()
    with pytest.raises(NotFetched) as wrong:
        Fetcher(resolve=lambda *a: never.wait(30) or [], connect=lambda *a: pytest.fail("connected")).fetch(
            "http://bote.example/"
        )
    assert "zu langsam" in told(wrong.value)
    never.set()
