from board.models.duties import Duty, DutyTurn
from board.models.statuses import Status, running

__all__ = ["Duty", "DutyTurn", "Status", "running"]
