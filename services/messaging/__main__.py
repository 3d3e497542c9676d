"""`python -m services.messaging serve | migrate`."""

from chassis.service import main
from services.messaging.bootstrap import build
from services.messaging.settings import Settings

if __name__ == "__main__":
    main("messaging", Settings, build)
