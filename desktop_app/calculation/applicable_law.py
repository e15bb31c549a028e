"""Which State's law applies to a person's work, by which rule, until when, and what to keep. Pure.

The order: an agreed exception first; then the rule of the kind of work. What the sources do not settle is said to be
for an officer, and no State is named.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.calculation.trace import Confidence, Source
from desktop_app.domain.findings import Fact, Finding, Level, Reason
from desktop_app.domain.states import Party
from desktop_app.domain.time import reaches_age
from desktop_app.domain.work import WorkFacts, WorkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LawRule:
    """One rule on the law that applies. `grade` and `confidence` say how sure it is; `limit_months` is its limit."""

    id: str
    article: str
    subject: str
    grade: str
    confidence: Confidence
    sources: tuple[Source, ...]
    records: tuple[str, ...]
    note: str = ""
    limit_months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionRule:
    """What a State's law asks for before a person may insure voluntarily: `weeks`, all or only paid ones, an age."""

    state: str
    start: date
    weeks: int
    paid_only: bool
    under_age: int | None
    says: str
    confidence: Confidence
    sources: tuple[Source, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LawRules:
    """All rules on the law that applies, as data; `digest` is that of their file."""

    digest: str
    verified_on: date
    rules: Mapping[str, LawRule]
    admissions: tuple[AdmissionRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LawAnswer:
    """Whose law applies. `state` is empty where an officer must say; `rule` the one it rests on.

    `until` is the last day on which it applies by that rule, `afterwards` the State whose law follows. `records` are
    codes of the papers to keep.
    """

    state: str
    reason: Reason
    rule: LawRule
    until: date | None = None
    afterwards: str = ""
    records: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionAnswer:
    """Whether a person may insure voluntarily in a State, by its own weeks and by those of all States.

    `met` and `met_alone` are None where the State's condition is not known here.
    """

    state: str
    need: int | None
    own: int
    totalised: int
    met_alone: bool | None
    met: bool | None
    rule: LawRule
    admission: AdmissionRule | None
    findings: tuple[Finding, ...] = ()


def applicable_law(facts: WorkFacts, law: LawRules, parties: Mapping[str, Party], on: date) -> LawAnswer:
    """Say whose law applies to the work on a day."""
    answer = _Answering(facts, law, parties, on)
    return answer.given()


def may_insure_voluntarily(
    state: str, *, own: int, own_paid: int, totalised: int, totalised_paid: int, age: int, law: LawRules, on: date
) -> AdmissionAnswer:
    """Say whether the weeks of all States open voluntary insurance in a State (the person must ask for it there).

    Weeks are whole, not negative; the paid ones are among all. `age` is in completed years on the day `on`.
    """
    known = [each for each in law.admissions if each.state == state and each.start <= on]
    admission = max(known, key=lambda each: each.start) if known else None
    rule = law.rules["voluntary"]
    if admission is None:
        finding = Finding(code="admission_not_known", level=Level.WARNING, where=state, facts={"state": state})
        return AdmissionAnswer(
            state=state,
            need=None,
            own=own,
            totalised=totalised,
            met_alone=None,
            met=None,
            rule=rule,
            admission=None,
            findings=(finding,),
        )
    mine, everyone = (own_paid, totalised_paid) if admission.paid_only else (own, totalised)
    findings = []
    too_old = admission.under_age is not None and age >= admission.under_age
    if too_old:
        facts: dict[str, Fact] = {"state": state, "age": age, "limit": admission.under_age or 0}
        findings.append(Finding(code="admission_too_old", level=Level.WARNING, where=state, facts=facts))
    if admission.confidence is not Confidence.HIGH:
        findings.append(Finding(code="admission_unsure", level=Level.WARNING, where=state, facts={"state": state}))
    return AdmissionAnswer(
        state=state,
        need=admission.weeks,
        own=mine,
        totalised=everyone,
        met_alone=mine >= admission.weeks and not too_old,
        met=everyone >= admission.weeks and not too_old,
        rule=rule,
        admission=admission,
        findings=tuple(findings),
    )


class _Answering:
    """One question on its way to its answer."""

    def __init__(self, facts: WorkFacts, law: LawRules, parties: Mapping[str, Party], on: date) -> None:
        self._facts = facts
        self._rules = law.rules
        self._parties = parties
        self._on = on
        self._findings: list[Finding] = []

    def given(self) -> LawAnswer:
        exception = self._exception()
        if exception is not None:
            return exception
        if self._facts.voluntary_in and self._facts.compulsory_in:
            return self._compulsory_first()
        by_kind = {
            WorkKind.EMPLOYED: self._employed,
            WorkKind.SELF_EMPLOYED: self._self_employed,
            WorkKind.SHIP: self._ship,
            WorkKind.CREW: self._crew,
            WorkKind.MISSION: self._mission,
            WorkKind.VOLUNTARY: self._voluntary,
        }
        return by_kind[self._facts.kind]()

    def _exception(self) -> LawAnswer | None:
        agreed = self._facts.exception
        if agreed is None:
            return None
        if not (agreed.state and agreed.authority and agreed.agreed_on and agreed.reason):
            self._note("exception_incomplete", Level.ERROR)
            return None
        facts: dict[str, Fact] = {
            "authority": agreed.authority,
            "on": agreed.agreed_on.isoformat(),
            "because": agreed.reason,
        }
        return self._answer(agreed.state, "exception", "law_by_exception", facts=facts)

    def _compulsory_first(self) -> LawAnswer:
        facts: dict[str, Fact] = {"voluntary": self._facts.voluntary_in}
        return self._answer(self._facts.compulsory_in, "compulsory_first", "law_compulsory_first", facts=facts)

    def _voluntary(self) -> LawAnswer:
        if not self._facts.voluntary_in:
            return self._officer("voluntary", "voluntary_in")
        return self._answer(self._facts.voluntary_in, "voluntary", "law_voluntary")

    def _employed(self) -> LawAnswer:
        where = self._facts.work_states
        if not where:
            return self._officer("general", "work_states")
        if len(where) > 1:
            return self._several()
        if self._facts.posted_from and self._facts.posted_from != where[0]:
            return self._posted(where[0], "posted", "posted_overrun")
        return self._answer(where[0], "general", "law_of_work")

    def _several(self) -> LawAnswer:
        facts = self._facts
        if not facts.residence:
            return self._officer("several_residence", "residence")
        if facts.residence in facts.work_states:
            return self._answer(facts.residence, "several_residence", "law_several_residence")
        if not facts.seat:
            return self._officer("several_seat", "seat")
        return self._answer(facts.seat, "several_seat", "law_several_seat")

    def _self_employed(self) -> LawAnswer:
        where = self._facts.work_states
        if not where:
            return self._officer("self_employed", "work_states")
        if len(where) == 1:
            return self._answer(where[0], "self_employed", "law_of_own_work")
        if self._facts.residence in where:
            return self._answer(self._facts.residence, "several_residence", "law_several_residence")
        return self._officer("self_employed", "residence" if not self._facts.residence else "several_self_employed")

    def _ship(self) -> LawAnswer:
        if not self._facts.flag:
            return self._officer("ship", "flag")
        if self._facts.posted_from and self._facts.posted_from != self._facts.flag:
            return self._posted(self._facts.flag, "ship_posted", "ship_overrun")
        return self._answer(self._facts.flag, "ship", "law_of_flag")

    def _posted(self, host: str, rule: str, overrun: str) -> LawAnswer:
        """Home law to the limit; longer only where the overrun was not foreseen and is agreed to."""
        facts = self._facts
        home = facts.posted_from
        if facts.began_on is None:
            return self._officer(rule, "began_on")
        last = self._last_day(rule, facts.began_on)
        told: dict[str, Fact] = {"host": host, "limit": last.isoformat(), "from": facts.began_on.isoformat()}
        if facts.expected_end is not None and facts.expected_end > last:
            self._note("posting_too_long", Level.WARNING, expected=facts.expected_end.isoformat(), **told)
            return self._answer(host, "general" if rule == "posted" else "ship", "law_posting_too_long", facts=told)
        end = facts.now_expected_end or facts.expected_end
        if end is None:
            self._note("posting_end_not_told", Level.WARNING, **told)
        if end is not None and end > last:
            both = rule == "ship_posted"
            if facts.host_agrees is True and (facts.home_agrees is True or not both):
                told["until"] = end.isoformat()
                return self._answer(home, overrun, "law_posted_overrun", facts=told, until=end, afterwards=host)
            self._note("overrun_needs_both" if both else "overrun_needs_host", Level.WARNING, **told)
            end = last
        if self._on > last:
            self._note("posting_limit_passed", Level.WARNING, **told)
            return self._answer(host, "general" if rule == "posted" else "ship", "law_posting_ended", facts=told)
        return self._answer(home, rule, "law_posted", facts=told, until=end or last, afterwards=host)

    def _crew(self) -> LawAnswer:
        facts = self._facts
        if facts.mainly_in and facts.mainly_in == facts.residence:
            return self._answer(facts.residence, "crew_residence", "law_crew_residence")
        if facts.branch:
            return self._answer(facts.branch, "crew_branch", "law_crew_branch")
        if not facts.seat:
            return self._officer("crew_seat", "seat")
        return self._answer(facts.seat, "crew_seat", "law_crew_seat")

    def _mission(self) -> LawAnswer:
        facts = self._facts
        if not facts.work_states:
            return self._officer("mission_host", "work_states")
        host = facts.work_states[0]
        if facts.option_on is not None:
            return self._option(host, facts.option_on)
        if facts.national_of_sending and facts.sending and facts.began_on is not None:
            last = self._last_day("mission_option", facts.began_on)
            if self._on <= last:
                self._note("option_still_open", Level.NOTE, last=last.isoformat(), sending=facts.sending)
        return self._answer(host, "mission_host", "law_mission_host")

    def _option(self, host: str, chosen_on: date) -> LawAnswer:
        """Let the choice of the sending State's law hold for its nationals, made within the limit."""
        facts = self._facts
        if not facts.sending or facts.began_on is None:
            return self._officer("mission_option", "sending" if not facts.sending else "began_on")
        last = self._last_day("mission_option", facts.began_on)
        told: dict[str, Fact] = {"option": chosen_on.isoformat(), "limit": last.isoformat(), "host": host}
        if facts.national_of_sending is not True:
            self._note("option_needs_national", Level.WARNING, sending=facts.sending)
        elif chosen_on > last:
            self._note("option_too_late", Level.WARNING, **told)
        else:
            return self._answer(facts.sending, "mission_option", "law_mission_option", facts=told)
        return self._answer(host, "mission_host", "law_mission_host")

    def _last_day(self, rule: str, start: date) -> date:
        """Return the last day within a rule's limit: 24 months from 1 March 2020 end on 28 February 2022."""
        after = reaches_age(start, 0, self._rules[rule].limit_months or 0)
        return date.fromordinal(after.toordinal() - 1)

    def _officer(self, rule: str, missing: str) -> LawAnswer:
        """Name no State: a fact is missing, or no source settles it."""
        reason = Reason(code="law_needs_fact", facts={"missing": missing})
        if missing == "several_self_employed":
            reason = Reason(code="law_for_officer", facts={})
        found = self._rules[rule]
        return LawAnswer(state="", reason=reason, rule=found, records=found.records, findings=tuple(self._findings))

    def _answer(
        self,
        state: str,
        rule: str,
        code: str,
        *,
        facts: Mapping[str, Fact] | None = None,
        until: date | None = None,
        afterwards: str = "",
    ) -> LawAnswer:
        found = self._rules[rule]
        party = self._parties.get(state)
        if party is None:
            self._note("law_outside_agreement", Level.WARNING, named=state)
        elif not party.in_effect_on(self._on):
            self._note("law_not_in_effect", Level.WARNING, named=state)
        if found.confidence is Confidence.LOW:
            self._note("law_rule_unsure", Level.WARNING, grade=found.grade)
        return LawAnswer(
            state=state,
            reason=Reason(code=code, facts={"state": state, **(facts or {})}),
            rule=found,
            until=until,
            afterwards=afterwards,
            records=found.records,
            findings=tuple(self._findings),
        )

    def _note(self, code: str, level: Level, **facts: Fact) -> None:
        self._findings.append(Finding(code=code, level=level, where="law", facts=facts))
