"""The office's settings of the Agreement's open points: which option holds on a day, and proposing another.

The setting that counts is the one in force on the day of the calculation, not of the claim: an open point is a
question of how the Agreement is read now, and a circular that settles it says from when on it is read so. Of several
the one with the latest `valid_from` not after that day holds, of equal ones the one accepted last. What was calculated
keeps the settings it ran with; an officer's decision for one case comes before the office's setting.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.calculation.case import SettingNote
from desktop_app.calculation.pack import OpenPoint
from desktop_app.domain.proposals import OpenPointSetting, Proposal, ProposalKind
from desktop_app.domain.users import User
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.proposal_effects import OPTION
from desktop_app.workflows.propose import ProposalView, person, propose, view_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingInForce:
    """A setting of the office with its people by name."""

    setting: OpenPointSetting
    proposed_by: User
    accepted_by: User


@dataclass(frozen=True, slots=True, kw_only=True)
class PointView:
    """An open point as Settings shows it.

    `option` holds today; `in_force` is the setting that makes it so, None for the default. `coming` are settings that
    begin later; `waiting` what waits for a second person about this point; `history` everything ever proposed about it,
    the newest first, the taking back of settings among it.
    """

    point: OpenPoint
    option: str
    in_force: SettingInForce | None
    coming: tuple[SettingInForce, ...]
    waiting: tuple[ProposalView, ...]
    history: tuple[ProposalView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSettings:
    """What the office settled, as a calculation takes it: option and note of each point that is not left as it is."""

    options: Mapping[str, str]
    notes: Mapping[str, SettingNote]


def office_settings(desk: Desk, on: date) -> OfficeSettings:
    """Return the office's settings in force on a day, without those whose point or option the rules know no longer."""
    points = desk.rulebook.agreement.points
    held = [
        setting
        for setting in desk.store.proposals.settings_on(on)
        if setting.point in points and setting.option in points[setting.point].options
    ]
    return OfficeSettings(
        options={setting.point: setting.option for setting in held},
        notes={
            setting.point: SettingNote(
                valid_from=setting.valid_from,
                legal_reference=setting.legal_reference,
                proposed_by=person(desk, setting.proposed_by).short_name,
                accepted_by=person(desk, setting.accepted_by).short_name,
            )
            for setting in held
        },
    )


def open_points(desk: Desk) -> tuple[PointView, ...]:
    """Return every open point of the Agreement, as it stands today."""
    today = desk.clock.today()
    in_force = {setting.point: setting for setting in desk.store.proposals.settings_on(today)}
    taken_back = desk.store.proposals.about(ProposalKind.TAKE_BACK)
    return tuple(
        _point_view(desk, point, today, in_force.get(point.id), taken_back)
        for point in desk.rulebook.agreement.points.values()
    )


def propose_option(
    desk: Desk, *, point: str, option: str, valid_from: date | None, legal_reference: str, reason: str
) -> Proposal:
    """Propose that the office takes an open point in one way from a day on; it waits for a second person.

    Raises `CaseProblem` (`option_unknown`, `valid_from_missing`, `legal_reference_missing`, `reason_missing`,
    `setting_holds` where the office settled exactly this already) and `DutyProblem` (`proposal_waits`).
    """
    known = desk.store.proposals.settings_of(point)
    if any((held.option, held.valid_from) == (option, valid_from) for held in known):
        raise CaseProblem("setting_holds")
    return propose(
        desk,
        kind=ProposalKind.OPEN_POINT,
        subject=point,
        payload={OPTION: option},
        reason=reason,
        legal_reference=legal_reference,
        valid_from=valid_from,
    )


def _point_view(
    desk: Desk, point: OpenPoint, today: date, setting: OpenPointSetting | None, taken_back: tuple[Proposal, ...]
) -> PointView:
    settled = desk.store.proposals.about(ProposalKind.OPEN_POINT, point.id)
    ids = {proposal.id for proposal in settled}
    about = [*settled, *(proposal for proposal in taken_back if proposal.subject in ids)]
    about.sort(key=lambda proposal: proposal.proposed_at, reverse=True)
    views = tuple(view_of(desk, proposal) for proposal in about)
    coming = [held for held in desk.store.proposals.settings_of(point.id) if held.valid_from > today]
    known = setting is not None and setting.option in point.options
    return PointView(
        point=point,
        option=setting.option if setting is not None and known else point.default,
        in_force=_with_names(desk, setting) if setting is not None and known else None,
        coming=tuple(_with_names(desk, held) for held in coming),
        waiting=tuple(view for view in views if view.proposal.waits),
        history=views,
    )


def _with_names(desk: Desk, setting: OpenPointSetting) -> SettingInForce:
    return SettingInForce(
        setting=setting,
        proposed_by=person(desk, setting.proposed_by),
        accepted_by=person(desk, setting.accepted_by),
    )
