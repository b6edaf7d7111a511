"""The words of a letter: without its markup, and without the letters it quotes."""

import re
from html.parser import HTMLParser

LONGEST_MARKUP = 1 << 20
_FORCED = re.compile(r"^>(>*From )", re.MULTILINE)
_QUOTED = re.compile(r">(?![:;][^\w\s])")
"""Not ">:(", which is a face."""
_INTRODUCED = re.compile(
    r"(?:wrote|schrieb.{0,80}|escribió|a écrit|ha scritto|escreveu|schreef.{0,80}|skrev.{0,80}|kirjoitti|napisał\(?a?\)?"
    r"|написал[аи]?|пише|yazdı|写道|寫道|のメール)\s?[:：]?$",
    re.IGNORECASE,
)
_INTRODUCTION_BEGINS = re.compile(r"(?:On|Am|El|Le|Il|Em|Op|Den|W dniu|\d{4}[年/-]).{6,160}$")
_REST_IS_OTHERS = re.compile(
    r"-{2,}\s?(?:original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht|message d.origine"
    r"|message transféré|mensaje original|mensaje reenviado|messaggio originale|messaggio inoltrato|mensagem original"
    r"|mensagem encaminhada|oorspronkelijk bericht|doorgestuurd bericht|исходное сообщение)\s?-{2,}\s*$|_{20,}\s*$",
    re.IGNORECASE,
)
_HEADER = re.compile(r"\*?(?:From|Von|De|Da|Van|От|Från|Fra|Lähettäjä)\s?:\*? \S")
_HEADER_DATE = re.compile(
    r"\*?(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado|Inviato|Data|Verzonden|Отправлено|Дата|Skickat|Sendt|Lähetetty)\s?:"
)


def own_words(body: str) -> str:
    """A letter's own words: quoted lines, their introductions, forwarded letters and the signature are left out.

    Goes line by line, so that no letter takes long.
    """
    lines = (_FORCED.sub(r"\1", body) if ">From " in body else body).split("\n")
    forced = {line[1:] for line in body.split("\n") if line.startswith(">From ")} if ">From " in body else set()
    lines = lines[: _end(lines)]
    own: list[str] = []
    for line in lines:
        if not _QUOTED.match(line) or line in forced:
            own.append(line)
            continue
        while own and not own[-1].strip():
            own.pop()
        if own and _INTRODUCED.search(own[-1][-300:].rstrip()):
            own.pop()
            if own and _INTRODUCTION_BEGINS.match(own[-1]):
                own.pop()  # the introduction was broken into two lines
        own.append("")
    return "\n".join(own).strip("\n ")


def _end(lines: list[str]) -> int:
    """The line from which on nothing is the writer's: a letter below, or the signature."""
    for number, line in enumerate(lines):
        if line == "-- ":
            return number
        if line[:1] in "-_" and _REST_IS_OTHERS.match(line):
            return number
        if _HEADER.match(line) and any(_HEADER_DATE.match(below) for below in lines[number + 1 : number + 4]):
            return number
    return len(lines)


def unflowed(body: str, joined: bool) -> str:
    """Lines that were only broken to fit are one again (RFC 3676); ``joined`` drops the space at the break."""
    parts: list[str] = []
    flowing = False
    for line in body.replace("\r\n", "\n").split("\n"):
        quoted = line.startswith(">")
        bare = line[1:] if line.startswith(" ") else line
        goes_on, flowing = flowing, line.endswith(" ") and not quoted and line != "-- "
        words = bare[:-1] if flowing and joined else bare
        if parts and not (goes_on and not quoted and line != "-- "):
            parts.append("\n")
        parts.append(words)
    return "".join(parts)


class _Words(HTMLParser):
    """Collects what a reader would see, without quotations."""

    _BREAKS = frozenset(("br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "hr", "ul", "ol", "table"))
    _UNSEEN = frozenset(("style", "script", "head", "title", "blockquote"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in self._UNSEEN:
            self._unseen += 1
        elif tag in self._BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in ("p", "div"):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(re.sub(r"[ \t\r\n]+", " ", data))


def words_of(markup: str) -> str:
    """The words in HTML, with a line for each paragraph; of a very long letter, those in its first part."""
    reader = _Words()
    reader.feed(markup[:LONGEST_MARKUP])
    lines = (line.strip() for line in "".join(reader.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
