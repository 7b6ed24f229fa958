"""Reciprocal rank fusion by its formula, and what it does with ties and absences."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoclip.search.fusion import K, fused

ORDERS = st.lists(st.lists(st.integers(0, 30), unique=True, max_size=12), max_size=4)


def arrays(orders: list[list[int]]) -> list[np.ndarray]:
    return [np.asarray(order, np.int64) for order in orders]


@given(ORDERS)
def test_the_sums_are_those_of_the_paper(orders: list[list[int]]) -> None:
    ids, sums = fused(arrays(orders))
    expected: dict[int, float] = {}
    for order in orders:
        for rank, one in enumerate(order, start=1):
            expected[one] = expected.get(one, 0.0) + 1 / (60 + rank)
    assert set(ids.tolist()) == expected.keys()
    assert sums.tolist() == pytest.approx([expected[one] for one in ids.tolist()])
    assert (np.diff(sums) <= 0).all()


def test_one_order_stays_as_it_is() -> None:
    assert fused(arrays([[5, 3, 9]]))[0].tolist() == [5, 3, 9]
    assert K == 60


def test_what_two_orders_name_comes_before_what_one_does() -> None:
    ids, _ = fused(arrays([[1, 2, 3], [3, 4]]))
    assert ids.tolist() == [3, 1, 2, 4]


def test_of_equals_the_earlier_order_counts() -> None:
    assert fused(arrays([[7], [2]]))[0].tolist() == [7, 2]
    assert fused(arrays([[2], [7]]))[0].tolist() == [2, 7]
