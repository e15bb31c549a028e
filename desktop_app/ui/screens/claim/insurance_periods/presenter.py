"""What the step knows: the State looked at, this institution's own rows, how claimed and certified weeks agree."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.domain.beside_rows import NOTHING_BESIDE, BesideForm, beside_of
from desktop_app.domain.certificates import HasPeriods, PeriodCertificate
from desktop_app.domain.claims import Part
from desktop_app.domain.forms import CheckedPeriods, PeriodsForm
from desktop_app.domain.proposals import Proposal, ProposalKind
from desktop_app.domain.time import parse_date
from desktop_app.foundation.problems import FormProblem, Problem
from desktop_app.ui.screens.claim.answers import told
from desktop_app.ui.screens.claim.presenter import ClaimPresenter
from desktop_app.wording.catalogue import text
from desktop_app.workflows.certify_periods import CertificateDraft, certify_periods, check_record
from desktop_app.workflows.issue_document import IssuedDocument, certificate_document
from desktop_app.workflows.lay_before import propose_periods
from desktop_app.workflows.open_claim import ClaimView, StateLine
from desktop_app.workflows.own_records import own_rows
from desktop_app.workflows.state_papers import StatePapers, papers_of_state
from desktop_app.workflows.view_papers import TypedSheet, typed_sheet

CHECK_AFTER_MS: Final = 500
"""How long the typing must rest before the rows are checked as a certificate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedYear:
    """A year's weeks in one State: as the claimant told it, and as certified. None where nothing was said."""

    year: int
    claimed: int | None
    certified: int | None

    @property
    def agrees(self) -> bool:
        """Whether both say the same."""
        return self.claimed == self.certified


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateTerms:
    """What the certificate says beside its rows, as typed."""

    complete_to: str = ""
    has_periods: HasPeriods = HasPeriods.YES
    more_follows: bool = False
    remarks: str = ""
    beside: BesideForm = NOTHING_BESIDE


def terms_kept(terms: CertificateTerms) -> dict[str, str]:
    """Return the terms as a draft keeps them."""
    return {
        "complete_to": terms.complete_to,
        "has_periods": terms.has_periods.value,
        "more_follows": "yes" if terms.more_follows else "",
        "remarks": terms.remarks,
        **asdict(terms.beside),
    }


def terms_of(kept: Mapping[str, str], *, complete_to: str, before: PeriodCertificate | None = None) -> CertificateTerms:
    """Return the terms from a draft, whatever an older version wrote.

    `complete_to` is the day where none was typed; `before` is the own certificate that a further version follows.
    """
    found = kept.get("has_periods", "")
    said = beside_of(before) if before else NOTHING_BESIDE
    names = [entry.name for entry in fields(BesideForm)]
    return CertificateTerms(
        complete_to=kept.get("complete_to", complete_to),
        has_periods=HasPeriods(found) if found in set(HasPeriods) else HasPeriods.YES,
        more_follows=bool(kept.get("more_follows")),
        remarks=kept.get("remarks", ""),
        beside=BesideForm(**{name: kept.get(name, getattr(said, name)) for name in names}),
    )


