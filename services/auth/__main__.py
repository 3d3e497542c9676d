"""`python -m services.auth serve | migrate | create-person | block-person | unblock-person`."""

from chassis.service import main
from services.auth.bootstrap import build
from services.auth.commands import COMMANDS
from services.auth.settings import Settings

if __name__ == "__main__":
    main("auth", Settings, build, commands=COMMANDS)
