"""Which row of the portal a row of a file is."""

import hashlib
from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from budget.imports.drafts import Draft
from budget.imports.table import ROW_ID, Table


class Finding:
    """Of all rows of a file, batch by batch: no two of them may be the same."""

    def __init__(self, table: Table) -> None:
        self.table = table
        # Identities of the rows that the file names by the portal's id.
        self.claimed: set[str] = set()
        # How many rows there have been with the same base; or where the only one stands.
        self.times: Counter[bytes] = Counter()
        self.places: dict[str, int] = {}
        # Rows of the portal that stand in the file.
        self.targets: set[int] = set()

    def claim(self, pks: set[int]) -> None:
        """Rows that the file names by id keep what tells them apart, wherever in the file they stand."""
        self.claimed.update(self.table.identities(pks).values())

    def find(self, drafts: list[Draft]) -> None:
        """Give each row of a batch its identity, and the row of the portal that it is, if there is one."""
        self._find_by_id([draft for draft in drafts if draft.row and draft.values.get(ROW_ID)])
        for draft in drafts:
            if draft.row and not draft.identity:
                self._identify(draft)
        known = self.table.known({draft.identity for draft in drafts if draft.row})
        for draft in drafts:
            if draft.row:
                self._meet(draft, known.get(draft.identity))

    def _find_by_id(self, drafts: list[Draft]) -> None:
        rows = self.table.rows.in_bulk({draft.values[ROW_ID] for draft in drafts})
        identities = self.table.identities(rows)
        for draft in drafts:
            draft.known = rows.get(draft.values[ROW_ID])
            if draft.known is None:
                draft.refuse(ROW_ID, _("Der er ingen række med det id i den tabel, du læser ind i."))
            elif draft.known.pk in self.targets:
                draft.refuse(ROW_ID, _("Det id står på to rækker."))
            else:
                self.targets.add(draft.known.pk)
                self._fill(draft)
                if self._is_still(draft, identities[draft.known.pk]):
                    draft.identity = identities[draft.known.pk]

    def _is_still(self, draft: Draft, identity: str) -> bool:
        """Whether what tells it apart is as it was: its key, or all that rows without a key are told apart by."""
        if self.table.is_counted(draft.row):
            return self.table.base(draft.row) == self.table.base(draft.known)
        return self.table.identity(draft.row) == identity

    def _fill(self, draft: Draft) -> None:
        """Columns that the file lacks are as they are in the portal."""
        for name in self.table.stored_fields - set(draft.values):
            attname = self.table.model._meta.get_field(name).attname
            setattr(draft.row, attname, getattr(draft.known, attname))

    def _identify(self, draft: Draft) -> None:
        table, row = self.table, draft.row
        if table.is_counted(row):
            base = hashlib.sha256(repr(table.base(row)).encode()).digest()[:12]
            number = self.times[base] + 1
            while (identity := table.identity(row, number)) in self.claimed:
                number += 1
            self.times[base] = number
        else:
            identity = table.identity(row)
            if identity in self.places:
                message = _("Den samme række står også i række %(number)d.") % {"number": self.places[identity]}
                return draft.refuse(table.told_apart_by, message)
            if identity in self.claimed:
                return draft.refuse(table.told_apart_by, _("En anden række i filen, med id, er den samme."))
            self.places[identity] = draft.number
        draft.identity = identity
        return None

    def _meet(self, draft: Draft, known: Any) -> None:
        if draft.known is None:
            if known is not None and known.pk in self.targets:
                return draft.refuse(self.table.told_apart_by, _("En anden række i filen er den samme."))
            draft.known = known
        elif known is not None and known.pk != draft.known.pk:
            if not self.table.is_counted(draft.row):
                return draft.refuse(self.table.told_apart_by, _("Der er allerede en anden række som den."))
            while self.table.known([draft.identity]):
                self._identify(draft)
        if draft.known is not None:
            self.targets.add(draft.known.pk)
        return None
