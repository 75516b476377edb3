"""Texts of the pages about the budget's versions."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "versions.title": (_("Budgettets versioner: overskrift"), _("Budgettets versioner")),
    "versions.lead": (
        _("Budgettets versioner: under overskriften"),
        _("Her er det oprindelige budget og hver gang, det er lavet om."),
    ),
    "versions.empty": (_("Budgettets versioner: når der ingen er"), _("Der er ikke skrevet et budget ind endnu.")),
    "versions.compare": (_("To budgetter ved siden af hinanden: overskrift"), _("Sammenlign to budgetter")),
    "versions.too_few": (
        _("To budgetter ved siden af hinanden: når der ikke er to"),
        _("Der er ikke to versioner at sammenligne endnu."),
    ),
    "versions.same": (_("To budgetter ved siden af hinanden: når de er ens"), _("De to budgetter er ens.")),
}
