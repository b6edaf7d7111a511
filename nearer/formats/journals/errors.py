"""Why a journal was not read. The sentences stand where the file was chosen."""

from typing import Literal

Why = Literal["empty", "binary", "damaged", "open_quote", "no_columns", "large", "unknown", "no_date"]


class NotAJournal(Exception):
    """The file is no journal that can be read; ``place`` is the line where it stopped, 0 for none."""

    def __init__(self, why: Why, place: int = 0) -> None:
        super().__init__(why)
        self.why: Why = why
        self.place = place


class OrderUnknown(Exception):
    """Nothing in the file says which of these ``orders`` its dates have; ``example`` is one of them."""

    def __init__(self, orders: tuple[str, ...], example: str) -> None:
        super().__init__("order")
        self.orders, self.example = orders, example
