"""Entry points of looking at a submission by its form, and at what differs between two versions of a report.

Whether the person may see them is told here, within one transaction; the validator then reads the files, and no
transaction waits for it.
"""

from chassis.bus import Bus, Call
from chassis.database import Database
from chassis.reach import reach_of
from contracts.form_view import (
    COMPARE_FILES,
    DRAW_FORM,
    CompareFiles,
    CompareSubmissions,
    Comparison,
    DrawForm,
    FormPicture,
    ViewForm,
)
from services.reports.usecases import reading


class FormViews:
    def __init__(self, database: Database, bus: Bus) -> None:
        self._database = database
        self._bus = bus

    async def view(self, call: Call[ViewForm]) -> FormPicture:
        """Raises `not_found`, and what the validator says: `not_viewable`, `unavailable`, `timeout`."""
        async with self._database.transaction(reach_of(call.identity)) as uow:
            located = await reading.locate(uow.session, call.identity, call.request.id)
        asked = DrawForm(
            object=located.original,
            file_name=located.file_name,
            form=located.form.code,
            rule_set=located.rule_set.id if located.rule_set else None,
            window=call.request.window,
        )
        return await self._bus.call(DRAW_FORM, asked, token=call.token)

    async def compare(self, call: Call[CompareSubmissions]) -> Comparison:
        """From the older version to the newer. Raises `not_found`, `invalid` for versions of two reports, and so on."""
        asked = call.request
        async with self._database.transaction(reach_of(call.identity)) as uow:
            before, after = await reading.two_versions(uow.session, call.identity, asked.id, asked.other)
        files = CompareFiles(
            before=before.original,
            before_name=before.file_name,
            after=after.original,
            after_name=after.file_name,
            form=after.form.code,
            rule_set=after.rule_set.id if after.rule_set else None,
            offset=asked.offset,
            limit=asked.limit,
        )
        return await self._bus.call(COMPARE_FILES, files, token=call.token)
