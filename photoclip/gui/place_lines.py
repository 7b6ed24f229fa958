"""What the sidebar lists, line by line, as values: so that it can see what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from photoclip.domain import TagCount
from photoclip.gui.contents import Branch, Contents, folder_tree
from photoclip.gui.listings import Place, folder_place, tag_place, tag_tree_place


@dataclass(frozen=True, slots=True)
class Line:
    """A place with its count, or a heading where there is no place. `depth` counts its parents."""

    depth: int
    place: Place | None = None
    count: int = 0
    icon: str = ""
    title: str = ""
    tip: str = ""
    hint: bool = False  # says in quiet letters what could stand here

    @property
    def fixed(self) -> tuple[object, ...]:
        """Everything but the count."""
        return (self.depth, self.place, self.icon, self.title, self.tip, self.hint)


def folder_lines(contents: Contents) -> list[Line]:
    """The folders under their roots, with a heading; nothing without roots."""
    if not contents.roots:
        return []
    lines = [Line(0, title="Folders")]

    def add(branch: Branch, depth: int) -> None:
        hidden = any(branch.path.is_relative_to(place) for place in contents.offline)
        gone = QCoreApplication.translate("Sidebar", "This folder cannot be seen now.")
        tip = f"{branch.path}\n{gone}" if hidden else str(branch.path)
        place = folder_place(branch.title, branch.path)
        icon = "offline" if hidden else "folder"
        lines.append(Line(depth, place, branch.photos, icon, tip=tip))
        for below in sorted(branch.below.values(), key=lambda one: one.title.casefold()):
            add(below, depth + 1)

    for branch in folder_tree(contents.roots, contents.folders):
        add(branch, 0)
    return lines


def tag_lines(counts: Sequence[TagCount], below: Mapping[str, int]) -> list[Line]:
    """The tags under their parents. `below` says of each parent how many photos it has with those
    of the tags below it."""
    children: defaultdict[str | None, list[TagCount]] = defaultdict(list)
    known = {count.tag.name for count in counts}
    for count in counts:
        parent = count.tag.parent if count.tag.parent in known else None
        children[parent].append(count)
    lines: list[Line] = []

    def add(count: TagCount, depth: int) -> list[str]:
        """Adds a tag and what is below; returns their names."""
        name, at = count.tag.name, len(lines)
        names = [name]
        lines.append(Line(depth, tag_place(name), count.confirmed, "tag", tip=name))
        for child in children[name]:
            names += add(child, depth + 1)
        if len(names) > 1:
            place = tag_tree_place(name, names)
            lines[at] = Line(depth, place, below.get(name, count.confirmed), "tag", tip=name)
        return names

    for count in children[None]:
        add(count, 0)
    return lines
