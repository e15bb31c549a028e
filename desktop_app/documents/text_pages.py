"""A plain text on pages, line by line, to be looked at and printed."""

from datetime import date

from desktop_app.documents.flow import BODY, Flow
from desktop_app.documents.page import PORTRAIT, Imprint, bound, title_block


def text_pdf(name: str, words: str, *, office: str, printed_on: date, program_version: str) -> bytes:
    """Print a text as it is, each of its lines on lines of its own; nothing is cut."""
    flow = Flow(PORTRAIT)
    title_block(flow, name)
    for line in words.expandtabs(4).splitlines():
        if line.strip():
            flow.paragraph(line, BODY, after=0)
        else:
            flow.space(BODY.leading)
    imprint = Imprint(office=office, title=name, reference="", printed_on=printed_on, program_version=program_version)
    return bound(flow, imprint)
