"""What the multinomial models are fitted with: Adam's steps, and chances that add up to one."""

from typing import Any

import numpy as np

_SLOW, _SQUARED = 0.9, 0.99  # how long it remembers slopes and their squares


class Adam:
    """Steps down slopes of the shape of some weights."""

    def __init__(self, weights: Any) -> None:
        self._slow, self._squared = np.zeros_like(weights), np.zeros_like(weights)
        self._taken = 0

    def step(self, slope: Any, speed: float) -> Any:
        """How far the weights go down next."""
        self._taken += 1
        self._slow = _SLOW * self._slow + (1 - _SLOW) * slope
        self._squared = _SQUARED * self._squared + (1 - _SQUARED) * slope * slope
        size = np.sqrt(self._squared / (1 - _SQUARED**self._taken)) + 1e-8
        return speed * (self._slow / (1 - _SLOW**self._taken)) / size


def chances_by(scores: Any) -> Any:
    """The chances of each row by its scores."""
    found = np.exp(scores - scores.max(axis=1, keepdims=True))
    return found / found.sum(axis=1, keepdims=True)
