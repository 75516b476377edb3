"""Texts for signing up, and for one's own page afterwards."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "sign_up.title": (_("Tilmelding: overskrift"), _("Tilmeld dig")),
    "sign_up.waiting_title": (
        _("Tilmelding, når alt er optaget: overskrift"),
        _("Skriv dig på venteliste til aktiviteten"),
    ),
    "sign_up.all_dates": (_("Tilmelding til en serie: over datoerne"), _("Du tilmelder dig de her datoer")),
    "sign_up.free": (_("Tilmelding: når der er pladser"), _("Der er ledige pladser.")),
    "sign_up.few": (
        _("Tilmelding: når der er få pladser"),
        _("Der er få pladser tilbage. Er I flere, end der er plads til, kommer I på venteliste til aktiviteten."),
    ),
    "sign_up.full": (
        _("Tilmelding: når alle pladser er optaget"),
        _("Alle pladser er optaget. Du kan komme på ventelisten til aktiviteten."),
    ),
    "sign_up.some_full": (
        _("Tilmelding til en serie: når nogle datoer er optaget"),
        _("Hvor alle pladser er optaget, kommer du på venteliste til aktiviteten."),
    ),
    "sign_up.rule": (
        _("Tilmelding: reglen for ventelisten"),
        _("Først til mølle. Ingen springer over. Er I tre, venter I, til der er tre pladser."),
    ),
    "sign_up.privacy": (
        _("Tilmelding: hvad oplysningerne bruges til"),
        _(
            "Vi bruger kun det, du skriver, til at holde en plads til dig og give dig besked om aktiviteten. "
            "Kun dem, der arbejder med den, ser det. Skriv ikke CPR-nummer."
        ),
    ),
    "sign_up.deleted": (_("Tilmelding: hvornår oplysningerne slettes"), _("Vi sletter det igen den {dag}.")),
    "sign_up.drop_in": (
        _("Tilmelding, hvor man ikke skal tilmelde sig"),
        _("Du skal ikke tilmelde dig. Bare mød op."),
    ),
    "sign_up.known_title": (_("Allerede tilmeldt: overskrift"), _("Du er allerede tilmeldt")),
    "sign_up.known_mail": (
        _("Allerede tilmeldt, med e-mail"),
        _("Vi har sendt et link til den e-mail, du skrev sidst. Der kan du se, ændre og slette din tilmelding."),
    ),
    "sign_up.known_code": (
        _("Allerede tilmeldt, uden e-mail"),
        _("Du kan se, ændre og slette din tilmelding med den kode, du fik. Har du mistet koden, så ring til os."),
    ),
    "booking.thanks": (_("Tilmeldt: overskrift"), _("Tak. Du er tilmeldt")),
    "booking.thanks_waiting": (_("På venteliste: overskrift"), _("Tak. Du er på venteliste til aktiviteten")),
    "booking.title": (_("Egen tilmelding: overskrift"), _("Din tilmelding")),
    "booking.mail": (
        _("Egen tilmelding: om mailen"),
        _("Vi har sendt dig en mail med et link til den her side. Der kan du ændre din tilmelding."),
    ),
    "booking.code": (_("Egen tilmelding uden e-mail: over koden"), _("Din kode. Skriv den ned")),
    "booking.code_hint": (
        _("Egen tilmelding uden e-mail: hvad koden er til"),
        _("Med koden og dit telefonnummer kan du finde den her side igen, se, om der er plads, og melde fra."),
    ),
    "booking.we_call": (
        _("Egen tilmelding uden e-mail, på venteliste"),
        _("Bliver der plads, ringer vi til dig."),
    ),
    "booking.we_write": (
        _("Egen tilmelding med e-mail, på venteliste"),
        _("Bliver der plads, skriver vi til dig, og du får tid til at svare."),
    ),
    "booking.data": (_("Egen tilmelding: over oplysningerne"), _("Det har du skrevet")),
    "booking.deleted_on": (
        _("Egen tilmelding: hvornår den slettes"),
        _("Vi sletter dine oplysninger den {dag}. Du kan også slette dem nu."),
    ),
    "booking.delete_title": (_("Slet tilmelding: overskrift"), _("Slet dine oplysninger?")),
    "booking.delete_text": (
        _("Slet tilmelding: hvad der sker"),
        _("Vi sletter dit navn og alt, du har skrevet, med det samme. Det kan ikke gøres om."),
    ),
    "booking.delete_leaves": (
        _("Slet tilmelding: når man har en plads endnu"),
        _("Så er du også meldt fra, og pladsen går til den næste."),
    ),
    "booking.deleted_title": (_("Tilmelding slettet: overskrift"), _("Dine oplysninger er slettet")),
    "booking.deleted_text": (
        _("Tilmelding slettet: tekst"),
        _("Der er ikke mere om din tilmelding hos os. Du er altid velkommen igen."),
    ),
    "booking.gone_title": (_("Link til en tilmelding, som er slut: overskrift"), _("Her er ikke noget mere")),
    "booking.gone_text": (
        _("Link til en tilmelding, som er slut: tekst"),
        _("Tilmeldingen er slettet, eller linket er ikke helt. Åbn linket i mailen igen, eller brug din kode."),
    ),
    "booking.find_title": (_("Find din tilmelding: overskrift"), _("Find din tilmelding")),
    "booking.find_lead": (
        _("Find din tilmelding: under overskriften"),
        _("Skriv den kode, du fik, da du tilmeldte dig. Har du givet os din e-mail, så brug linket i mailen fra os."),
    ),
}
