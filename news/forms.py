"""The filter of the list of news: reads the address, finds the posts."""

from functools import cached_property
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse

from core.facets import Choice, FacetField, FacetForm
from news.models import Post, PostQuerySet
from organisation.models import Plan
from staff.models import StaffMember

PER_PAGE = 12


class PostFilter(FacetForm):
    omraade = FacetField()
    indsats = FacetField()
    initiativ = FacetField()
    forfatter = FacetField()
    side = forms.IntegerField(required=False)

    FACETS = ("omraade", "indsats", "initiativ", "forfatter")
    # The list is not searched: the site's own search is.
    query = ""

    def __init__(self, data: QueryDict, plan: Plan | None, user: Any) -> None:
        super().__init__(data)
        self.user = user
        self.visible: PostQuerySet = Post.objects.visible_to(user)
        self.list_url = reverse("post_list")
        self.fields["omraade"].rows = list(plan.areas.all()) if plan else []
        self.fields["indsats"].rows = list(plan.focus_areas.all()) if plan else []
        told = self.visible.order_by()
        initiatives = plan.initiatives.visible_to(user).filter(pk__in=told.values("initiatives")) if plan else []
        self.fields["initiativ"].rows = list(initiatives)
        self.fields["forfatter"].rows = list(StaffMember.objects.visible_to(user).filter(pk__in=told.values("author")))
        self.full_clean()

    @property
    def is_on(self) -> bool:
        return any(self.chosen.values())

    def rows(self) -> PostQuerySet:
        rows, chosen = self.visible, self.chosen
        if chosen["omraade"]:
            rows = rows.in_area(*chosen["omraade"])
        if chosen["indsats"]:
            rows = rows.in_focus_area(*chosen["indsats"])
        if chosen["initiativ"]:
            rows = rows.about(*chosen["initiativ"])
        if chosen["forfatter"]:
            rows = rows.filter(author__in=chosen["forfatter"])
        return rows

    @cached_property
    def page(self) -> Page:
        """The page asked for, or the nearest there is."""
        pages = Paginator(self.rows().for_list(self.user), PER_PAGE)
        return pages.page(min(max(self.cleaned_data.get("side") or 1, 1), pages.num_pages))

    @cached_property
    def facets(self) -> dict[str, list[Choice]]:
        return {name: [self._choice(name, row) for row in self.fields[name].rows] for name in self.FACETS}

    def _choice(self, name: str, row: Any) -> Choice:
        rest = [pair for pair in self.chosen_pairs() if pair != (name, row.slug)]
        return Choice(name, row, None, row in self.chosen[name], self.url(rest))

    def page_urls(self) -> dict[str, str]:
        """Addresses of the pages before and after this one."""
        page, urls = self.page, {}
        if page.has_previous():
            urls["previous"] = self.url([*self.chosen_pairs(), ("side", page.previous_page_number())])
        if page.has_next():
            urls["next"] = self.url([*self.chosen_pairs(), ("side", page.next_page_number())])
        return urls
