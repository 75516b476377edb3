"""Static files: hashed, compressed, and one stylesheet where the source has many.

`css/site.css` and `css/admin.css` list their parts with `@import`, which a browser would fetch
one after the other. `collectstatic` puts them together; everywhere else the readable files are served.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLES = ("css/site.css", "css/admin.css")
IMPORT = re.compile(r'@import url\("([\w.-]+)"\);')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

# What collectstatic hands over: name -> (the storage it was found in, its path there)
Paths = dict[str, tuple[Storage, str]]


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    def post_process(self, paths: Paths, dry_run: bool = False, **options: Any) -> Iterator:
        for name in () if dry_run else BUNDLES:
            if name in paths:
                # From the source, not from the last collected copy: that has no imports left.
                self.delete(name)
                self.save(name, ContentFile(bundle(paths, name).encode()))
                paths = {**paths, name: (self, name)}
        return super().post_process(paths, dry_run=dry_run, **options)


def bundle(paths: Paths, name: str) -> str:
    """The stylesheet with the files it imports, from its own folder, in their place."""
    storage, path = paths[name]
    with storage.open(path) as file:
        css = slim(file.read().decode())
    folder = name.rpartition("/")[0]
    return IMPORT.sub(lambda match: bundle(paths, f"{folder}/{match[1]}").rstrip("\n"), css)


def slim(css: str) -> str:
    """Without comments, indentation and empty lines. Nothing cleverer: the rest is compressed away."""
    lines = (line.strip() for line in COMMENT.sub("", css).splitlines())
    return "\n".join(line for line in lines if line) + "\n"
