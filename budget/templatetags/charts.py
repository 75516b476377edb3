"""`{{ amount|width:largest }}`: how long a bar is."""

from django import template

from budget.charts import width

register = template.Library()
register.filter("width", width)
