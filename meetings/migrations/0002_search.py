from django.db import migrations, models

from core.search_index import AddSearchIndex


class Migration(migrations.Migration):
    dependencies = [("core", "0005_trigrams"), ("meetings", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="agendaitem",
            name="search_text",
            field=models.TextField(blank=True, default="", editable=False),
        ),
        migrations.AddField(
            model_name="historicalagendaitem",
            name="search_text",
            field=models.TextField(blank=True, default="", editable=False),
        ),
        AddSearchIndex("AgendaItem"),
    ]
