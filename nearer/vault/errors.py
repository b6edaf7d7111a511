"""What can go wrong in the vault. Every error says which sentence the person should read; none holds content."""

from typing import Literal

from nearer.domain.entries import Entry


class VaultError(Exception):
    """Anything that keeps the vault from doing what was asked."""


class WrongKey(VaultError):
    """The name, passphrase, words or cookie do not open a book (which of them is never said)."""


class Damaged(VaultError):
    """Bytes were changed or lost: this is not a wrong key."""


class Torn(Damaged):
    """Something large is not whole: a part of it is missing, or was changed or put elsewhere; ``fault`` says which."""

    def __init__(self, fault: Literal["missing", "changed"]) -> None:
        super().__init__(fault)
        self.fault = fault


class FutureVersion(VaultError):
    """Sealed by a newer Nearer."""


class Locked(VaultError):
    """The session is over: idle too long, left, restarted, or the clock was set back."""


class LateWriter(VaultError):
    """The book was re-keyed after this writer opened it; nothing was written."""


class StaleEdit(VaultError):
    """The entry was changed or removed elsewhere in the meantime; ``current`` is what stands there now."""

    def __init__(self, current: Entry | None) -> None:
        super().__init__("changed elsewhere")
        self.current = current


class NoRoom(VaultError):
    """Together with what was kept meanwhile these own words are more than one book holds; nothing was written."""


class NotTheirs(VaultError):
    """A letter or an answer that is not between the two cards that were compared: another key, or another bond."""


class NoInvitation(VaultError):
    """No invitation has this code: it is wrong, used, or over (which of them is never said)."""


class NameTaken(VaultError):
    """Another book on this computer has this name."""


class TooSoon(VaultError):
    """Too many wrong tries; ``seconds`` until the next one is looked at."""

    def __init__(self, seconds: int) -> None:
        super().__init__("too soon")
        self.seconds = seconds


class RowsDoNotOpen(VaultError):
    """Re-keying stopped because these rows do not open; nothing was changed."""

    def __init__(self, rows: tuple[str, ...]) -> None:
        super().__init__("rows do not open")
        self.rows = rows


class NotAnArchive(VaultError):
    """The file is no sealed archive of ours."""
