"""Years and months between two days.

Implements "Cut-off and anniversary" and "measure" (a time in years, months, days) in
scheme-language.md.
"""

import datetime


def day(text):
    """A date from its text."""
    return datetime.date.fromisoformat(text)


def month_on(start, months, missing):
    """The day on which so many months since `start` are full.

    Where the month lacks the day it is its last day (`last`) or the first of the next (`next`).
    """
    number = start.year * 12 + start.month - 1 + months
    year, month = number // 12, number % 12 + 1
    for back in range(4):
        try:
            found = datetime.date(year, month, start.day - back)
        except ValueError:
            continue
        return found + datetime.timedelta(days=1) if back and missing == "next" else found
    raise ValueError("no such month")


def full_months(start, end, missing):
    """The most whole months from `start` that are full by `end`."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    while months > 0 and month_on(start, months, missing) > end:
        months -= 1
    return months


def years_by(start, end, rest, missing):
    """Whole years from `start` to `end`, and what a part of a year counts by `rest`."""
    months = full_months(start, end, missing)
    years, left = divmod(months, 12)
    exact = left == 0 and month_on(start, months, missing) == end
    if rest == "up" and not exact:
        return years + 1
    if rest == "half_up" and left >= 6:
        return years + 1
    return years


def age_on(born, date, missing):
    """The age in full years on a day."""
    return full_months(born, date, missing) // 12
