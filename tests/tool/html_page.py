"""A page of HTML as a tree, for tests that look into what xengage report writes."""
import html.parser

VOID = {"meta", "br", "hr", "img", "link", "input", "base"}


class Node:
    def __init__(self, name, attributes):
        self.name = name
        self.attributes = dict(attributes)
        self.children = []  # nodes and texts

    def walk(self):
        """The node and all below it."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def all(self, name, **attributes):
        """The nodes of a name; class_="x" stands for those that have that class among others."""
        wanted_class = attributes.pop("class_", None)
        return [
            node
            for node in self.walk()
            if node.name == name
            and all(node.attributes.get(key.replace("_", "-")) == value for key, value in attributes.items())
            and (wanted_class is None or wanted_class in node.attributes.get("class", "").split())
        ]

    def one(self, name, **attributes):
        found = self.all(name, **attributes)
        assert len(found) == 1, (name, attributes, len(found))
        return found[0]

    def raw(self):
        """The texts in it as they are."""
        return "".join(self.pieces())

    def pieces(self):
        """All texts in it, one by one."""
        for child in self.children:
            yield from [child] if isinstance(child, str) else child.pieces()

    def text(self):
        """What is to be read, in one line."""
        return " ".join(" ".join(self.pieces()).split())

    def rows(self):
        """A table's cells as texts, the head first."""
        return [
            [cell.text() for cell in row.children if isinstance(cell, Node)]
            for row in self.all("tr")
        ]


class Reader(html.parser.HTMLParser):
    """Refuses what isn't nested well: a browser would guess what was meant."""

    def __init__(self):
        super().__init__()
        self.root = Node("", [])
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        node = Node(tag, attrs)
        assert len(node.attributes) == len(attrs), (tag, attrs)
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].children.append(Node(tag, attrs))

    def handle_endtag(self, tag):
        assert self.open[-1].name == tag, (tag, self.open[-1].name, self.getpos())
        self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)


def read(text):
    """The tree of a page."""
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert len(reader.open) == 1, [node.name for node in reader.open]
    return reader.root
