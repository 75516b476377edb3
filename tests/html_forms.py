"""What a browser would send from a page: the fields of its main form with the values they show."""

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse


class _Form(HTMLParser):
    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id, self.inside = form_id, False
        self.data: dict[str, Any] = {}
        self.texts: list[str] = []
        self._textarea = self._select = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.inside = found.get("id") == self.form_id
        name = found.get("name", "")
        if not self.inside or (not name and tag != "option") or "__prefix__" in name:
            return
        if tag == "input":
            self._input(name, found)
        elif tag == "textarea":
            self._textarea = name
            self.data[name] = ""
            self.texts.append(name)
        elif tag == "select":
            self._select = name
            self.data.setdefault(name, "")
        elif tag == "option" and "selected" in found and self._select:
            self.data[self._select] = found.get("value", "")

    def _input(self, name: str, found: dict[str, str]) -> None:
        kind = found.get("type", "text")
        if kind in ("checkbox", "radio"):
            if "checked" in found:
                self.data[name] = [*self.data.get(name, []), found.get("value", "on")]
        elif name.startswith("initial-"):
            self.data[name] = [*self.data.get(name, []), found.get("value", "")]
        elif kind not in ("submit", "file"):
            self.data[name] = found.get("value", "")
            if kind != "hidden":
                self.texts.append(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            # A browser drops the line break right after the tag.
            self.data[self._textarea or ""] = self.data.get(self._textarea, "").removeprefix("\r\n").removeprefix("\n")
            self.data.pop("", None)
            self._textarea = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, text: str) -> None:
        if self._textarea:
            self.data[self._textarea] += text


def sent_by(response: HttpResponse, form_id: str) -> dict[str, Any]:
    """The data of the form with this id, ready to be posted."""
    return _parsed(response, form_id).data


def texts_of(response: HttpResponse, form_id: str) -> list[str]:
    """Names of the fields one can type into."""
    return _parsed(response, form_id).texts


def _parsed(response: HttpResponse, form_id: str) -> _Form:
    form = _Form(form_id)
    form.feed(response.content.decode())
    form.data.pop("csrfmiddlewaretoken", None)
    assert form.data, f"no form {form_id}"
    return form
