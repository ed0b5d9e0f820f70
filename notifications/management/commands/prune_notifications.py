"""Forget what is old: for a timer that runs once a day."""

import sys
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from notifications.log.pruning import prune, prune_receipts
from notifications.models import Stream

RECEIPTS = timedelta(days=2)  # far longer than any client goes on repeating a request


class Command(BaseCommand):
    help = "Forgets old notifications. Who comes back with a cursor older than that loads their lists again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=90, help="forget what is older (default: 90)")
        parser.add_argument("--keep", type=int, help="forget also what is not among the newest so many")

    def handle(self, *, days: int, keep: int | None, **options: Any) -> None:
        if days < 0 or (keep is not None and keep < 0):
            raise CommandError("--days and --keep cannot be negative.")
        now = timezone.now()
        forgotten = 0
        with tqdm(unit=" notifications", disable=not sys.stderr.isatty()) as progress:
            for count in prune(before=now - timedelta(days=days), keep=keep):
                forgotten += count
                progress.update(count)
        prune_receipts(now - RECEIPTS)
        stream = Stream.current()
        self.stdout.write(f"{forgotten} notifications forgotten; the log holds {stream.first} to {stream.last}.")
