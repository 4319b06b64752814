"""Pages are tested on a comparison that stays as it is: a better rule of the engine must not break them.

What is frozen is the comparison of the shipped articles; a comparison that a test's own articles need is made in this process, with
vectors one can compute in one's head. The process that makes it for the page is tested in ``storage/test_worker.py``.
"""

import json
import pathlib

import pytest
from conftest import FOLDER, letters

from components.engine.articles.events import read_event
from components.engine.articles.outlets import read_outlets
from components.engine.comparison import compare
from components.storage import comparison_file, worker
from components.storage.comparison_json import from_table, to_table

FROZEN = pathlib.Path(__file__).with_name("frozen") / "comparison.json"
IN_A_PROCESS = worker.Work._compared


@pytest.fixture(scope="session")
def stored():
    """The frozen comparison."""
    return from_table(json.loads(FROZEN.read_text("utf-8")), {a.id: a.text for a in read_event(FOLDER).articles})


@pytest.fixture(autouse=True)
def frozen(stored, monkeypatch):
    """The shipped event opens with the frozen comparison."""
    reads = comparison_file.read

    def read(folder, event, encoder=None):
        by_hand = any(article.roles or article.ends for article in event.articles)
        return stored if pathlib.Path(folder) == FOLDER and not encoder and not by_hand else reads(folder, event, encoder)

    monkeypatch.setattr(comparison_file, "read", read)


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    """Comparisons are made here."""

    def compared(work):
        found = compare(work._event, read_outlets(), letters)
        return from_table(json.loads(json.dumps(to_table(found))), {a.id: a.text for a in work._event.articles})

    monkeypatch.setattr(worker.Work, "_compared", compared)


@pytest.fixture
def in_a_process(monkeypatch):
    """Comparisons are made as the page makes them."""
    monkeypatch.setattr(worker.Work, "_compared", IN_A_PROCESS)
