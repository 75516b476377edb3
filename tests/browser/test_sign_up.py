"""The phone walk without JavaScript: sign up, get the mail, and cancel from its link."""

import datetime
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watch
from tests.browser.portal import ROOT, Portal, running

MAKE_A_DATE = """
import datetime
from django.utils import timezone
from activities.models import Activity
from initiatives.models import Initiative
date = Activity(initiative=Initiative.objects.order_by("pk")[0], name="Fællesspisning", joining="tilmelding", capacity=2)
date.set_times(timezone.localdate() + datetime.timedelta(days=7), datetime.time(17), datetime.time(19))
date.save()
"""
