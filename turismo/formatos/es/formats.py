"""Short formats of dates, for narrow columns such as the lists of the admin."""

DATE_FORMAT = r"j \d\e M \d\e Y"
DATETIME_FORMAT = "j M Y, H:i"
