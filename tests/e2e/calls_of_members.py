"""Who calls the interface with another member's objects: a row an operation that a member may use, with its answers."""

from dataclasses import dataclass
from typing import Any

from tests.e2e.desk import quarter

OPEN = "POST /session"
OCTETS = {"Content-Type": "application/octet-stream"}


@dataclass(frozen=True)
class Call:
    """One operation, on the first member's objects: what the second member, the staff and the operator must get."""

    operation: str
    member: int
    staff: int
    operator: int = 403
    body: Any = None
    raw: bytes | None = None
    query: tuple[tuple[str, str], ...] = ()
    seen: str | None = None

    @property
    def method(self) -> str:
        return self.operation.split()[0]

    @property
    def path(self) -> str:
        return self.operation.split()[1]


# Whoever may do it is told that the day has not come: nothing here changes the demo.
LATER = {"grounds": "Проверка прав", "on": "2100-01-01"}
DATES = (("from", quarter(2).start.isoformat()), ("to", quarter(1).end.isoformat()))
SPAN = (("since", quarter(2).start.isoformat()), ("until", quarter(1).end.isoformat()))
NUMBER = {"number": "Т1-1/1", "date": quarter(2).end.isoformat()}
QUARTER = {"form": "0420846", "kind": "quarter", "year": quarter(2).end.year, "number": quarter(2).number}
SAMPLE = (("filename", "a.xtdd"),)
ABSENT = "0198a000-0000-7000-8000-000000000000"
PAST = "2020-01-01"
OVER = {"valid_until": PAST}
REASON = {"reason": "Проверка прав"}
PUBLICATION = {**REASON, "effective_from": "2100-01-01"}
EXPLANATION = {"trigger": "Р-03", "kind": "explain", "text": "Проверка прав"}
RULES_FILE = (("filename", "rules.yaml"),)
NEWCOMER = {"inn": "1", "ogrn": "1", "full_name": "А", "short_name": "А", "type": "МКК", "included_on": "2020-01-09"}
CARD = {"full_name": "А", "short_name": "А", "type": "МКК", "grounds": "Проверка прав"}
WANTED = {"full_name": "А", "short_name": "А"}
APPLIED = (("filename", "a.csv"), ("plan", "0" * 64), ("grounds", "Проверка прав"))

