"""Let another system publish: `manage.py create_publisher NAME` prints its key, which nobody can read again."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from notifications.publishing.keys import issue


class Command(BaseCommand):
    help = "Creates a publisher for POST /notify. The last line of the output is its key, and nothing else."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="tells this key from the others: which system has it, and where")
        parser.add_argument("--types", nargs="+", default=[], metavar="TYPE", help="may publish only these types")
        parser.add_argument("--may-address", action="store_true", help="may choose who hears")

    def handle(self, *, name: str, types: list[str], may_address: bool, **options: Any) -> None:
        try:
            publisher, key = issue(name, types, may_address)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{publisher.name} may publish {', '.join(types) or 'any type'} with this key.")
        self.stdout.write("It is shown only now; send it as “Authorization: Bearer …”:")
        self.stdout.write(key)
