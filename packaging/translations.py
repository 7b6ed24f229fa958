"""Brings the texts of the window into resources/translations/*.ts, keeping what is translated.

    python packaging/translations.py [--check]

With --check nothing is written: the exit status says whether a text is missing in a file.
"""

from __future__ import annotations

import argparse
import ast
import sys
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = {"de": 2, "es": 2, "zh_CN": 1}  # and how many plural forms they have

NAMED = ("translate", "later")

Key = tuple[str, str]


def main() -> int:
    """Update, or check, every file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    texts = dict(sorted(extract(ROOT / "photoclip" / "gui").items()))
    missing = 0
    for language, forms in LANGUAGES.items():
        path = TRANSLATIONS / f"photoclip_{language}.ts"
        known = read(path)
        untranslated = sum(key not in known for key in texts)
        missing += untranslated
        print(f"{language}: {len(texts) - untranslated} of {len(texts)} texts")  # noqa: T201
        if not options.check:
            write(path, language, forms, texts, known)
    return 1 if options.check and missing else 0


def extract(folder: Path) -> dict[Key, bool]:
    """Every text that is translated, by context; whether it has plural forms."""
    found: dict[Key, bool] = {}
    for path in sorted(folder.rglob("*.py")):
        found.update(_of_module(ast.parse(path.read_text(encoding="utf-8"))))
    sys.path.insert(0, str(ROOT))
    from photoclip.gui.actions import SPECS

    for spec in SPECS:
        found["Actions", spec.text] = False
        for title in spec.menu.split("/"):
            found["Actions", title] = False
    return found


def _of_module(tree: ast.Module) -> Iterator[tuple[Key, bool]]:
    shorts = {
        node.name: call.args[0].value
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        and _name(call) == "translate"
        and isinstance(call.args[0], ast.Constant)
        and not isinstance(call.args[1], ast.Constant)
    }

    def walk(node: ast.AST, context: str) -> Iterator[tuple[Key, bool]]:
        for child in ast.iter_child_nodes(node):
            inside = child.name if isinstance(child, ast.ClassDef) else context
            if isinstance(child, ast.Call):
                texts = [a.value if isinstance(a, ast.Constant) else None for a in child.args]
                name = _name(child)
                if name == "tr" and texts and isinstance(texts[0], str):
                    yield (inside, texts[0]), len(texts) > 2
                elif name in NAMED and len(texts) > 1 and isinstance(texts[1], str):
                    yield (str(texts[0]), texts[1]), len(texts) > 3
                elif name == "Place" and len(texts) > 1 and isinstance(texts[1], str):
                    yield ("Place", texts[1]), False
                elif name == "Line":
                    for keyword in child.keywords:
                        if keyword.arg == "title" and isinstance(keyword.value, ast.Constant):
                            yield ("Place", str(keyword.value.value)), False
                elif name in shorts and texts and isinstance(texts[0], str):
                    yield (str(shorts[name]), texts[0]), False
            yield from walk(child, inside)

    yield from walk(tree, "")


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def read(path: Path) -> dict[Key, list[str]]:
    """The translations that a file holds."""
    if not path.exists():
        return {}
    found = {}
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            target = message.find("translation")
            if target is not None and target.get("type") != "unfinished":
                forms = [form.text or "" for form in target.iter("numerusform")]
                key = context.findtext("name") or "", message.findtext("source") or ""
                found[key] = forms or [target.text or ""]
    return found


def write(
    path: Path, language: str, forms: int, texts: dict[Key, bool], known: dict[Key, list[str]]
) -> None:
    """Write every text with its translation, or as unfinished."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
    for (context, source), plural in texts.items():
        contexts[context].append((source, plural))
    for context, messages in contexts.items():
        place = ET.SubElement(root, "context")
        ET.SubElement(place, "name").text = context
        for source, plural in messages:
            message = ET.SubElement(place, "message", {"numerus": "yes"} if plural else {})
            ET.SubElement(message, "source").text = source
            found = known.get((context, source))
            target = ET.SubElement(message, "translation")
            if not found:
                target.set("type", "unfinished")
            if plural:
                for at in range(forms):
                    ET.SubElement(target, "numerusform").text = found[at] if found else ""
            elif found:
                target.text = found[0]
    ET.indent(root, "    ")
    body = ET.tostring(root, encoding="unicode")
    path.parent.mkdir(parents=True, exist_ok=True)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    path.write_text(f"{head}{body}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
