import hashlib
import re
from typing import Any

from django.db import migrations


def sum_up(apps: Any, schema_editor: Any) -> None:
    """Keys of the plan file are often names, and these outlive their rows. Long ones are sums already."""
    for row in apps.get_model("core", "LoadedKey").objects.all():
        if not re.fullmatch("[0-9a-f]{64}", row.key):
            row.key = hashlib.sha256(row.key.encode()).hexdigest()
            row.save()


class Migration(migrations.Migration):
    dependencies = [("core", "0002_leave_the_log")]

    operations = [migrations.RunPython(sum_up, migrations.RunPython.noop)]
