"""What the frame of the window says: whose it is, what a search found, when the store was last backed up."""

from datetime import datetime

from desktop_app.ui.shell.search import SearchHit
from desktop_app.ui.shell.top_bar import Who
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words, time_words
from desktop_app.wording.terms import roles_words
from desktop_app.workflows.find import SearchHit as Found
from desktop_app.workflows.status import StatusView


def search_hit(hit: Found) -> SearchHit:
    """Say what was found, and what leads there."""
    born = _("born {day}").format(day=date_words(hit.birth_date)) if hit.birth_date else ""
    subtitle = " · ".join(part for part in (hit.number, born, hit.office) if part)
    if hit.mailbox_id is not None:
        key = f"file:{hit.mailbox_id}"
    elif hit.bundle_id:
        key = f"bundle:{hit.bundle_id}"
    elif hit.kind == "person":
        key = f"person:{hit.person_id}"
    else:
        key = f"claim:{hit.claim_key}" if hit.claim_key else ""
    kind = "bundle" if hit.kind in {"received_file", "sent_bundle"} else hit.kind
    return SearchHit(kind=kind, title=hit.title or hit.number, subtitle=subtitle, key=key)


def backup_words(last: datetime | None, now: datetime, faults: int = 0) -> str:
    """Say when the store was last backed up, or that it did not fit when it was last read through."""
    if faults:
        return _("The store does not fit: see Settings, Backups")
    if last is None:
        return _("No backup yet")
    if last.date() == now.date():
        return _("Last backup today {time}").format(time=time_words(last))
    return _("Last backup {day}").format(day=date_words(last.date()))


def who_of(view: StatusView) -> Who:
    """Say whose window it is."""
    office = view.office
    return Who(
        office=", ".join(part for part in (office.name, office.town) if part),
        code=office.code,
        state=view.party.name,
        user=view.user.short_name,
        role=roles_words(view.user.roles),
    )
