"""The query language: text -> Query, a value, and back. Imports nothing but the errors."""

from photoclip.query.mending import mended
from photoclip.query.parser import parse
from photoclip.query.printer import quoted, to_text
from photoclip.query.values import Chip, Query

__all__ = ["Chip", "Query", "mended", "parse", "quoted", "to_text"]
