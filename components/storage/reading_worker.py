"""What people bring is read in processes of their own: files into articles, events out of a .zip, drafts into sentences.

Nothing that comes from outside is worked on in the server: a file that takes too long or too much ends its process, gets one clear
sentence, and the next file gets a new process. Requests and answers are MessagePack (msgspec), each after its length: no code is ever
read from the other side. ``python -m components.storage.reading_worker`` is such a process.
"""

import contextlib
import functools
import os
import queue
import subprocess
import sys
import threading
from typing import IO, NoReturn, TypeVar

import msgspec

from components.engine.articles.article import Article, Sentence
from components.engine.articles.events import LARGEST_EVENT, Event
from components.engine.articles.outlets import credit_codes, find_outlet, read_outlets
from components.engine.comparison import MOST_SENTENCES
from components.engine.document import documents, sentences
from components.engine.findings.versions import ChangedSentence, changes
from components.engine.messages import Message, Refusal, message
from components.sources import file_import
from components.sources.feeds import Feed, NoFeed, read_feed
from components.sources.file_import import DraftArticle, Refused
from components.storage import event_archive, limited_process
from components.storage.event_archive import ImportedEvent

NAME = "components.storage.reading_worker"
SECONDS = 15  # for one request
MEMORY = 700_000_000  # bytes of one process
PROCESSES = 2  # at once, so that one long request does not keep everybody waiting
REQUESTS = 200  # of one process, before a fresh one takes its place
LARGEST = 40_000_000  # bytes of an answer

Answer = TypeVar("Answer")


class NotReadInTime(Refusal):
    """What was brought could not be read within the limits of time and memory."""


class Bring(msgspec.Struct, tag=True, frozen=True):
    """A request to read a file into articles, or into the event that it holds."""

    name: str
    raw: bytes


class Brought(msgspec.Struct, tag=True, frozen=True):
    """The articles of a file and what could not be read, or the event that it holds."""

    drafts: tuple[DraftArticle, ...] = ()
    refused: tuple[Refused, ...] = ()
    event: ImportedEvent | None = None


class Split(msgspec.Struct, tag=True, frozen=True):
    """A request for the sentences of an article, with their roles."""

    article: Article


class Sentences(msgspec.Struct, tag=True, frozen=True):
    """All sentences of an article in order."""

    found: tuple[Sentence, ...]


class ReadFeed(msgspec.Struct, tag=True, frozen=True):
    """A request to read a feed."""

    raw: bytes


class FeedRead(msgspec.Struct, tag=True, frozen=True):
    """The entries of a feed, and what was wrong with it."""

    feed: Feed


class CompareVersions(msgspec.Struct, tag=True, frozen=True):
    """A request for what changed from one version of an article to the next."""

    before: Article
    after: Article


class VersionsCompared(msgspec.Struct, tag=True, frozen=True):
    """What changed, sentence by sentence."""

    found: tuple[ChangedSentence, ...]


class Failed(msgspec.Struct, tag=True, frozen=True):
    """Why there is no answer."""

    why: Message


Request = Bring | Split | ReadFeed | CompareVersions


