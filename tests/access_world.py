"""A site with something to hide from everybody, and one reader of each role.

Every secret word begins with "Hemmelig", so that searching for that finds whatever leaks.
"""

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from http.cookies import SimpleCookie
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from abc_portal.access import ENDED, VISITOR
from accounts import invitations
from accounts.models import User
from accounts.roles import Role
from activities.bookings import token_of
from activities.models import Activity, Call, SignUp
from budget.models import CostKind, FundingSource
from core import previews
from core.history import one_act
from initiatives.models import FocusArea
from meetings.feeds import token_of as token_of_feed
from news.commenting import keys
from organisation.models import Body, DocumentVersion, Page, Plan, PlanDocument, SiteText
from tests import factories
from tests.papers import pdf

EDITORS = {Role.HEAD, Role.WORKER, Role.FINANCE}
KEEP_BOOKS = {Role.HEAD, Role.FINANCE}
READ_BOOKS = KEEP_BOOKS | {Role.BOARD, Role.AUDITOR}
# Each secret, and who may know it.
SECRETS = {
    "Hemmeligkladde": EDITORS,
    "Hemmeligslettet": EDITORS,
    "Hemmeligdato": EDITORS,
    "Hemmeligtilmeldt": {Role.HEAD, Role.WORKER},
    "56473829": {Role.HEAD, Role.WORKER},
    "hemmeligtilmeldt@": {Role.HEAD, Role.WORKER},
    "Hemmeligmilepæl": EDITORS,
    "Hemmeligmilepæl i planen": EDITORS,
    "Hemmeligfremgang": EDITORS | READ_BOOKS,
    "Hemmeligorientering": KEEP_BOOKS,
    "Hemmeligsendt": KEEP_BOOKS | READ_BOOKS,
    "Hemmeligstatus": EDITORS,
    "Hemmeligudgivet": EDITORS | READ_BOOKS,
    "Hemmeligplan": EDITORS,
    "Hemmeligramme": EDITORS,
    "Hemmeligkilde": EDITORS,
    "987.654.321": EDITORS,
    "Hemmeliggruppe": EDITORS,
    "Hemmeligansat": EDITORS,
    "Hemmeligtmedlem": EDITORS,
    "Hemmeligbestyrer": EDITORS | {Role.BOARD},
    "Hemmeligfælle": EDITORS | {Role.GROUP},
    "hemmeligpost": EDITORS,
    "hemmeligfaelles": EDITORS | {Role.AUDITOR},
    "Hemmeligegengruppe": EDITORS | {Role.GROUP},
    "Hemmeligfortid": EDITORS,
    "Hemmeligplanfortid": EDITORS,
    "Hemmeligegenhenvendelse": {Role.HEAD, Role.WORKER},
    "Hemmeligfremmedhenvendelse": {Role.HEAD},
    "Hemmeligidé": EDITORS,
    "Hemmelignyhed": EDITORS,
    "Hemmeligbesked": EDITORS,
    "Hemmeligventer": {Role.HEAD, Role.WORKER},
    "Hemmeligskjult": {Role.HEAD, Role.WORKER},
    "hemmeliglogin": {Role.HEAD},
    "hemmeligmodtager": {Role.HEAD},
    "Hemmeligbrev": set(),
    "Hemmeligtnyhedsbrev": EDITORS,
    "hemmeliglaeser": {Role.HEAD},
    "Hemmeligfremmedtilmeldt": {Role.HEAD},
    "Hemmeligtregnskab": READ_BOOKS,
    **dict.fromkeys(("2.468.135", "2468135"), READ_BOOKS),
    "Hemmeligtbudgetudkast": KEEP_BOOKS,
    "Hemmeligtplanregnskab": KEEP_BOOKS,
    "Hemmeligpligt": EDITORS,
    "Hemmeligtpapir": READ_BOOKS | EDITORS,
    "Hemmeligtplanpapir": EDITORS,
    # Of the board, behind closed doors.
    "Hemmeligtpunkt": {Role.HEAD, Role.BOARD},
    "Hemmeligtbilag": {Role.HEAD},
    **dict.fromkeys(("5.432.109", "5432109"), KEEP_BOOKS),
}


