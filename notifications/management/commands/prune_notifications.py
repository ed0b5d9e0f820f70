"""Delete old notifications and receipts. A timer runs it once a day."""

import sys
from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from notifications.log.pruning import prune, prune_receipts
from notifications.models import Stream

RECEIPT_AGE = timedelta(days=2)  # far longer than clients retry a request


class Command(BaseCommand):
    help = "Deletes old notifications. A page that resumes from an older cursor loads its lists again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=90, help="delete notifications older than this (default: 90)")
        parser.add_argument("--keep", type=int, help="delete also all but the newest so many")

    def handle(self, *, days: int, keep: int | None, **options: object) -> None:
        if days < 0 or (keep is not None and keep < 0):
            raise CommandError("--days and --keep cannot be negative.")
        now = timezone.now()
        forgotten = 0
        with tqdm(unit=" notifications", disable=not sys.stderr.isatty()) as progress:
            for count in prune(before=now - timedelta(days=days), keep=keep):
                forgotten += count
                progress.update(count)
        prune_receipts(now - RECEIPT_AGE)
        stream = Stream.current()
        self.stdout.write(f"{forgotten} notifications forgotten; the log holds {stream.first} to {stream.last}.")
