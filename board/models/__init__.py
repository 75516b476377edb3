from board.models.duties import Duty, DutyTurn
from board.models.packs import BoardPack
from board.models.statuses import Status, running

__all__ = ["BoardPack", "Duty", "DutyTurn", "Status", "running"]
