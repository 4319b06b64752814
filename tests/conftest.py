"""What several tests need: the shipped event, its comparison, and an encoder whose vectors one can compute in one's head."""

import pathlib

import numpy as np
import pytest

from components.engine.articles.article import Article
from components.engine.articles.events import Event, read_event
from components.engine.articles.outlets import read_outlets
from components.engine.data import DATA
from components.storage import comparison_file

ROOT = pathlib.Path(__file__).parents[1]
FOLDER = DATA / "events" / "2025-02-12-telefonat-trump-putin"


@pytest.fixture(scope="session")
def folder():
    return FOLDER


@pytest.fixture(scope="session")
def event():
    return read_event(FOLDER)


@pytest.fixture(scope="session")
def outlets():
    return read_outlets()


@pytest.fixture(scope="session")
def stored(event):
    found = comparison_file.read(FOLDER, event)
    assert found is not None, "the store is stale: python -m components.engine compare FOLDER --store"
    return found


def letters(texts, encoder=None):
    """Unit vectors that count letters: no model, and alike texts are alike."""
    found = np.zeros((len(texts), 128), np.float32)
    for n, text in enumerate(texts):
        for letter in text.casefold():
            found[n, ord(letter) % 128] += 1
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)


def made_event(*texts, outlets=("Erste Zeitung", "Zweite Zeitung", "Dritte Zeitung")):
    """An event of invented articles; a text is given as its lines."""
    return Event(
        "test", "Test", None, tuple(Article(f"a{n}", outlets[n % len(outlets)], f"a{n}.txt", t) for n, t in enumerate(texts))
    )
