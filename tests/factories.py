"""Rows for tests: plain functions that fill in what a test does not care about."""

import datetime
from decimal import Decimal
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from activities.models import Activity, Call, Place, Series, SignUp
from board.half_years import HalfYear
from board.models import BoardPack, Duty, DutyTurn, Status
from board.packs import send
from board.status_steps import publish, sign
from budget.editions import freeze
from budget.models import (
    AdjustmentBalance,
    BudgetLine,
    BudgetVersion,
    Contribution,
    CostKind,
    DeliveredHours,
    Edition,
    FrameLine,
    FundingSource,
    HourlyRate,
    ImportRun,
    PledgeDecision,
    Posting,
    Receipt,
    VarianceComment,
)
from contact.models import Enquiry, Idea
from initiatives.models import (
    Audience,
    FocusArea,
    Indicator,
    IndicatorValue,
    Initiative,
    Language,
    Milestone,
    Responsibility,
)
from mail.models import PATIENCE, OutgoingMail
from meetings.approval import approve
from meetings.models import AgendaItem, AttachmentVersion, Decision, Meeting, Minutes, Participant, StandingItem
from news.models import Banner, Comment, Letter, Post, Subscriber
from news.models.letters import first_of_month
from organisation.models import (
    Administrator,
    Body,
    Department,
    DocumentVersion,
    HousingArea,
    HousingCompany,
    Member,
    Page,
    Partner,
    Partnership,
    Plan,
    PlanDocument,
    SearchMiss,
    Seat,
)
from staff.models import StaffMember
from tests.papers import pdf

number = count(1)


def partnership(**fields: Any) -> Partnership:
    return _saved(Partnership, {"name": "Solbyen", "tagline": "Boligsocialt partnerskab", **fields})


def plan(areas: list[HousingArea] | None = None, **fields: Any) -> Plan:
    """A plan that runs now, unless the test says otherwise."""
    today = datetime.date.today()
    defaults = {
        "name": "Vores helhedsplan",
        "starts_on": datetime.date(today.year - 1, 1, 1),
        "ends_on": datetime.date(today.year + 2, 12, 31),
        "min_share_percent": 25,
    }
    row = _saved(Plan, {**defaults, **fields})
    row.areas.set(areas or [])
    return row


def area(**fields: Any) -> HousingArea:
    return _saved(HousingArea, {"name": f"Område {next(number)}", **fields})


def document(plan: Plan, **fields: Any) -> PlanDocument:
    """Without a file, until it has a version."""
    defaults = {"title": f"Dokument {next(number)}", "kind": PlanDocument.Kind.PLAN, "is_public": True}
    return _saved(PlanDocument, {"plan": plan, **defaults, **fields})


def document_version(
    document: PlanDocument, valid_from: datetime.date, word: str = "", **fields: Any
) -> DocumentVersion:
    defaults = {"number": document.versions.count() + 1, "file": ContentFile(pdf(word), f"{word or 'aftale'}.pdf")}
    return _saved(DocumentVersion, {"document": document, "valid_from": valid_from, **defaults, **fields})


def company(**fields: Any) -> HousingCompany:
    return _saved(HousingCompany, {"name": f"Boligselskab {next(number)}", **fields})


def administrator(**fields: Any) -> Administrator:
    return _saved(Administrator, {"name": f"Administration {next(number)}", **fields})


def partner(**fields: Any) -> Partner:
    return _saved(Partner, {"name": f"Partner {next(number)}", "kind": Partner.Kind.MUNICIPALITY, **fields})


def department(**fields: Any) -> Department:
    fields.setdefault("company", None)
    fields["company"] = fields["company"] or company()
    return _saved(Department, {"name": f"Afdeling {next(number)}", **fields})


def body(**fields: Any) -> Body:
    return _saved(Body, {"name": f"Gruppe {next(number)}", "kind": Body.Kind.THEME, **fields})


def seat(body: Body, **fields: Any) -> Seat:
    return _saved(Seat, {"body": body, "post": f"Post {next(number)}", **fields})


def member(seat: Seat, **fields: Any) -> Member:
    return _saved(Member, {"seat": seat, "name": f"Medlem {next(number)}", **fields})


def meeting(body: Body, **fields: Any) -> Meeting:
    """Called, and open to everybody; it has the body's standing items."""
    defaults = {
        "is_open": True,
        "date": timezone.localdate(),
        "state": Meeting.State.CALLED,
        "called_at": timezone.now(),
    }
    return _saved(Meeting, {"body": body, **defaults, **fields})


