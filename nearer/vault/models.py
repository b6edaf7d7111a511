"""The sealed tables. In clear stand only: login name, random ids, sizes, chunks, epochs, public keys and session times."""

from django.db import models


class Person(models.Model):
    """Someone with a book. The name is empty until the first sitting ends."""

    id = models.CharField(primary_key=True, max_length=32)
    name = models.CharField(max_length=80, blank=True)
    name_key = models.CharField(max_length=160, null=True, unique=True)
    epoch = models.PositiveIntegerField(default=1)
    receive_public = models.BinaryField()
    sign_public = models.BinaryField()

    public_keys_mended = False
    """Not stored: whether the public keys in the row were not this person's own and were put right at this unlock."""


class Lock(models.Model):
    """One way to the person key: it is wrapped under a key that only the passphrase, words or cookie give."""

    class Kind(models.TextChoices):
        """What opens it."""

        PASSPHRASE = "passphrase"  # noqa: S105 - a kind, not a secret
        WORDS = "words"
        COOKIE = "cookie"

    id = models.CharField(primary_key=True, max_length=32)
    person = models.ForeignKey(Person, models.CASCADE, related_name="locks")
    kind = models.CharField(max_length=12, choices=Kind)
    cost = models.CharField(max_length=80, blank=True)
    salt = models.BinaryField()
    epoch = models.PositiveIntegerField()
    commitment = models.BinaryField()
    wrapped = models.BinaryField()
    digest = models.BinaryField()
    found_by = models.CharField(max_length=64, null=True, unique=True)
    expires = models.DateTimeField(null=True)

    class Meta:
        """At most one lock of each kind."""

        constraints = [models.UniqueConstraint("person", "kind", name="one_lock_of_a_kind")]


class SealedEntry(models.Model):
    """One sealed entry. Rows are added or really removed, never updated."""

    id = models.CharField(primary_key=True, max_length=32)
    person = models.ForeignKey(Person, models.CASCADE, related_name="entries")
    sealed = models.BinaryField()
    digest = models.BinaryField()


class SealedChunk(models.Model):
    """One sealed part of something large that belongs to an entry. The database lets none stand without its entry."""

    id = models.CharField(primary_key=True, max_length=32)
    person = models.ForeignKey(Person, models.CASCADE, related_name="chunks")
    entry = models.ForeignKey(SealedEntry, models.DO_NOTHING, related_name="chunks")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()
    digest = models.BinaryField()

    class Meta:
        """One chunk in each place."""

        constraints = [models.UniqueConstraint("entry", "number", name="one_chunk_in_a_place")]


class Waiting(models.Model):
    """Something written while the book was locked, sealed to the person's own public key."""

    id = models.CharField(primary_key=True, max_length=32)
    person = models.ForeignKey(Person, models.CASCADE, related_name="waiting")
    epoch = models.PositiveIntegerField()
    sealed = models.BinaryField()


class Invitation(models.Model):
    """How two people on one server find each other: a code that works once and not for long, and the answer to it."""

    id = models.CharField(primary_key=True, max_length=32)
    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    found_by = models.CharField(max_length=64, null=True, unique=True)
    expires = models.DateTimeField()
    invitation = models.BinaryField()
    answer = models.BinaryField(null=True)
    answered_by = models.ForeignKey(Person, models.CASCADE, null=True, related_name="answers")


class Letter(models.Model):
    """A sealed letter between two people: a share or a note. One whose book is on another computer is None here."""

    id = models.CharField(primary_key=True, max_length=32)
    bond = models.CharField(max_length=32, db_index=True)
    letter = models.CharField(max_length=32)
    number = models.PositiveIntegerField()
    sender = models.ForeignKey(Person, models.CASCADE, null=True, related_name="sent")
    recipient = models.ForeignKey(Person, models.CASCADE, null=True, related_name="received")
    sealed = models.BinaryField()
    digest = models.BinaryField()


class Session(models.Model):
    """An open book: the person key, wrapped under the cookie's secret and a secret that lives in memory only."""

    found_by = models.CharField(primary_key=True, max_length=64)
    person = models.ForeignKey(Person, models.CASCADE, related_name="sessions")
    epoch = models.PositiveIntegerField()
    wrapped = models.BinaryField()
    opened = models.DateTimeField()
    seen = models.DateTimeField()
    idle_minutes = models.PositiveIntegerField()
