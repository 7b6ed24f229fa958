"""What was learnt, as a value: it folds into a query and survives being stored."""

from __future__ import annotations

import numpy as np
import pytest

from photoclip.errors import Damaged
from photoclip.vectors.adapter import Adapter
from photoclip.vectors.encoder import normalised

RANDOM = np.random.default_rng(0)


def _unit(*shape: int) -> np.ndarray:
    return normalised(RANDOM.normal(size=shape).astype(np.float32))


def _adapter(strength: float = 0.75) -> Adapter:
    left, right = RANDOM.normal(size=(2, 32, 4)).astype(np.float32) / 10
    return Adapter(left, right, strength, {"Rex": _unit(32), "our house": _unit(32)})


def test_a_folded_query_ranks_as_projected_photos() -> None:
    adapter, photos, text = _adapter(), _unit(50, 32), _unit(32)
    projected = photos @ (np.eye(32) + 0.75 * adapter.left @ adapter.right.T)
    explicit = projected @ text
    folded = photos @ adapter.fold(text)
    length = np.linalg.norm(text + 0.75 * adapter.left @ (adapter.right.T @ text))
    np.testing.assert_allclose(folded, explicit / length, atol=1e-5)
    assert np.linalg.norm(adapter.fold(text)) == pytest.approx(1)


@pytest.mark.parametrize("adapter", [Adapter.identity(32), _adapter(0.0)])
def test_no_strength_changes_nothing(adapter: Adapter) -> None:
    texts = _unit(3, 32)
    np.testing.assert_array_equal(adapter.fold(texts), texts)


def test_tags_are_found_in_any_case() -> None:
    adapter = _adapter()
    np.testing.assert_array_equal(adapter.query_of("REX"), adapter.tags["Rex"])
    assert adapter.query_of("max") is None


@pytest.mark.parametrize("adapter", [_adapter(), Adapter.identity(8)])
def test_it_survives_being_stored(adapter: Adapter) -> None:
    again = Adapter.from_bytes(adapter.to_bytes())
    assert again.strength == adapter.strength
    np.testing.assert_array_equal(again.left, adapter.left)
    np.testing.assert_array_equal(again.right, adapter.right)
    assert list(again.tags) == list(adapter.tags)
    for name, query in adapter.tags.items():
        np.testing.assert_array_equal(again.tags[name], query)


@pytest.mark.parametrize("data", [b"", b"no adapter", _adapter().to_bytes()[:-40]])
def test_what_is_damaged_says_so(data: bytes) -> None:
    with pytest.raises(Damaged):
        Adapter.from_bytes(data)
