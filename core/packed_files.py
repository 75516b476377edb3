"""How hard a packed file (zip, and so the files of offices) may be packed."""

import zipfile
from collections.abc import Iterable

# Of what is large and packed harder than any table is, nothing is opened.
_HARDEST_PACKED, _LARGE = 100, 10_000_000


def is_packed_too_hard(parts: Iterable[zipfile.ZipInfo], unpacked: int) -> bool:
    """Whether it becomes larger than `unpacked` bytes, or out of all proportion: asked before anything is opened."""
    parts = list(parts)
    size = sum(part.file_size for part in parts)
    return size > unpacked or size > max(_LARGE, sum(part.compress_size for part in parts) * _HARDEST_PACKED)
