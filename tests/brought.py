"""Files that people bring in, for the tests and pictures of the pages that take them."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

from nearer.domain import entries as e
from nearer.domain.written import texts_of
from nearer.vault.canonical import canonical

AT = {"rev": 1, "at": datetime(2025, 3, 2, 18, tzinfo=UTC), "zone": "Europe/Berlin", "day": date(2025, 3, 2)}
ENTRIES = (
    e.BookBegun(id="b" * 32, **AT, whose="mine", wall_seed=77),
    e.FitChecked(id="f" * 32, **AT, thoughts="no", prompt="Thoughts of ending your life, in the last weeks:"),
    e.StoryTold(id="5" * 32, **AT, text="I am the one who drives everyone home.", prompt="It says", wanted="both"),
    e.KindnessSeen(id="c" * 32, **AT, words="The girl at the till ran after me with my scarf.", person=None),
)
ARCHIVE = canonical(ENTRIES)


def changed(entry: e.Entry, **said: object) -> bytes:
    """A document that holds another version of an entry, which was changed once more elsewhere."""
    return canonical([replace(entry, rev=entry.rev + 1, **said)])


DAYLIO = b"""full_date,date,weekday,time,mood,activities,note_title,note
2024-09-28,28 September,Saturday,10:00 pm,rad,"friends | music | good sleep","Choir","We sang until they put the chairs up."
2024-09-27,27 September,Friday,11:15 pm,awful,"work | alone","",""
2024-09-26,26 September,Thursday,9:30 pm,so-so,"family","","Rang my brother."
2024-09-25,25 September,Wednesday,8:00 pm,meh,"","","Rain."
2024-13-24,24 September,Tuesday,8:00 pm,good,"","","This line has no such month."
"""

TABLE = b"""Date,Score,With,What I wrote
03/04/2024,2,,Nobody rang.
05/04/2024,4,Otter,Soup on the stairs.
04/04/2024,3,nobody,A whole day of rain.
"""

DAY_ONE = b"""{"metadata": {"version": "1.0"}, "entries": [
 {"uuid": "A1", "creationDate": "2023-12-17T20:04:39Z", "timeZone": "America/Chicago", "tags": ["church"], "starred": false,
  "text": "Sat in the last row\\\\. Nobody moved away\\\\!\\n\\n![](dayone-moment://A2)"},
 {"uuid": "A3", "creationDate": "yesterday", "text": "A page without a day."},
 {"uuid": "A4", "creationDate": "2023-12-18T06:00:00Z", "timeZone": "Nowhere/Land", "text": "Snow."}
]}"""

JOURNIV = b"""{"export_version": "1.0", "export_date": "2026-01-02T00:00:00Z", "app_version": "1", "user_email": "a@b.example",
 "journals": [{"title": "Evenings", "entries": [
  {"title": "Stairs", "content": "Otter came by.", "entry_date": "2025-05-01", "entry_datetime_utc": "2025-05-01T19:00:00Z",
   "entry_timezone": "Europe/Lisbon", "tags": ["otter"], "mood_log": {"mood_name": "calm", "note": "after the soup"}},
  {"title": null, "content": null, "entry_datetime_utc": "2025-05-02T19:00:00Z", "tags": []}
 ]}]}"""

NAMES = ("daylio.csv", "days.csv", "old.json")
WORDS = (
    *NAMES,
    *(words.strip() for file in (DAYLIO, TABLE) for words in re.split(r'[,|"\n]', file.decode())),
    *(words for entry in ENTRIES for words in texts_of(entry)),
)
"""What stands in these files, and so on the pages that show them."""
