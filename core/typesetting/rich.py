"""Rich text taken apart for house.typ: words, and nodes of a tag with what stands in it."""

from html.parser import HTMLParser
from typing import Any

from core.rich_text import safe_html

Node = str | dict[str, Any]

BLOCKS = {"p": "p", "h2": "heading", "h3": "heading", "h4": "heading"}
INLINE = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "a": "link"}
LISTS = {"ul": "list", "ol": "enum"}
# Lists in lists go so far in; what lies deeper stands at the last step.
DEEPEST = 4
# Typst sets no address that is empty or longer; the words are kept.
LONGEST_LINK = 8000


def nodes(html: str) -> list[Node]:
    """What stands in some HTML; tags that an editor cannot make are left out, and their words kept."""
    reader = _Reader()
    reader.feed(safe_html(html))
    reader.close()
    return _filled(reader.top["nodes"])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.top: dict[str, Any] = {"tag": "", "nodes": []}
        self.open: list[tuple[str, dict[str, Any]]] = [("", self.top)]

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "br":
            self.here["nodes"].append({"tag": "br", "nodes": []})
        elif name := self._name(tag):
            href = dict(attrs).get("href") or ""
            if name == "link" and not 0 < len(href) < LONGEST_LINK:
                return
            node: dict[str, Any] = {"tag": name, "nodes": [], "href": href}
            self.here["nodes"].append(node)
            self.open.append((tag, node))

    def handle_endtag(self, tag: str) -> None:
        if tag in [name for name, _node in self.open]:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if data.strip() or self.here["tag"] not in ("", "list", "enum"):
            self.here["nodes"].append(data)

    @property
    def here(self) -> dict[str, Any]:
        return self.open[-1][1]

    def _name(self, tag: str) -> str:
        """What the tag becomes here; nothing where only its words count, as a paragraph in a list."""
        tags = [name for name, _node in self.open]
        if tag in BLOCKS:
            return BLOCKS[tag] if len(tags) == 1 else ""
        if tag in LISTS:
            return LISTS[tag] if tags.count("ul") + tags.count("ol") < DEEPEST else ""
        if tag == "li":
            return "item" if self.here["tag"] in LISTS.values() else ""
        return INLINE.get(tag, "") if tag not in tags else ""


def _filled(found: list[Node]) -> list[Node]:
    """Without what holds nothing: screen readers would stop at it."""
    kept: list[Node] = []
    for node in found:
        if isinstance(node, dict):
            node = {**node, "nodes": _filled(node["nodes"])}
            if node["tag"] != "br" and not any(_has_words(part) for part in node["nodes"]):
                continue
        kept.append(node)
    return kept


def _has_words(node: Node) -> bool:
    return bool(node.strip()) if isinstance(node, str) else any(map(_has_words, node["nodes"]))
