"""A form from a sample file to its publication, by people at their browsers."""

import asyncio
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from chassis.errors import ServiceError
from contracts.auth import NoQuestion
from contracts.base import A, Q, Rpc
from contracts.form_drafts import (
    CREATE_FORM,
    DISCARD_DRAFT,
    GET_DRAFT,
    GET_HISTORY,
    OUTLINE_FILE,
    PUBLISH_DRAFT,
    SAVE_DRAFT,
    START_DRAFT,
    TRY_FORM,
    Act,
    DiscardDraft,
    FormContent,
    FormDraft,
    NewForm,
    Outline,
    PublishDraft,
    SampleFile,
    SaveDraft,
    StartDraft,
    Trial,
    TryForm,
)
from contracts.roles import Role
from contracts.terms import Term, TermUnit
from contracts.validator import GET_FORM, LIST_FORMS, ByCode
from tests.integration.validator.asking import Asking
from tests.integration.validator.queue import FORM, report

pytestmark = pytest.mark.asyncio(loop_scope="module")

TERM = Term(days=10, unit=TermUnit.WORKING)


def sample(code: str = "0409901", version: str = "1_0", rows: str = "<Строка2>5</Строка2>") -> bytes:
    """A report of a form that nobody has drawn up, with its period and organisation."""
    return (
        f'<ОКУД{code}_{version} xmlns="http://www.it.ru/Schemas/Avior/МФО/OKUD{code}_{version}/'
        f'{version.replace("_", ".")}/1"><Год>2026</Год><ОтчетныйКвартал><Описание>3 квартал</Описание>'
        f"</ОтчетныйКвартал><Отчетность><ИНН>7707083893</ИНН>{rows}</Отчетность></ОКУД{code}_{version}>"
    ).encode()


async def outline(ask: Asking, content: bytes) -> Outline:
    stored = await ask.storage.put_bytes("uploads", content)
    return await ask.as_role(OUTLINE_FILE, SampleFile(object=stored, file_name="образец.xtdd"))


async def tried(ask: Asking, code: str, content: bytes, draft: bool = True) -> Trial:
    stored = await ask.storage.put_bytes("uploads", content)
    return await ask.as_role(TRY_FORM, TryForm(code=code, draft=draft, object=stored, file_name="отчет.xtdd"))


async def drawn_up(ask: Asking, code: str, **changes: Any) -> FormDraft:
    """A draft made of a sample, with all that its publication needs."""
    found = await outline(ask, sample(code))
    content = {"title": "Проба", "due": TERM, "elements": found.elements, **changes}
    draft = await ask.as_role(CREATE_FORM, NewForm(code=code, content=found.content.model_copy(update=content)))
    return draft


async def refused(ask: Asking, rpc: Rpc[Q, A], request: Q) -> ServiceError:
    with pytest.raises(ServiceError) as refusal:
        await ask.as_role(rpc, request)
    return refusal.value


async def test_a_sample_becomes_a_form_whose_files_are_recognised(ask: Asking) -> None:
    draft = await drawn_up(ask, "0409901")
    assert draft.problems == ()
    assert (await tried(ask, "0409901", sample("0409901"))).taken
    form = await ask.as_role(PUBLISH_DRAFT, PublishDraft(code="0409901", revision=draft.revision, why="новая форма"))
    assert [element.path for element in form.elements][:2] == ["Год", "ОтчетныйКвартал.Описание"]
    inspection = await ask.inspect(sample("0409901"))
    assert (inspection.form, inspection.period.end, inspection.inn) == ("0409901", date(2026, 9, 30), "7707083893")
    assert (await refused(ask, GET_DRAFT, ByCode(code="0409901"))).code == "not_found"


async def test_a_sample_that_cannot_be_read_is_refused_with_its_code(ask: Asking) -> None:
    stored = await ask.storage.put_bytes("uploads", b"<a><b></a>")
    refusal = await refused(ask, OUTLINE_FILE, SampleFile(object=stored, file_name="a.xtdd"))
    assert refusal.code == "not_xml"


async def test_whoever_saved_last_saw_the_newest_revision(ask: Asking) -> None:
    draft = await drawn_up(ask, "0409902")
    save = SaveDraft(code="0409902", revision=draft.revision, content=draft.content)
    both = await asyncio.gather(*(ask.as_role(SAVE_DRAFT, save) for _ in range(2)), return_exceptions=True)
    conflicts = [one for one in both if isinstance(one, ServiceError)]
    assert [one.code for one in conflicts] == ["stale_revision"]
    assert (await ask.as_role(GET_DRAFT, ByCode(code="0409902"))).revision == draft.revision + 1


async def test_an_unfinished_draft_is_kept_but_not_published(ask: Asking) -> None:
    draft = await drawn_up(ask, "0409903", due=None, title="")
    assert {problem.field for problem in draft.problems} == {"title", "due"}
    refusal = await refused(ask, PUBLISH_DRAFT, PublishDraft(code="0409903", revision=1, why="рано"))
    assert (refusal.code, {field.field for field in refusal.fields}) == ("invalid", {"title", "due"})
    listed = (await ask.as_role(LIST_FORMS, NoQuestion())).drafts
    assert next(one.problems for one in listed if one.code == "0409903") == 2


async def test_members_do_not_see_drafts(ask: Asking) -> None:
    await drawn_up(ask, "0409904")
    page = await ask.as_role(LIST_FORMS, NoQuestion(), Role.MEMBER_ADMIN)
    assert page.drafts == ()
    assert "0409904" not in {form.code for form in page.items}


