"""What the frame of the window says: whose it is, what a search found, when the store was last backed up."""

from datetime import datetime, timedelta
from typing import Final

from desktop_app.ui.shell.search import SearchHit
from desktop_app.ui.shell.top_bar import Who
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words, time_words
from desktop_app.wording.terms import roles_words
from desktop_app.workflows.backup_plan import BackupNeed
from desktop_app.workflows.find import SearchHit as Found
from desktop_app.workflows.status import StatusView

_BACKUP_DAYS: Final = timedelta(days=7)


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


def backup_words(last: datetime | None, now: datetime, faults: int = 0, need: BackupNeed = BackupNeed.NONE) -> str:
    """Say when the store was last backed up, or what is graver: it does not fit, or why the next cannot be made."""
    if faults:
        return _("The store does not fit: see Settings, Backups")
    if need is BackupNeed.CLOCK:
        return _("This computer's clock stands before the last act: set it right")
    said = _last_words(last, now)
    if need is BackupNeed.NO_FOLDER:
        return _("{last}: the stick or folder is not there").format(last=said)
    if need is BackupNeed.NO_ROOM:
        return _("{last}: the stick or disk is nearly full").format(last=said)
    return said


def backup_warns(view: StatusView, now: datetime) -> bool:
    """Return whether what is said of the backup is a warning."""
    old = view.last_backup is None or not timedelta() <= now - view.last_backup <= _BACKUP_DAYS
    return old or bool(view.faults) or view.backup in {BackupNeed.NO_FOLDER, BackupNeed.NO_ROOM, BackupNeed.CLOCK}


def _last_words(last: datetime | None, now: datetime) -> str:
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
