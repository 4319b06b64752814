"""Who else reports it, found in a process of its own: the network loads there, never in the server (``engine.findings.other_reports``)."""

import json
import subprocess
from collections.abc import Sequence

from components.engine.messages import Refusal
from components.sources.feeds import Entry
from components.storage.limited_process import LimitedProcess

SECONDS = 120
MEMORY = 1_500_000_000  # bytes
LARGEST = 1_000_000  # bytes of an answer


class ReportsFailed(Refusal):
    """It could not be found out who else reports something."""


def other_reports(title: str, lead: str, published: str | None, offered: Sequence[Entry]) -> list[tuple[Entry, float]]:
    """[(Entry, likeness from 0 to 1)], the likeliest first. Raises ``ReportsFailed``."""
    own = {"title": title, "lead": lead, "published": published}
    rows = [{"title": e.title, "lead": e.lead, "published": e.published} for e in offered]
    process = LimitedProcess(
        "components", "reports", memory=MEMORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        said, _ = process.popen.communicate(json.dumps({"own": own, "offered": rows}).encode("utf-8"), timeout=SECONDS)
        found = json.loads(said[:LARGEST])
        return [(offered[place], likeness) for place, likeness in found]
    except (OSError, ValueError, TypeError, IndexError, subprocess.TimeoutExpired):
        raise ReportsFailed("reports_failed") from None
    finally:
        process.end()
