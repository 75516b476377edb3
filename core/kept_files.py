"""Files that live as long as their row names them: replaced, removed or deleted with the row, they go."""

from typing import Any

from django.db import models, transaction


class LivesWithItsRow:
    """For a file field."""

    attname: str
    storage: Any

    def contribute_to_class(self, cls: Any, name: str, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, **kwargs)  # type: ignore[misc]
        if not cls._meta.abstract:
            models.signals.post_delete.connect(self._row_deleted, sender=cls)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        rows = type(model_instance)._base_manager.filter(pk=model_instance.pk)
        before = rows.values_list(self.attname, flat=True).first() if model_instance.pk else None
        file = super().pre_save(model_instance, add)  # type: ignore[misc]
        if before and before != file.name:
            self._discard(before)
        return file

    def _row_deleted(self, instance: models.Model, **kwargs: Any) -> None:
        name = getattr(instance, self.attname).name
        if name:
            self._discard(name)

    def _discard(self, name: str) -> None:
        transaction.on_commit(lambda: self.storage.delete(name))
