"""What the questions about a case need to know before they are opened; fetched on the worker."""

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.claims import Part, Stage
from desktop_app.domain.obligations import ObligationKind
from desktop_app.workflows.ask_explanation import Explainable, explainable
from desktop_app.workflows.close_case import closing_of
from desktop_app.workflows.closed_cases import reopenings_proposed
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.keep_offices import offices
from desktop_app.workflows.obligations import ObligationLine, obligations_of_claim
from desktop_app.workflows.open_claim import open_claim
from desktop_app.workflows.take_part import ParticipantLine, participants_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """A case as the questions see it. `all_offices` are those of the directory but ours: code and name."""

    claim_key: str
    name: str
    states: tuple[str, ...]
    currency: str
    today: date
    examined_here: bool
    closed: bool
    reopening_proposed: bool
    offices: tuple[ParticipantLine, ...]
    all_offices: tuple[tuple[str, str], ...]
    explainable: tuple[Explainable, ...]
    owed: tuple[ObligationLine, ...]
    closing_proposed: bool = False
    state_names: tuple[tuple[str, str], ...] = ()

    @property
    def state_choices(self) -> list[tuple[str, str]]:
        """The States of the case, as choices."""
        return [(code, f"{name} ({code})") for code, name in self.state_names]

    @property
    def others(self) -> list[tuple[str, str]]:
        """The other offices of the case, as choices."""
        own = {code for code, _name in self.all_offices}
        return [(line.office, f"{line.office_name} ({line.office})") for line in self.offices
                if line.takes_part and line.office in own]  # fmt: skip

    @property
    def asked_to_reopen(self) -> bool:
        """Whether an office asked to open the case again and waits for an answer."""
        return any(line.ours and line.open and line.kind is ObligationKind.REOPEN_REPLY for line in self.owed)


def case_facts(desk: Desk, claim_key: str) -> CaseFacts:
    """Fetch what is known of a case."""
    view = open_claim(desk, claim_key)
    claim, person = view.claim, view.person
    return CaseFacts(
        claim_key=claim_key,
        name=person.name if person else "",
        states=tuple(line.state for line in view.states),
        currency=view.currencies.get(view.own_state, ""),
        today=view.today,
        examined_here=claim is not None and claim.part is Part.EXAMINING,
        closed=claim is not None and claim.stage is Stage.CLOSED,
        reopening_proposed=any(each.claim.id == claim_key for each in reopenings_proposed(desk)),
        offices=participants_of(desk, claim_key),
        all_offices=tuple(
            (line.known.card.office.code, f"{line.known.card.office.name} ({line.known.card.office.code})")
            for line in offices(desk)
            if not line.own
        ),
        explainable=explainable(desk, claim_key),
        owed=tuple(line for line in obligations_of_claim(desk, claim_key) if line.open),
        state_names=tuple((line.state, line.party.short_name) for line in view.states),
        closing_proposed=closing_of(desk, claim_key).proposed if claim is not None else False,
    )
