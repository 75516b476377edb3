from django.contrib import admin
from django.urls import path

from board.admin import duties

urlpatterns = [
    path("aarshjul/", admin.site.admin_view(duties.year_wheel), name="year_wheel"),
    path("board/dutyturn/<int:pk>/gjort/", admin.site.admin_view(duties.done), name="duty_done"),
]
