"""Evidence for the date order from the names of attached files, which carry their day year first."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from nearer.formats.chats.reading import ORDERS, DateOrder
from nearer.formats.chats.whatsapp.order import Triple, as_date

_NAMED = re.compile(
    r"\b(?:IMG|VID|PTT|AUD|DOC|STK)-(20\d\d)([01]\d)([0-3]\d)-WA\d{4}\b|\d{8}-[A-Z]{3,8}-(20\d\d)-(\d\d)-(\d\d)-"
)


def order_from_names(rows: Iterable[tuple[Triple, str]], orders: Sequence[str], latest: date) -> DateOrder | None:
    """The one order in which files were sent on the day they are named for; None where the names disagree or are few.

    A forwarded old picture keeps its old name, so a name counts only where it is exactly the day of one reading, and a
    single vote against is enough to leave the question open.
    """
    votes: Counter[DateOrder] = Counter()
    open_orders = [order for order in ORDERS if order in orders]
    for triple, text in rows:
        found = _NAMED.search(text)
        if found is None:
            continue
        named = "-".join(part for part in found.groups() if part)
        agreeing = [order for order in open_orders if str(as_date(triple, order, latest)) == named]
        if len(agreeing) == 1:
            votes[agreeing[0]] += 1
    return next(iter(votes)) if len(votes) == 1 else None
