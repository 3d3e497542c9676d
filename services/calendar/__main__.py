"""`python -m services.calendar serve | migrate`."""

from chassis.service import main
from services.calendar.bootstrap import build
from services.calendar.settings import Settings

if __name__ == "__main__":
    main("calendar", Settings, build)
