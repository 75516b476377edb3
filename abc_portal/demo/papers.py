"""The fictional plan's papers, each a page that is set here."""

import json
import tomllib
from pathlib import Path

import typst
from dateutil.relativedelta import relativedelta
from django.core.files.base import ContentFile

from core.slugs import danish_slug
from organisation.models import DocumentVersion, Plan, PlanDocument

DATA = Path(__file__).with_suffix(".toml")
PAGE = """
#let paper = json(bytes(sys.inputs.paper))
#set document(title: paper.title)
#set text(lang: "da", size: 12pt)
= #paper.title
#paper.text

Alt her er opdigtet.
"""


def fill(plan: Plan) -> None:
    for place, row in enumerate(tomllib.loads(DATA.read_text())["documents"]):
        versions = row.pop("versions")
        document = PlanDocument.objects.create(plan=plan, position=place, **row)
        for number, version in enumerate(versions, 1):
            begins = plan.starts_on + relativedelta(months=version.pop("month"))
            file = ContentFile(page(document.title, version.pop("text")), f"{danish_slug(document.title)}-{number}.pdf")
            DocumentVersion.objects.create(document=document, number=number, valid_from=begins, file=file, **version)


def page(title: str, text: str) -> bytes:
    paper = json.dumps({"title": title, "text": text})
    return typst.compile(PAGE.encode(), format="pdf", pdf_standards=["ua-1"], sys_inputs={"paper": paper})
