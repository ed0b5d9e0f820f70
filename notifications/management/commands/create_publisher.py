"""Create the key of another system: `manage.py create_publisher NAME` prints it, once and never again."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from notifications.publishing.keys import issue


class Command(BaseCommand):
    help = "Creates a publisher for POST /notify. The last line of the output is its key alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="which system has the key, and where; unique")
        parser.add_argument("--types", nargs="+", default=[], metavar="TYPE", help="may publish only these types")
        parser.add_argument("--may-address", action="store_true", help="may choose the audience of an event")

    def handle(self, *, name: str, types: list[str], may_address: bool, **options: object) -> None:
        try:
            publisher, key = issue(name, types, may_address)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{publisher.name} may publish {', '.join(types) or 'any type'} with this key.")
        self.stdout.write("It is shown only now; send it as “Authorization: Bearer …”:")
        self.stdout.write(key)
