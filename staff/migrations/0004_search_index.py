from django.db import migrations

from core.search_index import AddSearchIndex


class Migration(migrations.Migration):
    dependencies = [("core", "0005_trigrams"), ("staff", "0003_who_gets_word")]

    operations = [
        AddSearchIndex("StaffMember"),
    ]
