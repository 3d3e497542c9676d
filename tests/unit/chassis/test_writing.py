"""One statement for rows of several tables: what it says, and what it refuses."""

import pytest
from sqlalchemy.orm import Session

from chassis.writing import Writing, inserts, updates
from services.reports.tables import ObligationRow, TimelineRow, VerdictRow


def test_new_rows_bring_every_column_but_those_that_the_database_makes() -> None:
    part = inserts(TimelineRow)
    assert [column.name for column in part.columns] == [
        "submission_id", "at", "code", "text", "side", "actor", "rule_set",
    ]  # fmt: skip
    assert part.sql.startswith("INSERT INTO timeline (submission_id, at, ")


def test_a_change_names_the_columns_that_it_touches() -> None:
    part = updates(ObligationRow, "status", "revision")
    assert "SET status = news.status, revision = news.revision FROM unnest(" in part.sql
    assert part.sql.endswith("WHERE kept.id = news.id")


def test_json_travels_as_text_and_arrays_as_json() -> None:
    values = inserts(VerdictRow).parameters([VerdictRow(counts={"held": 1}, troubled=["П-01"], fired=None)])
    assert (values["verdicts_counts"], values["verdicts_troubled"]) == (['{"held":1}'], ['["П-01"]'])
    assert values["verdicts_fired"] == [None]


async def test_a_row_of_another_model_is_refused_before_anything_is_written() -> None:
    writing = Writing(inserts(TimelineRow))
    with pytest.raises(TypeError, match="does not write VerdictRow"):
        await writing.write(Session(), [VerdictRow()])  # type: ignore[arg-type]
