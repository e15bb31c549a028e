"""Every type of message, read strictly and written: the bounds of each group, the registry, the head they share."""

from desktop_app.exchange.messages.head import (
    ReadMessage,
    Waits,
    decode_message,
    encode_message,
    read_message,
    read_summary,
    version_written,
)

__all__ = [
    "ReadMessage",
    "Waits",
    "decode_message",
    "encode_message",
    "read_message",
    "read_summary",
    "version_written",
]
