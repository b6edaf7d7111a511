"""The map of the site."""

from django.urls import path

from nearer.web import (
    begin,
    calendar,
    checkin,
    checkins,
    door,
    drafts,
    help,
    map,
    me,
    practice,
    safety,
    sample,
    shell,
    signs,
    story,
    today,
    waiting,
    welcome,
)

urlpatterns = [
    path("", welcome.welcome, name="welcome"),
    path("help/", help.help_now, name="help"),
    path("ground/", help.ground, name="ground"),
    path("offline/", shell.offline, name="offline"),
    path("manifest.webmanifest", shell.manifest, name="manifest"),
    path("worker.js", shell.worker, name="worker"),
    path("away/", welcome.away, name="away"),
    path("sample/", sample.choose, name="sample"),
    path("sample/close/", sample.close, name="sample-close"),
    # the first sitting
    path("begin/", begin.begin, name="begin"),
    path("begin/fit/", safety.fit, name="begin-fit"),
    path("begin/signs/", begin.signs, name="begin-signs"),
    path("begin/reading/", begin.reading, name="begin-reading"),
    path("begin/story/", begin.story, name="begin-story"),
    path("begin/act/", begin.act, name="begin-act"),
    path("begin/map/", begin.draw_map, name="begin-map"),
    path("begin/key/", begin.key, name="begin-key"),
    # safety
    path("stay/", safety.stay, name="stay"),
    path("plan/", safety.plan, name="safety-plan"),
    path("plan/edit/", safety.edit, name="safety-plan-edit"),
    path("plan/copy/", safety.copy, name="safety-plan-copy"),
    path("safe/", safety.how, name="safe"),
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
    path("practice/<str:plan>/restore/", practice.restore, name="practice-restore"),
    path("practice/<str:plan>/let-go/", practice.let_go, name="practice-let-go"),
    path("practice/<str:plan>/calendar/", calendar.calendar, name="practice-calendar"),
    # check-ins
    path("checkin/", checkin.check_in, name="checkin"),
    path("checkin/<str:entry>/", checkin.edit, name="checkin-edit"),
    path("checkin/<str:entry>/undo/", checkin.undo, name="checkin-undo"),
    path("checkin/<str:entry>/remove/", checkins.remove, name="checkin-remove"),
    path("me/checkins/", checkins.show, name="checkins"),
    # signs
    path("signs/", signs.second, name="signs"),
    path("signs/reading/", signs.reading, name="signs-reading"),
    # me
    path("me/", me.me, name="me"),
    path("me/map/", map.show, name="map"),
    path("me/map/edit/", map.edit, name="map-edit"),
    path("me/story/<str:entry>/", story.edit, name="story"),
    path("me/remove/<str:entry>/", me.remove, name="remove"),
    path("me/words/", me.recovery_words, name="recovery-words"),
    path("me/passphrase/", me.passphrase, name="passphrase"),
    path("me/someone-knew/", me.someone_knew, name="someone-knew"),
    path("me/lock-after/", me.lock_after, name="lock-after"),
    path("me/device/", safety.device, name="device"),
    path("me/delete/", me.delete, name="delete"),
    path("me/problems/", me.problems, name="problems"),
    path("me/problems/<str:row>/raw/", me.problem_raw, name="problem-raw"),
    path("me/problems/<str:row>/remove/", me.problem_remove, name="problem-remove"),
]

handler404 = "nearer.web.errors.not_found"
handler500 = "nearer.web.errors.failed"
