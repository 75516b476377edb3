"""The plan file's vocabulary. A new field of a model is one line here.

`key(in the file, in the model, how it is read)`. The tables stand in the order in which their
rows are saved: what is pointed at comes first.
"""

from abc_portal.plan_file.spec import Table, key
from abc_portal.plan_file.values import (
    all_or_refs,
    day,
    end_of,
    flag,
    joined,
    kroner,
    kroner_a_year,
    lines,
    millions,
    one_of,
    prose,
    ref,
    refs,
    some_of,
    whole,
)
from budget.models import Contribution, FrameLine, FundingSource
from core.design import Accent, Colour, Mark, Pattern
from initiatives.models import Audience, FocusArea, Initiative, Responsibility
from organisation.models import (
    Administrator,
    Body,
    Department,
    HousingArea,
    HousingCompany,
    Member,
    Page,
    Partner,
    Partnership,
    Plan,
    Seat,
    SiteText,
)
from organisation.texts import TEXTS
from staff.models import StaffMember

KEY = key("noegle", "key", required=True)
SOURCE = key("kilde", "source_note")
FROM, TO = key("fra", "starts_on", day), key("til", "ends_on", day)
ORGANISATION = (KEY, key("navn", "name", required=True), key("kort", "short_name"))
UNTIL = key("vises_til", "publish_until", end_of)
PEOPLE = whole(1, 1_000_000)

