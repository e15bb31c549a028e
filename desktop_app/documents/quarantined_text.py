"""A bundle that nobody vouches for, as plain text: to be read, never applied."""

from collections.abc import Iterable, Sequence
from datetime import date

from desktop_app.wording.catalogue import text
from desktop_app.wording.formats import date_words


def quarantined_text(
    *, sender: str, recipient: str, number: int, day: date, said: Iterable[tuple[str, str]], papers: Sequence[str]
) -> str:
    """Say what a bundle says of itself: its head, then each message's type and own summary, in their order."""
    lines = [
        text("It says that it comes from {sender}, for {recipient}: bundle {number} of {day}.").format(
            sender=sender, recipient=recipient, number=number, day=date_words(day)
        ),
        text("Nobody here can say whether that is true. Nothing of it was applied."),
    ]
    for kind, summary in said:
        lines += ["", kind.replace("_", " ").upper(), summary or text("It has no summary.")]
    if papers:
        lines += ["", text("Attachments: {names}.").format(names=", ".join(papers))]
    return "\n".join(lines)