def agenda_item(meeting: Meeting, **fields: Any) -> AgendaItem:
    return _saved(AgendaItem, {"meeting": meeting, "title": f"Punkt {next(number)}", **fields})


def attachment(item: AgendaItem, word: str = "") -> AttachmentVersion:
    """A paper whose title, file name and content hold the word; its first version."""
    paper = item.attachments.create(title=f"Bilag {word}")
    return paper.add_version(ContentFile(pdf(word), name=f"{word or 'bilag'}.pdf"))


def decision(item: AgendaItem, **fields: Any) -> Decision:
    return _saved(Decision, {"item": item, "what": f"Beslutning {next(number)}", **fields})


def standing_item(body: Body, **fields: Any) -> StandingItem:
    return _saved(StandingItem, {"body": body, "title": f"Fast punkt {next(number)}", **fields})


def participant(meeting: Meeting, member: Member, **fields: Any) -> Participant:
    return _saved(Participant, {"meeting": meeting, "member": member, **fields})


def minutes(meeting: Meeting) -> Minutes:
    """Approved today, of a meeting that was held."""
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.HELD)
    return approve(meeting, timezone.localdate(), None)


def staff_member(**fields: Any) -> StaffMember:
    return _saved(StaffMember, {"name": f"Medarbejder Nummer {next(number)}", **fields})


def focus_area(plan: Plan, **fields: Any) -> FocusArea:
    return _saved(FocusArea, {"plan": plan, "name": f"Indsatsområde {next(number)}", **fields})


def responsibility(focus_area: FocusArea, staff_member: StaffMember, **fields: Any) -> Responsibility:
    return _saved(Responsibility, {"focus_area": focus_area, "staff_member": staff_member, **fields})


def audience(**fields: Any) -> Audience:
    return _saved(Audience, {"name": f"Målgruppe {next(number)}", **fields})


def language(**fields: Any) -> Language:
    return _saved(Language, {"name": f"Sprog {next(number)}", **fields})


def initiative(
    focus_area: FocusArea,
    areas: list[HousingArea] | None = None,
    audiences: list[Audience] | None = None,
    languages: list[Language] | None = None,
    **fields: Any,
) -> Initiative:
    if areas:
        fields.setdefault("area_scope", Initiative.AreaScope.CHOSEN)
    defaults = {"name": f"Initiativ {next(number)}", "summary": "Noget at være med i."}
    row = _saved(Initiative, {"focus_area": focus_area, **defaults, **fields})
    row.areas.set(areas or [])
    row.audiences.set(audiences or [])
    row.languages.set(languages or [])
    return row


def milestone(of: Initiative | FocusArea, **fields: Any) -> Milestone:
    """On its way: due in a month."""
    belongs = {"initiative" if isinstance(of, Initiative) else "focus_area": of}
    defaults = {"title": f"Milepæl {next(number)}", "due_on": timezone.localdate() + datetime.timedelta(days=30)}
    return _saved(Milestone, {**belongs, **defaults, **fields})


def indicator(of: Initiative | FocusArea, values: dict[datetime.date, Any] | None = None, **fields: Any) -> Indicator:
    """Of at least 80 %, unless the test says otherwise; the values by their days."""
    belongs = {"initiative" if isinstance(of, Initiative) else "focus_area": of}
    defaults = {"name": f"Indikator {next(number)}", "unit": "%", "target": Decimal(80)}
    row = _saved(Indicator, {**belongs, **defaults, **fields})
    for day, value in (values or {}).items():
        _saved(IndicatorValue, {"indicator": row, "measured_on": day, "value": Decimal(value), "source": "Måling"})
    return row


def status(initiative: Initiative, **fields: Any) -> Status:
    """A draft of the half-year that was over last."""
    return _saved(Status, {"initiative": initiative, "as_of": HalfYear.latest(timezone.localdate()).as_of, **fields})


def published_status(initiative: Initiative, **fields: Any) -> Status:
    words = {"light": Status.Light.AS_PLANNED, "happened": "Det går godt.", "next_step": "Vi går videre."}
    row = status(initiative, **{**words, **fields})
    sign(row, None)
    publish(row)
    return row


