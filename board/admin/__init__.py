from board.admin import duties, statuses  # noqa: F401
