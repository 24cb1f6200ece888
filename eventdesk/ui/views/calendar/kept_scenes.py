"""Days that are laid out already, so that going on to the next ones only has to be painted."""

from collections import OrderedDict
from collections.abc import Callable, Generator
from datetime import date
from typing import Generic, TypeVar

S = TypeVar("S")

_KEPT = 24


class KeptScenes(Generic[S]):
    """The scenes of the last days that were shown or prepared, each by its first day.

    A scene holds as long as its terms are the same: all that it was laid out from.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[date, tuple[tuple[object, ...], S]] = OrderedDict()

    def scene(self, first: date, terms: tuple[object, ...], lay_out: Callable[[], S]) -> S:
        """The scene, at once where it is kept."""
        return self._found(first, terms) or self._keep(first, terms, lay_out())

    def preparing(
        self,
        first: date,
        terms: tuple[object, ...],
        laying_out: Callable[[], Generator[None, None, S]],
    ) -> Generator[None, None, None]:
        """Lay out what may be wanted soon, a part of it each turn."""
        if self._found(first, terms) is None:
            self._keep(first, terms, (yield from laying_out()))

    def _found(self, first: date, terms: tuple[object, ...]) -> S | None:
        kept, scene = self._kept.get(first, ((), None))
        if scene is None or kept != terms:
            return None
        self._kept.move_to_end(first)
        return scene

    def _keep(self, first: date, terms: tuple[object, ...], scene: S) -> S:
        self._kept[first] = terms, scene
        self._kept.move_to_end(first)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return scene
