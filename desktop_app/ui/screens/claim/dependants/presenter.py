"""What the step of survivors and injury knows: which of both the benefit asks for, and the findings while typing."""

from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependant_forms import FOR_SURVIVORS, WITH_INJURY, DependantsForm, SurvivorLine
from desktop_app.domain.findings import Finding
from desktop_app.ui.screens.claim.presenter import ClaimPresenter


class DependantsPresenter(QObject):
    """Step 3 of the open claim."""

    checked = Signal(object)
    """The findings of the form as it is typed now."""

    def __init__(self, claim: ClaimPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.claim: Final = claim

    @property
    def benefit(self) -> Benefit:
        """The benefit claimed, as typed now."""
        return Benefit(self.claim.claimant.benefit)

    @property
    def asks_survivors(self) -> bool:
        """Whether survivors claim this benefit."""
        return self.benefit in FOR_SURVIVORS

    @property
    def asks_injury(self) -> bool:
        """Whether this benefit comes from an injury."""
        return self.benefit in WITH_INJURY

    def form(self) -> DependantsForm:
        """Return the form to show; a claim of survivors begins with an empty line."""
        form = self.claim.dependants
        if self.asks_survivors and not form.lines:
            return DependantsForm(
                lines=(SurvivorLine(row_id="1"),),
                degree=form.degree,
                cause=form.cause,
                injury_state=form.injury_state,
                accident_date=form.accident_date,
                board_reference=form.board_reference,
                weekly_earnings=form.weekly_earnings,
            )
        return form

    def edit(self, form: DependantsForm) -> None:
        """Take the form as typed now."""
        self.claim.edit_dependants(form)
        self.tell()

    def tell(self) -> None:
        """Check the form and say what was found."""
        self.checked.emit(self.findings())

    def findings(self) -> tuple[Finding, ...]:
        """Check the form as typed now."""
        return self.claim.dependants_findings()


def next_row_id(lines: tuple[SurvivorLine, ...]) -> str:
    """Return an id that no line has."""
    taken = [int(line.row_id) for line in lines if line.row_id.isdigit()]
    return str(max(taken, default=0) + 1)
