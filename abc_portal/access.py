"""Who gets what at which address: every address of the site, and the answer each reader gets.

`manage.py access_table` prints it. tests/abc_portal/test_access.py asks every address as every
reader, and fails for an address of which nothing is said here. It is written by hand, and not
derived from accounts/roles.py: a mistake there must not excuse itself here.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.urls import URLResolver, get_resolver

from accounts.roles import Role

VISITOR, ENDED = "besøgende", "ret udløbet"
# In the order of the columns below. Whoever's right has ended is logged out, and so a visitor.
COLUMNS = (VISITOR, Role.HEAD, Role.WORKER, Role.FINANCE, Role.BOARD, Role.GROUP, Role.AUDITOR)
READERS = (*COLUMNS, ENDED)

# Each answer in Danish, for the printed table.
ANSWERS = {
    "yes": "ja",
    "login": "log ind",  # to the login, and back
    "no": "nej",  # 403
    "none": "findes ikke",  # 404; in the admin to the start page, which says so
    "elsewhere": "videre",  # a redirect
    "post": "kun knap",  # 405: the address only takes what a button sends
    # Of these there are two sorts of rows:
    "own": "egne",  # one's own: yes, others': no
    "link": "med linket",  # whoever has a link that works: yes, else 410
    "seen": "de viste",  # what the reader may see: yes, the rest does not exist
}


def row(words: str) -> dict[str, str]:
    """An answer for each reader; the last one's is the visitor's."""
    answers = dict(zip(COLUMNS, words.split(), strict=True))
    return answers | {ENDED: answers[VISITOR]}


class Line(NamedTuple):
    address: str
    get: dict[str, str]
    post: dict[str, str] | None = None


# The site ------------------------------------------------------------------------------
#             visitor    head      worker    finance   board     group     auditor
OPEN = row("  yes        yes       yes       yes       yes       yes       yes")
SHOWN = row(" seen       yes       yes       yes       seen      seen      seen")
DOCUMENT = row("seen     yes       yes       yes       yes       seen      yes")
PUBLIC = row("seen       seen      seen      seen      seen      seen      seen")
LOGIN = row(" yes        elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere")
OWN_LOGIN = row("login   yes       yes       yes       yes       yes       yes")
LINK = row("  link       link      link      link      link      link      link")
PASSED_ON = row("elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere")
AFTER_PASSWORD = row("login elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere")
NOT_YET = row("login none none none none none none")
TO_LOGIN = row("login login login login login login login")
BOARD = row(" login      yes       no        yes       yes       no        yes")
BOARD_OF_PLAN = row("login yes     no        yes       seen      no        seen")

# The files of the board's overview.
OVERVIEWS = ("pdf", "xlsx", "csv", "json")
# What the board reads of a plan's milestones and results, as pages and as workbooks.
PROGRESS = ("milepaele/", "milepaele.xlsx", "resultater/", "resultater.xlsx", "status/")
# At the short address for the current plan, and below /helhedsplaner/<plan>/ for any.
PLAN_PAGES = {
    "om/": OPEN,
    "dokumenter/": OPEN,
    "oekonomi/": OPEN,
    "oekonomi/medfinansiering.csv": OPEN,
    "initiativer/": OPEN,
    "initiativer/<slug:slug>/": SHOWN,
    "indsatsomraader/": OPEN,
    "indsatsomraader/<slug:slug>/": OPEN,
    "boligomraader/": OPEN,
    "boligomraader/<slug:slug>/": OPEN,
}
SITE = {
    "": OPEN,
    "soeg/": OPEN,
    **PLAN_PAGES,
    "helhedsplaner/": OPEN,
    "helhedsplaner/<slug:plan_slug>/": SHOWN,
    **{f"helhedsplaner/<slug:plan_slug>/{path}": SHOWN for path in PLAN_PAGES},
    "organisation/": OPEN,
    "organisation/<slug:slug>/": SHOWN,
    "dokumenter/<int:pk>/": DOCUMENT,
    "organisation/<slug:slug>/moeder/": SHOWN,
    "organisation/<slug:slug>/moeder/kalender.ics": PUBLIC,
    "organisation/<slug:slug>/moeder/<day:date>/": SHOWN,
    "organisation/<slug:slug>/moeder/<day:date>/dagsorden.pdf": SHOWN,
    "organisation/<slug:slug>/beslutninger/": SHOWN,
    # What hangs on a closed item is for the body, the keeper of its minutes and the head.
    "moeder/bilag/<int:pk>/": row("seen yes seen seen seen seen seen"),
    "moeder/kalender/<str:token>.ics": LINK,
    "mine-grupper/": OWN_LOGIN,
    "privatliv/": OPEN,
    "tilgaengelighed/": OPEN,
    "was": PASSED_ON,
    "was/": PASSED_ON,
    "medarbejdere/": OPEN,
    "medarbejdere/<slug:slug>/": SHOWN,
    "kalender/": OPEN,
    "kalender/<slug:slug>/": SHOWN,
    # For programs, which have no login: what everybody may see.
    "kalender/kalender.ics": OPEN,
    "kalender/omraade/<slug:slug>.ics": OPEN,
    "kalender/initiativ/<slug:slug>.ics": PUBLIC,
    "kalender/<slug:slug>/kalender.ics": PUBLIC,
    "kalender/<slug:slug>/tilmeld/": SHOWN,
    "kalender/<slug:slug>/tilmeld-alle/": SHOWN,
    "tilmelding/": OPEN,
    "tilmelding/slettet/": OPEN,
    # One's own sign-up: whoever has the link is its owner.
    "tilmelding/<str:token>/": LINK,
    "nyheder/": OPEN,
    "nyheder/atom.xml": OPEN,
    "nyheder/omraade/<slug:slug>/atom.xml": OPEN,
    "nyheder/<slug:slug>/": SHOWN,
    "nyheder/<slug:slug>/kommentar/": SHOWN,
    "nyheder/<slug:slug>/kommentar/meldt/": SHOWN,
    "nyheder/<slug:slug>/kommentar/<int:pk>/meld/": PUBLIC,
    # One's own comment: whoever has the link has written it.
    "kommentar/<str:token>/": LINK,
    "kontakt/": OPEN,
    "kontakt/skriv/": OPEN,
    "kontakt/ide/": OPEN,
    "kontakt/hjaelp/": OPEN,
    "kontakt/skriv/tak/": OPEN,
    "ideer/": OPEN,
    "nyhedsbrev/": OPEN,
    "nyhedsbrev/tak/": OPEN,
    "nyhedsbrev/<int:year>-<int:month>/": SHOWN,
    "nyhedsbrev/<int:year>-<int:month>/<slug:slug>/": SHOWN,
    "nyhedsbrev/<str:token>/": LINK,
    "sitemap.xml": OPEN,
    "robots.txt": OPEN,
    "favicon.ico": PASSED_ON,
    "medier/<path:path>": OPEN,
    # A signed link to a draft; a forged one leads nowhere.
    "kladde/<str:token>/": PUBLIC,
    "bestyrelse/": BOARD,
    "bestyrelse/overblik.schema.json": BOARD,
    "bestyrelse/orienteringer/": BOARD,
    "bestyrelse/orienteringer/<int:pk>/": BOARD_OF_PLAN,
    "bestyrelse/orienteringer/<int:pk>/orientering.pdf": BOARD_OF_PLAN,
    "bestyrelse/udgaver/": BOARD,
    "bestyrelse/udgaver/<int:pk>/": BOARD_OF_PLAN,
    "bestyrelse/udgaver/<int:pk>/tal/<slug:sort>/": BOARD_OF_PLAN,
    "bestyrelse/udgaver/<int:pk>/sammenlign/<int:other_pk>/": BOARD_OF_PLAN,
    **{f"bestyrelse/udgaver/<int:pk>/overblik.{kind}": BOARD_OF_PLAN for kind in OVERVIEWS},
    **{f"bestyrelse/overblik.{kind}": BOARD for kind in OVERVIEWS},
    **{f"bestyrelse/<slug:plan_slug>/overblik.{kind}": BOARD_OF_PLAN for kind in OVERVIEWS},
    **{f"bestyrelse/{path}": BOARD for path in PROGRESS},
    **{f"bestyrelse/<slug:plan_slug>/{path}": BOARD_OF_PLAN for path in PROGRESS},
    "bestyrelse/status/<int:pk>/": BOARD_OF_PLAN,
    "bestyrelse/budget/<int:pk>/dokument/": BOARD_OF_PLAN,
    "bestyrelse/lovet.csv": BOARD,
    "bestyrelse/budget/": BOARD,
    "bestyrelse/budget/sammenlign/": BOARD,
    "bestyrelse/<slug:plan_slug>/budget/": BOARD_OF_PLAN,
    "bestyrelse/<slug:plan_slug>/budget/sammenlign/": BOARD_OF_PLAN,
    "bestyrelse/tal/<slug:sort>/": BOARD,
    "bestyrelse/tal/<slug:sort>.csv": BOARD,
    "bestyrelse/<slug:plan_slug>/": BOARD_OF_PLAN,
    "bestyrelse/<slug:plan_slug>/tal/<slug:sort>/": BOARD_OF_PLAN,
    "bestyrelse/<slug:plan_slug>/tal/<slug:sort>.csv": BOARD_OF_PLAN,
    "bestyrelse/<slug:plan_slug>/lovet.csv": BOARD_OF_PLAN,
    "konto/log-ind/": LOGIN,
    "konto/log-ud/": row("elsewhere yes yes yes yes yes yes"),
    "konto/": OWN_LOGIN,
    "konto/adgangskode/": OWN_LOGIN,
    "konto/sessioner/": OWN_LOGIN,
    "konto/bekraeft/": OWN_LOGIN,
    "konto/glemt-adgangskode/": OPEN,
    "konto/glemt-adgangskode/sendt/": OPEN,
    "konto/ny-adgangskode/": OPEN,
    "konto/ny-adgangskode/<base36:uidb36>-<str:key>/": LINK,
    "konto/invitation/<str:token>/": LINK,
    "konto/totrin/": OWN_LOGIN,
    # Of somebody who logged in with a password alone: who has no second step has no codes either,
    # and before one is made, the password is asked once more.
    "konto/totrin/kode/": AFTER_PASSWORD,
    "konto/totrin/bekraeft/": AFTER_PASSWORD,
    "konto/totrin/slaa-til/": AFTER_PASSWORD,
    "konto/totrin/slaa-fra/": NOT_YET,
    "konto/totrin/noedkoder/": NOT_YET,
    "konto/totrin/noedkoder/nye/": AFTER_PASSWORD,
    "konto/totrin/noedkoder/hent/": NOT_YET,
}

# What the owner of a sign-up can do, whoever else he or she is: what a GET gets, and a POST.
PRESSED = (row("post post post post post post post"), LINK)
# A member's own; whose it is not, it does not exist for.
MEMBERS_DEED = (row("login post post post post post post"), row("login none none none none seen none"))
SITE_DEEDS = {
    "mine-grupper/moede/<int:pk>/svar/": MEMBERS_DEED,
    "mine-grupper/opgave/<int:pk>/gjort/": MEMBERS_DEED,
    "kommentar/<str:token>/fjern/": PRESSED,
    "tilmelding/<str:token>/meld-alle-fra/": PRESSED,
    "tilmelding/<str:token>/slet/": (LINK, LINK),
    "nyhedsbrev/<str:token>/bekraeft/": PRESSED,
    "nyhedsbrev/<str:token>/valg/": PRESSED,
    "nyhedsbrev/<str:token>/meld-fra/": (LINK, LINK),
    "tilmelding/<str:token>/<int:pk>/ja/": PRESSED,
    "tilmelding/<str:token>/<int:pk>/meld-fra/": PRESSED,
    "tilmelding/<str:token>/<int:pk>/antal/": PRESSED,
}

# The admin -----------------------------------------------------------------------------
# What each role may do with each sort of row: View, Add, Change, Delete. A small letter means
# only some rows: one's own, and for the auditor what is published.
#                                 head  worker finance auditor
RIGHTS = {
    "initiatives/initiative": "    VACD  Vacd   V       -",
    "initiatives/focusarea": "     VACD  V      V       -",
    "initiatives/milestone": "     VACD  Vacd   V       -",
    "initiatives/indicator": "     VACD  Vacd   V       -",
    "initiatives/audience": "      VACD  VAC    V       -",
    "initiatives/language": "      VACD  VAC    V       -",
    "activities/activity": "       VACD  Vacd   V       -",
    "activities/series": "         VACD  Vacd   V       -",
    "activities/place": "          VACD  VAC    V       -",
    "news/post": "                 VACD  VACD   V       -",
    "news/banner": "               VACD  VACD   V       -",
    "news/comment": "              VD    VD     -       -",
    "staff/staffmember": "         VACD  Vc     V       -",
    "organisation/partnership": "  VC    V      V       V",
    "organisation/plan": "         VACD  V      V       v",
    "organisation/plandocument": " VACD  V      V       v",
    "organisation/body": "         VACD  V      V       -",
    "organisation/seat": "         VACD  V      V       -",
    "organisation/housingarea": "  VACD  VC     V       V",
    "organisation/department": "   VACD  V      V       V",
    "organisation/housingcompany": "VACD V      V       V",
    "organisation/administrator": "VACD  V      V       V",
    "organisation/partner": "      VACD  V      V       V",
    "organisation/page": "         VACD  VC     V       -",
    "organisation/sitetext": "     VC    VC     V       -",
    "organisation/searchmiss": "   VD    VD     V       -",
    "contact/enquiry": "           VD    v      -       -",
    "contact/idea": "              VACD  VAC    V       -",
    "news/letter": "               Vc    Vc     V       -",
    # Their addresses are the head's alone.
    "news/subscriber": "           VD    -      -       -",
    "budget/frameline": "          VACD  -      VACD    v",
    "budget/fundingsource": "      VACD  -      VACD    v",
    "budget/costkind": "           VACD  -      VACD    V",
    "budget/budgetversion": "      VACD  -      VACD    v",
    "budget/budgetline": "         VACD  -      VACD    v",
    "budget/posting": "            V     -      V      v",
    "budget/importrun": "          V     -      V      v",
    "budget/receipt": "            VACD  -      VACD    v",
    "budget/deliveredhours": "     VACD  -      VACD    v",
    "budget/adjustmentbalance": "  VACD  -      VACD    v",
    "budget/variancecomment": "    VACD  -      VACD    v",
    "budget/edition": "            VACD  -      VACD    v",
    "board/duty": "                VACD  V      V       -",
    "board/boardpack": "           VACD  -      -       -",
    "board/status": "              VCD   Vc     V       -",
    "meetings/meeting": "          VACD  vc     -       -",
    "meetings/agendaitem": "       VCD   vcd    -       -",
    "meetings/standingitem": "     VACD  -      -       -",
    "meetings/decision": "         VCD   vcd    -       -",
    "meetings/minutes": "          V     v      -       -",
    "accounts/user": "             VACD  -      -       -",
    "mail/outgoingmail": "         VD    -      -       -",
}
ADMIN_ROLES = (Role.HEAD, Role.WORKER, Role.FINANCE, Role.AUDITOR)


def of_admin(words: str) -> dict[str, str]:
    """A row of the four who use the admin; the others are asked to log in, or refused."""
    head, worker, finance, auditor = words.split()
    return row(f"login {head} {worker} {finance} no no {auditor}")


EVERY_ROLE = of_admin("yes yes yes yes")
ADMIN = {
    "admin/": EVERY_ROLE,
    "admin/login/": TO_LOGIN,
    "admin/logout/": EVERY_ROLE,
    "admin/password_change/": of_admin("elsewhere elsewhere elsewhere elsewhere"),
    "admin/password_change/done/": EVERY_ROLE,
    "admin/autocomplete/": of_admin("no no no no"),
    "admin/jsi18n/": EVERY_ROLE,
    "admin/<app_label>/": of_admin("yes seen seen seen"),
    "admin/<url>": of_admin("none none none none"),
    # The bin shows each what he or she might have deleted.
    "admin/papirkurv/": EVERY_ROLE,
    # Rules and figures, nobody's data.
    "admin/opbevaring/": EVERY_ROLE,
    # An uploaded document is seen by who sees its row.
    "admin/dokument/<str:kind>/<int:pk>/<str:field>/": of_admin("yes no yes seen"),
    "admin/afstemning/": of_admin("yes no yes no"),
    "admin/ringeliste/": of_admin("yes yes no no"),
    "admin/aarshjul/": of_admin("yes yes yes no"),
    # There is one: its list is its form.
    "admin/organisation/partnership/": of_admin("elsewhere elsewhere elsewhere elsewhere"),
}
# What else can be done to rows: what a GET gets, and a POST.
BUTTON = of_admin("post post post post")
HANDLING = (BUTTON, of_admin("yes seen no no"))
SHARING = (BUTTON, of_admin("yes no no no"))
OF_FINANCE = (BUTTON, of_admin("yes no yes no"))
OF_EDITORS = (BUTTON, of_admin("yes yes no no"))
SHARING_OWN = (BUTTON, of_admin("yes own no no"))
# Others' meetings are not there for whoever keeps only some.
OF_MINUTES = (of_admin("yes seen no no"), of_admin("yes seen no no"))
MEETING_STEPS = ("indkald", "aendringer", "aflys", "holdt", "godkend", "ret", "referat")
DEEDS = {
    "initiatives/initiative/<int:pk>/del-kladden/": SHARING_OWN,
    "organisation/body/<int:pk>/del-kladden/": SHARING,
    "organisation/plan/<int:pk>/del-kladden/": SHARING,
    "organisation/plan/<int:pk>/naeste/": (of_admin("yes no no no"), of_admin("yes no no no")),
    "accounts/user/<int:pk>/nulstil-to-trin/": (BUTTON, of_admin("yes no no no")),
    "news/post/<int:pk>/del-kladden/": OF_EDITORS,
    **{f"news/comment/<int:pk>/{deed}/": OF_EDITORS for deed in ("vis", "skjul", "svar")},
    "staff/staffmember/<int:pk>/del-kladden/": SHARING_OWN,
    "staff/staffmember/<int:pk>/traek-samtykke/": (BUTTON, of_admin("yes own no no")),
    "activities/activity/<int:pk>/deltagere/": (of_admin("yes own no no"), None),
    "activities/activity/<int:pk>/deltagere/antal/": SHARING_OWN,
    "activities/activity/<int:pk>/deltagere/kom/": SHARING_OWN,
    "activities/activity/<int:pk>/deltagere/tilmeld/": SHARING_OWN,
    "activities/activity/<int:pk>/aflys/": (of_admin("yes own no no"), of_admin("yes own no no")),
    "activities/signup/<int:pk>/meld-fra/": HANDLING,
    "activities/signup/<int:pk>/tag-pladsen/": HANDLING,
    "activities/call/<int:pk>/ringet/": HANDLING,
    **{f"meetings/meeting/<int:pk>/{step}/": OF_MINUTES for step in MEETING_STEPS},
    "papirkurv/<uuid:act>/": (BUTTON, of_admin("yes yes yes yes")),
    "contact/enquiry/<int:pk>/tag/": HANDLING,
    "contact/enquiry/<int:pk>/giv/": HANDLING,
    "contact/enquiry/<int:pk>/besvaret/": HANDLING,
    "contact/enquiry/<int:pk>/luk/": HANDLING,
    "contact/enquiry/<int:pk>/aabn/": HANDLING,
    "news/letter/udkast/": (BUTTON, of_admin("yes yes no no")),
    "board/dutyturn/<int:pk>/gjort/": (BUTTON, of_admin("yes own no no")),
    "budget/budgetversion/<int:pk>/ny-version/": (BUTTON, of_admin("yes no yes no")),
    "budget/budgetversion/<int:pk>/flyt-posteringer/": (BUTTON, of_admin("yes no yes no")),
    "board/boardpack/<int:pk>/send/": (of_admin("yes no no no"), of_admin("yes no no no")),
    "board/status/kladder/": (BUTTON, of_admin("yes no no no")),
    "board/status/<int:pk>/udgiv/": (BUTTON, of_admin("yes no no no")),
    "mail/outgoingmail/<int:pk>/send-igen/": (BUTTON, of_admin("yes no no no")),
    "budget/importrun/indlaes/": (of_admin("yes no yes no"), of_admin("yes no yes no")),
    # Of a file that is saved, its rows are shown instead.
    "budget/importrun/<int:pk>/kolonner/": (of_admin("elsewhere no elsewhere no"), of_admin("yes no yes no")),
    "budget/importrun/<int:pk>/eftersyn/": (of_admin("yes no yes seen"), None),
    "budget/importrun/<int:pk>/fil/": (of_admin("yes no yes seen"), None),
    "budget/importrun/<int:pk>/laes-igen/": OF_FINANCE,
    "budget/importrun/<int:pk>/gem/": OF_FINANCE,
    "budget/importrun/<int:pk>/kasser/": OF_FINANCE,
    "budget/importrun/<int:pk>/fortryd/": OF_FINANCE,
}
# Rows of which no versions are kept.
WITHOUT_HISTORY = {"contact/enquiry", "accounts/user", "mail/outgoingmail", "organisation/searchmiss"}
WITHOUT_HISTORY |= {"news/comment", "news/subscriber", "budget/posting", "budget/importrun", "budget/edition"}
WITHOUT_HISTORY |= {"board/boardpack"}
WITHOUT_HISTORY |= {"meetings/minutes"}
# Lists that can be had as a spreadsheet, by all who see them; and who may read one in.
TABLES = {
    "initiatives/initiative": of_admin("yes no no no"),
    "staff/staffmember": of_admin("yes no no no"),
    "organisation/seat": of_admin("yes no no no"),
    "budget/fundingsource": of_admin("yes no yes no"),
}
# Lists that can be had as a workbook, and come back as an import.
BOOKS = {"budget/budgetline", "budget/posting", "budget/receipt", "budget/deliveredhours"}


def pages_of(model: str, rights: dict[str, str]) -> Iterator[Line]:
    """The addresses that the admin has for every model."""

    def each(answer: Any) -> dict[str, str]:
        return of_admin(" ".join(answer(rights[role]) for role in ADMIN_ROLES))

    start = f"admin/{model}/"
    yield Line(start, each(listed))
    yield Line(f"{start}add/", each(added), each(added))
    yield Line(f"{start}<path:object_id>/change/", each(opened), each(changed))
    yield Line(f"{start}<path:object_id>/delete/", each(deleted), each(deleted))
    # Former versions hold what was a draft, and are not for the auditor.
    if model not in WITHOUT_HISTORY:
        yield Line(f"{start}<path:object_id>/history/", each(opened) | {Role.AUDITOR: "no"})
        yield Line(f"{start}<path:object_id>/historik/<uuid:act>/tilbage/", BUTTON, each(changed))
    yield Line(f"{start}<path:object_id>/", of_admin("elsewhere elsewhere elsewhere elsewhere"))
    if model in BOOKS:
        yield Line(f"{start}regneark/", each(listed))
    if model in TABLES:
        yield Line(f"{start}regneark/", each(listed))
        yield Line(f"{start}regneark/<str:kind>/", each(listed))
        yield Line(f"{start}laes-ind/", TABLES[model], TABLES[model])
        yield Line(f"{start}laes-ind/gem/", BUTTON, TABLES[model])


def listed(rights: str) -> str:
    return "yes" if "v" in rights.lower() else "no"


def added(rights: str) -> str:
    return "yes" if "a" in rights.lower() else "no"


def opened(rights: str) -> str:
    return "yes" if "V" in rights else "seen" if "v" in rights else "no"


def changed(rights: str) -> str:
    if "c" in rights:
        return "own" if "V" in rights else "seen"
    return "yes" if "C" in rights else "no"


def deleted(rights: str) -> str:
    if "d" in rights:
        return "own" if "V" in rights else "seen"
    return "yes" if "D" in rights else "no"


def table() -> list[Line]:
    """Everything that is said above, address by address."""
    lines = [Line(address, answers) for address, answers in (SITE | ADMIN).items()]
    lines += [Line(address, get, post) for address, (get, post) in SITE_DEEDS.items()]
    for model, words in RIGHTS.items():
        pages = pages_of(model, dict(zip(ADMIN_ROLES, words.split(), strict=True)))
        lines += [page for page in pages if page.address not in ADMIN]
    return lines + [Line(f"admin/{address}", get, post) for address, (get, post) in DEEDS.items()]


def addresses(resolver: URLResolver | None = None, start: str = "") -> Iterator[str]:
    """Every address that the site answers at, as its urls.py files write it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        address = start + plain(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, address)
        else:
            yield address


def plain(pattern: str) -> str:
    """The admin writes two of its addresses as regular expressions."""
    name = re.search(r"\(\?P(<\w+>)", pattern)
    return name[1] + ("/" if pattern.endswith("/$") else "") if name else pattern