def board_pack(plan: Plan, **fields: Any) -> BoardPack:
    """A draft as of the half-year that was over last."""
    half = HalfYear.latest(timezone.localdate())
    return _saved(BoardPack, {"plan": plan, "as_of": half.as_of, "name": f"Orientering {next(number)}", **fields})


def sent_pack(plan: Plan, **fields: Any) -> BoardPack:
    pack = board_pack(plan, **fields)
    send(pack, user(role=Role.HEAD))
    return BoardPack.objects.get(pk=pack.pk)


def place(**fields: Any) -> Place:
    return _saved(Place, {"name": f"Sted {next(number)}", **fields})


def series(initiative: Initiative, **fields: Any) -> Series:
    """Every Tuesday at 17 from today, for four weeks, unless the test says otherwise."""
    today = timezone.localdate()
    defaults = {
        "weekdays": "2",
        "starts_on": today,
        "ends_on": today + datetime.timedelta(days=27),
        "begins": datetime.time(17),
        "ends": datetime.time(19),
    }
    return _saved(Series, {"initiative": initiative, **defaults, **fields})


def activity(initiative: Initiative, in_days: int = 7, **fields: Any) -> Activity:
    """One date at 17, in a week."""
    row = Activity(initiative=initiative, **fields)
    if "starts_at" not in fields:
        day = timezone.localdate() + datetime.timedelta(days=in_days)
        row.set_times(day, datetime.time(17), datetime.time(19))
    row.full_clean(exclude=["slug"])
    row.save()
    return row


def sign_up(activity: Activity, **fields: Any) -> SignUp:
    """As it stands, past the queue: somebody with a place."""
    defaults = {"name": f"Beboer {next(number)}", "code": "ABCDEFGH", "state": SignUp.State.CONFIRMED}
    return _saved(SignUp, {"activity": activity, **defaults, **fields})


def call(sign_up: SignUp, reason: str = Call.Reason.OFFER, **fields: Any) -> Call:
    return _saved(Call, {"sign_up": sign_up, "reason": reason, "before": sign_up.activity.starts_at, **fields})


def subscriber(
    areas: list[HousingArea] | None = None, focus_areas: list[FocusArea] | None = None, **fields: Any
) -> Subscriber:
    """Somebody who said yes, and who gets it all."""
    defaults = {"email": f"laeser{next(number)}@example.invalid", "confirmed_at": timezone.now()}
    row = _saved(Subscriber, {**defaults, **fields})
    row.choose(areas or [], focus_areas or [])
    return row


def letter(month: datetime.date | None = None, **fields: Any) -> Letter:
    """A draft of this month."""
    month = first_of_month(month or timezone.localdate())
    return _saved(Letter, {"month": month, "subject": f"Brev {next(number)}", **fields})


def released_letter(month: datetime.date, contents: list[Any] | None = None, **fields: Any) -> Letter:
    """As it was frozen then."""
    return letter(month, contents=contents or [], released_at=timezone.now(), written_at=timezone.now(), **fields)


def frame_line(plan: Plan, **fields: Any) -> FrameLine:
    return _saved(FrameLine, {"plan": plan, "name": f"Ramme {next(number)}", "amount": Decimal(4_000_000), **fields})


def funding_source(plan: Plan, per_year: dict[int, Any] | None = None, **fields: Any) -> FundingSource:
    """A department's cash, unless the test says otherwise."""
    fields.setdefault("kind", FundingSource.Kind.DEPARTMENT)
    owner = FundingSource.OWNER_FIELD[fields["kind"]]
    if owner not in fields:
        fields[owner] = {"department": department, "company": company, "partner": partner}[owner]()
    row = _saved(FundingSource, {"plan": plan, "name": f"Kilde {next(number)}", "total": Decimal(400), **fields})
    for year, amount in (per_year or {}).items():
        _saved(Contribution, {"source": row, "year": year, "amount": Decimal(amount)})
    return row


def hours_source(plan: Plan, per_year: dict[int, int] | None = None, **fields: Any) -> FundingSource:
    """A municipality that gives hours."""
    fields.setdefault("partner", None)
    fields["partner"] = fields["partner"] or partner()
    return funding_source(plan, per_year, kind="kommune", form="timer", **fields)


def pledge_decision(source: FundingSource, **fields: Any) -> PledgeDecision:
    """Of all the plan's years, unless the test says otherwise."""
    years = {"first_year": source.plan.year_range[0], "last_year": source.plan.year_range[-1]}
    defaults = {**years, "decided_by": "Organisationsbestyrelsen", "decided_on": source.plan.starts_on}
    return _saved(PledgeDecision, {"source": source, **defaults, **fields})


