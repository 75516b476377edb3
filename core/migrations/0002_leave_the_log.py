from typing import Any

from django.db import migrations


def forget(apps: Any, schema_editor: Any) -> None:
    """Django's own log of the admin is written no more, and keeps names for ever."""
    apps.get_model("admin", "LogEntry").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial"), ("admin", "0003_logentry_add_action_flag_choices")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
