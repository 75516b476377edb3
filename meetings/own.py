"""A member's own page: the meetings to come, what one has promised to do, and who sits where."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings.feeds import own_feed_of
from meetings.forms import AnswerForm, TaskForm
from meetings.models import Decision, Meeting, Participant
from meetings.page import Page, page_of
from organisation.models import Body

PAST = 4


class OwnBody:
    """A body that the reader sits in."""

    def __init__(self, request: HttpRequest, body: Body, answers: dict[int, AnswerForm]) -> None:
        self.body, self.user, self.answers = body, request.user, answers
        self.feed = own_feed_of(request, body)
        seen = Meeting.objects.visible_to(self.user).of(body).with_approval().select_related("body")
        self.coming = [row for row in seen.coming() if not row.is_held]
        self.past = list(seen.exclude(pk__in=[row.pk for row in self.coming])[:PAST])

    @cached_property
    def next(self) -> Meeting | None:
        return next((row for row in self.coming if not row.is_cancelled), None)

    @property
    def page(self) -> Page | None:
        return page_of(self.next, self.user) if self.next else None

    @property
    def later(self) -> list[Meeting]:
        return [row for row in self.coming if row != self.next]

    @cached_property
    def form(self) -> AnswerForm | None:
        """Where one is asked to the next meeting."""
        return (self.answers.get(self.next.pk) or answer_form(self.next, self.user)) if self.next else None


def answer_form(meeting: Meeting, user: Any, data: Any = None) -> AnswerForm | None:
    """None for who does not sit in the body on that day."""
    if not meeting.asks(user):
        return None
    given = Participant.objects.filter(meeting=meeting, member__user=user.pk).first()
    initial = {"reply": given.reply, "substitute": given.substitute} if given else {}
    return AnswerForm(data, initial=initial, prefix=f"moede-{meeting.pk}")


@login_required
@require_safe
def own_bodies(request: HttpRequest) -> HttpResponse:
    return own_page(request)


def own_page(
    request: HttpRequest, answers: dict[int, AnswerForm] | None = None, refused: dict[int, TaskForm] | None = None
) -> HttpResponse:
    """`answers` and `refused` are forms that could not be saved, by meeting and by task."""
    bodies = Body.objects.of(request.user).with_seats(request.user).order_by("position", "pk")
    tasks = own_tasks(request.user).open().for_list().in_order()
    forms = refused or {}
    context = {
        "own": [OwnBody(request, body, answers or {}) for body in bodies],
        "tasks": [(task, forms.get(task.pk) or TaskForm(prefix=f"opgave-{task.pk}")) for task in tasks],
        "has_errors": bool(answers or refused),
        "today": timezone.localdate(),
        "edit_texts": "own",
        "here": _("Mine grupper"),
    }
    return render(request, "meetings/own_bodies.html", context)


def own_tasks(user: Any) -> Any:
    return Decision.objects.visible_to(user).of_chairs(user)


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    own = Meeting.objects.visible_to(request.user).filter(body__in=Body.objects.of(request.user))
    meeting = get_object_or_404(own, pk=pk)
    form = answer_form(meeting, request.user, request.POST)
    if form and not form.is_valid():
        return own_page(request, answers={meeting.pk: form})
    try:
        meeting.answer(request.user, **(form.cleaned_data if form else {"reply": ""}))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Tak. Dit svar er gemt."))
    return redirect(f"{reverse('own_bodies')}#moede-{meeting.pk}")


@login_required
@require_POST
def task_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Saying it twice changes nothing."""
    task = get_object_or_404(own_tasks(request.user), pk=pk)
    form = TaskForm(request.POST, prefix=f"opgave-{task.pk}")
    if not form.is_valid():
        return own_page(request, refused={task.pk: form})
    if task.done_on is None:
        task.do(form.cleaned_data["note"])
    messages.success(request, _("Tak. »%(task)s« står nu som gjort.") % {"task": task})
    return redirect(f"{reverse('own_bodies')}#opgaver")
