"""The board's figures as files: for paper, for a spreadsheet, for a program. No sums: those are in reports."""
