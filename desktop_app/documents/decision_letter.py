"""The letter to the claimant, in plain words: what this State decided, how the amount came about, where to complain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.documents.flow import BODY, QUIET, SMALL, Flow
from desktop_app.documents.grid import Cell, Column, Grid, Row
from desktop_app.documents.page import PORTRAIT, Imprint, Signature, bound, check_code, signatures, title_block
from desktop_app.domain.award_notices import DecidedAmount, Decision, DecisionResult, ReviewFrom
from desktop_app.domain.offices import Office
from desktop_app.wording import terms
from desktop_app.wording.catalogue import plural, text
from desktop_app.wording.code_words import words_of
from desktop_app.wording.formats import date_words, money_words, weeks_words


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLetterView:
    """What the letter shows. `parties` names States by code; `case_number` is what the claimant quotes.

    `address` is the claimant's as the claim has it, empty where it is handed over; `check_code` is in four groups.
    """

    decision: Decision
    office: Office
    parties: Mapping[str, str]
    case_number: str
    address: str
    check_code: str
    printed_on: date
    program_version: str


def decision_letter_pdf(view: DecisionLetterView) -> bytes:
    """Print the letter: A4 upright, to be signed and handed to the claimant."""
    decision = view.decision
    flow = Flow(PORTRAIT)
    benefit = terms.benefit_words(decision.benefit)
    name = f"{decision.person.forenames} {decision.person.surname}".strip()
    title = text("Our decision: {benefit}").format(benefit=benefit)
    title_block(flow, title, text("A letter of {office}").format(office=view.office.name))
    flow.facts(
        (
            (text("To"), "\n".join(part for part in (name, view.address) if part)),
            (text("From"), _address(view.office)),
        ),
        columns=2,
    )
    flow.facts(
        (
            (text("Decided on"), date_words(decision.decided_on)),
            (text("Decision number"), _number(decision)),
            (text("Our case number"), view.case_number),
        ),
        columns=3,
    )
    flow.space(4)
    state = view.parties.get(decision.state, decision.state)
    flow.paragraph(
        text(
            "You asked for this benefit under the CARICOM Agreement on Social Security. This letter tells what was "
            "decided in {state}. It is one part: every State in which you were insured decides for itself and pays "
            "its own part."
        ).format(state=state),
        BODY,
    )
    _decided(flow, decision, benefit)
    if decision.amounts:
        _worked_out(flow, view, state)
    _review(flow, decision, view.office)
    _signed(flow, view)
    return bound(
        flow,
        Imprint(
            office=f"{view.office.name} · {view.office.code}",
            title=title,
            reference=_number(decision),
            printed_on=view.printed_on,
            program_version=view.program_version,
            footing=text("Please keep this letter and quote the case number when you write or call"),
        ),
    )


def _number(decision: Decision) -> str:
    return text("{number}, version {version}").format(number=decision.number, version=decision.version)


def _decided(flow: Flow, decision: Decision, benefit: str) -> None:
    flow.heading(text("What we decided"), 2, keep=50)
    flow.paragraph(_result(decision, benefit), BODY.strong())
    if decision.refusals and decision.result is not DecisionResult.REFUSED:
        flow.paragraph(text("Not granted:"), BODY)
    for refusal in decision.refusals:
        flow.paragraph(f"{words_of(refusal.reason)}. {refusal.text}".strip(), BODY, left=12)
    if decision.amounts:
        columns = (
            Column(title=text("From")),
            Column(title=text("Until")),
            Column(title=text("You are paid"), width=190, right=True),
        )
        Grid(flow, columns).write(_paid_row(amount) for amount in decision.amounts)
        flow.space(4)
    for entry in decision.supplements:
        until = text("until {day}").format(day=date_words(entry.until)) if entry.until else ""
        who = f"{entry.what}, {entry.name}" if entry.name else entry.what
        paid = f"{money_words(entry.amount)} {words_of(entry.frequency)}"
        flow.paragraph(" ".join(part for part in (f"{who}: {paid}", until) if part) + ".", BODY)
    for cut in decision.reductions:
        said = text("Less {amount}: {ground}.").format(amount=money_words(cut.amount), ground=cut.ground)
        flow.paragraph(f"{said} {cut.article}".strip(), BODY)
    for held in decision.set_offs:
        said = text("{amount} is held back: {ground}.")
        flow.paragraph(said.format(amount=money_words(held.amount), ground=held.ground), BODY)
    days = (
        (text("The first payment is on {day}."), decision.first_payment),
        (text("We look at this decision again on {day}."), decision.next_review),
    )
    for sentence, day in days:
        if day is not None:
            flow.paragraph(sentence.format(day=date_words(day)), BODY)
    if decision.remarks:
        flow.paragraph(decision.remarks, BODY)


def _result(decision: Decision, benefit: str) -> str:
    start = date_words(decision.start) if decision.start else ""
    sentences = {
        DecisionResult.GRANTED: text("{benefit} is granted from {day}."),
        DecisionResult.RECALCULATED: text("{benefit} was worked out again; the new amount is paid from {day}."),
        DecisionResult.PROVISIONAL: text("{benefit}: an advance is paid from {day}, until all States have decided."),
        DecisionResult.REFUSED: text("{benefit} cannot be granted. The reason:"),
        DecisionResult.SUSPENDED: text("The payment of {benefit} is suspended from {day}."),
        DecisionResult.ENDED: text("{benefit} ends on {day}."),
    }
    return sentences[decision.result].format(benefit=benefit, day=start or text("a day that is not settled yet"))


def _paid_row(amount: DecidedAmount) -> Row:
    return Row(
        cells=(
            Cell(text=date_words(amount.since)),
            Cell(text=date_words(amount.until) if amount.until else text("further notice")),
            Cell(text=f"{money_words(amount.payable)} {words_of(amount.frequency)}", style=SMALL.strong()),
        ),
    )


def _worked_out(flow: Flow, view: DecisionLetterView, state: str) -> None:
    decision = view.decision
    flow.heading(text("How the amount came about"), 2, keep=70)
    flow.paragraph(_weeks(decision, view.parties, state), BODY)
    amount = decision.amounts[-1]
    rows = list(_steps(amount, decision, state))
    if rows:
        columns = (
            Column(title=text("Step"), width=112),
            Column(title=text("What it is")),
            Column(title=text("Amount"), width=110, right=True),
        )
        Grid(flow, columns).write(rows)
        flow.space(4)
    flow.paragraph(_chosen(amount), BODY)


def _weeks(decision: Decision, parties: Mapping[str, str], state: str) -> str:
    own = text("You were insured in {state} for {weeks}.").format(state=state, weeks=weeks_words(decision.own_weeks))
    others = [
        text("{weeks} in {state}").format(weeks=weeks_words(entry.weeks), state=parties.get(entry.state, entry.state))
        for entry in decision.accepted
    ]
    said = [own]
    if others:
        said.append(
            text("With {others} this makes {weeks}.").format(
                others=_series(others), weeks=weeks_words(decision.totalised_weeks)
            )
        )
    if decision.weeks_lost:
        said.append(
            text("{weeks} stood in two States at the same time; a week counts once.").format(
                weeks=weeks_words(decision.weeks_lost)
            )
        )
    return " ".join(said)


def _series(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return text("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])


def _steps(amount: DecidedAmount, decision: Decision, state: str) -> list[Row]:
    """Return the amounts that stand behind what is paid, each with what it is in plain words."""
    steps: list[tuple[str, str, str]] = []
    if amount.notional is not None:
        what = text("What {state} would pay if all your weeks had been its own").format(state=state)
        steps.append((text("Notional amount"), what, money_words(amount.notional)))
    if amount.share is not None:
        what = text("Your weeks in {state} out of all your weeks").format(state=state)
        share = text("{own} of {all}").format(own=decision.own_weeks, all=decision.totalised_weeks)
        steps.append((text("Our part"), what, share))
    if amount.actual is not None:
        what = text("That part of the notional amount")
        steps.append((text("Actual amount"), what, money_words(amount.actual)))
    if amount.local is not None:
        what = text("What the law of {state} gives for your weeks there alone").format(state=state)
        steps.append((text("Local amount"), what, money_words(amount.local)))
    return [
        Row(cells=(Cell(text=name, style=SMALL.strong()), Cell(text=what), Cell(text=figure)))
        for name, what, figure in steps
    ]


def _chosen(amount: DecidedAmount) -> str:
    """Say which of the amounts is paid."""
    if amount.actual is not None and amount.payable == amount.actual and amount.local is not None:
        return text("The actual amount is the one that is paid.")
    if amount.local is not None and amount.payable == amount.local and amount.actual is not None:
        return text("The local amount is the one that is paid.")
    if amount.actual is not None and amount.payable == amount.actual:
        return text("It rests on the weeks of all States together.")
    if amount.local is not None and amount.payable == amount.local:
        return text("It rests on the law of this State alone.")
    return text("What is paid is {amount}.").format(amount=money_words(amount.payable))


def _review(flow: Flow, decision: Decision, office: Office) -> None:
    flow.heading(text("If you do not agree"), 2, keep=60)
    if decision.review_days is None:
        flow.paragraph(
            text("You can ask for a review. The time limit is not stated here: ask {office} at once.").format(
                office=office.name
            ),
            BODY,
        )
    else:
        days = plural("{n} day", "{n} days", decision.review_days).format(n=decision.review_days)
        counted = {
            ReviewFrom.RECEIPT: text("from the day you receive this letter"),
            ReviewFrom.DATE_OF_DECISION: text("from the day of the decision, {day}").format(
                day=date_words(decision.decided_on)
            ),
            ReviewFrom.NOT_KNOWN: text("from a day that {office} will tell you").format(office=office.name),
        }[decision.review_from]
        flow.paragraph(
            text("You can ask for a review within {days} {counted}.").format(days=days, counted=counted), BODY
        )
    if decision.review_address:
        flow.paragraph(text("Write to:"), BODY, after=1)
        for line in decision.review_address.splitlines():
            flow.paragraph(line, BODY.strong(), left=12, after=0)
        flow.space(4)
    flow.paragraph(
        text(
            "This decision and its review concern this State alone; the decisions of other States have limits of "
            "their own."
        ),
        QUIET,
    )


def _signed(flow: Flow, view: DecisionLetterView) -> None:
    decision = view.decision
    contact = ", ".join(part for part in (view.office.phone, view.office.email) if part)
    if contact:
        flow.paragraph(text("Questions: {contact}.").format(contact=contact), BODY)
    signatures(
        flow,
        [Signature(act=text("For the institution"), name=decision.approved_by)],
        stamp=text("Stamp of the institution"),
    )
    check_code(
        flow,
        view.check_code,
        (),
        text("The same code stands in the file that the other States received: if the codes agree, every figure does."),
    )


def _address(office: Office) -> str:
    return "\n".join(part for part in (office.name, office.address, office.town) if part)
