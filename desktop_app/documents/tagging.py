"""The structure of a document for screen readers: headings, paragraphs, tables (ISO 32000-1, 14.7 and 14.8).

Pages refer to it by number; `ink` writes both. Knows no layout.
"""

from typing import Any


class Element:
    """One element of the structure: `Document`, `H1`, `H2`, `P`, `Table`, `TR`, `TH`, `TD`, `Figure`.

    `alt` says in words what a figure shows; `scope` is `Column` or `Row` for a `TH`; `span` the columns a cell covers.
    Elements are made in reading order; content is put in while a page is painted.
    """

    __slots__ = ("alt", "children", "content", "kind", "parent", "scope", "span")

    def __init__(
        self, kind: str, parent: "Element | None" = None, *, alt: str = "", scope: str = "", span: int = 1
    ) -> None:
        self.kind = kind
        self.parent = parent
        self.alt = alt
        self.scope = scope
        self.span = span
        self.children: list[Element] = []
        self.content: list[tuple[int, int]] = []

    def child(self, kind: str, *, alt: str = "", scope: str = "", span: int = 1) -> "Element":
        """Add an element below this one, after those already there."""
        made = Element(kind, self, alt=alt, scope=scope, span=span)
        self.children.append(made)
        return made


class Marks:
    """The marked content of the pages, in the order in which it is painted: page by page, the elements by number."""

    def __init__(self) -> None:
        self._pages: list[list[Element]] = []

    def start_page(self) -> None:
        """Begin counting for the next page."""
        self._pages.append([])

    def mark(self, element: Element) -> int:
        """Note that the next content on this page belongs to `element`, and return its number on the page."""
        number = len(self._pages[-1])
        self._pages[-1].append(element)
        element.content.append((len(self._pages) - 1, number))
        return number

    def write(self, canvas: Any, document: Element) -> None:  # noqa: ANN401 - reportlab types less than it has
        """Write the tree into the document of `canvas`, after its last page.

        The entries are written as they stand in the file: a long table has a hundred thousand of them.
        """
        from reportlab.pdfbase import pdfdoc

        doc = canvas._doc  # noqa: SLF001 - reportlab offers no public way to a document's own objects
        tree = _Tree(doc)
        root = tree.place()
        numbers = []
        top = tree.add(document, root)
        for index, elements in enumerate(self._pages):
            owners = tree.place()
            tree.fill(owners, f"[{' '.join(tree.references[id(element)] for element in elements)}]")
            numbers.append(f"{index} {owners}")
            _add_key(tree.pages[index], "StructParents", index)
            _add_key(tree.pages[index], "Tabs", pdfdoc.PDFName("S"))
        parents = f"<</Nums[{' '.join(numbers)}]>>"
        tree.fill(root, f"<</Type/StructTreeRoot/K {top}/ParentTree {parents}/ParentTreeNextKey {len(self._pages)}>>")
        doc.Catalog.StructTreeRoot = root
        doc.Catalog.MarkInfo = "<</Marked true>>"


def _add_key(page: Any, key: str, value: Any) -> None:  # noqa: ANN401 - a page object of reportlab
    page.__NoDefault__ = [*page.__NoDefault__, key]
    setattr(page, key, value)


class _Tree:
    """The entries of the tree as objects of one PDF: each gets its number first, and its content later."""

    def __init__(self, doc: Any) -> None:  # noqa: ANN401 - reportlab's document
        self._doc = doc
        self._names: dict[str, str] = {}
        self.pages: list[Any] = list(doc.Pages.pages)
        self._page_references = [self._number(doc.Reference(page).name) for page in self.pages]
        self.references: dict[int, str] = {}

    def place(self) -> str:
        """Return a reference to an object whose content follows."""
        name = f"Structure{len(self._names)}"
        self._doc.Reference("null", name)
        reference = self._number(name)
        self._names[reference] = name
        return reference

    def fill(self, reference: str, content: str) -> None:
        """Give an object its content."""
        self._doc.idToObject[self._names[reference]] = content

    def add(self, element: Element, parent: str) -> str:
        """Write one element and all below it, and return its reference."""
        own = self.place()
        self.references[id(element)] = own
        entry = [f"/S/{element.kind}/P {parent}"]
        if element.alt:
            entry.append(f"/Alt<FEFF{element.alt.encode('utf-16-be').hex().upper()}>")
        if element.scope:
            entry.append(f"/A<</O/Table/Scope/{element.scope}>>")
        if element.span > 1:
            entry.append(f"/A<</O/Table/ColSpan {element.span}>>")
        kids = []
        if element.content:
            first = element.content[0][0]
            entry.append(f"/Pg {self._page_references[first]}")
            for page, number in element.content:  # content that goes on overleaf names its page
                elsewhere = f"<</Type/MCR/Pg {self._page_references[page]}/MCID {number}>>"
                kids.append(str(number) if page == first else elsewhere)
        kids += [self.add(child, own) for child in element.children]
        if kids:
            entry.append(f"/K[{' '.join(kids)}]")
        self.fill(own, f"<<{''.join(entry)}>>")
        return own

    def _number(self, name: str) -> str:
        number, generation = self._doc.idToObjectNumberAndVersion[name]
        return f"{number} {generation} R"
