from board.admin import duties, packs, statuses  # noqa: F401
