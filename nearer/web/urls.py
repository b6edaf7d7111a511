"""The map of the site."""

from django.urls import path

from nearer.web import begin, door, drafts, me, practice, story, today, waiting, welcome

urlpatterns = [
    path("", welcome.welcome, name="welcome"),
    path("help/", welcome.help_now, name="help"),
    path("away/", welcome.away, name="away"),
    # the first sitting
    path("begin/", begin.begin, name="begin"),
    path("begin/signs/", begin.signs, name="begin-signs"),
    path("begin/reading/", begin.reading, name="begin-reading"),
    path("begin/story/", begin.story, name="begin-story"),
    path("begin/act/", begin.act, name="begin-act"),
    path("begin/key/", begin.key, name="begin-key"),
    # the door
    path("open/", door.open_book, name="open"),
    path("open/words/", door.open_with_words, name="open-words"),
    path("locked/", door.locked, name="locked"),
    path("leave/", door.leave, name="leave"),
    path("here/", door.here, name="here"),
    path("draft/", drafts.draft, name="draft"),
    path("waiting/", waiting.waiting, name="waiting"),
    path("waiting/<str:page>/keep/", waiting.keep, name="waiting-keep"),
    path("waiting/<str:page>/let-go/", waiting.let_go, name="waiting-let-go"),
    # today, and practice
    path("today/", today.show, name="today"),
    path("practice/", practice.plan, name="plan"),
    path("practice/<str:plan>/", practice.show, name="practice"),
    path("practice/<str:plan>/edit/", practice.edit, name="practice-edit"),
    path("practice/<str:plan>/camera/", practice.camera, name="practice-camera"),
    path("practice/<str:plan>/outcome/", practice.outcome, name="practice-outcome"),
    path("practice/<str:plan>/again/", practice.again, name="practice-again"),
    path("practice/<str:plan>/let-go/", practice.let_go, name="practice-let-go"),
    # me
    path("me/", me.me, name="me"),
    path("me/story/<str:entry>/", story.edit, name="story"),
    path("me/remove/<str:entry>/", me.remove, name="remove"),
    path("me/words/", me.recovery_words, name="recovery-words"),
    path("me/passphrase/", me.passphrase, name="passphrase"),
    path("me/someone-knew/", me.someone_knew, name="someone-knew"),
    path("me/lock-after/", me.lock_after, name="lock-after"),
    path("me/delete/", me.delete, name="delete"),
    path("me/problems/", me.problems, name="problems"),
    path("me/problems/<str:row>/raw/", me.problem_raw, name="problem-raw"),
    path("me/problems/<str:row>/remove/", me.problem_remove, name="problem-remove"),
]

handler404 = "nearer.web.errors.not_found"
handler500 = "nearer.web.errors.failed"
