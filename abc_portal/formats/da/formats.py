"""Where Danish as we write it differs from Django's."""

DATETIME_FORMAT = r"j. F Y \k\l. H.i"
