"""Writes the store that is kept as an example of this schema version: `python -m tests.support.golden_store`.

Only while the version is not released. The copies of released versions stay as they are.
"""

import sys
import tempfile
from datetime import date
from pathlib import Path

from desktop_app.domain.proposals import Proposal, ProposalKind, ProposalStatus
from desktop_app.domain.users import Role, User
from desktop_app.store.migrations import schema_version
from desktop_app.store.store import Store
from tests.support.stores import a_certificate, a_stated, add_claim, an_act, make_store, moment

STORES = Path(__file__).parents[1] / "stores"


def a_setting_proposed() -> Proposal:
    """What two persons settled in the sample store."""
    return Proposal(
        id="proposal-1",
        kind=ProposalKind.OPEN_POINT,
        subject="vested_state",
        payload={"option": "local"},
        reason="The Board decided",
        legal_reference="Board circular 7/2025",
        valid_from=date(2026, 1, 1),
        proposed_by="user-1",
        proposed_at=moment(6),
    )


def fill(store: Store) -> None:
    """Put one of everything that a later version has to read into a new store."""
    add_claim(store)
    with an_act(store):
        store.periods.set_stated("claim-1", (a_stated(),))
        store.periods.add_certificate("claim-1", a_certificate(), None, "user-1", moment(5))
        store.users.add(User(id="user-1", name="Calvin Sample-Browne", role=Role.HEAD), "calvin")
        store.users.add(User(id="user-2", name="Dora Sample-Fraser", role=Role.APPROVER), "dora")
        store.proposals.add(a_setting_proposed())
        store.proposals.decide("proposal-1", ProposalStatus.ACCEPTED, "user-2", moment(7), "Seen")
        kept = store.proposals.get("proposal-1")
        store.proposals.add_setting(kept, point=kept.subject, option="local", valid_from=date(2026, 1, 1))
        owed = store.obligations.add(
            claim_id="claim-1",
            owed_by="LC-NIC",
            owed_to="VC-NIS",
            kind="info_reply",
            asked_message_id="message-1",
            asked_on=date(2026, 3, 2),
            due_on=date(2026, 4, 8),
            items=(("item-1", "address"), ("item-2", "death")),
        )
        store.obligations.promise(owed.id, date(2026, 4, 20), message_id="message-2")
        store.obligations.meet_items(owed.id, ("item-2",), met_by="message-3")
    store.drafts.save("draft-1", kind="claim", claim_id="claim-1", form={"weeks": "seventy-eight"}, user="user-1")


def main() -> None:
    target = STORES / f"v{schema_version()}" / "store.cass-db"
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        with make_store(Path(folder)) as store:
            fill(store)
        target.write_bytes((Path(folder) / "store.cass-db").read_bytes())
    sys.stdout.write(f"{target}\n")


if __name__ == "__main__":
    main()
