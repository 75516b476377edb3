"""Spreadsheets as they come from an accounts department: `files` finds the table, the others read its columns."""
