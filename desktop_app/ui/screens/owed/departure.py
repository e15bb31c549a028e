"""Certify the periods of somebody who leaves the State: for the worker on paper, and for the new State."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop_app.ui.screens.owed.kept_form import FormActs, KeptForm, acts_of
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.certify_departure import (
    DepartureForm,
    certify_departure,
    check_departure,
    departure_office,
    departure_to_be,
)
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.form_drafts import kept_form
from desktop_app.workflows.lay_before import propose_departure
from desktop_app.workflows.open_claim import open_claim
from desktop_app.workflows.works_alone import works_alone

PART = "departure"


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureFacts:
    """What the form knows before it is opened. `states` are those with an office in the directory, as choices."""

    claim_key: str
    name: str
    states: tuple[tuple[str, str], ...]
    today: date
    alone: bool
    typed: dict[str, str]


def departure_facts(desk: Desk, claim_key: str) -> DepartureFacts:
    """Fetch what the form needs."""
    view = open_claim(desk, claim_key)
    return DepartureFacts(
        claim_key=claim_key,
        name=view.person.name if view.person else "",
        states=tuple(
            (party.code, f"{party.short_name} ({party.code})")
            for party in desk.rulebook.parties
            if party.code != desk.office.state and departure_office(desk, party.code) is not None
        ),
        today=view.today,
        alone=works_alone(desk),
        typed=kept_form(desk, claim_key, PART),
    )


class DepartureDialog(KeptForm):
    """The day, the new State and the address there."""

    def __init__(self, facts: DepartureFacts, tasks: Tasks, parent: QWidget | None = None) -> None:
        sentence = _(
            "{name} leaves. Our newest certificate becomes one on departure: a sheet for the worker, a message to the "
            "new State. Nobody has to search for old cards then."
        ).format(name=facts.name)
        words = _("&Certify") if facts.alone else _("&Lay before a second person")
        super().__init__(tasks, _("Certify a departure"), sentence, words, parent, claim_key=facts.claim_key, part=PART)
        self._facts = facts
        self.alone = facts.alone
        self.claim_key = facts.claim_key
        left = DateField(_("&Day of departure"))
        left.set_value(facts.today)
        state = ChoiceField(_("New &State"), facts.states, placeholder=_("Choose"))
        state.set_key("")
        self.add_row(departed_on=left, new_state=state)
        self.add_row(new_address=LineField(_("New &address (may stay empty)")))
        self.needed = ["departed_on", "new_state"]
        self.show_typed(facts.typed)
        self.follow_fields()

    def _form(self) -> DepartureForm:
        return DepartureForm(
            departed_on=self.day("departed_on") or self._facts.today,
            new_state=self.line("new_state"),
            new_address=self.line("new_address"),
        )

    def _acts(self) -> FormActs:
        return acts_of(
            self._claim_key,
            self._form(),
            check=check_departure,
            verb=certify_departure if self.alone else propose_departure,
            to_be=departure_to_be,
        )
