"""The partner says it never came: a bundle is declared lost, and the very same one sealed again (2.2.2)."""

from desktop_app.exchange.again import seal_again
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.store.outbox import SentBundle, SentPart
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.missing_bundles import may_be_lost
from desktop_app.workflows.own_keys import signing_for


def declare_lost(desk: Desk, bundle_id: str) -> None:
    """Declare a bundle lost on the way; from then on it is sealed anew each time it is written.

    Its number, id, time and contents stay, so one that turns up after all is recognised as the same. The days for an
    answer count from when it is handed over again. Raises `CaseProblem`: `bundle_unknown`, `bundle_came` for one that
    the other office acknowledged; `ExchangeProblem`: `office_unknown`, `key_not_checked` (office).
    """
    bundle = desk.store.outbox.bundle(bundle_id)
    if bundle is None:
        raise CaseProblem("bundle_unknown")
    known = desk.store.offices.get(bundle.office)
    if known is None:
        raise ExchangeProblem("office_unknown", office=bundle.office)
    if not known.trusted:
        raise ExchangeProblem("key_not_checked", office=known.card.office.name)
    if not may_be_lost(desk, bundle):
        raise CaseProblem("bundle_came", office=known.card.office.name)
    with desk.store.act(
        verb="bundle_declared_lost",
        user=desk.user.id,
        about=bundle_id,
        facts={"office": bundle.office, "sequence": bundle.sequence},
    ):
        desk.store.outbox.declare_lost(bundle_id, at=desk.clock.now())


def files_again(desk: Desk, bundle: SentBundle) -> tuple[SentPart, ...]:
    """Return the files of a bundle that was declared lost, sealed anew for the key its office has now.

    Raises `ExchangeProblem`: `office_unknown`, `key_not_checked` (office), and what `seal_again` raises.
    """
    known = desk.store.offices.get(bundle.office)
    if known is None:
        raise ExchangeProblem("office_unknown", office=bundle.office)
    if not known.trusted:
        raise ExchangeProblem("key_not_checked", office=known.card.office.name)
    kept = desk.store.outbox.parts_of(bundle.bundle_id)
    signing, sender = signing_for(desk, bundle.office)
    sealed = seal_again(
        [part.data for part in kept], secret=desk.secret, signing=signing, sender=sender, recipient=known.card
    )
    return tuple(
        SentPart(part=part.part, file_name=part.file_name, data=data) for part, data in zip(kept, sealed, strict=True)
    )
