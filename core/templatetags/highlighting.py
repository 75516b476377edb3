"""`{% marked text query %}` and `{% excerpt query name plain html %}`. An unknown `query` marks nothing."""

from django import template

from core import highlighting

register = template.Library()

register.simple_tag(highlighting.marked)
register.simple_tag(highlighting.excerpt)
