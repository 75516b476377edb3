from django.db import migrations

from core.search_index import AddSearchIndex


class Migration(migrations.Migration):
    dependencies = [("core", "0005_trigrams"), ("meetings", "0001_initial")]

    operations = [AddSearchIndex("AgendaItem")]
