"""One message type a module: its fields, written and read strictly; the head they share gives the face."""

from desktop_app.exchange.messages.head import (
    SCHEMA_VERSION,
    ReadMessage,
    Waits,
    decode_message,
    encode_message,
    read_message,
    read_summary,
)

__all__ = [
    "SCHEMA_VERSION",
    "ReadMessage",
    "Waits",
    "decode_message",
    "encode_message",
    "read_message",
    "read_summary",
]
