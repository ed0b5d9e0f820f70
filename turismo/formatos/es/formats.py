"""How dates are written where there is little room, as in the lists of the admin."""

DATE_FORMAT = r"j \d\e M \d\e Y"
DATETIME_FORMAT = "j M Y, H:i"
