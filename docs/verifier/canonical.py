"""Bytes: canonical JSON, digests, salts, base 64, short codes.

Implements "Bytes" and the beginning of "Digests of sheets" in record-format.md.
"""

import base64
import hashlib
import hmac
import json
import re

import sm3 as own_sm3
from report import Refused

HEX64 = re.compile(r"[0-9a-f]{64}\Z")
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


# ---- JSON (RFC 8785) ----

def write_json(value):
    """The one form of a value: no blanks, keys sorted by UTF-16 code units, UTF-8."""
    return _text_of(value).encode("utf-8")


def _text_of(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join(_text_of(item) for item in value) + "]"
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(_text_of(key) + ":" + _text_of(value[key]) for key in keys) + "}"
    raise ValueError(f"no such value in a record: {value!r}")


def _object_of(pairs):
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a key stands twice")
    return result


def _no_fraction(text):
    raise ValueError(f"a number that is not whole: {text}")


def _count(text):
    number = int(text) if len(text) <= 12 else 1 << 32
    if not 0 <= number < 1 << 32:
        raise ValueError(f"a number outside its bounds: {text[:40]}")
    return number


def read_json(data, name):
    """Reads JSON and holds it against its one form: any other bytes are refused."""
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_object_of, parse_int=_count,
                           parse_float=_no_fraction, parse_constant=_no_fraction)
        again = write_json(value)
    except (ValueError, RecursionError) as error:
        raise Refused("malformed", f"{name}: {error}") from None
    if again != data:
        raise Refused("malformed", f"{name}: not in the one form of RFC 8785")
    return value


# ---- digests ----

def sha256(data):
    """SHA-256 as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def sm3(data):
    """SM3 (GB/T 32905) likewise: hashlib's if OpenSSL brings it, else our own."""
    try:
        return hashlib.new("sm3", data).hexdigest()
    except ValueError:
        return own_sm3.sm3(data).hex()


def digests(data, version):
    """The digests by which a file is named: SHA-256, and from version 2 on SM3."""
    named = {"sha256": sha256(data)}
    if version >= 2:
        named["sm3"] = sm3(data)
    return named


def salt(secret, words):
    """HMAC-SHA256 with the secret as key: 32 bytes."""
    return hmac.new(secret, words.encode("utf-8"), hashlib.sha256).digest()


def decode_base64(text, name):
    """RFC 4648, standard alphabet, with padding, in the one writing."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (ValueError, UnicodeEncodeError):
        raise Refused("malformed", f"{name}: not base 64") from None
    if base64.b64encode(data).decode("ascii") != text:
        raise Refused("malformed", f"{name}: not the one writing of base 64")
    return data


# ---- short codes ----

def check_character(symbols):
    """ISO 7064 MOD 37,36 over the sixteen symbols."""
    product = 36
    for symbol in symbols:
        total = (product + LETTERS.index(symbol)) % 36
        product = (total or 36) * 2 % 37
    return LETTERS[(1 - product) % 36]


def short_code(digest_hex):
    """The first 80 bits of a digest in sixteen symbols of base 32, in fours, and the check."""
    number = int(digest_hex[:20], 16)
    symbols = "".join(CROCKFORD[number >> shift & 31] for shift in range(75, -1, -5))
    groups = [symbols[at:at + 4] for at in range(0, 16, 4)]
    return "-".join(groups + [check_character(symbols)])
