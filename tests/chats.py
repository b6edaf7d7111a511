"""Made-up chats: as messages for the domain, and as the export of a messenger for everything above it."""

import io
import random
import zipfile
from datetime import datetime, timedelta

from nearer.domain.chats import Message

FIRST = datetime(2025, 1, 6, 9)  # noqa: DTZ001 - chats tell local time
SHALLOW = ("ok see you at seven", "did you buy the milk?", "the bus is late again", "i think the second one is better")
DEEP = (
    "i was so afraid that you would not come back from the harbour",
    "it made me sad and lonely that nobody asked about the shed",
    "i was happy when you rang, i had to go and stand on the balcony",
)
REPLIES = ("i am sorry, that sounds hard. what happened at the harbour?", "ok", "the plumber comes on thursday")


def talk(sittings: int, seed: int = 1, first: datetime = FIRST, most: int = 60) -> list[tuple[datetime, str, str]]:
    """When, who ("Mara", "Otter") and what, over so many sittings."""
    draw, said, at = random.Random(seed), [], first
    for number in range(sittings):
        order = ("Mara", "Otter") if number % 3 else ("Otter", "Mara")
        for turn in range(6):
            at += timedelta(minutes=draw.randint(1, 4))
            words = draw.choice(DEEP) if turn == 2 and number % 2 else draw.choice(REPLIES if turn == 3 else SHALLOW)
            said.append((at, order[turn % 2], words))
        at += timedelta(hours=draw.randint(9, most))
    return said


def messages(said: list[tuple[datetime, str, str]]) -> list[Message]:
    """As the readers give them."""
    return [Message(at, who, "speech", words, line=number) for number, (at, who, words) in enumerate(said, 1)]


def whatsapp(said: list[tuple[datetime, str, str]], zipped: bool = False) -> bytes:
    """As WhatsApp for Android exports it, on a British phone."""
    text = "\n".join(f"{at:%d/%m/%Y, %H:%M} - {who}: {words}" for at, who, words in said) + "\n"
    if not zipped:
        return text.encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("WhatsApp Chat with Otter.txt", text)
    return packed.getvalue()
