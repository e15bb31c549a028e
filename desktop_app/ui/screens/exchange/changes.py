"""Before and after in words and cells: what accepting a bundle would change in our records."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final

from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.messages import MessageType
from desktop_app.ui.screens.exchange.models import sent_words
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.drawing import PillSpec, Tone
from desktop_app.ui.widgets.table import Column
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.change_values import change_detail, change_value
from desktop_app.wording.findings import change_words
from desktop_app.wording.terms import has_periods_words, message_type_words
from desktop_app.workflows.receive_bundle import Change

_MARKS: Final[dict[str, tuple[Tone, str]]] = {
    "new": ("ok", "plus"),
    "changed": ("accent", "pencil"),
    "same": ("neutral", "minus"),
    "differs": ("warn", "circle-alert"),
}
_DUE: Final = {"change_reply_due", "change_decision_due", "change_summary_due"}
_VERSIONED: Final = {"change_certificate", "change_certificate_beside", "change_certificate_here"}
_STRUCK: Final = {"change_message_invalidated", "change_message_superseded"}
"""Changes whose value is the sender's remark, which stands beside in what the message says."""

_BUILT: Final = ("change_built_", "change_passed_on_by_us", "change_not_passed_on")
_MOST_BUILT: Final = 3
"""So many lines of each kind of what was built on a message are shown before the rest is folded."""

_VERSION: Final = " · "
"""What stands between a certificate's number and its version."""


def change_columns() -> tuple[Column, ...]:
    """Columns of before and after."""
    return (
        Column(title=_("What"), width=128, stretch=3, least=112),
        Column(title=_("Now"), width=126, stretch=1, least=126),
        Column(title=_("After"), width=130, stretch=2, least=128),
        Column(title="", width=112),
    )


def change_cells(change: Change) -> tuple[Cell, ...]:
    """Describe one line of what accepting would change."""
    tone, icon = _MARKS[change.mark]
    mark = {"new": _("New"), "changed": _("Changed"), "same": _("Same"), "differs": _("Differs")}[change.mark]
    same = not alters(change)
    detail = change_detail(change.what, change.detail)
    what = _ours(change.detail) if change.what == "change_receipt" else change_words(change.what, detail=detail)
    second = _second(change, what, detail)
    now, after = _standing(change.what)
    becomes = after if change.what in _STRUCK else _value(change, change.after) or after
    return (
        Cell(text=what, second=second, strong=True, wrap=True),
        Cell(text=_value(change, change.now) or now, muted=True, wrap=True),
        Cell(text=becomes, strong=not same, muted=same, wrap=True),
        Cell(pill=PillSpec(text=mark, tone=tone, icon=icon)),
    )


def folded(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return the changes with only the first of each kind of what was built on a message, where that is much."""
    counted: Counter[str] = Counter()
    shown = []
    for change in changes:
        counted[change.what] += change.what.startswith(_BUILT)
        if counted[change.what] <= _MOST_BUILT:
            shown.append(change)
    return tuple(shown) if len(shown) + 1 < len(changes) else tuple(changes)


def alters(change: Change) -> bool:
    """Tell whether a line changes our record; what is the same, or stays although they say otherwise, does not."""
    return change.mark not in ("same", "differs")


def owed_by_accepting(changes: Iterable[Change]) -> date | None:
    """Return the first day on which something that accepting makes this office owe is due; None where nothing is."""
    return min((date.fromisoformat(change.after) for change in changes if change.what in _DUE), default=None)


def _standing(what: str) -> tuple[str, str]:
    """Say how something stands before and after where the change names no value."""
    return {
        "change_answer_owed": (_("not asked"), _("owed by us")),
        "change_built_calculation": ("", _("calculate again")),
        "change_built_certificate": ("", _("look at it again")),
        "change_built_decision": ("", _("may not hold")),
        "change_built_letter": ("", _("issue it again")),
        "change_built_summary": ("", _("make it again")),
        "change_claim": (_("none"), _("opened")),
        "change_destroy": (_("not asked"), _("owed by us")),
        "change_joins": (_("not in the case"), _("yes")),
        "change_leaves": (_("in the case"), _("yes")),
        "change_message_invalidated": (_("in force"), _("void")),
        "change_message_superseded": (_("in force"), _("replaced")),
        "change_not_passed_on": (_("waits to leave"), ""),
        "change_owed_again": (_("answered"), _("owed to us again")),
        "change_owed_answered": (_("awaited"), _("answered")),
        "change_owed_lifted": (_("open"), _("no longer owed")),
        "change_passed_on_by_us": (_("has it"), ""),
        "change_certified_gone": ("", _("gone")),
        "change_row_gone": (_("not known"), _("gone")),
        "change_said_sent": (_("awaited"), _("sent, they say")),
        "change_to_explain": (_("not asked"), _("the whole message")),
        "change_withdrawn": (_("claimed"), _("yes")),
    }.get(what, (_("not known"), _("yes")))


def _second(change: Change, what: str, detail: str) -> str:
    """Say below what is changed which one is meant: a currency, a certificate's number, which message of ours."""
    if change.what == "change_earnings":
        return (change.after or change.now).partition(" ")[0]
    if change.what in _VERSIONED:
        return change.after.partition(_VERSION)[0]
    if change.what == "change_receipt":
        return ""
    return detail if detail not in what else ""


def _ours(kind: str) -> str:
    """Name a message of ours shortly."""
    return {
        MessageType.CLAIM_NOTICE.value: _("Our notification of claim"),
        MessageType.PERIOD_CERTIFICATE.value: _("Our certificate"),
        MessageType.RETURN.value: _("Our return"),
    }.get(kind) or _("Our message: {type}").format(type=message_type_words(MessageType(kind)))


def _value(change: Change, value: str) -> str:
    """Say a fact of the records as people write it."""
    say = _VALUES.get(change.what)
    return say(value) if say and value else change_value(change.what, value)


def _version_words(value: str) -> str:
    return _("version {version}").format(version=value.partition(_VERSION)[2])


def _replies_words(value: str) -> str:
    have, _stroke, need = value.partition("/")
    return _("{have} of {need}").format(have=have, need=need)


def _no_periods_words(value: str) -> str:
    return has_periods_words(HasPeriods(value)) if value in set(HasPeriods) else value


def amount_figures(plain: str) -> str:
    """Write a plain amount with separators: `150000.00` becomes `150,000.00`."""
    whole, point, cents = plain.partition(".")
    return f"{int(whole):,}{point}{cents}" if whole.isdigit() else plain


_VALUES: Final[dict[str, Callable[[str], str]]] = {
    "change_certificate": _version_words,
    "change_certificate_beside": _version_words,
    "change_certificate_here": _version_words,
    "change_earnings": lambda value: amount_figures(value.partition(" ")[2]),
    "change_no_periods": _no_periods_words,
    "change_receipt": sent_words,
    "change_replies": _replies_words,
}
"""How a fact is said, by what is changed."""
