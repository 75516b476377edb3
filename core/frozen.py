"""Documents that are frozen: what they are made of, and the sum by which anybody sees that nothing was changed."""

import hashlib
import json
from typing import Any

from pydantic import BaseModel, ConfigDict


class Fact(BaseModel):
    """A part of a document. What it does not know it refuses, so that nothing of what was frozen is lost unseen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def checksum(document: Any) -> str:
    """Of anything JSON can hold, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(document, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
