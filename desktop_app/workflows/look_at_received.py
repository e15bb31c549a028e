"""Look at a received bundle: what it would change is shown, and that a person saw it is kept (exchange rules, 3.2)."""

from desktop_app.store.mailbox import MailState
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.preview_bundle import Preview, preview
from desktop_app.workflows.rights import may

_VERB = "bundle_looked_at"


def look_at(desk: Desk, mailbox_id: int) -> Preview:
    """Return what `preview` does; the first look of a person who works on claims is kept with its day. Raises alike."""
    view = preview(desk, mailbox_id)
    first = view.state == "to_check" and desk.store.mailbox.get(mailbox_id).state is MailState.OPENED
    if first and may(desk.store, desk.user.id, _VERB):
        facts = {"office": view.office.card.office.code}
        with desk.store.act(verb=_VERB, user=desk.user.id, about=str(mailbox_id), facts=facts):
            desk.store.mailbox.mark_previewed(mailbox_id, on=desk.clock.today())
    return view
