"""HTML as a tree of texts and elements, however deep it nests."""

from collections.abc import Iterator, Mapping

from lxml import etree


class Tag:
    """An element: its name, its attributes, and the texts and elements in it, in order."""

    __slots__ = ("attributes", "inside", "name")

    def __init__(self, name: str, attributes: Mapping[str, str]) -> None:
        self.name, self.attributes = name, attributes
        self.inside: list[Tag | str] = []

    def get(self, name: str) -> str:
        """An attribute's value, "" where there is none."""
        return self.attributes.get(name, "")

    def tags(self) -> Iterator["Tag"]:
        """The elements directly in it."""
        return (one for one in self.inside if isinstance(one, Tag))

    def first(self, *path: str) -> "Tag | None":
        """The first element down a path of names."""
        found: Tag | None = self
        for name in path:
            tags = found.tags() if found is not None else iter(())
            found = next((one for one in tags if one.name == name), None)
        return found


class _Planter:
    """Grows the tree out of what the parser sees: a tree of its own ends at a depth of 2048."""

    def __init__(self) -> None:
        self.root = Tag("", {})
        self._open = [self.root]

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        element = Tag(tag, attrib)
        self._open[-1].inside.append(element)
        self._open.append(element)

    def end(self, tag: str) -> None:
        del tag  # the parser closes what it opened, in order
        self._open.pop()

    def data(self, data: str) -> None:
        self._open[-1].inside.append(data)

    def close(self) -> Tag:
        return self.root


def read_tree(html: bytes) -> Tag:
    """A nameless element with what the text holds; comments are left out. Never raises."""
    planter = _Planter()
    # The stubs ask for all that a target may see.
    parser = etree.HTMLParser(target=planter, encoding="utf-8", remove_comments=True)  # type: ignore[call-overload]
    try:
        parser.feed(html)
        parser.close()
    except (etree.ParserError, etree.XMLSyntaxError):
        pass  # an empty text, or nothing but comments
    return planter.root
