"""What several tests need: the shipped event, its comparison, and an encoder whose vectors one can compute in one's head."""

import os
import pathlib

import numpy as np
import pytest

from components.engine import document
from components.engine.articles.article import Article, Sentence
from components.engine.articles.events import Event, read_event
from components.engine.articles.outlets import read_outlets
from components.engine.codes import Role
from components.engine.data import DATA
from components.engine.network.encoder import each_alone
from components.storage import comparison_file
from components.views.shared.screen_text import worded

os.environ.setdefault("OMP_NUM_THREADS", "1")  # several tests run at once; read when torch is first imported
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
    assert found is not None, "the store is stale: python -m components compare FOLDER --store"
    return found


def told(refused, language="de"):
    """What is said on screen of something refused: a Refusal or a Message."""
    said = worded(refused, language)
    assert said and "\n" not in said
    return said


def one_each(*texts):
    """The analysed sentences of articles "a", "b" … of one sentence each."""
    made = (Sentence(id=f"{a}:0", article=a, start=0, end=len(t), role=Role.BODY, text=t) for a, t in zip("abcdef", texts))
    return tuple(document.analysis(sentence) for sentence in made)


def analysed(text):
    """One sentence of no article, analysed."""
    return document.lines("a", [text])[0]


def of_articles(*articles, role=Role.BODY):
    """The analysed sentences of invented articles "a0", "a1" …, each given as its sentences."""
    found = []
    for n, sentences in enumerate(articles):
        at = 0
        for k, text in enumerate(sentences):
            made = Sentence(id=f"a{n}:{k}", article=f"a{n}", start=at, end=at + len(text), role=role, text=text)
            found.append(document.analysis(made))
            at += len(text) + 1
    return tuple(found)


def letters(texts, encoder=None):
    """Unit vectors that count letters: no model, and alike texts are alike."""
    found = np.zeros((len(texts), 128), np.float32)
    for n, text in enumerate(texts):
        for letter in text.casefold():
            found[n, ord(letter) % 128] += 1
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)


letters.words = letters
letters.in_context = lambda texts, spans: each_alone(letters, texts, spans)


def made_event(*texts, outlets=("Erste Zeitung", "Zweite Zeitung", "Dritte Zeitung")):
    """An event of invented articles; a text is given as its lines."""
    return Event(
        id="test",
        title="Test",
        date=None,
        articles=tuple(
            Article(id=f"a{n}", outlet=outlets[n % len(outlets)], file=f"a{n}.txt", text=t) for n, t in enumerate(texts)
        ),
    )
