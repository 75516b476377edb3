from django.db import migrations

from core.search_index import AddSearchIndex


class Migration(migrations.Migration):
    dependencies = [("core", "0005_trigrams"), ("initiatives", "0003_when_where_and_price")]

    operations = [
        AddSearchIndex("FocusArea"),
        AddSearchIndex("Initiative"),
    ]
