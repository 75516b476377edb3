from board.models.duties import Duty, DutyTurn

__all__ = ["Duty", "DutyTurn"]
