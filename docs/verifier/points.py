"""Points: exact decimal numbers, never floating point.

Implements "Points" under "Bytes" in record-format.md, "Arithmetic is exact" and the modes of
rounding under "Writing rules" in scheme-language.md.
"""

import decimal
from decimal import Decimal

from report import Refused

EXACT = decimal.Context(prec=60, traps=[decimal.Inexact, decimal.InvalidOperation,
                                        decimal.DivisionByZero, decimal.Overflow])
MODES = {"down": decimal.ROUND_DOWN, "up": decimal.ROUND_UP,
         "half_up": decimal.ROUND_HALF_UP, "half_even": decimal.ROUND_HALF_EVEN}


def plain(number):
    """A number without zeros at the end, without an exponent: `8`, `27.5`."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def add(numbers):
    """The exact sum."""
    total = Decimal(0)
    for number in numbers:
        total = EXACT.add(total, number)
    return total


def times(left, right):
    """The exact product."""
    return EXACT.multiply(left, right)


def rounded(number, places, mode):
    """Rounds once, where the scheme says so."""
    context = decimal.Context(prec=60)
    return number.quantize(Decimal(1).scaleb(-places), rounding=MODES[mode], context=context)


def six_places(number):
    """A result that needs more than six places is a fault (`arithmetic`)."""
    if number.normalize(EXACT).as_tuple().exponent < -6:
        raise Refused("arithmetic", f"{plain(number)} needs more than six places")
    return number
