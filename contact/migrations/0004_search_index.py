from django.db import migrations

from core.search_index import AddSearchIndex


class Migration(migrations.Migration):
    dependencies = [("core", "0005_trigrams"), ("contact", "0003_kinds_and_ideas")]

    operations = [AddSearchIndex("Idea")]
