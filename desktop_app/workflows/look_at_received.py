"""That a person looked at a received bundle is kept, with its day (exchange rules, 3.2)."""

from desktop_app.store.mailbox import MailState
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.preview_bundle import Preview
from desktop_app.workflows.rights import may

_VERB = "bundle_looked_at"


def keep_look(desk: Desk, view: Preview) -> None:
    """Keep the first look of a person who works on claims at what is still to decide; nothing for any other."""
    first = view.state == "to_check" and desk.store.mailbox.get(view.mailbox_id).state is MailState.OPENED
    if first and may(desk.store, desk.user.id, _VERB):
        facts = {"office": view.office.card.office.code}
        with desk.store.act(verb=_VERB, user=desk.user.id, about=str(view.mailbox_id), facts=facts):
            desk.store.mailbox.mark_previewed(view.mailbox_id, on=desk.clock.today())
