from activities.models.activity import Activity, ActivityQuerySet
from activities.models.attendance import Attendance
from activities.models.details import Joining, Place
from activities.models.series import Series, SkippedDay
from activities.models.sign_ups import Call, SignUp

__all__ = [
    "Activity",
    "ActivityQuerySet",
    "Attendance",
    "Call",
    "Joining",
    "Place",
    "Series",
    "SignUp",
    "SkippedDay",
]
