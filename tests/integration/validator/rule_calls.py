"""The rows of the access matrix for what changed in rule sets, and for rule sets as files."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from contracts.base import Message, ObjectRef, Rpc
from contracts.roles import Role
from contracts.rule_changes import COMPARE_RULE_SETS, GET_RULE_SET_HISTORY, AskRuleSetHistory, CompareRuleSets
from contracts.rule_files import (
    EXPORT_RULE_SET,
    IMPORT_RULE_FILE,
    PREVIEW_RULE_FILE,
    REPLACE_BY_RULE_FILE,
    ExportRuleSet,
    ImportRuleFile,
    PreviewRuleFile,
    ReplaceByRuleFile,
)

AUTHORS = frozenset({Role.SRO_ADMIN, Role.METHODOLOGIST})
GRANTED: dict[Rpc[Any, Any], frozenset[Role]] = {
    COMPARE_RULE_SETS: AUTHORS,
    GET_RULE_SET_HISTORY: AUTHORS,
    EXPORT_RULE_SET: AUTHORS,
    PREVIEW_RULE_FILE: AUTHORS,
    IMPORT_RULE_FILE: AUTHORS,
    REPLACE_BY_RULE_FILE: AUTHORS,
}
_FILE = {"object": ObjectRef(bucket="prechecks", key="нет", sha256="0", size=0), "file_name": "rules.yaml"}
# For a form and a draft that are not there: whoever is granted them learns just that.
STEPS: dict[Rpc[Any, Any], Message] = {
    PREVIEW_RULE_FILE: PreviewRuleFile(draft=uuid4(), **_FILE),
    IMPORT_RULE_FILE: ImportRuleFile(form="такой-нет", **_FILE),
    REPLACE_BY_RULE_FILE: ReplaceByRuleFile(id=uuid4(), revision=1, **_FILE),
}
REQUESTS: dict[Rpc[Any, Any], Callable[[UUID], Message]] = {
    COMPARE_RULE_SETS: lambda id: CompareRuleSets(id=id),
    GET_RULE_SET_HISTORY: lambda id: AskRuleSetHistory(id=id),
    EXPORT_RULE_SET: lambda id: ExportRuleSet(id=id, format="yaml"),
}
