from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Nothing on SQLite. On PostgreSQL 13 and later the owner of the database may do it."""

    dependencies = [("core", "0004_deletions")]

    operations = [TrigramExtension()]
