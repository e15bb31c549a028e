"""What was chosen for a calculation: options of the open points, officers' decisions, and the authority of each."""

from desktop_app.calculation.case import Case, SettingNote
from desktop_app.calculation.pack import AgreementRules
from desktop_app.calculation.trace import Authority, AuthorityKind
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.foundation.problems import CaseProblem


class Options:
    """The settings of one calculation. Raises `CaseProblem` for a point or an option that does not exist."""

    def __init__(self, case: Case, agreement: AgreementRules) -> None:
        self._agreement = agreement
        self._decisions = case.decisions
        self._notes = case.setting_notes
        self.settings = dict(agreement.defaults)
        for point, option in case.settings.items():
            self._check(point, option)
            self.settings[point] = option
        for decision in case.decisions:
            self._check(decision.point, decision.option)

    def _check(self, point: str, option: str) -> None:
        known = self._agreement.points.get(point)
        if known is None:
            raise CaseProblem("point_unknown", point=point, points=", ".join(self._agreement.points))
        if option not in known.options:
            raise CaseProblem("setting_unknown", point=point, option=option, options=", ".join(known.options))

    def decision(self, point: str, state: str) -> OfficerDecision | None:
        """Return the officer's decision on a point for a State, the last where there are several."""
        if not self._decisions:
            return None
        found = [each for each in self._decisions if each.point == point and each.state == state]
        return found[-1] if found else None

    @property
    def any_decided(self) -> bool:
        """Whether an officer decided anything in the case."""
        return bool(self._decisions)

    def decisions_for(self, state: str) -> tuple[OfficerDecision, ...]:
        """Return the officer's decisions that hold for a State, one a point."""
        points = dict.fromkeys(each.point for each in self._decisions if each.state == state)
        return tuple(found for point in points if (found := self.decision(point, state)) is not None)

    def option(self, point: str, state: str) -> str:
        """Return the option for a State: the officer's where one decided, else the setting."""
        if not self._decisions:
            return self.settings[point]
        decision = self.decision(point, state)
        return decision.option if decision is not None else self.settings[point]

    def point_authority(self, point: str) -> Authority:
        """Return the authority of an open point's option: the office's setting where it made one, else the sources."""
        known = self._agreement.points[point]
        settled = self._notes.get(point)
        if settled is not None:
            return Authority(
                kind=AuthorityKind.POLICY,
                reference=point,
                valid_from=settled.valid_from,
                confidence=known.confidence,
                sources=known.sources,
                note=settled.legal_reference,
                settled_by=(settled.proposed_by, settled.accepted_by),
            )
        return known.authority

    def settled(self, point: str) -> SettingNote | None:
        """Return by what the office settled a point, None where it left it open."""
        return self._notes.get(point)

    def provision_authority(self, name: str) -> Authority:
        """Return the authority of a provision of the Agreement."""
        return self._agreement.provisions[name].authority

    def decision_authority(self, decision: OfficerDecision) -> Authority:
        """Return the authority of an officer's decision, with the reason."""
        return Authority(
            kind=AuthorityKind.DECISION,
            state=decision.state,
            reference=decision.point,
            valid_from=decision.decided_on,
            note=decision.reason,
        )
