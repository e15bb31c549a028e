"""What the guide of the training mode says at each step: what to do, by which keys, and why."""

from typing import NamedTuple

from desktop_app.domain.guide_steps import GuideStep
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _


class GuideWords(NamedTuple):
    """A step in words: its name, what to do, and what it is good for."""

    title: str
    do: str
    why: str


def guide_words(step: GuideStep) -> GuideWords:
    """Say a step of the guided claim."""
    return _STEPS[step]()


def guide_ended(minutes: int | None) -> GuideWords:
    """Say that the guided claim is done."""
    took = (
        plural("It took {count} minute.", "It took {count} minutes.", minutes).format(count=minutes) if minutes else ""
    )
    return GuideWords(
        title=_("That was a whole claim."),
        do=_(
            "From the form to the letter, with two neighbours and a second person. {took} Under Today more wait: one "
            "is ready to calculate, one has to be reminded of, one has just arrived."
        )
        .format(took=took)
        .replace("  ", " "),
        why=_("Everything you did here works the same at the real desk."),
    )


def _claimant() -> GuideWords:
    return GuideWords(
        title=_("Take in the claim"),
        do=_(
            "Press Ctrl+N and type: Hendyce, Bernadette; born 14 Jun 1954; female; Kingstown. Numbers: VC 104 882, "
            "LC 553 210, GD 418 773. Filed 16 Jun 2014, proof “Stamped application”; reached pensionable age on "
            "14 Jun 2014. Tick the consent. Then Ctrl+Enter."
        ),
        why=_("A claim filed in one State counts as filed in all of them on that day, so the day is proved."),
    )


def _history() -> GuideWords:
    return GuideWords(
        title=_("Enter the work history"),
        do=_(
            "On “Work history” (Alt+2). “Copy the rows” puts her seventeen years on the clipboard, as out of Excel; "
            "click into the table "
            "and press Ctrl+V. Then Ctrl+Enter."
        ),
        why=_("The other institutions look for her under the years and the employers she names."),
    )


def _notify() -> GuideWords:
    return GuideWords(
        title=_("Tell the other States"),
        do=_(
            "“Check and send” (Alt+4). Read what the check says, then put the notifications for Saint Lucia and "
            "Grenada into “To send”."
        ),
        why=_("Each State owes its certificate from the day on which it hears of the claim."),
    )


def _dispatch() -> GuideWords:
    return GuideWords(
        title=_("Send what waits"),
        do=_(
            "Exchange, “To send”: choose each office and write its bundle to a folder, as you would to a stick or for "
            "the mail."
        ),
        why=_("A bundle is sealed: only the office it is for can open it, and it knows who signed it."),
    )


def _answers() -> GuideWords:
    return GuideWords(
        title=_("Let the neighbours answer"),
        do=_("In real life this takes weeks. Press “Let them answer”: the two practice offices open your bundles now."),
        why=_("They certify from their own records, sign, seal and send. Nothing is played: these are real files."),
    )


def _accept() -> GuideWords:
    return GuideWords(
        title=_("Look at the answers and accept them"),
        do=_(
            "Exchange, “Received”: open each of the two. See from whom it is, what it says and what it would change; "
            "then Accept (Ctrl+Enter)."
        ),
        why=_("Nothing that arrives changes a record before a person has seen it."),
    )


def _certify() -> GuideWords:
    return GuideWords(
        title=_("Certify your own record"),
        do=_(
            "In the claim, “Insurance periods” (Alt+5). “Copy the rows” holds what Saint Vincent has recorded; paste "
            "it, say that it is "
            "complete up to 13 Jun 2014, and certify."
        ),
        why=_("Your office answers for its own weeks just as the others do for theirs."),
    )


def _approve_record() -> GuideWords:
    return GuideWords(
        title=_("Have it approved"),
        do=_(
            "A certificate needs a second person. Under Today open what waits for one; the head comes to your desk: "
            "sign-in name head, passphrase “coral window ladder rain”."
        ),
        why=_("Nobody's weeks go out on one person's word."),
    )


def _calculate() -> GuideWords:
    return GuideWords(
        title=_("Calculate"),
        do=_("“Calculation” (Alt+6). Unfold a figure down to its source, try “What if…”, then keep the calculation."),
        why=_("300 of her 740 weeks are Saint Vincent's; alone they would give her no pension there."),
    )


def _decide() -> GuideWords:
    return GuideWords(
        title=_("Prepare the decision"),
        do=_(
            "“Decision” (Alt+7). The figures are those of the kept calculation. Say how it can be appealed, and lay it "
            "before the head."
        ),
        why=_("The decision goes to the claimant and to every State that takes part."),
    )


def _approve_decision() -> GuideWords:
    return GuideWords(
        title=_("Have the decision approved"),
        do=_("As before: the head approves it at your desk."),
        why=_("Two persons stand under every decision, and the journal knows both."),
    )


def _letter() -> GuideWords:
    return GuideWords(
        title=_("Print the letter"),
        do=_("On the same step, “Letter to the claimant”. Look at it in the preview; print it or keep it as PDF."),
        why=_("It tells in plain words what is paid, how it was worked out, and until when it can be appealed."),
    )


_STEPS = {
    GuideStep.CLAIMANT: _claimant,
    GuideStep.HISTORY: _history,
    GuideStep.NOTIFY: _notify,
    GuideStep.DISPATCH: _dispatch,
    GuideStep.ANSWERS: _answers,
    GuideStep.ACCEPT: _accept,
    GuideStep.CERTIFY: _certify,
    GuideStep.APPROVE_RECORD: _approve_record,
    GuideStep.CALCULATE: _calculate,
    GuideStep.DECIDE: _decide,
    GuideStep.APPROVE_DECISION: _approve_decision,
    GuideStep.LETTER: _letter,
}