def receipt(source: FundingSource, amount: Any = 100, **fields: Any) -> Receipt:
    day = fields.setdefault("received_on", source.plan.starts_on)
    return _saved(Receipt, {"source": source, "amount": Decimal(amount), "year": day.year, **fields})


def cost_kind(**fields: Any) -> CostKind:
    return _saved(CostKind, {"name": f"Udgiftsart {next(number)}", **fields})


def budget_version(plan: Plan, **fields: Any) -> BudgetVersion:
    """In force from the plan's first day, unless the test says otherwise."""
    return _saved(
        BudgetVersion, {"plan": plan, "name": f"Version {next(number)}", "in_force_from": plan.starts_on, **fields}
    )


def budget_line(version: BudgetVersion, amount: Any = 1000, **fields: Any) -> BudgetLine:
    """In common, in the plan's first year, unless the test says otherwise."""
    if "kind" not in fields:
        fields["kind"] = cost_kind()
    defaults = {"code": str(next(number)), "year": version.plan.starts_on.year}
    return _saved(BudgetLine, {"version": version, "amount": Decimal(amount), **defaults, **fields})


def edition(plan: Plan, **fields: Any) -> Edition:
    """The figures as they stand, presented today and for the board alone, unless the test says otherwise."""
    today = timezone.localdate()
    row = Edition(**{"plan": plan, "name": f"Udgave {next(number)}", "presented_on": today, **fields})
    freeze(row, by=None)
    return row


def import_run(plan: Plan, **fields: Any) -> ImportRun:
    """Postings that stand in the portal, unless the test says otherwise."""
    defaults = {
        "table": ImportRun.Table.POSTINGS,
        "state": ImportRun.State.APPLIED,
        "file": "indlaesninger/regnskab.xlsx",
        "file_name": "regnskab.xlsx",
        "applied_at": timezone.now(),
    }
    return _saved(ImportRun, {"plan": plan, **defaults, **fields})


def read_file(plan: Plan, text: str = "Kaffe", **fields: Any) -> ImportRun:
    """A file with one posting, which has been read and waits to be saved."""
    content = f"Dato;Linje;Tekst;Beløb\n01-02-{plan.starts_on.year};9;{text};1,00\n".encode()
    columns = {"date": "Dato", "line": "Linje", "text": "Tekst", "amount": "Beløb"}
    defaults = {
        "state": ImportRun.State.READ,
        "applied_at": None,
        "file": ContentFile(content, f"{text}.csv"),
        "file_name": f"{text}.csv",
        "columns": {"sheet": f"{text}.csv", "titles": [*columns.values()], "fields": columns},
        "counts": {"ny": 1},
        "booked_to": plan.ends_on,
    }
    run = import_run(plan, **{**defaults, **fields})
    values = {"date": f"{plan.starts_on.year}-02-01", "text": text, "amount": "1.00", "identity": "nr:1"}
    run.rows.create(number=2, outcome="ny", cells={"line": "9", "text": text}, values=values)
    return run


def posting(line: BudgetLine, amount: Any = 100, **fields: Any) -> Posting:
    """On the first day of its line's year, unless the test says otherwise."""
    plan = line.version.plan
    if "run" not in fields:
        fields["run"] = ImportRun.objects.filter(plan=plan).first() or import_run(plan)
    day = max(datetime.date(line.year, 1, 1), plan.starts_on)
    identity = f"nr:{fields.get('number') or next(number)}"
    defaults = {"plan": plan, "date": day, "identity": identity, "text": "Kaffe", "voucher": "B1"}
    return _saved(Posting, {"line": line, "amount": Decimal(amount), **defaults, **fields})


def hourly_rate(source: FundingSource, amount: Any = 300, **fields: Any) -> HourlyRate:
    defaults = {"valid_from": source.plan.starts_on}
    return _saved(HourlyRate, {"source": source, "amount": Decimal(amount), **defaults, **fields})


def delivered_hours(source: FundingSource, hours: Any = 10, **fields: Any) -> DeliveredHours:
    """In the plan's first month, in common, unless the test says otherwise."""
    month = source.plan.starts_on.replace(day=1)
    defaults = {"month": month, "unit": "Børn og unge", "function": f"Funktion {next(number)}"}
    return _saved(DeliveredHours, {"source": source, "hours": Decimal(hours), **defaults, **fields})


