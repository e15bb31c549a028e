"""Carries a message over into the documents of another standard by a table, and names what did not come along.

Nothing is made up on the way: a value goes where the table says, through a code where it says, or is listed.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from desktop_app.domain.messages import Message
from desktop_app.exchange.canonical import Json
from desktop_app.exchange.maps.leaves import ROWS, Leaf, leaves, text_of
from desktop_app.exchange.maps.table import ANY, Decided, Line, MapTable, MessageMap, Step, Way, Why
from desktop_app.exchange.maps.tree import Tree
from desktop_app.exchange.maps.values import PENSIONS, written
from desktop_app.exchange.messages.head import encode_message

Sed = Mapping[str, Json]
"""A document as objects, lists and texts."""

_FIRST: Final = (Why.LESS_EXACT, Why.ONE_ONLY, Why.TAKEN, Why.NO_CODE)
_RANKS: Final = (*_FIRST, *(why for why in Why if why not in _FIRST))
"""Of several reasons the one that says most comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A field that was not carried over; with `Why.LESS_EXACT` it was, but says less than here."""

    pattern: str
    path: str
    value: object
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """The documents, each with its name, and what is not in them, in the order of the message."""

    documents: tuple[tuple[str, Sed], ...]
    lost: tuple[Lost, ...]


def carry(message: Message, table: MapTable) -> Carried:
    """Tell a message in the documents of a table. Raises `ExchangeProblem("message_not_writable")`."""
    told = json.loads(encode_message(message))
    return _Carrying(tuple(leaves(message.type, told)), table.messages[message.type], table).carried()


class _Carrying:
    """One message on its way."""

    def __init__(self, found: tuple[Leaf, ...], message_map: MessageMap, table: MapTable) -> None:
        self._leaves = found
        self._map = message_map
        self._table = table
        self._said = {(leaf.pattern, leaf.rows): leaf.value for leaf in found}
        self._names = self._chosen()
        self._trees = {document: Tree() for document in self._names}
        self._ones: dict[object, tuple[int, ...]] = {}

    def carried(self) -> Carried:
        """Carry field by field; what goes into every row waits until the rows are there."""
        lost = {leaf.path: self._one(leaf, spread=False) for leaf in self._leaves}
        lost |= {leaf.path: why for leaf in self._leaves if (why := self._one(leaf, spread=True)) is not None}
        return Carried(
            documents=tuple(self._finished()),
            lost=tuple(
                Lost(pattern=leaf.pattern, path=leaf.path, value=leaf.value, why=why)
                for leaf in self._leaves
                if (why := lost[leaf.path]) is not None
            ),
        )

    def _chosen(self) -> dict[str, str]:
        """Return the name of each document that this message is told in; without the first there is none."""
        names: dict[str, str] = {}
        for document in self._map.documents:
            key = text_of(self._said.get((document.by, ()), "")) if document.by else ANY
            name = document.sed.get(key) or document.sed.get(ANY)
            if name:
                names[document.id] = name
            elif document is self._map.documents[0]:
                return {}
        return names

    def _one(self, leaf: Leaf, *, spread: bool) -> Why | None:
        """Carry one field; return why it is lost, None where it is not. `spread`: only what goes into every row."""
        decided = self._map.fields.get(leaf.pattern, Decided(why=self._map.everything or Why.NO_FIELD))
        if _says_nothing(leaf, decided):
            return None
        own = len(leaf.rows) + isinstance(leaf.value, tuple)
        lines = [line for line in decided.lines if (line.rows > own) == spread]
        if not lines:
            nowhere = decided.why is not None and not self._names
            return None if spread else Why.NO_DOCUMENT if nowhere else decided.why
        reasons = {self._by(line, leaf) for line in lines}
        told = set(Why)
        if None in reasons:
            told = {Why.TAKEN}
        elif Why.LESS_EXACT in reasons:
            told = {Why.LESS_EXACT}
        return next((why for why in _RANKS if why in reasons & told), None)

    def _by(self, line: Line, leaf: Leaf) -> Why | None:
        """Carry a field by one line; return why not, None where it went over whole."""
        if not any(document in self._names for document in line.documents):
            return Why.NO_DOCUMENT
        if not self._holds(line, leaf):
            return line.otherwise
        less = Why.LESS_EXACT if line.less & {ANY, text_of(leaf.value)} else None
        if line.chooses:
            return less
        texts, cost = written(line, leaf.value, self._table.codes)
        if texts and not self._is_the_one(line, leaf):
            cost, texts = Why.ONE_ONLY, []
        if not texts:
            return cost
        trees = [self._trees[document] for document in line.documents if document in self._trees]
        failed = [why for tree in trees if (why := self._put(tree, line, leaf, texts)) is not None]
        return failed[0] if failed else less or cost

    def _holds(self, line: Line, leaf: Leaf) -> bool:
        """Whether the other fields have the values that a line asks for."""
        for pattern, values in line.when.items():
            said = self._said.get((pattern, leaf.rows[: pattern.count(ROWS)]), "")
            if text_of(said) not in values:
                return False
        return True

    def _is_the_one(self, line: Line, leaf: Leaf) -> bool:
        """Whether a row goes into a place that has room for one: the first that has anything for it."""
        if line.rows >= len(leaf.rows):
            return True
        key = (leaf.pattern.rpartition(ROWS)[0], frozenset(line.when.items()))
        return self._ones.setdefault(key, leaf.rows) == leaf.rows

    def _put(self, tree: Tree, line: Line, leaf: Leaf, texts: list[str]) -> Why | None:
        """Put a value into a document; return why it has no place there, None where it has."""
        steps, rows = self._steps(line, leaf), leaf.rows[: line.rows]
        if isinstance(leaf.value, tuple) and line.way not in PENSIONS:
            if line.rows > len(leaf.rows):
                return None if tree.put_each(steps, rows, texts) else Why.TAKEN
            first = tree.put(steps, rows, texts[0])
            return (Why.ONE_ONLY if len(texts) > 1 else None) if first else Why.TAKEN
        if line.way is Way.SUM:
            tree.add(steps, rows, int(texts[0]))
            return None
        if line.rows > len(leaf.rows):
            present = tree.rows_in(steps)
            for row in present:
                tree.put(steps, (row,), texts[0])
            return None if present else Why.NO_FIELD
        return None if tree.put(steps, rows, texts[0]) else Why.TAKEN

    def _steps(self, line: Line, leaf: Leaf) -> tuple[Step, ...]:
        """Return the path of a line, the list chosen by the kind of the row."""
        codes, by = line.group
        if not codes:
            return line.to
        name = self._table.codes[codes].values[text_of(self._said[by, leaf.rows])]
        return tuple(Step(name=name, rows=step.rows) if step.name.startswith("{") else step for step in line.to)

    def _finished(self) -> Iterator[tuple[str, Sed]]:
        """Yield the documents that have anything in them, each with what its kind always says."""
        for document in self._map.documents:
            tree = self._trees.get(document.id)
            if not tree or not tree.has(document.needs):
                continue
            for steps, value in document.fixed:
                tree.put(steps, (), value)
            named, constants = self._table.styles[document.style]
            name = self._names[document.id]
            yield name, {named: name, **constants, **tree.finished()}


def _says_nothing(leaf: Leaf, decided: Decided) -> bool:
    """Whether a field is empty or holds what goes without saying."""
    if leaf.value == () and not any(line.way in PENSIONS for line in decided.lines):
        return True
    return leaf.value == "" or (not isinstance(leaf.value, tuple) and text_of(leaf.value) in decided.ordinary)
