"""What feeds said is kept once an address; other words later are told as a change."""

import datetime

import pytest

from components.sources.feeds import Entry
from components.storage import announcements
from components.storage.announcements import announced, keep
from components.storage.database import opened

DAY = datetime.datetime(2024, 5, 14, 18, tzinfo=datetime.UTC)


def entry(n, title="Brücke gesperrt", published="2024-05-14T14:00:00+00:00"):
    return Entry(url=f"https://bote.example/{n}", outlet="bote", title=title, lead="Vorspann", published=published)


@pytest.fixture
def database(tmp_path):
    return opened(f"sqlite:///{tmp_path}/test.sqlite")


def test_an_address_is_kept_once_and_a_change_is_told(database):
    assert keep(database, [entry(1), entry(2)], DAY) == (2, 0)
    assert keep(database, [entry(1), entry(2)], DAY) == (0, 0)
    assert keep(database, [entry(1, "Brücke doch offen")], DAY + datetime.timedelta(hours=2)) == (0, 1)
    found = {a.entry.url[-1]: a for a in announced(database)}
    assert found["1"].before == "Brücke gesperrt" and found["1"].changed.startswith("2024-05-14T20")
    assert found["1"].seen.startswith("2024-05-14T18") and not found["2"].changed


def test_old_announcements_are_not_offered_and_those_without_time_are(database):
    keep(database, [entry(1), entry(2, published="2023-01-01T00:00:00+00:00"), entry(3, published=None)], DAY)
    assert {a.entry.url[-1] for a in announced(database, "2024-05-01")} == {"1", "3"}


def test_five_thousand_at_once_and_the_oldest_leave(database, monkeypatch):
    monkeypatch.setattr(announcements, "MOST_KEPT", 5_100)
    assert keep(database, [entry(n) for n in range(5_000)], DAY)[0] == 5_000
    keep(database, [entry(n) for n in range(5_000, 5_200)], DAY + datetime.timedelta(days=1))
    assert len(announced(database)) == 5_100
