from board.admin import duties  # noqa: F401
