"""A desk as the first program was: it knows four types of message, in version 1.0, and lists of a bundle in 1.0.

What is written is limited as what is read: such a desk has no words for anything that came later. Only that a message
waits for an update (a receipt of level `version`) it can say, and it heeds what a newer message says must be
understood: no office could wait without either.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import pytest

from desktop_app.domain.messages import MessageType
from desktop_app.exchange import bundle, manifest
from desktop_app.exchange.messages import head, registry
from desktop_app.workflows import case_decisions, word_effects

TYPES: Final = (
    MessageType.CLAIM_NOTICE,
    MessageType.PERIOD_CERTIFICATE,
    MessageType.RECEIPT,
    MessageType.RETURN,
)
"""The types of the first program."""


class _FirstTypes:
    """Those types in place of all that are known today."""

    def __iter__(self) -> Iterator[MessageType]:
        return iter(TYPES)

    def __call__(self, code: str) -> MessageType:
        return MessageType(code)


@contextmanager
def first_program(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let whatever is read and written within be read and written as by the first program."""
    known = {kind: replace(registry.KINDS[kind], minor=0, vital=frozenset()) for kind in TYPES}
    kinds = MappingProxyType(known | {MessageType.RECEIPT: registry.KINDS[MessageType.RECEIPT]})
    with monkeypatch.context() as old:
        for module in (registry, head, bundle, case_decisions, word_effects):
            old.setattr(module, "KINDS", kinds)
        old.setattr(head, "MessageType", _FirstTypes())
        old.setattr(manifest, "_MINOR", 0)
        yield
