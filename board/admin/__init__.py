"""What the secretariat does for the board."""

from board.admin import duties, packs, statuses  # noqa: F401  importing registers them
