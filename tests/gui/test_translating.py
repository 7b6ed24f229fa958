"""The window speaks other languages, and nothing in it is written past the translation."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from string import Formatter

import pytest
from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

import photoclip.gui
from photoclip.gui.translating import Translator, grouped, read_ts, speak, when_in_words
from photoclip.gui.window import MainWindow
from photoclip.gui.words import counted
from photoclip.paths import resources

FOLDER = resources() / "translations"
LANGUAGES = ("de", "es", "zh_CN")
TAKERS = {
    *("QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "QMenu", "QAction"),
    *("ElidedLabel", "setText", "setToolTip", "setAccessibleName", "setWindowTitle", "setTitle"),
    *("setPlaceholderText", "setInformativeText", "addItem", "addRow", "addTab", "tool_button"),
    *("setHeaderLabels", "showMessage", "NameDialog", "QFileDialog", "quiet", "head"),
}
TRANSLATORS = {"tr", "_tr", "translate", "label", "place_label", "later"}


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    """The application speaks German for one test."""
    before = QLocale()
    kept = speak(qapp, "de", FOLDER)
    assert kept
    yield
    for translator in kept:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


def test_the_window_speaks_german(german: None, request: pytest.FixtureRequest) -> None:
    window: MainWindow = request.getfixturevalue("full_window")
    assert [action.text() for action in window.menuBar().actions()][:2] == ["&Datei", "&Bearbeiten"]
    assert window.actions_["duplicates"].text() == "&Duplikate"
    places = [item.text(0) for item in window.frame.sidebar.items()]
    assert {"Alle Fotos", "Favoriten", "Ordner", "Alben"} <= set(places)
    assert window.grid_page.title == "Alle Fotos"
    assert window.grid_page.note == "11 Fotos"
    assert (counted(1), counted(12_345)) == ("1 Foto", "12.345 Fotos")
    assert when_in_words(datetime(2021, 5, 6, 7, 8)) == "Donnerstag, 6. Mai 2021, 07:08"


def test_what_is_called_the_same_or_is_unknown_stays(german: None, qtbot: QtBot) -> None:
    class EncoderSection(QObject):
        pass

    assert EncoderSection().tr("Encoder") == "Encoder"  # and not the nothing of its base class
    assert EncoderSection().tr("Nobody translated this.") == "Nobody translated this."
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    qtbot.addWidget(buttons)
    assert buttons.buttons()[0].text() != ""


def test_english_needs_no_file(qapp: QApplication) -> None:
    assert when_in_words(datetime(2021, 5, 6, 7, 8)) == "06 May 2021, 07:08"
    assert (counted(1), counted(12_345), grouped(1234)) == ("1 photo", "12,345 photos", "1,234")


def test_plural_forms() -> None:
    german = Translator("de", {("C", "{} photos"): ("{} Foto", "{} Fotos")})
    assert german.translate("C", "{} photos", None, 1) == "{} Foto"
    assert german.translate("C", "{} photos", None, 0) == "{} Fotos"
    assert german.translate("C", "{} photos") == "{} Foto"
    chinese = Translator("zh_CN", {("C", "{} photos"): ("{} 张照片",)})
    assert chinese.translate("C", "{} photos", None, 7) == "{} 张照片"
    assert chinese.translate("C", "unknown", None, 7) is None
    assert not chinese.isEmpty()
    assert Translator("fr", {}).isEmpty()


def test_a_language_that_is_not_spoken_or_damaged_stays_english(
    qapp: QApplication, tmp_path: Path
) -> None:
    before = QLocale()
    (tmp_path / "photoclip_de.ts").write_text("<TS><context>")
    assert speak(qapp, "fr", tmp_path) == []
    assert speak(qapp, "de", tmp_path) == []
    QLocale.setDefault(before)


@pytest.fixture(scope="module")
def texts() -> dict[tuple[str, str], bool]:
    """Every text of the window by context; whether it has plural forms."""
    path = Path(photoclip.gui.__file__).parents[2] / "packaging" / "translations.py"
    if not path.exists():
        pytest.skip("the texts are gathered by a script of the checkout")
    spec = importlib.util.spec_from_file_location("translations", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[tuple[str, str], bool] = module.extract(Path(photoclip.gui.__file__).parent)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str, texts: dict[tuple[str, str], bool]) -> None:
    done = read_ts(FOLDER / f"photoclip_{language}.ts")
    assert len(texts) > 750
    assert [key for key in texts if key not in done] == []
    assert [key for key in done if key not in texts] == []
    forms = 1 if language == "zh_CN" else 2
    wrong = [key for key, plural in texts.items() if len(done[key]) != (forms if plural else 1)]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_keys_and_the_space_around(language: str) -> None:
    for (_context, source), forms in read_ts(FOLDER / f"photoclip_{language}.ts").items():
        for form in forms:
            assert mnemonics(form) == mnemonics(source), (source, form)
            if language != "zh_CN":  # which writes no spaces between words
                assert form.startswith(" ") == source.startswith(" "), source
                assert form.endswith(" ") == source.endswith(" "), source
            assert form.endswith("…") == source.endswith("…") or "(&" in form, source


def mnemonics(text: str) -> int:
    return text.replace("&&", "").count("&")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_is_filled_in_everywhere(language: str) -> None:
    def fields(text: str) -> list[str]:
        return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)

    for (_context, source), forms in read_ts(FOLDER / f"photoclip_{language}.ts").items():
        for form in forms:
            assert fields(form) == fields(source), source


def spoken(node: ast.AST) -> bool:
    """Whether a literal is something that people read."""
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and bool(re.search(r"[A-Za-z]{3,}.* |^[A-Z][a-z]+", node.value))
    )


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def untranslated(tree: ast.Module) -> list[tuple[int, str]]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    translated = {
        id(node) for call in calls if name_of(call) in TRANSLATORS for node in ast.walk(call)
    }
    return [
        (node.lineno, str(node.value))
        for call in calls
        if name_of(call) in TAKERS
        for argument in (*call.args, *(keyword.value for keyword in call.keywords))
        for node in ast.walk(argument)
        if isinstance(node, ast.Constant) and spoken(node) and id(node) not in translated
    ]


def test_the_search_for_literals_finds_them() -> None:
    source = 'a.setText("Two words")\nb = QLabel(self.tr("Two words"))\nc.setText(f"Some {n} here")'
    assert [line for line, _text in untranslated(ast.parse(source))] == [1, 3]


def test_no_literal_is_written_past_the_translation() -> None:
    room = Path(photoclip.gui.__file__).parent
    found = [
        f"{path.relative_to(room)}:{line}: {text}"
        for path in sorted(room.rglob("*.py"))
        for line, text in untranslated(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []
