"""The vocabulary an editor chooses from: marks, patterns, colours and accents.

Keys are stored in the database and printed as CSS classes and symbol ids; what
they look like stands in `static/css/identity.css` and `templates/components/sprite.html`.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mark(models.TextChoices):
    """The shape of a focus area."""

    ARCH = "arch", _("Bue")
    BOOK = "book", _("Bog")
    CIRCLE = "circle", _("Cirkel")
    STAR = "star", _("Stjerne")
    LEAF = "leaf", _("Blad")
    HANDS = "hands", _("Hænder")
    DROP = "drop", _("Dråbe")
    KEY = "key", _("Nøgle")


class Pattern(models.TextChoices):
    """The pattern of a housing area."""

    HILLS = "hills", _("Bakker")
    WAVES = "waves", _("Bølger")
    BLOCKS = "blocks", _("Blokke")
    TREES = "trees", _("Træer")
    BRICKS = "bricks", _("Mursten")
    RINGS = "rings", _("Ringe")
    STEPS = "steps", _("Trin")
    RAYS = "rays", _("Stråler")


class Colour(models.TextChoices):
    """A colour with enough contrast as text, as fill and as tint, light and dark."""

    CORAL = "coral", _("Koral")
    BLUE = "blue", _("Blå")
    GREEN = "green", _("Grøn")
    PLUM = "plum", _("Blomme")
    TEAL = "teal", _("Havblå")
    OCHRE = "ochre", _("Okker")
    OLIVE = "olive", _("Oliven")
    ROSE = "rose", _("Rosa")


class Accent(models.TextChoices):
    """The partnership's own colour: the front page's field, date leaves, buttons in the dark."""

    SUN = "sun", _("Sol (gul)")
    SKY = "sky", _("Himmel (lyseblå)")
    MINT = "mint", _("Mynte (lysegrøn)")
    PEACH = "peach", _("Fersken")


class Tile(models.TextChoices):
    """A square of the mosaics, in its own colours."""

    SUN = "sun", _("Sol")
    TREE = "tree", _("Træ")
    TREES = "trees", _("Skov")
    FLOWER = "flower", _("Blomst")
    HILLS = "hills", _("Bakker")
    WAVES = "waves", _("Bølger")
    PERSON_GREEN = "person-green", _("Person, grøn")
    PERSON_PLUM = "person-plum", _("Person, lilla")
    PERSON_BLUE = "person-blue", _("Person, blå")
    TALK = "talk", _("Talebobler")
    CUP = "cup", _("Kop")
    BIKE = "bike", _("Cykel")
    BALL = "ball", _("Bold")
    WINDOWS = "windows", _("Vinduer")
    ARCHES = "arches", _("Buer")
    LETTER_B = "letter-b", _("Bogstavet B")
    LETTER_C = "letter-c", _("Bogstavet C")
    QUILT = "quilt", _("Hjørne, koral")
    MOON = "moon", _("Hjørne, gult")
    QUARTER = "quarter", _("Hjørne, blåt")
    POND = "pond", _("Hjørne, havblåt")