class InsurancePeriodsPresenter(QObject):
    """Step 5 of the open claim."""

    chosen_changed = Signal(str)
    """The State looked at now."""

    own_rows_ready = Signal(object)
    """What our records hold of the person came: a `PeriodsForm`."""

    record_checked = Signal(object)
    """The `CheckedPeriods` of the own rows as typed now."""

    draft_checked = Signal(object)
    """The `CertificateDraft` the own rows would make, or None where it cannot be made yet."""

    certified = Signal(object)
    """The `PeriodCertificate` just kept."""

    laid_before = Signal()
    """The certificate waits for a second person; nothing is sealed yet."""

    document_ready = Signal(object)
    """A certificate as an `IssuedDocument`."""

    papers_shown = Signal(object)
    """What there is about the papers of the State looked at: its `StatePapers`."""

    sheet_ready = Signal(object)
    """A certificate typed from paper beside its scan: a `TypedSheet`."""

    def __init__(self, claim: ClaimPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.claim: Final = claim
        self.chosen = ""
        self.terms = CertificateTerms()
        self.draft: CertificateDraft | None = None
        self.editing = False
        """Whether a further version of the own certificate is being prepared."""
        self._round = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHECK_AFTER_MS)
        self._timer.timeout.connect(self.check_draft)

    def begin(self) -> None:
        """Another claim is open: look at this institution's own record first when it is to be certified."""
        self._round += 1
        self._timer.stop()
        self.draft = None
        self.editing = False
        self.terms = CertificateTerms()
        view = self.claim.view
        if view is None:
            return
        own = view.state(view.own_state)
        waiting = own is not None and own.certificate is None
        self.chosen = view.own_state if waiting or not view.states else view.states[0].state

    def choose(self, state: str) -> None:
        """Look at a State."""
        if state != self.chosen:
            self.chosen = state
            self.chosen_changed.emit(state)

    def line(self) -> StateLine | None:
        """Return the State looked at."""
        return self.claim.view.state(self.chosen) if self.claim.view else None

    def own_line(self) -> StateLine | None:
        """Return this institution's own State."""
        view = self.claim.view
        return view.state(view.own_state) if view else None

    @property
    def asked(self) -> bool:
        """Whether another office asked for these periods."""
        view = self.claim.view
        return bool(view and view.claim and view.claim.part is Part.ASKED)

    @property
    def enters_record(self) -> bool:
        """Whether the own rows are being entered now; nothing certified can be edited."""
        own = self.own_line()
        return own is not None and not self.waits and (own.certificate is None or self.editing)

    @property
    def waits(self) -> bool:
        """Whether our certificate waits for its second person; nothing is entered until that is decided."""
        view = self.claim.view
        return view is not None and ProposalKind.PERIOD_CERTIFICATE in view.waits

    @property
    def alone(self) -> bool:
        """Whether one person prepares and approves here."""
        return self.claim.view is None or self.claim.view.alone

    def prepare_version(self) -> None:
        """Begin a further version of the own certificate; the one before stays as it is."""
        self.editing = True
        self.chosen_changed.emit(self.chosen)
        self._soon()

    def leave_version(self) -> None:
        """Give up the further version."""
        self.editing = False
        self.chosen_changed.emit(self.chosen)

    def take_own_rows(self) -> None:
        """Fetch what our records hold of the person; `own_rows_ready` brings the rows."""
        claim_id = self.claim.claim_id
        ticket = self.claim.ask(lambda desk, _progress: own_rows(desk, claim_id))
        ticket.succeeded.connect(lambda form: self._on_own_rows(claim_id, form))
        ticket.failed.connect(self.claim.notices.refuse)

    def _on_own_rows(self, claim_id: str, form: PeriodsForm) -> None:
        if claim_id != self.claim.claim_id:
            return
        if form.lines:
            self.own_rows_ready.emit(form)
        else:
            self.claim.notices.say(text("Our records hold nothing of this person."))

    def edit_record(self, form: PeriodsForm) -> None:
        """Take the own rows as typed now."""
        self.claim.edit_record(form)
        self.record_checked.emit(self.claim.checked_record())
        self._soon()

    def edit_terms(self, terms: CertificateTerms) -> None:
        """Take what the certificate says beside its rows."""
        if terms != self.terms:
            self.terms = terms
            self.claim.edit_terms(terms_kept(terms))
            self._soon()

    def complete_to(self) -> date | None:
        """Read the cut-off day, None where it cannot be read."""
        try:
            return parse_date(self.terms.complete_to)
        except FormProblem:
            return None

    def _soon(self) -> None:
        self.draft = None
        self.draft_checked.emit(None)
        self._timer.start()

    @property
    def can_check(self) -> bool:
        """Whether the own rows can be read as a certificate at all."""
        readable = self.complete_to() is not None and not self.claim.checked_record().has_errors
        return bool(self.claim.claim_id) and self.enters_record and readable

    def check_draft(self) -> None:
        """Check the own rows as the certificate they would make."""
        self._timer.stop()
        until, claim_id = self.complete_to(), self.claim.claim_id
        if until is None or not self.can_check:
            return
        form, has_periods, beside = self.claim.record, self.terms.has_periods, self.terms.beside
        self._round += 1
        ticket = self.claim.ask(
            lambda desk, _progress: check_record(
                desk, claim_id, form, complete_to=until, has_periods=has_periods, beside=beside
            )
        )
        ticket.succeeded.connect(told(self, self._on_draft, self._round))
        ticket.failed.connect(self.claim.notices.refuse)

    def _on_draft(self, number: int, draft: CertificateDraft) -> None:
        if number == self._round and not self._timer.isActive():
            self.draft = draft
            self.draft_checked.emit(draft)

    @property
    def can_certify(self) -> bool:
        """Whether the own rows make a certificate without errors."""
        return self.draft is not None and self.draft.can_certify

    def certify(self) -> None:
        """Certify the own rows; where others work here, lay the certificate before one of them."""
        until, claim_id = self.complete_to(), self.claim.claim_id
        if until is None or not claim_id or not self.can_certify:
            return
        self.claim.save_now()
        form, terms = self.claim.record, self.terms
        verb = certify_periods if self.alone else propose_periods
        ticket = self.claim.do(
            lambda desk, _progress: verb(
                desk,
                claim_id,
                form,
                complete_to=until,
                has_periods=terms.has_periods,
                more_follows=terms.more_follows,
                remarks=terms.remarks.strip(),
                beside=terms.beside,
            )
        )
        ticket.succeeded.connect(told(self, self._on_certified, self._round))
        ticket.failed.connect(told(self, self._on_refused))

    def _on_certified(self, number: int, made: PeriodCertificate | Proposal) -> None:
        if number != self._round:
            return
        self.editing = False
        self.draft = None
        if isinstance(made, PeriodCertificate):
            self.certified.emit(made)
        else:
            self.laid_before.emit()
        self.claim.reload()

    def _on_refused(self, problem: Problem) -> None:
        self.claim.notices.refuse(problem)

    def make_document(self) -> None:
        """Make the certificate of the State looked at as a document."""
        claim_id, state = self.claim.claim_id, self.chosen
        if not claim_id or not state:
            return
        ticket = self.claim.ask(lambda desk, _progress: certificate_document(desk, claim_id, state))
        ticket.succeeded.connect(told(self, self._on_document))
        ticket.failed.connect(self.claim.notices.refuse)

    def look_at_papers(self) -> None:
        """Fetch what can be done with the papers of the State looked at."""
        claim_id, line = self.claim.claim_id, self.line()
        if not claim_id or line is None or line.own:
            self.papers_shown.emit(StatePapers(state=self.chosen))
            return
        state = line.state
        ticket = self.claim.ask(lambda desk, _progress: papers_of_state(desk, claim_id, state))
        ticket.succeeded.connect(told(self, self._on_papers))
        ticket.failed.connect(self.claim.notices.refuse)

    def _on_papers(self, papers: StatePapers) -> None:
        if papers.state == self.chosen:
            self.papers_shown.emit(papers)

    def look_at_scan(self) -> None:
        """Fetch the scan of the certificate looked at, which was typed from paper."""
        claim_id, line = self.claim.claim_id, self.line()
        certificate = line.certificate if line else None
        if certificate is None:
            return
        named = (certificate.office, certificate.number, certificate.version)
        ticket = self.claim.ask(lambda desk, _progress: typed_sheet(desk, claim_id, *named))
        ticket.succeeded.connect(told(self, self._on_sheet))
        ticket.failed.connect(self.claim.notices.refuse)

    def _on_sheet(self, sheet: TypedSheet) -> None:
        self.sheet_ready.emit(sheet)

    def _on_document(self, document: IssuedDocument) -> None:
        self.document_ready.emit(document)

    def compared(self) -> tuple[ComparedYear, ...]:
        """Compare told weeks with those on record, year by year, in the State looked at; while entered, as typed."""
        line = self.line()
        told = weeks_in(self.claim.checked_history(), self.chosen)
        if line is not None and line.own and self.enters_record:
            return compared_years(told, weeks_in(self.claim.checked_record(), self.chosen))
        certified: dict[int, int] = {}
        for row in line.certificate.rows if line and line.certificate else ():
            certified[row.year] = certified.get(row.year, 0) + row.weeks
        return compared_years(told, certified)


def weeks_in(checked: CheckedPeriods, state: str) -> dict[int, int]:
    """Return the weeks of one State by year."""
    return {year: by_state[state] for year, by_state in checked.year_weeks.items() if state in by_state}


def compared_years(claimed: Mapping[int, int], certified: Mapping[int, int]) -> tuple[ComparedYear, ...]:
    """Return every year that either side names, in order."""
    return tuple(
        ComparedYear(year=year, claimed=claimed.get(year), certified=certified.get(year))
        for year in sorted(claimed.keys() | certified.keys())
    )


def waiting_for(view: ClaimView) -> tuple[StateLine, ...]:
    """Return the States whose certificate is still awaited."""
    return tuple(line for line in view.states if line.certificate is None)
