"""A half of the recovery words as it goes straight to a printer, without ever being a file on this computer."""

from datetime import date
from html import escape

from PySide6.QtGui import QTextDocument

from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words


def half_paper(office_name: str, half: int, words: tuple[str, ...], *, holder: str, today: date) -> QTextDocument:
    """Lay out the words of one half for printing, numbered, two columns, with room to sign."""
    middle = (len(words) + 1) // 2
    rows = "".join(f"<tr>{_cell(number, words)}{_cell(number + middle, words)}</tr>" for number in range(middle))
    document = QTextDocument()
    document.setHtml(
        f"<h1>{escape(_('Recovery words, half {half} of 2').format(half=half))}</h1>"
        f"<p>{escape(_('Held by {name}').format(name=holder))}</p>"
        f"<p>{escape(office_name)}, {escape(date_words(today))}</p>"
        f"<p>{escape(_('With both halves a new passphrase can be set when the old one is lost.'))} "
        f"{escape(_('This half opens nothing alone. Keep the two in different places.'))}</p>"
        f'<table cellpadding="8" width="100%">{rows}</table>'
        f"<p>{escape(_('Keep it in a safe place outside this room. Make no photograph and no copy.'))}</p>"
        f"<br><p>{escape(_('Placed in'))}: ______________________ {escape(_('by'))}: ______________________</p>"
    )
    return document


def _cell(index: int, words: tuple[str, ...]) -> str:
    if index >= len(words):
        return "<td></td>"
    return f'<td><span style="font-size:16pt">{index + 1}. <b>{escape(words[index])}</b></span></td>'