TABLES = (
    Table(
        "partnerskab",
        Partnership,
        (
            KEY,
            key("navn", "name", required=True),
            key("fulde_navn", "full_name"),
            key("undertitel", "tagline"),
            key("accent", "accent", one_of(Accent)),
            key("telefon", "phone"),
            key("email", "email"),
            key("adresse", "address", prose),
            key("aabningstid", "opening_hours", prose),
            key("beskrivelse", "description", prose),
        ),
        single=True,
        match=(),
    ),
    Table("administration", Administrator, ORGANISATION),
    Table(
        "boligorganisation",
        HousingCompany,
        (*ORGANISATION, key("administration", "administrator", ref("administration"))),
    ),
    Table("partner", Partner, (*ORGANISATION, key("art", "kind", one_of(Partner.Kind), required=True))),
    Table(
        "boligomraade",
        HousingArea,
        (
            KEY,
            key("navn", "name", required=True),
            key("moenster", "pattern", one_of(Pattern)),
            key("farve", "colour", one_of(Colour)),
            key("tekst", "text", prose),
        ),
    ),
    Table(
        "boligafdeling",
        Department,
        (
            KEY,
            key("navn", "name", required=True),
            key("boligorganisation", "company", ref("boligorganisation"), required=True),
            key("boligomraade", "area", ref("boligomraade")),
            key("skrives_ogsaa", "also_written", joined),
            SOURCE,
        ),
    ),
    Table(
        "plan",
        Plan,
        (
            KEY,
            key("navn", "name", required=True),
            key("fra", "starts_on", day, required=True),
            key("til", "ends_on", day, required=True),
            key("husstande", "households", PEOPLE),
            key("beboere_ca", "residents_about", PEOPLE),
            key("medfinansiering_min_procent", "min_share_percent", whole(0, 99)),
            key("godkendt_af", "approved_by"),
            key("vision", "vision", prose),
            key("formaal", "purpose", prose),
            key("metode", "method", prose),
            key("boligomraader", "", refs("boligomraade")),
            UNTIL,
        ),
        single=True,
    ),
    # Each area a plan covers is a row of its own: one that an editor took away stays away.
    Table(
        "plan.boligomraader",
        Plan.areas.through,
        (key("boligomraader", "housingarea", essential=True),),
        beside="plan",
        match=("plan", "housingarea"),
        derived=True,
    ),
    Table(
        "ramme",
        FrameLine,
        (
            key("navn", "name", required=True),
            key("mio_kr", "amount decimals", millions, required=True),
            key("kilder", "", some_of(FundingSource.Kind)),
            key("forklaring", "explanation"),
        ),
        of_plan=True,
        match=("plan", "name"),
    ),
    Table(
        "organ",
        Body,
        (
            KEY,
            key("navn", "name", required=True),
            key("art", "kind", one_of(Body.Kind), required=True),
            key("boligomraade", "area", ref("boligomraade"), essential=True),
            key("formaal", "purpose", prose),
            key("moeder_pr_aar", "meetings_per_year", whole(1, 366)),
            key("moeder_ca", "meetings_approximate", flag),
            UNTIL,
            SOURCE,
        ),
    ),
    Table(
        "organ.post",
        Seat,
        (
            KEY,
            key("post", "post", required=True),
            key("for", "on_behalf_of"),
            key("boligorganisation", "company", ref("boligorganisation")),
            key("administration", "administrator", ref("administration")),
            key("partner", "partner", ref("partner")),
            key("antal_ukendt", "number_unknown", flag),
            key("stemmeret", "votes", flag),
            key("ledig", "is_vacant", flag),
            key("medarbejder", "", ref("medarbejder")),
        ),
        under="organ",
        parent="body",
        match=("body", "key"),
        named_by="post",
    ),
    Table(
        "organ.post.medlem",
        Member,
        (key("medlem", "name"), key("vis_navn", "show_name", flag), FROM, TO),
        beside="organ.post",
        parent="seat",
        match=("seat", "name"),
    ),
    Table(
        "medarbejder",
        StaffMember,
        (
            KEY,
            key("navn", "name", required=True),
            key("titel", "title"),
            key("sekretariat", "in_secretariat", flag),
            FROM,
            TO,
            key("telefon", "phone"),
            key("email", "email"),
            key("kontor", "office"),
            key("sprog", "languages", joined),
            UNTIL,
            SOURCE,
        ),
    ),
    Table(
        "indsatsomraade",
        FocusArea,
        (
            KEY,
            key("navn", "name", required=True),
            key("fondens_navn", "fund_name"),
            key("formaal", "purpose", prose),
            key("maerke", "mark", one_of(Mark)),
            key("farve", "colour", one_of(Colour)),
            key("ressourcegruppe", "resource_group", ref("organ")),
            SOURCE,
        ),
        of_plan=True,
        match=("plan", "key"),
    ),
    Table("maalgruppe", Audience, (key("navn", "name"),), match=("name",), derived=True),
    Table(
        "indsatsomraade.initiativ",
        Initiative,
        (
            KEY,
            key("navn", "name", required=True),
            key("resume", "summary", required=True),
            key("foreloebig", "is_provisional", flag),
            key("tekst", "text", prose),
            key("jeg_vil_gerne", "wish"),
            key("omraader", "area_scope areas", all_or_refs("boligomraade", Initiative.AreaScope)),
            key("maalgrupper", "audiences", lines),
            key("kontakt", "contact", ref("medarbejder")),
            UNTIL,
        ),
        under="indsatsomraade",
        parent="focus_area",
        of_plan=True,
        match=("plan", "key"),
    ),
    Table(
        "medarbejder.ansvar",
        Responsibility,
        (
            key("indsatsomraade", "focus_area", ref("indsatsomraade"), required=True),
            key("hvad", "what"),
        ),
        under="medarbejder",
        parent="staff_member",
        match=("focus_area", "staff_member"),
        named_by="indsatsomraade",
    ),
    Table(
        "medfinansiering",
        FundingSource,
        (
            KEY,
            key("navn", "name", required=True),
            key("art", "kind", one_of(FundingSource.Kind), required=True),
            key("form", "form", one_of(FundingSource.Form), required=True),
            key("partner", "partner", ref("partner"), essential=True),
            key("afdeling", "department", ref("boligafdeling"), essential=True),
            key("boligorganisation", "company", ref("boligorganisation"), essential=True),
            key("i_alt", "total", kroner),
            key("afrundet", "total_is_rounded", flag),
            key("pr_aar", "", kroner_a_year),
            SOURCE,
        ),
        of_plan=True,
        match=("plan", "key"),
    ),
    Table(
        "medfinansiering.pr_aar",
        Contribution,
        (key("pr_aar", "amount"),),
        beside="medfinansiering",
        parent="source",
        match=("source", "year"),
        derived=True,
    ),
    Table(
        "tekst",
        SiteText,
        (key("noegle", "key", one_of(list(TEXTS)), required=True), key("tekst", "text", prose, required=True)),
        named_by="noegle",
        empty_without="text",
    ),
    Table(
        "side",
        Page,
        (
            key("noegle", "kind", one_of(Page.Kind), required=True),
            key("titel", "title", required=True),
            key("tekst", "text", prose, required=True),
        ),
        match=("kind",),
        named_by="noegle",
    ),
)
BY_NAME = {table.name: table for table in TABLES}
