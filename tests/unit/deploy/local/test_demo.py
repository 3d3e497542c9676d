"""The demo's periods, relative to any day."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from deploy.local import demo


@pytest.mark.parametrize("today", [date(2026, 1, 1) + timedelta(days=n) for n in range(0, 730, 13)])
def test_past_current_and_next_quarters_follow_each_other(today: date) -> None:
    periods = [period for form, period in demo.periods(today) if form == demo.FORM]
    assert len(periods) == 6
    assert periods[-2].start <= today <= periods[-2].end
    assert all(before.end + timedelta(days=1) == after.start for before, after in pairwise(periods))


def test_no_report_is_handed_in_for_a_quarter_that_has_not_ended() -> None:
    assert all(filing.ago >= 1 for filing in (*demo.FILINGS, demo.LARGE_FILING))


def test_no_report_is_handed_in_twice() -> None:
    filings = (*demo.FILINGS, demo.LARGE_FILING)
    assert len({(filing.member, filing.ago) for filing in filings}) == len(filings)


def test_passwords_are_made_once_and_differ(tmp_path: Path) -> None:
    made = demo.accounts(tmp_path)
    assert demo.accounts(tmp_path) == made
    assert len(set(made.values())) == len(demo.PEOPLE) == 4
