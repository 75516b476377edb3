"""Feeds that programs read. A program has no login: here an editor is a visitor too."""

import re

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from activities.feeds import EVERYBODY, public_file
from core.slugs import get_by_slug
from news.models import Post, PostQuerySet
from organisation.models import Partnership
from organisation.plans import plan_for

MOST = 20
# What XML cannot hold, whatever an editor pasted.
UNWRITABLE = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@public_file
def whole_feed(request: HttpRequest) -> HttpResponse:
    return _feed(request, Post.objects.all(), "")


@public_file
def area_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """About one area, and what is for all."""
    area = get_by_slug(plan_for(request).areas.all(), slug)
    return _feed(request, Post.objects.in_area(area), area.name)


def _feed(request: HttpRequest, rows: PostQuerySet, what: str) -> HttpResponse:
    partnership = Partnership.objects.first()
    us = partnership.name if partnership else request.get_host()
    feed = Atom1Feed(
        title=_writable(": ".join(filter(None, [us, what]))),
        link=request.build_absolute_uri(reverse("post_list")),
        feed_url=request.build_absolute_uri(),
        description="",
        language="da",
        author_name=_writable(us),
    )
    for post in rows.visible_to(EVERYBODY).for_list(EVERYBODY)[:MOST]:
        link = request.build_absolute_uri(post.get_absolute_url())
        feed.add_item(
            title=_writable(post.title),
            link=link,
            description=_writable(post.lead),
            # By number: an address may change.
            unique_id=request.build_absolute_uri(f"{reverse('post_list')}#{post.pk}"),
            author_name=_writable(post.author.name) if post.author else None,
            categories=[_writable(row.name) for row in (*post.focus_areas.all(), *post.areas.all())],
            pubdate=post.publish_from,
            updateddate=post.publish_from,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _writable(text: str) -> str:
    return UNWRITABLE.sub("", text)
