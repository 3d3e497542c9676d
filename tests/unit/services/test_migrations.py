"""Migrations of a service form one line: two heads would stop the next start."""

from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

SERVICES = sorted(path.parent for path in Path("services").glob("*/migrations"))


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.name)
def test_migrations_form_one_line_in_the_order_of_their_names(service: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(service / "migrations"))
    script = ScriptDirectory.from_config(config)
    assert len(script.get_heads()) == 1
    line = [revision.revision for revision in script.walk_revisions()][::-1]
    assert line == [path.stem[:4] for path in sorted((service / "migrations/versions").glob("[0-9]*.py"))]