def adjustment_balance(plan: Plan, **fields: Any) -> AdjustmentBalance:
    return _saved(AdjustmentBalance, {"plan": plan, "balance_on": plan.starts_on, "amount": Decimal(5000), **fields})


def variance_comment(plan: Plan, **fields: Any) -> VarianceComment:
    return _saved(VarianceComment, {"plan": plan, "text": "Regningen kom senere.", **fields})


def page(**fields: Any) -> Page:
    return _saved(Page, {"kind": Page.Kind.PRIVACY, "title": "Privatliv", **fields})


def search_miss(**fields: Any) -> SearchMiss:
    today = datetime.date.today()
    return _saved(SearchMiss, {"query": f"noget {next(number)}", "first_on": today, "last_on": today, **fields})


def enquiry(**fields: Any) -> Enquiry:
    defaults = {"name": "Beboer", "reply_to": "beboer@example.invalid", "message": "Hej"}
    return _saved(Enquiry, {**defaults, **fields})


def outgoing_mail(**fields: Any) -> OutgoingMail:
    now = timezone.now()
    defaults = {
        "message_id": f"<{next(number)}@example.invalid>",
        "recipient": "beboer@example.invalid",
        "subject": "Hej",
        "body": b"From: portal@example.invalid\nTo: beboer@example.invalid\n\nHej",
        "created_at": now,
        "next_try_at": now,
        "give_up_at": now + PATIENCE,
    }
    return _saved(OutgoingMail, {**defaults, **fields})


def idea(**fields: Any) -> Idea:
    words = {"title": f"Idé {next(number)}", "proposal": "En bænk i solen.", "outcome": "Der står en bænk."}
    defaults = {**words, "realised_on": datetime.date(2031, 5, 1)}
    return _saved(Idea, {**defaults, **fields})


def post(
    areas: list[HousingArea] | None = None,
    focus_areas: list[FocusArea] | None = None,
    initiatives: list[Initiative] | None = None,
    **fields: Any,
) -> Post:
    """Published just now, unless the test says otherwise."""
    defaults = {"title": f"Nyhed {next(number)}", "lead": "Der er sket noget.", "publish_from": timezone.now()}
    row = _saved(Post, {**defaults, **fields})
    row.areas.set(areas or [])
    row.focus_areas.set(focus_areas or [])
    row.initiatives.set(initiatives or [])
    return row


def comment(post: Post, **fields: Any) -> Comment:
    """One that readers see, unless the test says otherwise."""
    defaults = {"name": f"Læser {next(number)}", "text": "Det var hyggeligt.", "state": Comment.State.SHOWN}
    return _saved(Comment, {"post": post, **defaults, **fields})


def banner(areas: list[HousingArea] | None = None, **fields: Any) -> Banner:
    """Shown for an hour from now, on all pages, unless the test says otherwise."""
    minute = timezone.now().replace(second=0, microsecond=0)
    times = {"starts_at": minute, "ends_at": minute + datetime.timedelta(hours=1)}
    row = _saved(Banner, {"text": "Lukket i dag", **times, **fields})
    row.areas.set(areas or [])
    return row


def duty(**fields: Any) -> Duty:
    """Without a day, until the test says when."""
    return _saved(Duty, {"title": f"Pligt {next(number)}", **fields})


def duty_turn(duty: Duty, in_days: int = 7, **fields: Any) -> DutyTurn:
    due_on = timezone.localdate() + datetime.timedelta(days=in_days)
    return _saved(DutyTurn, {"duty": duty, "due_on": due_on, **fields})


def editor(email: str = "sekretariat@example.invalid", password: str = "et-langt-kodeord-1") -> User:
    return user(email, password, role=Role.HEAD)


def user(email: str = "", password: str | None = "et-langt-kodeord-1", **fields: Any) -> User:
    """Somebody who can log in; a role, a chair or an employment gives the rights. Without a password: not yet."""
    return User.objects.create_user(email or f"bruger{next(number)}@example.invalid", password, **fields)


def _saved(model: Any, fields: dict[str, Any]) -> Any:
    """A row that is valid. What is unique or constrained the database checks, which is quicker than asking first."""
    row = model(**fields)
    row.full_clean(validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        row.full_clean()  # says it in words
        raise
    return row
