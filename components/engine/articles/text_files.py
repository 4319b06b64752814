"""Bytes of a file as text."""


def decode(raw: bytes) -> str:
    """Text of a file: byte order mark, then UTF-8, then Windows-1252 (where undefined bytes stay visible).

    >>> decode("Kölner Straße".encode("cp1252"))
    'Kölner Straße'
    >>> decode(b"\\xef\\xbb\\xbfErste Zeile\\r\\nZweite")
    'Erste Zeile\\r\\nZweite'
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def is_binary(raw: bytes) -> bool:
    """Whether bytes are no text: NULs without a UTF-16 mark, or many control characters."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    head = raw[:4096]
    return b"\0" in head or sum(b < 9 or 13 < b < 32 for b in head) > len(head) / 20
