"""What is asked about a spreadsheet: what it is, and which of its columns is which."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budget.imports.files import LIMITS, Sheet, open_book
from budget.imports.matching import YEAR_COLUMNS, years_in
from budget.imports.table import ID, Table
from budget.models import BudgetVersion, ImportRun
from core.admin_forms import sensible_year
from core.formats import long_date
from core.sheets import UnreadableFileError
from organisation.models import Plan

# So many rows are shown beside the question which column is which.
SHOWN = 5


class UploadForm(forms.ModelForm):
    """Only what the table needs: budget lines belong to a version, postings end on a day."""

    file = forms.FileField(
        label=gettext_lazy("Regneark"),
        max_length=255,
        allow_empty_file=True,
        help_text=gettext_lazy(".xlsx eller .csv, højst 25 MB. Filen bliver gemt sammen med det, den førte til."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": gettext_lazy("Vælg en fil.")},
    )

    class Meta:
        model = ImportRun
        fields = ["plan", "version", "booked_to"]
        widgets = {"booked_to": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, table: str, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.instance.table = table
        asked = {ImportRun.Table.LINES: "version", ImportRun.Table.POSTINGS: "booked_to"}
        for name in ("version", "booked_to"):
            if asked.get(ImportRun.Table(table)) == name:
                self.fields[name].required = True
            else:
                del self.fields[name]
        self._say(table)

    def _say(self, table: str) -> None:
        # The version says which plan it is.
        if "version" in self.fields:
            del self.fields["plan"]
            versions: Any = self.fields["version"]
            versions.queryset = BudgetVersion.objects.select_related("plan")
            versions.empty_label = _("Vælg")
            versions.help_text = _("Linjerne kommer ind i den version. Et udkast kan også bruges.")
        else:
            plans: Any = self.fields["plan"]
            plans.empty_label = _("Vælg")
            plans.initial = plans.initial or Plan.objects.current()
        if "booked_to" in self.fields:
            self.fields["booked_to"].validators.append(sensible_year)
            self.fields["booked_to"].help_text = _(
                "Den sidste dag, som regnskabet er ført til. Rækker efter den dag er fejl."
            )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LIMITS.megabytes * 1_000_000:
            raise forms.ValidationError(_("Filen er for stor. Den må højst fylde %d MB.") % LIMITS.megabytes)
        try:
            open_book(file, file.name)
        except UnreadableFileError as error:
            raise forms.ValidationError(str(error)) from None
        file.seek(0)
        return file

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        plan, day = found.get("plan"), found.get("booked_to")
        if plan and day and day < plan.starts_on:
            message = _("Dagen ligger før planen, som begynder den %(day)s.") % {"day": long_date(plan.starts_on)}
            self.add_error("booked_to", message)
        return found

    def save(self, commit: bool = True) -> ImportRun:
        run = self.instance
        if run.version_id:
            run.plan = run.version.plan
        run.file, run.file_name = self.cleaned_data["file"], self.cleaned_data["file"].name[:200]
        return super().save(commit)


class ColumnsForm(forms.Form):
    """For each field of the table the column that holds it."""

    def __init__(self, *args: Any, table: Table, sheet: Sheet, guess: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.table, self.sheet = table, sheet
        self.titles = {column.letter: column.title for column in sheet.columns}
        letters = {column.title: column.letter for column in sheet.columns}
        choices = [("", _("Står ikke i filen")), *self._columns()]
        needed = {field.name for field in table.lacking([])}
        for field in (*table.fields, ID):
            years = years_in(table, sheet.titles) if field.name == "amount" else []
            extra = [(YEAR_COLUMNS, _("Kolonnerne %s, en for hvert år") % ", ".join(years))] if years else []
            title = guess.get(field.name, "")
            self.fields[field.name] = forms.ChoiceField(
                label=field.label,
                choices=[*choices, *extra],
                initial=title if title == YEAR_COLUMNS else letters.get(title, ""),
                required=False,
                help_text=_("Skal vælges.") if field.name in needed else "",
                error_messages={"invalid_choice": _("Vælg en af kolonnerne.")},
            )

    def _columns(self) -> list[tuple[str, str]]:
        return [(column.letter, f"{column.letter} · {column.title[:60]}") for column in self.sheet.columns]

    def clean(self) -> dict[str, str]:
        found = super().clean() or {}
        chosen = {name: letter for name, letter in found.items() if letter}
        for field in self.table.lacking(self._given(chosen)):
            if field.name not in self.errors:
                self.add_error(field.name, _("Vælg den kolonne, det står i."))
        for name, letter in chosen.items():
            if list(chosen.values()).count(letter) > 1:
                self.add_error(name, _("Kolonnen er valgt to gange."))
        return chosen

    def _given(self, chosen: dict[str, str]) -> list[str]:
        return [*chosen, *(["year"] if chosen.get("amount") == YEAR_COLUMNS else [])]

    @property
    def matched(self) -> dict[str, str]:
        """The title of each field's column."""
        chosen = self.cleaned_data
        return {name: self.titles.get(letter, letter) for name, letter in chosen.items() if letter}
