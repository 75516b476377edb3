"""Where somebody is logged in, in words."""

import re

# The first that is found says it: every browser also names others, for compatibility.
BROWSERS = {
    "Edge": r"Edg(e|A|iOS)?/",
    "Opera": r"OPR/|Opera",
    "Samsung Internet": r"SamsungBrowser/",
    "Firefox": r"Firefox/|FxiOS/",
    "Chrome": r"Chrome/|CriOS/",
    "Safari": r"Safari/",
}
MACHINES = {
    "iPhone": r"iPhone",
    "iPad": r"iPad",
    "Android": r"Android",
    "Windows": r"Windows",
    "Mac": r"Macintosh",
    "Chromebook": r"CrOS",
    "Linux": r"Linux",
}


def browser(user_agent: str) -> str:
    return _first(BROWSERS, user_agent)


def machine(user_agent: str) -> str:
    return _first(MACHINES, user_agent)


def _first(names: dict[str, str], text: str) -> str:
    return next((name for name, pattern in names.items() if re.search(pattern, text)), "")
