"""Fetching one article from an address that somebody typed in: never from this network, never much, never against robots.txt.

Every host is resolved first and every one of its addresses must be a public one; the connection then goes to the very address that
was checked, so that a name cannot be answered differently in between (DNS rebinding). Redirects are checked anew. OWASP's advice on server-side request
forgery (https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html).
"""

import contextlib
import http.client
import ipaddress
import queue
import socket
import ssl
import threading
import time
import urllib.parse
import urllib.robotparser
from collections.abc import Callable, Collection
from dataclasses import dataclass

from components.engine.messages import Refusal

AGENT = "Lesarten"
MOST_REDIRECTS = 4
LARGEST = 5_000_000  # bytes of a page
LARGEST_ROBOTS = 500_000
SECONDS = 15  # for one address, redirects and robots.txt included
PORTS = {"http": 80, "https": 443}
KINDS = ("text/html", "application/xhtml+xml", "text/plain")
FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml", *KINDS)  # many lie


# IANA's registries of special-purpose addresses (https://www.iana.org/assignments/iana-ipv6-special-registry), whatever this Python knows of
# them, and addresses of a cloud's own services.
GLOBAL_6 = ipaddress.IPv6Network("2000::/3")  # all that is given to hosts of the public network
RESERVED_6 = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "3fff::/20")))
RESERVED_4 = tuple(map(ipaddress.IPv4Network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32")))
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
EMBEDDING = tuple(  # IPv6 addresses that hold one of IPv4, and by how many bits it is moved
    (ipaddress.IPv6Network(net), shift)
    for net, shift in (("::ffff:0:0/96", 0), ("64:ff9b::/96", 0), ("::/96", 0), ("::ffff:0:0:0/96", 0), ("2002::/16", 80))
)


class NotFetched(Refusal):
    """The address gives no article."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """What an address gave: its last address after redirects, the bytes, and whether they are HTML."""

    url: str
    raw: bytes
    is_html: bool


Resolve = Callable[[str, int], list[str]]
Connect = Callable[[tuple[str, int], float], socket.socket]


def _resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as text."""
    return list(dict.fromkeys(str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


@dataclass(frozen=True, kw_only=True)
class Fetcher:
    """Fetches pages. ``resolve``: (host, port) -> addresses; ``connect``: ((address, port), timeout) -> socket."""

    resolve: Resolve = _resolve
    connect: Connect = socket.create_connection

    def fetch(self, url: str, kinds: Collection[str] = KINDS, largest: int = LARGEST) -> Page:
        """The Page at an address, of one of some ``kinds`` (media types), no larger than ``largest`` bytes. Raises ``NotFetched``."""
        deadline = time.monotonic() + SECONDS
        url = _checked(url)
        for _ in range(MOST_REDIRECTS + 1):
            self._ask_robots(url, deadline)
            status, headers, raw = self._get(url, deadline, largest)
            if status in {301, 302, 303, 307, 308} and headers.get("location"):
                url = _checked(_joined(url, headers["location"]))
                continue
            return _page(url, status, headers, raw, kinds)
        raise NotFetched("web_redirects")

    def _ask_robots(self, url: str, deadline: float) -> None:
        """Whether the site allows it; a site that does not answer forbids nothing, one that fails forbids everything (RFC 9309)."""
        status, _, raw = self._get(urllib.parse.urljoin(url, "/robots.txt"), deadline, LARGEST_ROBOTS, whole=False)
        if 200 <= status < 300:
            rules = urllib.robotparser.RobotFileParser()
            rules.parse(raw.decode("utf-8", "replace").splitlines())
            allowed = rules.can_fetch(AGENT, url)
        else:
            allowed = status < 500
        if not allowed:
            raise NotFetched("web_robots")

    def _get(self, url: str, deadline: float, largest: int, whole: bool = True) -> tuple[int, dict[str, str], bytes]:
        """(status, headers in lower case, body). A body above ``largest`` is refused, or cut where it need not be ``whole``."""
        parts = urllib.parse.urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
        address = self._public(parts.hostname or "", port, deadline)
        line = _PinnedConnection(parts, port, address, self.connect, deadline)
        try:
            target = urllib.parse.urlunsplit(("", "", parts.path or "/", parts.query, ""))
            line.request(
                "GET",
                target,
                headers={
                    "User-Agent": AGENT,
                    "Accept": "text/html, text/plain, application/xml;q=0.9, application/rss+xml;q=0.9, application/atom+xml;q=0.9",
                    "Accept-Encoding": "identity",
                },
            )
            answer = line.getresponse()
            raw = _read(answer, deadline, largest, whole)
            if line.is_late:  # what was cut off looks like an answer that has ended
                raise NotFetched("web_too_slow")
            return answer.status, {k.casefold(): v for k, v in answer.getheaders()}, raw
        except NotFetched:
            raise
        except (OSError, http.client.HTTPException, ValueError, AttributeError):  # the last: the line was hung up in between
            raise NotFetched("web_too_slow" if line.is_late else "web_silent") from None
        finally:
            line.end()

    def _public(self, host: str, port: int, deadline: float) -> str:
        """An address of a host; every one of them must be public."""
        answer: queue.Queue[list[str]] = queue.Queue()

        def ask() -> None:
            try:
                answer.put(self.resolve(host, port))
            except (OSError, UnicodeError):
                answer.put([])

        threading.Thread(target=ask, daemon=True).start()  # resolvers have patience of their own
        try:
            found = answer.get(timeout=max(0.1, deadline - time.monotonic()))
        except queue.Empty:
            raise NotFetched("web_too_slow") from None
        if not found:
            raise NotFetched("web_no_host", host=host)
        if not all(_is_public(a) for a in found):
            raise NotFetched("web_not_public")
        return found[0]


def _is_public(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv4Address):
        return _is_public_4(found)
    inside = [ipaddress.IPv4Address(int(found) >> shift & 0xFFFFFFFF) for net, shift in EMBEDDING if found in net]
    through = found in NAT64 or found.ipv4_mapped is not None
    outside = found in GLOBAL_6 and found.is_global and not any(found in net for net in RESERVED_6)
    return (through or outside) and all(map(_is_public_4, inside))


def _is_public_4(found: ipaddress.IPv4Address) -> bool:
    return found.is_global and not found.is_multicast and not any(found in net for net in RESERVED_4)


def _joined(url: str, target: str) -> str:
    """Where a redirect leads."""
    try:
        return urllib.parse.urljoin(url, target)
    except ValueError:
        raise NotFetched("web_odd_address") from None


def _checked(url: str) -> str:
    """An address that may be asked: http or https, a host, no name and password, a usual port."""
    try:
        parts = urllib.parse.urlsplit(url.strip())
        usual = parts.scheme in PORTS and parts.port in {None, PORTS[parts.scheme]}
    except ValueError:
        raise NotFetched("web_odd_address") from None
    host = parts.hostname
    if not usual or not host or parts.username is not None or any(ord(c) < 33 for c in url.strip()):
        raise NotFetched("web_odd_address")
    path = urllib.parse.quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    query = urllib.parse.quote(parts.query, safe="=&%/:?@!$'()*+,;~-._")
    try:
        netloc = host.encode("idna").decode() if ":" not in host else f"[{host}]"
    except UnicodeError:
        raise NotFetched("web_no_address") from None
    return urllib.parse.urlunsplit((parts.scheme, netloc, path, query, ""))


class _PinnedConnection(http.client.HTTPConnection):
    """A connection to an address that was checked, under the name that was asked for; hung up when its time is over, whatever it does:
    a site that sends a byte now and then never times out by itself."""

    def __init__(self, parts: urllib.parse.SplitResult, port: int, address: str, connect: Connect, deadline: float) -> None:
        self._patience = max(0.1, deadline - time.monotonic())
        super().__init__(parts.hostname or "", port, timeout=self._patience)
        self._secure, self._address, self._connect_to = parts.scheme == "https", address, connect
        self._line: socket.socket | None = None
        self._alarm = threading.Timer(self._patience, self._hang_up)
        self._alarm.daemon = True
        self.is_late = False

    def connect(self) -> None:
        self._alarm.start()
        self.sock = self._line = self._connect_to((self._address, self.port), self._patience)
        if self._secure:
            context = ssl.create_default_context()
            secured = context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock = self._line = secured  # before the handshake, which may be slow, too
            secured.do_handshake()
        if self.is_late:
            raise OSError("too late")

    def _hang_up(self) -> None:
        self.is_late = True
        if self._line is not None:
            with contextlib.suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)

    def end(self) -> None:
        """To be called when the answer was read: it may be read after the connection was closed."""
        self._alarm.cancel()
        self.close()


def _read(answer: http.client.HTTPResponse, deadline: float, largest: int, whole: bool) -> bytes:
    """The body, piece by piece, within time and size."""
    held = bytearray()
    while piece := answer.read1(65536):
        held += piece
        if len(held) > largest:
            if not whole:
                break
            raise NotFetched("web_too_large")
        if time.monotonic() > deadline:
            raise NotFetched("web_too_slow")
    return bytes(held)


def _page(url: str, status: int, headers: dict[str, str], raw: bytes, kinds: Collection[str]) -> Page:
    if status in {401, 402, 403, 451}:
        raise NotFetched("web_closed")
    if status != 200:
        raise NotFetched("web_no_page", status=status)
    kind = headers.get("content-type", "text/html").split(";")[0].strip().casefold()
    if kind not in kinds:
        raise NotFetched("web_no_text", kind=kind)
    return Page(url=url, raw=raw, is_html=kind in {"text/html", "application/xhtml+xml"})
