"""`python -m services.journal serve | migrate | verify | erase | roots`."""

from chassis.service import main
from services.journal.bootstrap import build
from services.journal.commands import COMMANDS
from services.journal.settings import Settings

if __name__ == "__main__":
    main("journal", Settings, build, commands=COMMANDS)
