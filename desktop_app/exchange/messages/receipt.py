"""Acknowledgement of a message (exchange rules, 4.9): written to and read from canonical JSON, version 1.0."""

from desktop_app.domain.messages import Receipt, ReceiptLevel, RowRemark
from desktop_app.exchange.canonical import Json
from desktop_app.exchange.fields import UUID, Fields, filled
from desktop_app.exchange.limits import CODE, NOTE, ROWS


def write_receipt(receipt: Receipt) -> dict[str, Json]:
    """Return the body of an acknowledgement."""
    return {
        "about_message": receipt.about_message,
        "level": receipt.level.value,
        **filled(
            case_number=receipt.case_number,
            remarks=[{"row_id": remark.row_id, "text": remark.text} for remark in receipt.remarks],
        ),
    }


def read_receipt(fields: Fields) -> Receipt:
    """Read the body of an acknowledgement. Raises `Unreadable` with the field's path."""
    return Receipt(
        about_message=fields.matching("about_message", UUID),
        level=fields.choice("level", ReceiptLevel),
        case_number=fields.maybe_text("case_number", CODE),
        remarks=fields.maybe_objects("remarks", ROWS, _remark),
    )


def _remark(fields: Fields) -> RowRemark:
    return RowRemark(row_id=fields.text("row_id", CODE, empty=True), text=fields.text("text", NOTE, note=True))
