"""What the workers edit of the calendar: in the order the menu shows it."""

from activities.admin import dates, series, places  # noqa: F401, I001
