"""Texts of the page with a plan's documents."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "documents.title": (_("Planens dokumenter: overskrift"), _("Planens dokumenter")),
    "documents.lead": (
        _("Planens dokumenter: under overskriften"),
        _("Her er de papirer, som planen hviler på: den udgave, der gælder nu, og de tidligere."),
    ),
    "documents.empty": (
        _("Planens dokumenter: når der ingen er"),
        _("Der er ikke lagt dokumenter frem endnu. Spørg os, hvis du mangler noget."),
    ),
    "documents.none_then": (
        _("Planens dokumenter: når ingen gjaldt den valgte dag"),
        _("Ingen af dokumenterne gjaldt den dag."),
    ),
    "documents.then": (_("Planens dokumenter: over valget af en dag"), _("Hvad gjaldt en bestemt dag?")),
}
