from django.db import migrations

# A start that any partnership can change: the usual kinds of cost in a helhedsplan.
USUAL = ["Løn", "Aktiviteter", "Kompetenceudvikling", "Materialer, kontor og it", "Revision og administration"]


def add(apps, schema_editor):
    CostKind = apps.get_model("budget", "CostKind")
    if not CostKind.objects.exists():
        CostKind.objects.bulk_create(CostKind(name=name, position=place) for place, name in enumerate(USUAL, start=1))


class Migration(migrations.Migration):
    dependencies = [("budget", "0003_the_books")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=False)]
