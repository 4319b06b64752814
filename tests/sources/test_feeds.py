"""Feeds: RSS, Atom and news sitemaps; what is wrong in one is left out and told, the rest is kept. Outlets and articles are invented."""

import datetime

import pytest
from conftest import told
from hypothesis import given
from hypothesis import strategies as st
from test_web_fetch import Web, answer

from components.engine.articles.outlets import Outlet
from components.sources import feeds
from components.sources.feeds import NoFeed, merged, read_feed
from components.sources.web_fetch import FEEDS, Fetcher, NotFetched

OUTLETS = {"bote": Outlet(id="bote", name="Bote", domains=("bote.example", "bote-aktuell.example"))}
NOW = datetime.datetime(2024, 5, 14, 18, tzinfo=datetime.UTC)


def item(n, title="Brücke wird gesperrt", date="Tue, 14 May 2024 16:00:00 +0200", host="www.bote.example"):
    when = f"<pubDate>{date}</pubDate>" if date else ""
    return f"<item><title>{title} {n}</title><link>https://{host}/{n}</link><description>Vorspann &lt;b&gt;fett&lt;/b&gt;</description>{when}</item>"


def rss(*items, head='<?xml version="1.0" encoding="utf-8"?>', encoding="utf-8"):
    return f'{head}<rss version="2.0"><channel><title>Bote</title>{"".join(items)}</channel></rss>'.encode(encoding)


ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Bote</title><entry><title>Brücke</title>
<link href="https://bote-aktuell.example/a"/><summary>Sie ist zu.</summary><updated>2024-05-14T16:00:00+02:00</updated></entry></feed>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://bote.example/b</loc><news:news><news:publication_date>2024-05-14T14:00:00Z</news:publication_date><news:title>Brücke</news:title></news:news></url></urlset>"""


def codes(feed):
    return {w.code: dict(w.values) for w in feed.warnings}


@pytest.mark.parametrize("raw", [rss(item(1, "Brücke")), ATOM.encode(), SITEMAP.encode()])
def test_rss_atom_and_sitemaps_say_the_same(raw):
    (entry,) = read_feed(raw, OUTLETS, NOW).entries
    assert entry.outlet == "bote" and entry.title.startswith("Brücke") and entry.published == "2024-05-14T14:00:00+00:00"
    assert "<" not in entry.lead


def test_an_unknown_outlet_is_its_host():
    assert read_feed(rss(item(1, host="dorfblatt.example")), OUTLETS, NOW).entries[0].outlet == "dorfblatt.example"


def test_entries_without_date_from_the_future_twice_or_without_address_are_told_and_nothing_else_is_lost():
    rows = [
        item(1),
        item(1),
        item(2, date=""),
        item(3, date="Tue, 14 May 2044 16:00:00 +0200"),
        "<item><title>ohne</title></item>",
    ]
    feed = read_feed(rss(*rows), OUTLETS, NOW)
    assert [e.url[-1] for e in feed.entries] == ["1", "2", "3"] and [bool(e.published) for e in feed.entries] == [
        True,
        False,
        False,
    ]
    assert {k: v["n"] for k, v in codes(feed).items()} == {
        "feed_twice": 1,
        "feed_no_time": 1,
        "feed_ahead": 1,
        "feed_no_address": 1,
    }


@pytest.mark.parametrize("head", ['<?xml version="1.0" encoding="utf-8"?>', '<?xml version="1.0" encoding="us-ascii"?>', ""])
def test_a_feed_that_lies_about_its_encoding_keeps_its_umlauts(head):
    assert "Brücke" in read_feed(rss(item(1), head=head), OUTLETS, NOW).entries[0].title


def test_a_feed_that_breaks_off_keeps_what_came_before():
    whole = rss(*(item(n) for n in range(20)))
    assert len(read_feed(whole[: len(whole) * 2 // 3], OUTLETS, NOW).entries) >= 10
    cut = SITEMAP.encode()[:-20]
    assert len(read_feed(cut, OUTLETS, NOW).entries) == 1


@pytest.mark.parametrize("raw", [b"", b"Hallo", b"\x00\x01\x02", b"<html><body>Kein Feed</body></html>", rss()])
def test_what_is_no_feed_is_refused_in_one_sentence(raw):
    with pytest.raises(NoFeed) as wrong:
        read_feed(raw, OUTLETS, NOW)
    assert told(wrong.value)


def test_five_thousand_entries_are_read_and_no_more(monkeypatch):
    monkeypatch.setattr(feeds, "MOST_ENTRIES", 300)
    feed = read_feed(rss(*(item(n) for n in range(400))), OUTLETS, NOW)
    assert len(feed.entries) == 300 and "feed_cut" in codes(feed)


def test_a_feed_of_many_megabytes_is_refused_before_it_is_read():
    with pytest.raises(NoFeed):
        read_feed(b" " * (feeds.LARGEST_FEED + 1), OUTLETS, NOW)


def test_entities_of_a_sitemap_are_not_resolved():
    evil = SITEMAP.replace('<?xml version="1.0"?>', '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')
    evil = evil.replace("<news:title>Brücke", "<news:title>Brücke &e;")
    assert "root:" not in read_feed(evil.encode(), OUTLETS, NOW).entries[0].title


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https://name:wort@bote.example/", "bote.example/a", "https://a b/"]
)
def test_an_address_that_is_none_is_left_out(url):
    rows = [item(1), f"<item><title>Böse</title><link>{url}</link></item>"]
    assert len(read_feed(rss(*rows), OUTLETS, NOW).entries) == 1


def test_markup_in_titles_is_text():
    feed = read_feed(rss(item(1, "&lt;script&gt;alert(1)&lt;/script&gt;Titel")), OUTLETS, NOW)
    assert "<" not in feed.entries[0].title


@given(st.binary(max_size=400))
def test_hostile_bytes_give_a_feed_or_one_sentence(raw):
    try:
        assert read_feed(b"<rss>" + raw, OUTLETS, NOW).entries
    except NoFeed as wrong:
        assert told(wrong)


def test_two_feeds_with_one_address_are_one_entry():
    one, other = (read_feed(rss(item(1), item(n)), OUTLETS, NOW) for n in (2, 3))
    assert len(merged([one, other])) == 3


def test_a_feed_is_fetched_like_a_page_but_only_where_it_is_wanted():
    web = Web({("bote.example", "/rss"): answer(rss(item(1)), kind="application/rss+xml")})
    fetcher = Fetcher(resolve=web.resolve, connect=web.connect)
    assert read_feed(fetcher.fetch("http://bote.example/rss", FEEDS).raw, OUTLETS, NOW).entries
    with pytest.raises(NotFetched):
        fetcher.fetch("http://bote.example/rss")


def test_a_feed_inside_the_own_network_is_not_asked():
    web = Web({("bote.example", "/rss"): answer(rss(item(1)), kind="application/rss+xml")}, {"bote.example": ["10.0.0.1"]})
    with pytest.raises(NotFetched):
        Fetcher(resolve=web.resolve, connect=web.connect).fetch("http://bote.example/rss", FEEDS)
    assert web.connected == []
