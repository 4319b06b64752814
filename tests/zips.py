"""Zip files made in memory, and a text long enough to be an article."""

import io
import zipfile

TEXT = "Brücke kommt\n\nDer Stadtrat hat am Donnerstag den Bau einer neuen Brücke über den Fluss beschlossen."


def zipped(files):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()
