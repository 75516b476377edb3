"""What people searched for in vain: to read, and to delete when it has been seen to."""

from django.contrib import admin

from core.admin import NotTypedAdmin
from organisation.models import SearchMiss


@admin.register(SearchMiss)
class SearchMissAdmin(NotTypedAdmin):
    list_display = ["query", "times", "first_on", "last_on"]
    search_fields = ["query"]