class _Process:
    """One process that answers one request at a time."""

    def __init__(self) -> None:
        self._process = limited_process.LimitedProcess(
            NAME, memory=MEMORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.left = REQUESTS

    def answer(self, request: Request, seconds: float) -> bytes:
        """The answer, still packed. Raises ``NotReadInTime``; then the process has ended."""
        self.left -= 1
        late = threading.Event()

        def end() -> None:
            late.set()
            self._process.popen.kill()

        alarm = threading.Timer(seconds, end)
        alarm.daemon = True
        alarm.start()
        try:
            popen = self._process.popen
            assert popen.stdin is not None and popen.stdout is not None
            _write(popen.stdin, msgspec.msgpack.encode(request))
            return _read(popen.stdout)
        except (OSError, EOFError, ValueError):
            status = self._process.end()
            if late.is_set():
                raise NotReadInTime("read_too_slow", seconds=round(seconds)) from None
            raise NotReadInTime("read_too_much" if status == limited_process.OUT_OF_MEMORY else "read_broken") from None
        finally:
            alarm.cancel()

    def has_ended(self) -> bool:
        """Whether it has ended by itself while nobody asked."""
        return self._process.popen.poll() is not None

    def end(self) -> None:
        """End the process."""
        self._process.end()


class Reader:
    """Reads what people bring, in processes that start when they are needed."""

    def __init__(self, processes: int = PROCESSES, seconds: float = SECONDS) -> None:
        self._free: queue.LifoQueue[_Process | None] = queue.LifoQueue()
        for _ in range(processes):
            self._free.put(None)
        self._seconds = seconds

    def bring(self, name: str, raw: bytes) -> Brought:
        """The articles of a file, or its event. Raises ``NotReadInTime``."""
        return self._asked(Bring(name, raw), Brought)

    def feed(self, raw: bytes) -> Feed:
        """The entries of a feed. Raises ``NotReadInTime``, also where it is none."""
        return self._asked(ReadFeed(raw), FeedRead).feed

    def changes(self, before: Article, after: Article) -> tuple[ChangedSentence, ...]:
        """What changed from one version of an article to the next. Raises ``NotReadInTime``."""
        return self._asked(CompareVersions(before, after), VersionsCompared).found

    def sentences(self, article: Article) -> tuple[Sentence, ...]:
        """The sentences of an article with their roles. Raises ``NotReadInTime``."""
        return self._asked(Split(article), Sentences).found

    def _asked(self, request: Request, kind: type[Answer]) -> Answer:
        try:
            process = self._free.get(timeout=2 * self._seconds)
        except queue.Empty:
            raise NotReadInTime("read_busy") from None
        try:
            if process is None or process.has_ended():
                process = _Process()
            packed = process.answer(request, self._seconds)
        except BaseException:
            if process is not None:
                process.end()
            self._free.put(None)
            raise
        if process.left <= 0:
            process.end()
            process = None
        self._free.put(process)
        found = msgspec.msgpack.decode(packed, type=kind | Failed)
        if isinstance(found, Failed):
            raise NotReadInTime(found.why.code, **dict(found.why.values))
        return found


def _write(stream: IO[bytes], packed: bytes) -> None:
    stream.write(len(packed).to_bytes(8, "big"))
    stream.write(packed)
    stream.flush()


def _read(stream: IO[bytes]) -> bytes:
    """The next message. Raises EOFError where the other side has ended, ValueError for one that is too large."""
    length = int.from_bytes(stream.read(8), "big")
    if not length:
        raise EOFError
    if length > LARGEST:
        raise ValueError(length)
    packed = stream.read(length)
    if len(packed) < length:
        raise EOFError
    return packed


def main() -> None:
    """Answer requests from standard input until it ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    with contextlib.suppress(EOFError):
        while True:
            request = msgspec.msgpack.decode(_read(sys.stdin.buffer), type=Request)
            limited_process.limit_time(SECONDS + 5)  # also where the server is gone
            _write(answers, msgspec.msgpack.encode(_answered(request)))
            limited_process.limit_time(0)


def _answered(request: Request) -> Brought | Sentences | FeedRead | VersionsCompared | Failed:
    try:
        if isinstance(request, Split):
            article, outlets = request.article, _outlets()
            found = sentences(article, find_outlet(article.outlet, outlets), outlet_codes=credit_codes(outlets))
            if len(found) > MOST_SENTENCES:
                return Failed(message("draft_too_many_sentences", n=len(found), most=MOST_SENTENCES))
            return Sentences(found)
        if isinstance(request, ReadFeed):
            return FeedRead(read_feed(request.raw, _outlets()))
        if isinstance(request, CompareVersions):
            outlets = _outlets()
            one, other = (
                documents(Event(id="v", title="v", date=None, articles=(a,)), outlets)[0] for a in (request.before, request.after)
            )
            return VersionsCompared(changes(one, other))
        return _brought(request.name, request.raw)
    except NoFeed as wrong:
        return Failed(wrong.message)
    except MemoryError:
        _out_of_memory()
    except Exception:  # whatever a parser makes of what is hostile
        return Failed(message("read_broken"))


def _brought(name: str, raw: bytes) -> Brought:
    if name.casefold().endswith(".zip"):
        try:
            event = event_archive.imported(raw)
        except Refusal as wrong:
            return Brought(refused=(Refused(source=name, why=wrong.message),))
        if event is not None:
            return Brought(event=event)
    found, refused = file_import.read_files([(name, raw)])
    drafts: list[DraftArticle] = []
    for draft in found:
        if sum(len(d.text) for d in drafts) + len(draft.text) <= LARGEST_EVENT:
            drafts.append(draft)
        else:
            refused += (Refused(source=draft.source, why=message("event_too_large", most=LARGEST_EVENT)),)
    return Brought(drafts=tuple(drafts), refused=refused)


_outlets = functools.cache(read_outlets)


def _out_of_memory() -> NoReturn:
    os._exit(limited_process.OUT_OF_MEMORY)


if __name__ == "__main__":
    main()
