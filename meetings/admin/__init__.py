"""What the secretariat does with meetings: in the order the menu shows it."""

from meetings.admin import meetings, items, decisions, minutes  # noqa: F401, I001  registered in this order
