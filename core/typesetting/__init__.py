"""Documents on paper: PDFs that screen readers can read (PDF/UA-1), set by typst.

A room has a .typ file that says how its document looks, and hands over what stands in it as texts: nothing a
person has written is ever read as typst. What all documents share stands in house.typ.
"""

import datetime
import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

HERE = Path(__file__).parent
# A compiler keeps its fonts, and does one thing at a time.
_BUSY = Lock()
# What no font here can draw stops the typesetting: a box stands for it.
_LETTERS = " -~\u00a0-\u017f\u0391-\u03a1\u03a3-\u03a9\u03b1-\u03c9\u0410-\u044f"
_MARKS = "\u2010-\u2026\u2032\u20ac\u2212\u2260-\u2265"
_UNDRAWN = re.compile(f"[^\n{_LETTERS}{_MARKS}]")


def typeset(source: Path, document: dict[str, Any], at: datetime.datetime | None = None) -> bytes:
    """The document as `source` sets it; `at` is what the file says it was made."""
    said = json.dumps(_drawable(document))
    with _BUSY:
        return _compiler(source).compile(
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=int(at.timestamp()) if at else None,
            sys_inputs={"document": said},
        )


@cache
def _compiler(source: Path) -> Any:
    return typst.Compiler(
        str(source), root=str(HERE.parent.parent), font_paths=[str(HERE / "fonts")], ignore_system_fonts=True
    )


def _drawable(value: Any) -> Any:
    if isinstance(value, str):
        return _UNDRAWN.sub("\ufffd", unicodedata.normalize("NFC", value))
    if isinstance(value, dict):
        return {name: _drawable(part) for name, part in value.items()}
    return [_drawable(part) for part in value] if isinstance(value, list | tuple) else value
