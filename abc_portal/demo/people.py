"""Residents who do not exist. Some have an e-mail, some a telephone."""

from collections.abc import Iterator
from typing import Any

FIRST = (
    *("Aya", "Birk", "Cilia", "Davut", "Esma", "Frode", "Gry", "Hawa", "Ivalo", "Juhi"),
    *("Kalle", "Leyla", "Malik", "Nura", "Odin", "Petra", "Rumi", "Saga", "Tobi", "Una"),
)
LAST = ("Meteor", "Kometvang", "Stjernfelt", "Månesø", "Solbakke", "Nordlys", "Planet", "Raketgaard", "Tidevand")


def people() -> Iterator[dict[str, Any]]:
    """Without end, and always in the same order: name, phone, email and party."""
    number = 0
    while True:
        first, last = FIRST[number % len(FIRST)], LAST[(number * 7) % len(LAST)]
        mails = number % 3 != 1
        yield {
            "name": f"{first} {last}",
            "email": f"{first.lower()}{number}@eksempel.invalid" if mails else "",
            "phone": "" if mails else f"00 00 {number // 100:02} {number % 100:02}",
            "party": 3 if number % 7 == 5 else 2 if number % 4 == 2 else 1,
        }
        number += 1
