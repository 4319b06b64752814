"""Short names of texts and files that change when one of them does."""

import hashlib


def content_hash(*parts: object) -> str:
    """A short name of texts that changes when one of them does."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()[:20]
