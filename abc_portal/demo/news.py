"""What the fictional partnership tells, what its readers say to it, and what is urgent today."""

import datetime
import tomllib
from pathlib import Path
from typing import Any

from abc_portal.demo.links import linked
from news.models import Banner, Comment, Post
from organisation.models import Plan

DATA = Path(__file__).with_suffix(".toml")
MANY = {"areas": "area", "focus_areas": "focus_area", "initiatives": "initiative"}
DAY = datetime.timedelta(days=1)


def fill(plan: Plan, now: datetime.datetime) -> None:
    data = tomllib.loads(DATA.read_text())
    for row in data["posts"]:
        _tell(row, plan, now)
    for row in data["banners"]:
        areas = [linked({"area": key}, plan)["area"] for key in row.pop("areas")]
        banner = Banner.objects.create(starts_at=now - DAY / 12, ends_at=now + row.pop("days") * DAY, **row)
        banner.areas.set(areas)


def _tell(row: dict[str, Any], plan: Plan, now: datetime.datetime) -> None:
    """`days_ago` says when; a day to come is one that is planned."""
    moment = now - row.pop("days_ago") * DAY
    comments = row.pop("comments", [])
    about = {name: [linked({key: value}, plan)[key] for value in row.pop(name, [])] for name, key in MANY.items()}
    if writer := row.pop("author", None):
        row["author"] = linked({"staff_member": writer}, plan)["staff_member"]
    post = Post(publish_from=moment, **row)
    post.full_clean()
    post.save()
    for name, rows in about.items():
        getattr(post, name).set(rows)
    for number, comment in enumerate(comments, start=1):
        written = moment + number * DAY / 3
        answered = {"answered_at": written + DAY / 4} if "answer" in comment else {}
        Comment.objects.create(post=post, written_at=written, **answered, **comment)