class World:
    def __init__(self) -> None:
        self.client = Client()
        self.today = timezone.localdate()
        self.yesterday = self.today - datetime.timedelta(days=1)
        self.users = self._readers()
        self._partnership()
        self._plans()
        self._initiatives()
        self.books = self._books(self.plan, self.source, self.focus_area, "Hemmeligtregnskab", 2_468_135)
        self.draft_books = self._books(
            self.draft_plan, self.draft_source, self.draft_focus_area, "Hemmeligtplanregnskab", 5_432_109
        )
        draft = factories.budget_version(self.plan, name="Hemmeligtbudgetudkast", in_force_from=None)
        factories.budget_line(draft, 5_432_109, name="Hemmeligtbudgetudkast")
        factories.read_file(self.plan, "Hemmeligtbudgetudkast")
        self._dates()
        self._duties()
        self._bodies()
        self._meetings()
        self._enquiries()
        self._news()
        self.mail = factories.outgoing_mail(
            recipient="hemmeligmodtager@example.invalid", body=b"Hemmeligbrev", state="fejl"
        )
        self._letters()
        self.sessions = {reader: self._session(user) for reader, user in self.users.items()}

    # Who reads --------------------------------------------------------------------------

    def _readers(self) -> dict[str, Any]:
        month = self.today + datetime.timedelta(days=30)
        return {
            Role.HEAD: factories.user("leder@example.invalid", role=Role.HEAD),
            Role.WORKER: factories.user("medarbejder@example.invalid", role=Role.WORKER),
            Role.FINANCE: factories.user("oekonomi@example.invalid", role=Role.FINANCE),
            Role.BOARD: factories.user("bestyrelse@example.invalid"),
            Role.GROUP: factories.user("gruppe@example.invalid"),
            Role.AUDITOR: factories.user("revisor@example.invalid", role=Role.AUDITOR, access_until=month),
            ENDED: factories.user("forhenvaerende@example.invalid"),
        }

    def _session(self, user: User) -> str:
        client = Client()
        client.force_login(user)
        return client.cookies[settings.SESSION_COOKIE_NAME].value

    def ask(self, reader: str, method: str, url: str, **data: Any) -> HttpResponse:
        """What a reader gets; each request comes with the session as it was at the login."""
        session = {} if reader == VISITOR else {settings.SESSION_COOKIE_NAME: self.sessions[reader]}
        self.client.cookies = SimpleCookie(session)
        return getattr(self.client, method)(url, data)

    def user(self, reader: str) -> Any:
        return self.users.get(reader) or AnonymousUser()

    # What there is ----------------------------------------------------------------------

    def _partnership(self) -> None:
        self.partnership = factories.partnership(email="hemmeligfaelles@example.invalid")
        self.area = factories.area(name="Nordby")
        self.administrator = factories.administrator()
        self.company = factories.company(administrator=self.administrator)
        self.department = factories.department(company=self.company, area=self.area)
        self.partner = factories.partner()
        self.page = factories.page(kind=Page.Kind.PRIVACY)
        SiteText.objects.add_missing()
        self.text = SiteText.objects.order_by("key")[0]
        self.text.save()
        self.search_miss = factories.search_miss()
        invited = factories.user("inviteret@example.invalid", password=None, invited_at=timezone.now())
        self.invitation = invitations.token(invited)
        self.hidden_login = factories.user("hemmeliglogin@example.invalid", is_active=False)

    def _plans(self) -> None:
        self.plan = factories.plan(areas=[self.area], vision="<p>Hemmeligplanfortid</p>", publish_from=None)
        self.plan.vision, self.plan.publish_from = "<p>Et godt sted at bo.</p>", timezone.now()
        self.plan.save()
        first = self.today.year + 3
        self.draft_plan = factories.plan(
            areas=[self.area],
            name="Hemmeligplan",
            slug="hemmeligplan",
            starts_on=datetime.date(first, 1, 1),
            ends_on=datetime.date(first + 3, 12, 31),
            publish_from=None,
        )
        self.line = factories.frame_line(self.plan)
        self.draft_line = factories.frame_line(self.draft_plan, name="Hemmeligramme", amount=Decimal(987_654_321))
        self.source = factories.funding_source(self.plan, department=self.department, frame_line=self.line)
        self.draft_source = factories.funding_source(
            self.draft_plan,
            name="Hemmeligkilde",
            department=self.department,
            total=Decimal(987_654_321),
            frame_line=self.draft_line,
        )

        factories.document_version(factories.document(self.plan), self.today)
        self.paper = self._paper(self.plan, "Hemmeligtpapir")
        self.draft_paper = self._paper(self.draft_plan, "Hemmeligtplanpapir", is_public=True)

    def _paper(self, plan: Plan, word: str, is_public: bool = False) -> PlanDocument:
        """With a version in force, a former one, and one to come."""
        row = factories.document(plan, title=word, is_public=is_public)
        for days in (-9, 0, 9):
            factories.document_version(row, self.today + datetime.timedelta(days), word, changes=word)
        return row

    def _initiatives(self) -> None:
        self.worker = factories.staff_member(
            name="Anna Arbejder", user=self.users[Role.WORKER], email="hemmeligpost@example.invalid"
        )
        self.colleague = factories.staff_member(name="Hemmeligansat", publish_from=None)
        self.focus_area = factories.focus_area(self.plan, name="Fritid")
        self.foreign_focus_area = factories.focus_area(self.plan, name="Familie")
        self.draft_focus_area = factories.focus_area(self.draft_plan, name="Hemmeligplan-indsats")
        factories.responsibility(self.focus_area, self.worker)
        self.audience = factories.audience()
        self.language = factories.language()
        self.own = factories.initiative(
            self.focus_area, name="Cykelklub", audiences=[self.audience], summary="Hemmeligfortid", publish_from=None
        )
        self.own.summary, self.own.publish_from = "Vi cykler.", timezone.now()
        self.own.save()
        self.foreign = factories.initiative(
            self.foreign_focus_area, [self.area], name="Hemmeligkladde", publish_from=None
        )
        shared = factories.initiative(self.focus_area, name="Løbeklub", publish_from=None)
        self.token = previews.token_for(shared, previews.last_moment())
        with one_act() as self.deletion:
            factories.initiative(self.focus_area, name="Hemmeligslettet").delete()
        self._followed()
        self.of_draft_plan = factories.initiative(self.draft_focus_area, name="Hemmeligplan-initiativ")

    def _followed(self) -> None:
        """What is shown is the board's; what is a draft's, or in a draft plan, is the secretariat's."""
        late = self.today - datetime.timedelta(days=3)
        owned = {"due_on": late, "owner": self.colleague}
        self.milestone = factories.milestone(self.own, title="Hemmeligfremgang", **owned)
        self.foreign_milestone = factories.milestone(self.foreign, title="Hemmeligmilepæl", **owned)
        factories.milestone(self.draft_focus_area, title="Hemmeligmilepæl i planen", **owned)
        self.indicator = factories.indicator(self.own, {late: 12}, name="Hemmeligfremgang")
        self.foreign_indicator = factories.indicator(self.foreign, {late: 12}, name="Hemmeligmilepæl")
        factories.indicator(self.draft_focus_area, {late: 12}, name="Hemmeligmilepæl i planen")
        self.status = factories.status(self.own, happened="Hemmeligstatus")
        self.foreign_status = factories.status(self.foreign, happened="Hemmeligstatus")
        told = factories.initiative(self.focus_area, name="Løbehold")
        self.published_status = factories.published_status(told, happened="Hemmeligudgivet")
        self.pack = factories.board_pack(self.plan, letter="<p>Hemmeligorientering</p>")
        self.sent_pack = factories.sent_pack(self.plan, letter="<p>Hemmeligsendt</p>", as_of=late)

    def _books(self, plan: Plan, source: FundingSource, area: FocusArea, word: str, amount: int) -> dict[str, Any]:
        """A row of everything that is kept about a plan's money, each with the word and the amount."""
        hours = factories.hours_source(plan)
        factories.hourly_rate(hours, amount, agreed_in=word)
        factories.pledge_decision(source, decided_by=word)
        kind = CostKind.objects.first()
        paper = ContentFile(pdf(word), name="beslutning.pdf")
        version = factories.budget_version(plan, name=f"Budget {word}", reason=word, document=paper)
        line = factories.budget_line(version, amount, name=word, focus_area=area, kind=kind, source=source)
        rows = {
            "budgetversion": version,
            "budgetline": line,
            "posting": factories.posting(line, amount, text=word),
            "importrun": factories.read_file(plan, word, state="gemt", applied_at=timezone.now(), booked_to=None),
            "receipt": factories.receipt(source, amount, reference=word),
            "deliveredhours": factories.delivered_hours(hours, amount, unit=word),
            "adjustmentbalance": factories.adjustment_balance(plan, amount=Decimal(amount), explanation=word),
            "variancecomment": factories.variance_comment(plan, focus_area=area, text=word),
        }
        # Of a meeting to come: what was shown to the board cannot be deleted.
        tomorrow = self.today + datetime.timedelta(days=1)
        return rows | {"edition": factories.edition(plan, name=f"Udgave {word}", presented_on=tomorrow)}

    def _duties(self) -> None:
        self.duty = factories.duty(title="Hemmeligpligt", about="Hemmeligpligt", responsible=self.worker)
        self.turn = factories.duty_turn(self.duty, note="Hemmeligpligt")
        self.foreign_turn = factories.duty_turn(factories.duty(title="Hemmeligpligt, en andens"), -7)

    def _dates(self) -> None:
        place = factories.place(area=self.area)
        self.date = factories.activity(self.own, place=place, contact=self.colleague, joining="tilmelding")
        self.sign_up = factories.sign_up(self.date, name="Bente Beboer", email="bente@example.invalid")
        # The link to one sign-up shows nothing of another's.
        hidden = {"name": "Hemmeligtilmeldt", "phone": "56473829", "email": "hemmeligtilmeldt@a.invalid"}
        self.own_sign_up, self.call = self._called(self.date, **hidden)
        self.place = place
        self.series = factories.series(self.own)
        self.foreign_series = factories.series(self.foreign)
        self.hidden_date = factories.activity(self.foreign, name="Hemmeligdato", place=place)
        factories.activity(self.of_draft_plan, name="Hemmeligdato i en plan", place=place)
        self.foreign_sign_up, self.foreign_call = self._called(self.hidden_date, name="Hemmeligfremmedtilmeldt")

    def _called(self, date: Activity, **person: str) -> tuple[SignUp, Call]:
        """Somebody who is to be rung about a place."""
        row = factories.sign_up(date, state=SignUp.State.OFFERED, **person)
        return row, factories.call(row)

    def _bodies(self) -> None:
        self.board = factories.body(kind=Body.Kind.BOARD, name="Bestyrelsen")
        self.group = factories.body(name="Hemmeligegengruppe", publish_from=None)
        self.foreign_group = factories.body(name="Hemmeliggruppe", publish_from=None)
        self.seat = factories.seat(self.board)
        factories.member(self.seat, user=self.users[Role.BOARD], starts_on=self.today)
        factories.member(factories.seat(self.board), name="Hemmeligbestyrer")
        factories.member(factories.seat(self.board), user=self.users[ENDED], ends_on=self.yesterday)
        self.group_seat = factories.seat(self.group)
        factories.member(self.group_seat, user=self.users[Role.GROUP])
        factories.member(factories.seat(self.group), name="Hemmeligfælle")
        local = factories.body(kind=Body.Kind.LOCAL, name="Styregruppe Nordby", area=self.area)
        factories.member(factories.seat(local), name="Hemmeligtmedlem")

    def _meetings(self) -> None:
        self.meeting_day = self.today + datetime.timedelta(days=10)
        self.meeting = factories.meeting(self.board, date=self.meeting_day)
        foreign = factories.meeting(self.foreign_group, date=self.meeting_day)
        foreign_item = factories.agenda_item(foreign, is_closed=True)
        self.foreign_paper = factories.attachment(foreign_item, "Hemmeligtbilag")
        keeps = {"secretary": self.users[Role.WORKER]}
        self.group_meeting = factories.meeting(self.group, date=self.meeting_day, **keeps)
        self.task = factories.decision(factories.agenda_item(self.group_meeting), seat=self.group_seat)
        self.open_paper = factories.attachment(factories.agenda_item(self.meeting))
        word = "Hemmeligtpunkt"
        hidden = {"title": word, "case": word, "is_closed": True, "hides_title": True}
        self.closed_item = factories.agenda_item(self.meeting, **hidden)
        self.closed_task = factories.decision(self.closed_item, what=word, seat=self.seat)
        factories.attachment(self.closed_item, word)
        plan = {"date": self.today + datetime.timedelta(days=40), "state": "planlagt", "called_at": None}
        self.own_plan = factories.meeting(self.group, **plan, **keeps)
        self.foreign_plan = factories.meeting(self.board, **plan)
        factories.agenda_item(self.foreign_plan, **hidden)
        self.standing = factories.standing_item(self.board, **hidden)
        self.own_minutes = factories.minutes(factories.meeting(self.group, date=self.yesterday, **keeps))
        held = factories.meeting(self.board, date=self.yesterday)
        self.foreign_minutes = factories.minutes(held)
        with one_act():
            factories.agenda_item(self.meeting, **hidden).delete()

    def _enquiries(self) -> None:
        self.own_enquiry = factories.enquiry(
            name="Hemmeligegenhenvendelse", staff_member=self.worker, focus_area=self.focus_area
        )
        self.foreign_enquiry = factories.enquiry(
            name="Hemmeligfremmedhenvendelse", focus_area=self.foreign_focus_area, staff_member=self.colleague
        )

        self.idea = factories.idea(area=self.area, initiative=self.own)
        self.draft_idea = factories.idea(title="Hemmeligidé", initiative=self.own, publish_from=None)

    def _news(self) -> None:
        """A post that everybody sees, about what nobody may; and one that is not shown."""
        about = {"initiatives": [self.foreign], "focus_areas": [self.draft_focus_area]}
        self.post = factories.post([self.area], **about, title="Bænke", author=self.colleague)
        self.draft_post = factories.post([self.area], title="Hemmelignyhed", publish_from=None)
        self.comment = factories.comment(self.post)
        self.hidden_comment = factories.comment(
            self.post, state="skjult", hidden_because="Hemmeligskjult", text="Hemmeligskjult", name="Hemmeligskjult"
        )
        waiting = {"name": "Hemmeligventer", "email": "hemmeligventer@a.invalid", "text": "Hemmeligventer"}
        factories.comment(self.post, state="venter", **waiting)
        factories.comment(self.draft_post, text="Hemmelignyhed", name="Hemmelignyhed")
        tomorrow = timezone.now() + datetime.timedelta(days=1)
        later = {"starts_at": tomorrow, "ends_at": tomorrow + datetime.timedelta(days=1)}
        self.banner = factories.banner(text="Hemmeligbesked", **later)

    def _letters(self) -> None:
        self.subscriber = factories.subscriber()
        factories.subscriber(email="hemmeliglaeser@example.invalid")
        self.letter = factories.letter(subject="Hemmeligtnyhedsbrev")
        self.released = factories.released_letter(self.letter.month - datetime.timedelta(days=1))

    # Where it stands --------------------------------------------------------------------

    @property
    def rows(self) -> dict[str, tuple[Any, Any]]:
        """Of each model one row that whoever sees only some may see, and one that he or she may not."""
        return {
            "initiatives/initiative": (self.own, self.foreign),
            "initiatives/focusarea": (self.focus_area, self.draft_focus_area),
            "initiatives/milestone": (self.milestone, self.foreign_milestone),
            "initiatives/indicator": (self.indicator, self.foreign_indicator),
            "board/boardpack": (self.pack, None),
            "board/status": (self.status, self.foreign_status),
            "initiatives/audience": (self.audience, None),
            "initiatives/language": (self.language, None),
            "activities/activity": (self.date, self.hidden_date),
            "activities/signup": (self.own_sign_up, self.foreign_sign_up),
            "activities/call": (self.call, self.foreign_call),
            "activities/series": (self.series, self.foreign_series),
            "activities/place": (self.place, None),
            "news/post": (self.post, self.draft_post),
            "news/comment": (self.comment, self.hidden_comment),
            "news/banner": (self.banner, None),
            "staff/staffmember": (self.worker, self.colleague),
            "organisation/partnership": (self.partnership, None),
            "organisation/plan": (self.plan, self.draft_plan),
            "board/duty": (self.duty, None),
            "board/dutyturn": (self.turn, self.foreign_turn),
            "organisation/plandocument": (self.paper, self.draft_paper),
            "organisation/body": (self.board, self.foreign_group),
            "organisation/seat": (self.seat, None),
            "organisation/housingarea": (self.area, None),
            "organisation/department": (self.department, None),
            "organisation/housingcompany": (self.company, None),
            "organisation/administrator": (self.administrator, None),
            "organisation/partner": (self.partner, None),
            "organisation/page": (self.page, None),
            "organisation/sitetext": (self.text, None),
            "organisation/searchmiss": (self.search_miss, None),
            "contact/enquiry": (self.own_enquiry, self.foreign_enquiry),
            "contact/idea": (self.idea, None),
            "news/letter": (self.letter, self.released),
            "news/subscriber": (self.subscriber, None),
            "budget/frameline": (self.line, self.draft_line),
            "budget/fundingsource": (self.source, self.draft_source),
            "budget/costkind": (CostKind.objects.first(), None),
            **{f"budget/{name}": (row, self.draft_books[name]) for name, row in self.books.items()},
            "meetings/meeting": (self.own_plan, self.foreign_plan),
            "meetings/agendaitem": (self.task.item, self.closed_item),
            "meetings/standingitem": (self.standing, None),
            "meetings/decision": (self.task, self.closed_task),
            "meetings/minutes": (self.own_minutes, self.foreign_minutes),
            "accounts/user": (self.hidden_login, None),
            "mail/outgoingmail": (self.mail, None),
        }

    @property
    def slugs(self) -> dict[str, tuple[Any, Any]]:
        return {
            "initiativer/": (self.own, self.foreign),
            "indsatsomraader/": (self.focus_area, None),
            "boligomraader/": (self.area, None),
            "organisation/": (self.board, self.foreign_group),
            "nyheder/omraade/": (self.area, None),
            "nyheder/": (self.post, self.draft_post),
            "medarbejdere/": (self.worker, self.colleague),
            "kalender/": (self.date, self.hidden_date),
            "kalender/omraade/": (self.area, None),
            "kalender/initiativ/": (self.own, self.foreign),
        }

    def samples(self, address: str) -> Iterator[tuple[str, bool]]:
        """Real addresses, and whether they are of what everybody with some right may see."""
        if "<slug:plan_slug>" in address:
            start, _, below = address.partition("<slug:plan_slug>/")
            for tail, seen in self.samples(below):
                yield f"/{start}{self.plan.slug}{tail}", seen
            yield f"/{start}hemmeligplan{self._in_draft_plan(below)}", False
        elif address.startswith("nyheder/<slug:slug>/kommentar/<int:pk>"):
            for row, seen in ((self.comment, True), (self.hidden_comment, False)):
                yield f"/nyheder/{self.post.slug}/kommentar/{row.pk}/meld/", seen
        elif address.startswith("nyhedsbrev/<int"):
            for letter, seen in ((self.released, True), (self.letter, False)):
                yield letter.get_absolute_url() + (f"{self.area.slug}/" if "slug" in address else ""), seen
        elif "<slug:slug>" in address:
            for row, seen in zip(self.slugs[address.split("<slug:slug>")[0]], (True, False), strict=True):
                if row:
                    day = self.meeting_day.isoformat()
                    yield "/" + address.replace("<slug:slug>", row.slug).replace("<day:date>", day), seen
        elif address.startswith("kommentar/<"):
            for token, seen in ((keys.token_of(self.comment.key), True), ("forfalsket", False)):
                yield "/" + address.replace("<str:token>", token), seen
        elif address.startswith("tilmelding/<"):
            own = address.replace("<int:pk>", str(self.sign_up.pk))
            for token, seen in ((token_of(self.sign_up.booking), True), ("forfalsket", False)):
                yield "/" + own.replace("<str:token>", token), seen
        elif address.startswith("nyhedsbrev/<str"):
            for token, seen in ((self.subscriber.key, True), ("forfalsket", False)):
                yield "/" + address.replace("<str:token>", str(token)), seen
        elif address.startswith("admin/dokument/"):
            for row, seen in ((self.books, True), (self.draft_books, False)):
                yield f"/admin/dokument/budget.budgetversion/{row['budgetversion'].pk}/document/", seen
        elif address.startswith("bestyrelse/udgaver/<"):
            below = address.replace("<int:other_pk>", "<int:pk>").replace("<slug:sort>", "forbrug")
            for row, seen in zip(self.rows["budget/edition"], (True, False), strict=True):
                yield "/" + below.replace("<int:pk>", str(row.pk)), seen
        elif address == "dokumenter/<int:pk>/":
            for version in DocumentVersion.objects.exclude(document=self.draft_paper):
                yield f"/dokumenter/{version.pk}/", version.document.is_public
        elif address == "bestyrelse/status/<int:pk>/":
            for row, seen in ((self.published_status, True), (self.status, False)):
                yield f"/bestyrelse/status/{row.pk}/", seen
        elif address.startswith("bestyrelse/orienteringer/<"):
            for row, seen in ((self.sent_pack, True), (self.pack, False)):
                yield "/" + address.replace("<int:pk>", str(row.pk)), seen
        elif address == "bestyrelse/budget/<int:pk>/dokument/":
            for row, seen in ((self.books, True), (self.draft_books, False)):
                yield f"/bestyrelse/budget/{row['budgetversion'].pk}/dokument/", seen
        elif address == "moeder/bilag/<int:pk>/":
            for row, seen in ((self.open_paper, True), (self.foreign_paper, False)):
                yield f"/moeder/bilag/{row.pk}/", seen
        elif address.startswith("mine-grupper/") and "<int:pk>" in address:
            row = self.task if "opgave" in address else self.group_meeting
            yield "/" + address.replace("<int:pk>", str(row.pk)), True
        elif "<path:object_id>" in address or "<int:pk>" in address:
            app, model = address.split("/")[1:3]
            for row, seen in zip(self.rows[f"{app}/{model}"], (True, False), strict=True):
                if row:
                    yield "/" + re.sub(r"<(path:object_id|int:pk)>", str(row.pk), with_act(address, row)), seen
        elif "<slug:sort>" in address:
            sorts = ("lovet", "budget", "forbrug", "indbetalinger", "timer")
            yield from ((f"/{address.replace('<slug:sort>', sort)}", True) for sort in sorts)
        elif "<str:kind>" in address:
            yield from ((f"/{address.replace('<str:kind>', kind)}", True) for kind in ("csv", "xlsx"))
        else:
            yield from self._single(f"/{address}")

    def _in_draft_plan(self, below: str) -> str:
        row = {"initiativer/": self.of_draft_plan, "indsatsomraader/": self.draft_focus_area}
        slug = getattr(row.get(below.split("<")[0], self.area), "slug", "")
        return "/" + below.replace("<slug:slug>", slug).replace("<slug:sort>", "forbrug")

    def _single(self, url: str) -> Iterator[tuple[str, bool]]:
        named = {
            "/soeg/": [("/soeg/?q=hemmelig", True)],
            "/kladde/<str:token>/": [(f"/kladde/{self.token}/", True), ("/kladde/forfalsket/", False)],
            "/moeder/kalender/<str:token>.ics": [
                (f"/moeder/kalender/{token_of_feed(self.users[Role.BOARD], self.board)}.ics", True),
                (f"/moeder/kalender/{token_of_feed(self.users[ENDED], self.board)}.ics", False),
            ],
            "/konto/invitation/<str:token>/": [
                (f"/konto/invitation/{self.invitation}/", True),
                ("/konto/invitation/x/", False),
            ],
            "/konto/ny-adgangskode/<base36:uidb36>-<str:key>/": [("/konto/ny-adgangskode/1-forfalsket/", False)],
            "/medier/<path:path>": [("/medier/proeve.png", True)],
            "/admin/papirkurv/<uuid:act>/": [(f"/admin/papirkurv/{self.deletion}/", True)],
            "/admin/<app_label>/": [("/admin/organisation/", True), ("/admin/accounts/", False)],
            "/admin/<url>": [("/admin/findes/ikke/", True)],
        }
        yield from named.get(url, [(url, True)])
        if url.startswith("/admin/") and url.count("/") == 4 and "<" not in url:
            yield f"{url}?q=hemmelig", True


def with_act(address: str, row: Any) -> str:
    """The address of going back to a row's first version."""
    if "<uuid:act>" not in address:
        return address
    return address.replace("<uuid:act>", str(row.history.earliest("history_date").act))
