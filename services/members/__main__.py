"""`python -m services.members serve | migrate`."""

from chassis.service import main
from services.members.bootstrap import build
from services.members.settings import Settings

if __name__ == "__main__":
    main("members", Settings, build)
