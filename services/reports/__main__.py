"""`python -m services.reports serve | migrate | sweep`."""

from chassis.service import main
from services.reports.bootstrap import build
from services.reports.settings import Settings
from services.reports.sweep import sweep

if __name__ == "__main__":
    main("reports", Settings, build, commands={"sweep": sweep})
