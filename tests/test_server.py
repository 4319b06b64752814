"""What the web server refuses before Streamlit is asked."""

import pytest

from components import server
from components.server import LARGEST_UPLOAD, MOST_OF_ONE, MOST_UPLOADED, refused

PATH = "/_stcore/upload_file/anna/1"


@pytest.fixture(autouse=True)
def bringing(monkeypatch):
    monkeypatch.setenv("LESARTEN_BRING", "on")


@pytest.mark.parametrize(
    ("held", "coming", "length", "fine"),
    [
        ({}, 0, LARGEST_UPLOAD, True),
        ({"anna": MOST_OF_ONE}, 0, 1, False),
        ({"max": MOST_OF_ONE}, 0, LARGEST_UPLOAD, True),
        ({"max": MOST_OF_ONE, "eva": MOST_OF_ONE}, 0, 1, False),
        ({}, MOST_UPLOADED, 1, False),
    ],
)
def test_so_much_and_no_more_is_uploaded(monkeypatch, held, coming, length, fine):
    monkeypatch.setattr(server, "uploaded", lambda: held)
    assert (refused(PATH, length, coming) == "") is fine


def test_nobody_uploads_where_bringing_is_off(monkeypatch):
    monkeypatch.setenv("LESARTEN_BRING", "off")
    assert "cannot bring" in refused(PATH, 1)


@pytest.mark.parametrize("said", [b"", b"x", b"-1", b"9" * 40])
def test_what_does_not_say_how_long_it_is_counts_as_long(said):
    assert server._length([(b"content-length", said)]) == LARGEST_UPLOAD and server._length([]) == LARGEST_UPLOAD
    assert server._length([(b"Content-Length", b"12")]) == 12
