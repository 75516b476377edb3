"""`{{ amount|width:largest }}`: how long a bar is; `{{ row|bullet }}`: a comparison as a bar."""

from django import template

from budget.charts import bullet, width

register = template.Library()
register.filter("width", width)
register.filter("bullet", bullet)
