"""A sum of a frozen document, by which anybody sees whether it is the one that was frozen."""

import hashlib
import json
from typing import Any


def checksum(document: Any) -> str:
    """Of anything JSON can hold, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(document, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