OF_ONE_OBJECT = (
    Call("GET /reports/{report}", member=404, staff=200),
    Call("POST /reports/{report}/submissions", member=404, staff=422, raw=b"<x/>", query=(("filename", "a.xtdd"),)),
    Call("POST /reports/{report}/precheck", member=404, staff=409, raw=b"<x/>", query=(("filename", "a.xtdd"),)),
    Call("GET /submissions/{submission}", member=404, staff=200),
    Call("GET /submissions/{submission}/findings", member=404, staff=200),
    Call("GET /submissions/{submission}/evidence", member=404, staff=200, query=(("trigger", "Р-03"),)),
    Call("GET /submissions/{submission}/remarks", member=404, staff=200),
    Call("GET /submissions/{submission}/findings.xlsx", member=404, staff=200),
    Call("GET /submissions/{submission}/findings.csv", member=404, staff=200),
    Call("GET /submissions/{submission}/findings.pdf", member=404, staff=200),
    Call("GET /submissions/{submission}/findings.json", member=404, staff=200),
    Call("GET /submissions/{submission}/causes", member=404, staff=200),
    Call("GET /submissions/{submission}/form-view", member=404, staff=200),
    # With itself: staff are told that it is no other version, whoever may not see it that it is not there.
    Call("GET /submissions/{submission}/compare", member=404, staff=422, query=(("with", "{submission}"),)),
    Call("GET /submissions/{submission}/file", member=404, staff=200),
    Call("GET /submissions/{submission}/receipt", member=404, staff=200),
    Call("GET /submissions/{submission}/disputes", member=404, staff=200),
    Call("POST /submissions/{submission}/disputes", member=404, staff=403, body=EXPLANATION),
    Call("POST /disputes/{dispute}/answer", member=403, staff=422, body={"outcome": "refused"}),
    Call("POST /submissions/{submission}/recheck", member=403, staff=202),
    Call("PUT /submissions/{submission}/incoming-number", member=404, staff=200, body=NUMBER),
    Call("GET /members/{member}", member=404, staff=200),
    Call("GET /members/{member}/history", member=404, staff=200),
    Call("PUT /members/{member}", member=403, staff=412, body=CARD, seen='"0"'),
    Call("GET /card-changes/{card_change}", member=404, staff=200),
    Call("POST /card-changes/{card_change}/answer", member=403, staff=422, body={"outcome": "refused"}),
    Call("POST /card-changes/{card_change}/withdraw", member=404, staff=403),
    Call("POST /members/{member}/admit", member=403, staff=422, body=LATER),
    Call("POST /members/{member}/leave", member=403, staff=422, body=LATER),
    Call("POST /members/{member}/exclude", member=403, staff=422, body=LATER),
    Call("POST /members/{member}/suspend", member=403, staff=422, body=LATER),
    Call("GET /members/{member}/people", member=404, staff=200),
    # Whoever may do it is told that the day is over: nobody's role changes.
    Call("PUT /members/{member}/people/{person}", member=404, staff=422, body={"role": "member_user", **OVER}),
    Call("DELETE /members/{member}/people/{absent}", member=404, staff=404),
    Call("POST /invitations/{invitation}/resend", member=404, staff=200),
    # A notice is its organisation's alone: read by staff, it would pass for read by the member.
    Call("POST /notices/{notice}/read", member=404, staff=404),
)
# A session and a second factor are a person's own; a key is its organisation's. Staff's organisation has none.
OF_ONE_PERSON = (
    Call("DELETE /sessions/{session}", member=404, staff=404, operator=404),
    Call("DELETE /api-keys/{key}", member=404, staff=403),
    Call("DELETE /invitations/{absent}", member=404, staff=404),
)
WRONG = {"current_password": "not it", "new_password": "not it either"}
ASKED = {"inn": "1", "organisation": "А", "name": "А", "email": "а"}
OF_NO_MEMBER = (
    Call("GET /access-requests", member=403, staff=200),
    Call("POST /access-requests/{absent}/approve", member=403, staff=404, body={}),
    Call("POST /access-requests/{absent}/refuse", member=403, staff=404, body=REASON),
    Call("GET /invitations", member=200, staff=200),
    Call("POST /invitations", member=422, staff=422, body={"email": "a", "name": "А"}),
    Call("POST /session/organisation", member=409, staff=409, operator=409, body={"organisation_id": ABSENT}),
    Call("GET /registrations", member=403, staff=200),
    Call("GET /rules-of-use", member=200, staff=200, operator=200),
    Call("POST /rules-of-use", member=403, staff=422, body={"text": "Проверка прав на правила", "in_force_from": PAST}),
    Call("POST /rules-of-use/accept", member=409, staff=409, operator=409, body={"version": 0}),
    Call("GET /sessions", member=200, staff=200, operator=200),
    Call("PUT /password", member=422, staff=422, operator=422, body=WRONG),
    Call("POST /password/compromised", member=422, staff=422, operator=422, body=WRONG),
    Call("GET /second-factor", member=200, staff=200, operator=200),
    Call("POST /second-factor", member=200, staff=200, operator=200),
    Call("POST /second-factor/confirm", member=422, staff=422, operator=422, body={"code": "-"}),
    Call("POST /second-factor/remove", member=422, staff=422, operator=422, body={**WRONG, "code": "-"}),
    Call("GET /api-keys", member=200, staff=403),
    Call(
        "POST /api-keys",
        member=422,
        staff=422,
        operator=422,
        body={"name": "1С", "scopes": ["reports:read"], "days": 0},
    ),
    Call("GET /me", member=200, staff=200, operator=200),
    Call("GET /reports", member=200, staff=200),
    Call("POST /uploads/recognise", member=422, staff=422, raw=b"text", query=(("filename", "a.xtdd"),)),
    Call("GET /disputes", member=403, staff=200),
    Call("POST /periods", member=403, staff=201, body=QUARTER),
    Call("GET /forms", member=200, staff=200),
    Call("GET /forms/0420846", member=403, staff=200),
    # Whoever may do it is told that the form is there already, or that it has no such draft: no form changes.
    Call("POST /forms", member=403, staff=409, body={"code": "0420846"}),
    Call("POST /forms/outline", member=403, staff=422, raw=b"text", query=SAMPLE),
    Call("POST /forms/0420846/try", member=403, staff=422, raw=b"text", query=SAMPLE),
    Call("GET /forms/0420846/history", member=403, staff=200),
    Call("POST /forms/0420846/draft", member=403, staff=404, body={"edition": "no such edition"}),
    Call("GET /forms/0420846/draft", member=403, staff=404),
    Call("PUT /forms/0420846/draft", member=403, staff=404, body={}, seen='"0"'),
    Call("DELETE /forms/0420846/draft", member=403, staff=404, seen='"0"'),
    Call("POST /forms/0420846/draft/publish", member=403, staff=404, body={"why": "Проверка прав"}, seen='"0"'),
    Call("GET /rule-sets/{rule_set}", member=403, staff=200),
    Call("GET /forms/0420846/rule-sets", member=403, staff=200),
    # Whoever may do it is told that a published version is no draft: nothing here changes the rules.
    Call("POST /forms/0420846/rule-sets", member=403, staff=422, body={"based_on": ABSENT, "version": "1"}),
    Call("PUT /rule-sets/{rule_set}", member=403, staff=409, body={"rules": {"version": "1"}}, seen='"0"'),
    Call("DELETE /rule-sets/{rule_set}", member=403, staff=409, seen='"0"'),
    Call("POST /rule-sets/{rule_set}/publish", member=403, staff=409, body=PUBLICATION, seen='"0"'),
    Call("POST /rule-sets/{rule_set}/approve", member=403, staff=409, body=REASON, seen='"0"'),
    Call("POST /rule-sets/{rule_set}/return", member=403, staff=409, body=REASON, seen='"0"'),
    Call("POST /rule-sets/{rule_set}/retire", member=403, staff=412, body=REASON, seen='"0"'),
    Call("POST /rule-sets/{rule_set}/backtest", member=403, staff=202),
    Call("POST /rule-sets/{rule_set}/shadow", member=403, staff=202),
    Call("POST /rule-sets/{rule_set}/try", member=403, staff=200, body={"submission_id": "{submission}"}),
    Call("GET /rule-sets/{rule_set}/trials", member=403, staff=200),
    Call("GET /trials/{trial}", member=403, staff=200),
    Call("GET /trials/{trial}/triggers/{code}", member=403, staff=200),
    Call("POST /trials/{trial}/cancel", member=403, staff=200),
    Call("GET /forms/0420846/trigger-health", member=403, staff=200, query=SPAN),
    # What is switched off everybody may know; putting it back to work is for methodologists.
    Call("GET /suspended-triggers", member=200, staff=200),
    Call("POST /suspended-triggers/{absent}/lift", member=403, staff=404, body={"note": "Проверка прав"}),
    Call("GET /rule-sets/{rule_set}/compare", member=403, staff=200),
    Call("GET /rule-sets/{rule_set}/history", member=403, staff=200),
    Call("GET /rule-sets/{rule_set}/rules.yaml", member=403, staff=200),
    Call("GET /rule-sets/{rule_set}/rules.xlsx", member=403, staff=200),
    # A file that is no rule set: nothing is kept of it.
    Call("POST /forms/0420846/rule-sets/import", member=403, staff=422, raw=b"<x/>", query=RULES_FILE),
    Call("POST /forms/0420846/rule-sets/import/preview", member=403, staff=422, raw=b"<x/>", query=RULES_FILE),
    Call("POST /rule-sets/{rule_set}/import", member=403, staff=409, raw=b"<x/>", query=RULES_FILE, seen='"0"'),
    Call("POST /rule-sets/{rule_set}/import/preview", member=403, staff=404, raw=b"<x/>", query=RULES_FILE),
    Call("POST /formulas/check", member=403, staff=200, body={"form": "0420846", "formula": "1 = 1"}),
    Call("GET /formulas/words", member=403, staff=200, query=(("form", "0420846"),)),
    Call("GET /members", member=403, staff=200),
    Call("POST /members", member=403, staff=422, body=NEWCOMER),
    Call("GET /card-changes", member=200, staff=200),
    Call("POST /card-changes", member=412, staff=403, body=WANTED, seen='"0"'),
    Call("POST /members/import/preview", member=403, staff=422, raw=b"text", query=(("filename", "a.csv"),)),
    Call("POST /members/import", member=403, staff=422, raw=b"text", query=APPLIED),
    Call("GET /members/export.xlsx", member=403, staff=200),
    Call("GET /members/export.csv", member=403, staff=200),
    Call("GET /audit", member=403, staff=200),
    Call("GET /audit/acts", member=403, staff=200),
    Call("GET /audit.xlsx", member=403, staff=200),
    Call("GET /audit.csv", member=403, staff=200),
    Call("GET /notices", member=200, staff=200),
    Call("GET /calendar", member=200, staff=200, query=DATES),
    Call("GET /working-days/2026", member=200, staff=200),
)
# Held by tests of their own below.
ASK_FOR_ACCESS = "POST /access-requests"
LINK = "/invitations/{token}/accept"
APART = ("GET /live", "DELETE /session", OPEN, ASK_FOR_ACCESS, f"GET {LINK}", f"POST {LINK}")
CALLS = (*OF_ONE_OBJECT, *OF_ONE_PERSON, *OF_NO_MEMBER)
