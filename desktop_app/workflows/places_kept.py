"""Where a user was last, so that a killed program comes back on the same screen."""

from dataclasses import asdict, dataclass

from desktop_app.workflows.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A screen: the page (`claim`), the claim or draft shown, the step, and the field that had the focus."""

    page: str
    claim_key: str = ""
    step: int = 0
    focus: str = ""


def keep_place(desk: Desk, place: Place) -> None:
    """Remember where this user is."""
    desk.store.drafts.keep_place(desk.user.id, asdict(place))


def last_place(desk: Desk) -> Place | None:
    """Return where this user was last, None at the first sign-in."""
    kept = desk.store.drafts.place_of(desk.user.id)
    if kept is None:
        return None
    return Place(
        page=str(kept["page"]), claim_key=str(kept["claim_key"]), step=int(kept["step"]), focus=str(kept["focus"])
    )
