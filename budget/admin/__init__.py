"""What the secretariat edits about money: in the order the menu shows it."""

from budget.admin import funding, versions, postings, received, imports, editions  # noqa: F401, I001  registered in this order
