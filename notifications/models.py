"""Keep: the log of all that happened, and who may publish to it."""

import secrets

from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .audiences import Audience
from .drafts import Level
from .log.cursors import Cursor


class Stream(models.Model):
    """The one row that says how far the log has come; whoever holds its lock is the one who numbers."""

    THE_ONE = 1

    id = models.SmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    # Born with the log: after a reset or a restore, the positions of before mean nothing.
    epoch = models.CharField(max_length=8)
    first = models.BigIntegerField(default=1)  # the oldest number that is still kept
    last = models.BigIntegerField(default=0)  # the newest number given

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="notifications_one_stream")]

    def __str__(self) -> str:
        return f"{self.epoch}-{self.last}"

    @classmethod
    def current(cls) -> "Stream":
        return cls.objects.get_or_create(pk=cls.THE_ONE, defaults={"epoch": secrets.token_hex(4)})[0]

    @classmethod
    def locked(cls) -> "Stream":
        """Waits for its turn: one at a time numbers, until the end of the transaction."""
        stream = cls.objects.select_for_update().filter(pk=cls.THE_ONE).first()
        return stream or cls.objects.select_for_update().get(pk=cls.current().pk)

    @classmethod
    def advanced(cls, by: int) -> "Stream | None":
        """Waits for its turn, and takes the next `by` numbers in the same statement; None where others come first."""
        table, waiting = (connection.ops.quote_name(model._meta.db_table) for model in (cls, Notification))
        fields = "id", "epoch", "first", "last"
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} SET last = last + %s WHERE id = %s"  # noqa: S608
                f" AND NOT EXISTS (SELECT 1 FROM {waiting} WHERE seq IS NULL) RETURNING {', '.join(fields)}",
                [by, cls.THE_ONE],
            )
            taken = cursor.fetchall()
        if taken:
            return cls.from_db(connection.alias, fields, taken[0])
        if cls.objects.exists():
            return None
        cls.current()  # the very first
        return cls.advanced(by)


class Notification(models.Model):
    """One event, as it was recorded in the transaction of the change that caused it."""

    # Given by the relay after the commit, without gaps; until then the event is recorded but not yet announced.
    seq = models.BigIntegerField(_("number"), unique=True, null=True, editable=False)
    type = models.CharField(_("type"), max_length=64)
    message = models.CharField(_("message"), max_length=500)
    data = models.TextField(_("data"), default="{}")  # JSON, to the byte as it travels
    audience = models.CharField(_("audience"), max_length=1000)  # names, separated by spaces
    level = models.CharField(_("level"), max_length=8, choices=Level.choices, default=Level.INFO)
    at = models.DateTimeField(_("time"), default=timezone.now, editable=False)

    epoch = ""  # of the log; known where the number was just given

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-id"]
        indexes = [
            # The relay's question, asked after every commit and every second: is anything waiting for a number?
            models.Index(fields=["id"], condition=models.Q(seq=None), name="notifications_waiting"),
            models.Index(fields=["type", "-id"], name="notifications_by_type"),
        ]

    def __str__(self) -> str:
        return self.message

    @property
    def public_id(self) -> str | None:
        """As on the wire; None where it has no number yet, or another process gave it."""
        return str(Cursor(self.epoch, self.seq)) if self.epoch and self.seq else None

    @property
    def audiences(self) -> frozenset[Audience]:
        return frozenset(Audience(name) for name in self.audience.split())


class Address(models.Model):
    """One audience of one numbered notification: what a person missed is a range of this index, never a scan."""

    pk = models.CompositePrimaryKey("audience", "seq")
    audience = models.CharField(max_length=64)
    seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.audience} {self.seq}"


class Publisher(models.Model):
    """Another system that may call `POST /notify`; of its key only the SHA-256 is kept."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField(_("key begins with"), max_length=12, editable=False)
    types = models.TextField(
        _("types"), blank=True, help_text=_("The types it may publish, separated by spaces; empty: any.")
    )
    may_address = models.BooleanField(
        _("may choose the audience"),
        default=False,
        help_text=_("Otherwise each event goes to the audience of its type, and to everyone if that is unknown."),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("publisher")
        verbose_name_plural = _("publishers")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Receipt(models.Model):
    """What a request with an `Idempotency-Key` recorded, so that its retry records nothing and hears the same."""

    caller = models.CharField(max_length=80)
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)  # SHA-256 of what was asked for
    notifications = models.JSONField(default=list)  # primary keys, in the order of the request
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["caller", "key"], name="notifications_one_receipt")]

    def __str__(self) -> str:
        return f"{self.caller} {self.key}"
