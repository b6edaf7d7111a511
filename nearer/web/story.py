"""Stories: a sentence the mind tells, and "wanted, or used to?"."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from nearer.domain.entries import StoryTold
from nearer.web.content import content
from nearer.web.drafts import draft_of
from nearer.web.fields import Answers, Text
from nearer.web.finding import entry_or_404
from nearer.web.labels import writes
from nearer.web.room import RoomRequest, with_book
from nearer.web.stamp import Stamp, stamp

OWN = "own"
PROMPT = _("Being alone as much as I am is something I")
WANTED = [
    ("wanted", _("wanted, and still want")),
    ("used_to", _("got used to")),
    ("both", _("wanted once, and then got used to")),
    ("unsure", _("cannot tell yet")),
]


class StoryForm(forms.Form):
    """A story to start from or one's own words, and whether being alone is wanted."""

    text = Text(_("In your own words"), short=True)
    wanted = Answers(PROMPT, WANTED, missing=_("Choose the one that is nearest. You can change it later."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = {example.id: example.text for example in content().programme.stories if example.first}
        rows = [*self.examples.items(), (OWN, _("Something else, in my own words"))]
        self.fields["start"] = Answers(_("Which sentence sounds most like yours?"), rows)
        self.order_fields(["start", "text", "wanted"])

    def clean(self) -> dict[str, Any]:
        """The story is what was written, or else the sentence that was chosen."""
        said = super().clean() or {}
        said["told"] = said.get("text") or self.examples.get(said.get("start", ""), "")
        if not said["told"]:
            where = "text" if said.get("start") == OWN else "start"
            self.add_error(where, _("Choose a sentence, or write one of your own."))
        return said


def story_from(form: StoryForm, stamped: Stamp) -> StoryTold:
    """The entry that a valid form says."""
    said = form.cleaned_data
    return StoryTold(**stamped, text=said["told"], prompt=str(PROMPT), wanted=said["wanted"])


def story_said(told: StoryTold | None) -> dict[str, str]:
    """What stands in a story, as the form shows it again."""
    return {} if told is None else {"start": OWN, "text": told.text, "wanted": told.wanted}


@with_book
@writes(StoryForm)
def edit(request: RoomRequest, entry: str) -> HttpResponse:
    """Change the words of a story."""
    told = entry_or_404(request.room.read(), entry, StoryTold)
    form = StoryForm(request.POST or None, initial=story_said(told) | draft_of(request))
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, [story_from(form, stamp(request))])
        return redirect("me")
    return render(request, "story/edit.html", {"form": form, "story": told})
