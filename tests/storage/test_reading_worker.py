"""What people bring is read in processes of their own: answers, limits, and a process that has ended is replaced."""

import pytest
from zips import TEXT, zipped

from components.engine.articles.article import Article
from components.engine.articles.events import LARGEST_EVENT
from components.storage.reading_worker import NotReadInTime, Reader

ARTICLE = Article(id="a", outlet="taz", file="a.txt", text="Der Rat tagt. Er baut.\n\nFoto: dpa")


@pytest.fixture(scope="module")
def reader():
    return Reader(processes=1)


def test_files_become_articles_and_events(reader):
    assert reader.bring("a.txt", TEXT.encode()).drafts[0].text == TEXT
    found = reader.bring("e.zip", zipped({"event.toml": '[[articles]]\nfile = "a.txt"\n', "a.txt": TEXT}))
    assert found.event.event.articles[0].text == TEXT
    assert reader.bring("a.xyz", b"x").refused[0].why.code == "file_kind"


def test_sentences_come_with_their_roles(reader):
    assert [s.role for s in reader.sentences(ARTICLE)] == ["body", "body", "credit"]


def test_no_more_comes_back_than_an_event_may_hold(reader):
    texts = {f"{n}.txt": f"😀{TEXT * 15_000}"[: LARGEST_EVENT // 3] for n in range(5)}
    found = reader.bring("a.zip", zipped(texts))
    assert len(found.drafts) == 3 and [r.why.code for r in found.refused] == ["event_too_large"] * 2


def test_too_many_sentences_are_counted_not_sent(reader):
    with pytest.raises(NotReadInTime) as wrong:
        reader.sentences(Article(id="a", outlet="x", file="a", text="Ja! " * 5_000))
    assert wrong.value.message.code == "draft_too_many_sentences"


def test_a_process_that_ended_by_itself_is_replaced(reader):
    reader.sentences(ARTICLE)
    idle = reader._free.get()
    idle._process.popen.kill()
    idle._process.popen.wait()
    reader._free.put(idle)
    assert len(reader.sentences(ARTICLE)) == 3


def test_a_reader_that_is_busy_says_so():
    busy = Reader(processes=0, seconds=0.05)
    with pytest.raises(NotReadInTime) as wrong:
        busy.sentences(ARTICLE)
    assert wrong.value.message.code == "read_busy"