async def test_a_taken_code_is_told(ask: Asking) -> None:
    assert (await refused(ask, CREATE_FORM, NewForm(code=FORM))).code == "form_exists"
    await drawn_up(ask, "0409905")
    assert (await refused(ask, CREATE_FORM, NewForm(code="0409905"))).code == "form_exists"


async def test_one_form_has_one_draft(ask: Asking) -> None:
    draft = await ask.as_role(START_DRAFT, StartDraft(code="0420841"))
    assert draft.published
    assert (await refused(ask, START_DRAFT, StartDraft(code="0420841"))).code == "draft_exists"
    await ask.as_role(DISCARD_DRAFT, DiscardDraft(code="0420841", revision=draft.revision))
    assert (await refused(ask, GET_DRAFT, ByCode(code="0420841"))).code == "not_found"


async def test_the_history_tells_who_changed_what_and_why(ask: Asking) -> None:
    code = "0409906"
    draft = await drawn_up(ask, code)
    await ask.as_role(PUBLISH_DRAFT, PublishDraft(code=code, revision=draft.revision, why="новая форма"))
    again = await ask.as_role(START_DRAFT, StartDraft(code=code))
    elements = list(again.content.elements)
    elements[0] = elements[0].model_copy(update={"label": "Год отчета"})
    content = again.content.model_copy(update={"elements": tuple(elements), "title": "Проба пера"})
    saved = await ask.as_role(SAVE_DRAFT, SaveDraft(code=code, revision=again.revision, content=content))
    await ask.as_role(PUBLISH_DRAFT, PublishDraft(code=code, revision=saved.revision, why="опечатка"))
    newest, *_ = (await ask.as_role(GET_HISTORY, ByCode(code=code))).items
    assert (newest.act, newest.why, newest.changes_total) == (Act.PUBLISHED, "опечатка", 2)
    assert [(one.kind, one.name) for one in newest.changes] == [("setting", "title"), ("element_changed", "Год")]
    assert newest.person


async def test_editions_stand_side_by_side_and_the_file_tells_which_is_its_own(ask: Asking) -> None:
    code = "0409907"
    draft = await drawn_up(ask, code)
    await ask.as_role(PUBLISH_DRAFT, PublishDraft(code=code, revision=draft.revision, why="версия 1.0"))
    begun = await ask.as_role(START_DRAFT, StartDraft(code=code))
    clash = await ask.as_role(
        SAVE_DRAFT,
        SaveDraft(code=code, revision=1, content=begun.content.model_copy(update={"edition": "1"})),
    )
    assert [problem.field for problem in clash.problems] == ["versions"]
    newer = await outline(ask, sample(code, "2_0", "<Строка2>5</Строка2><Строка3>да</Строка3>"))
    content = newer.content.model_copy(update={"title": "Проба", "due": TERM, "elements": newer.elements})
    saved = await ask.as_role(SAVE_DRAFT, SaveDraft(code=code, revision=clash.revision, content=content))
    form = await ask.as_role(PUBLISH_DRAFT, PublishDraft(code=code, revision=saved.revision, why="версия 2.0"))
    assert [edition.edition for edition in form.editions] == ["2.0", "1.0"]
    for version in ("1.0", "2.0"):
        trial = await tried(ask, code, sample(code, version.replace(".", "_")), draft=False)
        assert (trial.taken, trial.edition) == (True, version)
        assert (await ask.inspect(sample(code, version.replace(".", "_")))).form_version == version
    unknown = await ask.refusal(sample(code, "3_0"))
    assert (unknown.code, unknown.data["expected"]) == ("wrong_form", "версия 2.0, 1.0")
    older = await ask.as_role(GET_FORM, ByCode(code=code, edition="1.0"))
    assert len(older.elements) == len(form.elements) - 1


async def test_a_trial_tells_everything_at_once(ask: Asking) -> None:
    code = "0409908"
    await drawn_up(ask, code, root="^Другой$", inn=None)
    other = sample(code, rows="<Строка2>пять</Строка2><Строка9/>")
    trial = await tried(ask, code, other)
    assert not trial.taken
    assert {problem.code for problem in trial.problems} == {"root_differs", "inn_not_set"}
    assert [(remark.code, remark.element) for remark in trial.remarks] == [("unknown_element", "Отчетность.Строка9")]
    assert [(one.path, one.value) for one in trial.unreadable] == [("Отчетность.Строка2", "пять")]


async def test_a_trial_names_the_forms_that_would_claim_the_file(ask: Asking) -> None:
    code = "0409909"
    draft = await drawn_up(ask, code, root=r"^ОКУД\d+", namespace=None)
    trial = await tried(ask, draft.code, report())
    assert [(one.code, one.found) for one in trial.problems if one.where == "other_forms"] == [("also_fits", FORM)]


async def test_a_form_of_ordinary_files_is_tried_on_their_type(ask: Asking) -> None:
    code = f"СРО-{uuid4().hex[:6]}"
    content = FormContent(title="Справка", accepts="files", file_types=("pdf",), period={"kind": "year"}, due=TERM)
    draft = await ask.as_role(CREATE_FORM, NewForm(code=code, content=content))
    assert draft.problems == ()
    stored = await ask.storage.put_bytes("uploads", b"%PDF-1.7 ...")
    good = await ask.as_role(TRY_FORM, TryForm(code=code, draft=True, object=stored, file_name="справка.pdf"))
    bad = await ask.as_role(TRY_FORM, TryForm(code=code, draft=True, object=stored, file_name="справка.docx"))
    assert good.taken
    assert [problem.found for problem in bad.problems] == ["docx (pdf)"]
