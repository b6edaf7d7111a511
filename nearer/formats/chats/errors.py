"""Why an export was not read. The sentences are meant for the person who dropped the file."""

from collections.abc import Sequence


class NotReadable(Exception):
    """The file is no export that Nearer knows, is damaged beyond reading, or is built to do harm."""


class AmbiguousDates(Exception):
    """Day and month cannot be told apart from the file alone; ``orders`` are the readings that remain."""

    def __init__(self, orders: Sequence[str], example: str) -> None:
        """``example`` is one date as the file writes it."""
        self.orders = tuple(orders)
        self.example = example
        choices = " or ".join(f"--date-order {order}" for order in self.orders)
        super().__init__(
            f"The dates are ambiguous: nothing in the file says whether {example} gives the day or the month first. "
            f"Look at one message you remember, then say {choices}."
        )


class WhichChat(Exception):
    """The file holds several conversations and only one can be read at a time."""

    def __init__(self, names: Sequence[str]) -> None:
        """``names`` are the conversations inside, in the order of the file."""
        self.names = tuple(names)
        shown = "\n".join(f"  {name}" for name in self.names[:40])
        more = f"\n  and {len(self.names) - 40} more" if len(self.names) > 40 else ""
        super().__init__(f"There are {len(self.names)} chats in this file. Choose one with --chat NAME:\n{shown}{more}")
