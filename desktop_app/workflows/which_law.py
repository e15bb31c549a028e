"""Which State's law applies to a person's work: the guided questions, the answer, and the record that is kept of it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

from desktop_app.calculation.applicable_law import (
    AdmissionAnswer,
    LawAnswer,
    LawRules,
    applicable_law,
    may_insure_voluntarily,
)
from desktop_app.calculation.weeks import settle_weeks
from desktop_app.domain.findings import Finding, Level, Reason
from desktop_app.domain.time import age_on
from desktop_app.domain.work import AgreedException, WorkFacts, WorkKind
from desktop_app.foundation.places import resource
from desktop_app.foundation.problems import CaseProblem
from desktop_app.rulebook.law_rules import load_law_rules
from desktop_app.store.law_answers import KeptAnswer
from desktop_app.workflows.calculate_claim import case_of
from desktop_app.workflows.desk import Desk

MOST_SHOWN: Final = 100
"""How many kept answers a list shows, the newest first."""

_ASKED: Final[Mapping[WorkKind, tuple[str, ...]]] = {
    WorkKind.EMPLOYED: ("work_states",),
    WorkKind.SELF_EMPLOYED: ("work_states",),
    WorkKind.SHIP: ("flag", "posted_from"),
    WorkKind.CREW: ("seat", "branch", "residence", "mainly_in"),
    WorkKind.MISSION: ("work_states", "sending", "national_of_sending", "began_on", "option_on"),
    WorkKind.VOLUNTARY: ("voluntary_in", "compulsory_in"),
}
_DAYS: Final = frozenset({"began_on", "expected_end", "now_expected_end", "option_on"})
_POSTING: Final = ("began_on", "expected_end", "now_expected_end")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLawAnswer:
    """A kept answer as shown. `rule_digest` is that of the rules it was given by; it is never given anew."""

    id: str
    claim_id: str | None
    person_id: str | None
    asked_at: datetime
    asked_by: str
    facts: WorkFacts
    state: str
    reason: Reason
    rule_id: str
    article: str
    subject: str
    grade: str
    until: date | None
    afterwards: str
    records: tuple[str, ...]
    findings: tuple[Finding, ...]
    rule_digest: str
    note: str


@lru_cache(maxsize=1)
def law_rules() -> LawRules:
    """Read the rules on the law that applies, once a run. Raises `RuleProblem("law_rules_refused")`."""
    return load_law_rules(resource("agreement", "applicable_law.toml"))


def questions(facts: WorkFacts) -> tuple[str, ...]:
    """Return the fields to ask for next to the kind of work, in order: what the answers so far make necessary."""
    asked = list(_ASKED[facts.kind])
    several = len(facts.work_states) > 1
    if facts.kind in (WorkKind.EMPLOYED, WorkKind.SELF_EMPLOYED) and several:
        asked.append("residence")
        if facts.kind is WorkKind.EMPLOYED and facts.residence not in facts.work_states:
            asked.append("seat")
    elif facts.kind is WorkKind.EMPLOYED:
        asked.append("posted_from")
    host = facts.flag if facts.kind is WorkKind.SHIP else (facts.work_states[0] if facts.work_states else "")
    if "posted_from" in asked and facts.posted_from and facts.posted_from != host:
        asked.extend(_POSTING)
        if facts.now_expected_end is not None:
            asked.append("host_agrees")
            if facts.kind is WorkKind.SHIP:
                asked.append("home_agrees")
    if facts.kind in (WorkKind.EMPLOYED, WorkKind.SELF_EMPLOYED):
        asked.extend(("voluntary_in",) if not facts.voluntary_in else ("voluntary_in", "compulsory_in"))
    return tuple(asked)


def answer(desk: Desk, facts: WorkFacts, on: date | None = None) -> LawAnswer:
    """Say whose law applies to the work, today or on another day. Writes nothing."""
    return applicable_law(facts, law_rules(), desk.rulebook.agreement.parties, on or desk.clock.today())


def keep_answer(
    desk: Desk,
    facts: WorkFacts,
    *,
    claim_id: str | None = None,
    person_id: str | None = None,
    note: str = "",
    on: date | None = None,
) -> KeptLawAnswer:
    """Keep the answer with what was asked and the digest of the rules, in one act.

    Raises `CaseProblem("law_not_answered")` while no State can be named: there is nothing to keep yet.
    """
    given = answer(desk, facts, on)
    if not given.state:
        raise CaseProblem("law_not_answered")
    kept = KeptAnswer(
        id=desk.clock.new_id(),
        claim_id=claim_id,
        person_id=person_id,
        asked_at=desk.clock.now(),
        asked_by=desk.user.id,
        answers=_text({each.name: getattr(facts, each.name) for each in fields(facts)}),
        outcome=_text(_outcome(given)),
        note=note.strip(),
    )
    with desk.store.act(
        verb="law_answer_kept",
        user=desk.user.id,
        about=claim_id or person_id or kept.id,
        facts={"state": given.state, "rule": given.rule.id},
    ):
        desk.store.law_answers.add(kept)
    return _read(kept)


def kept_answers(desk: Desk, claim_id: str | None = None) -> tuple[KeptLawAnswer, ...]:
    """Return the kept answers of a claim, or the newest of all, the newest first."""
    found = desk.store.law_answers.of_claim(claim_id) if claim_id else desk.store.law_answers.newest(most=MOST_SHOWN)
    return tuple(_read(each) for each in found)


def voluntary_admission(desk: Desk, claim_id: str, state: str) -> AdmissionAnswer:
    """Say whether the insured person of a claim may insure voluntarily in a State, by all States' certified weeks.

    Raises `CaseProblem` (`nothing_certified`, `no_periods_certified`) as a calculation does.
    """
    case = case_of(desk, claim_id)
    agreement = desk.rulebook.agreement
    settled = settle_weeks(case, dict(agreement.parties), agreement.year_weeks).states
    own = settled.get(state)
    today = desk.clock.today()
    return may_insure_voluntarily(
        state,
        own=own.own if own is not None else 0,
        own_paid=own.own_paid if own is not None else 0,
        totalised=sum(each.counted for each in settled.values()),
        totalised_paid=sum(each.counted_paid for each in settled.values()),
        age=age_on(case.birth_date, today)[0],
        law=law_rules(),
        on=today,
    )


def admission_by_number(desk: Desk, number: str, state: str) -> AdmissionAnswer:
    """Answer `voluntary_admission` for the claim of a number.

    Raises `CaseProblem("claim_unknown")`, and what `voluntary_admission` raises.
    """
    claim = desk.store.claims.by_number(number)
    if claim is None:
        raise CaseProblem("claim_unknown")
    return voluntary_admission(desk, claim.id, state)


def _outcome(given: LawAnswer) -> dict[str, object]:
    return {
        "state": given.state,
        "reason": {"code": given.reason.code, "facts": dict(given.reason.facts)},
        "rule": given.rule.id,
        "article": given.rule.article,
        "subject": given.rule.subject,
        "grade": given.rule.grade,
        "until": given.until,
        "afterwards": given.afterwards,
        "records": list(given.records),
        "findings": [
            {"code": each.code, "level": each.level.value, "where": each.where, "facts": dict(each.facts)}
            for each in given.findings
        ],
        "rule_digest": law_rules().digest,
    }


def _text(value: Mapping[str, object]) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, AgreedException):
        return asdict(value)
    raise TypeError(type(value).__name__)


def _read(kept: KeptAnswer) -> KeptLawAnswer:
    told = json.loads(kept.outcome)
    return KeptLawAnswer(
        id=kept.id,
        claim_id=kept.claim_id,
        person_id=kept.person_id,
        asked_at=kept.asked_at,
        asked_by=kept.asked_by,
        facts=_facts(json.loads(kept.answers)),
        state=told["state"],
        reason=Reason(code=told["reason"]["code"], facts=told["reason"]["facts"]),
        rule_id=told["rule"],
        article=told["article"],
        subject=told["subject"],
        grade=told["grade"],
        until=_day(told["until"]),
        afterwards=told["afterwards"],
        records=tuple(told["records"]),
        findings=tuple(
            Finding(code=each["code"], level=Level(each["level"]), where=each["where"], facts=each["facts"])
            for each in told["findings"]
        ),
        rule_digest=told["rule_digest"],
        note=kept.note,
    )


def _facts(told: dict[str, Any]) -> WorkFacts:
    agreed = told["exception"]
    exception = None
    if agreed is not None:
        exception = AgreedException(
            state=agreed["state"],
            authority=agreed["authority"],
            agreed_on=_day(agreed["agreed_on"]),
            reason=agreed["reason"],
        )
    values: dict[str, Any] = {name: _day(value) if name in _DAYS else value for name, value in told.items()}
    values |= {"kind": WorkKind(told["kind"]), "work_states": tuple(told["work_states"]), "exception": exception}
    return WorkFacts(**values)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
