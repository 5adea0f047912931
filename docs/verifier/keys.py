"""Public keys and signatures: Ed25519, and SM2 with SM3.

Implements the table of algorithms under "endorsements/KEY.json" in record-format.md. The
signature itself is checked by the program `openssl`; what a reader must refuse beforehand
(keys and points of small order, other writings of a signature) is checked here.
"""

import base64
import os
import re
import subprocess
import tempfile

from canonical import sha256
from report import CannotRead, NotDone, Refused

ED25519, SM2, UNKNOWN = "Ed25519", "SM2", "unknown"
ED25519_PREFIX = bytes.fromhex("302a300506032b6570032100")
SM2_PREFIX = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d03420004")
OID_ED25519 = bytes.fromhex("06032b6570")
OID_EC = bytes.fromhex("06072a8648ce3d0201")
OID_SM2 = bytes.fromhex("06082a811ccf5501822d")

# The field of Ed25519, and the curve of SM2 (GB/T 32918.5).
ED_P = 2**255 - 19
ED_D = -121665 * pow(121666, -1, ED_P) % ED_P
SM2_P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
SM2_A = SM2_P - 3
SM2_B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
SM2_N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
SM2_GX = 0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7


class Key:
    """A public key as SPKI DER; whoever makes one has it checked."""

    def __init__(self, der):
        self.der = der
        self.fingerprint = sha256(der)
        self.algorithm = algorithm_of(der)
        refuse_weak(self)


# ---- SPKI ----

def _part(der, at, end, tag):
    """One DER value of that tag: where its content begins and ends."""
    if at + 2 > end or der[at] != tag:
        raise Refused("bad-signature", "a public key that is no SPKI DER")
    length, at = der[at + 1], at + 2
    if length > 128:
        size = length - 128
        length = int.from_bytes(der[at:at + size], "big")
        at += size
        if size > 4 or length < 128 or length >> (8 * size - 8) == 0:
            raise Refused("bad-signature", "a public key in another writing than DER")
    elif length == 128:
        raise Refused("bad-signature", "a public key in another writing than DER")
    if at + length > end:
        raise Refused("bad-signature", "a public key that is cut short")
    return at, at + length


def algorithm_of(der):
    """Which algorithm a key is of; a known one in any other bytes than those is refused."""
    begin, end = _part(der, 0, len(der), 0x30)
    inner, inner_end = _part(der, begin, end, 0x30)
    bits, bits_end = _part(der, inner_end, end, 0x03)
    if end != len(der) or bits_end != end or bits == bits_end:
        raise Refused("bad-signature", "a public key with something behind it")
    _part(der, inner, inner_end, 0x06)
    names = der[inner:inner_end]
    if names.startswith(OID_ED25519):
        if len(der) == 44 and der.startswith(ED25519_PREFIX):
            return ED25519
        raise Refused("bad-signature", "an Ed25519 key in other bytes than the 44")
    if names.startswith(OID_EC) and OID_SM2 in names:
        if len(der) == 91 and der.startswith(SM2_PREFIX):
            return SM2
        raise Refused("bad-signature", "an SM2 key in other bytes than the 91")
    return UNKNOWN


def refuse_weak(key):
    """Refuses keys of small order; for SM2 points off the curve, the generator, its opposite."""
    if key.algorithm == ED25519 and small_order(key.der[12:]):
        raise Refused("bad-signature", "an Ed25519 key of small order")
    if key.algorithm == SM2:
        x = int.from_bytes(key.der[27:59], "big")
        y = int.from_bytes(key.der[59:91], "big")
        on_curve = (y * y - (x * x * x + SM2_A * x + SM2_B)) % SM2_P == 0
        if x >= SM2_P or y >= SM2_P or not on_curve:
            raise Refused("bad-signature", "an SM2 key off the curve")
        if x == SM2_GX:
            raise Refused("bad-signature", "an SM2 key that is the generator or its opposite")


def small_order(encoded):
    """Whether 32 bytes are a point of Ed25519 that eight times itself is the neutral one."""
    number = int.from_bytes(encoded, "little")
    y = (number & (1 << 255) - 1) % ED_P
    square = (y * y - 1) * pow(ED_D * y * y + 1, -1, ED_P) % ED_P
    x = pow(square, (ED_P + 3) // 8, ED_P)
    if x * x % ED_P != square:
        x = x * pow(2, (ED_P - 1) // 4, ED_P) % ED_P
    if x * x % ED_P != square:
        return False    # no point at all
    for _ in range(3):
        t = ED_D * x * x * y * y % ED_P
        x, y = (2 * x * y * pow(1 + t, -1, ED_P) % ED_P,
                (y * y + x * x) * pow(1 - t, -1, ED_P) % ED_P)
    return (x, y) == (0, 1)


# ---- key files ----

def read_key_file(path):
    """A public key from a PEM file; a file of no use is a matter of the command."""
    try:
        with open(path, "rb") as file:
            text = file.read(1 << 20).decode("latin-1")
    except OSError as error:
        raise CannotRead(f"{path}: {error.strerror}") from None
    blocks = re.findall(r"-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \1-----", text, re.DOTALL)
    if any("PRIVATE" in label for label, _ in blocks):
        raise CannotRead(f"{path}: a private key where a public one belongs")
    if len(blocks) != 1 or blocks[0][0] != "PUBLIC KEY":
        raise CannotRead(f"{path}: holds no public key")
    try:
        key = Key(base64.b64decode("".join(blocks[0][1].split()), validate=True))
    except (ValueError, Refused) as error:
        raise CannotRead(f"{path}: {error}") from None
    if key.algorithm == UNKNOWN:
        raise CannotRead(f"{path}: a key that is neither of Ed25519 nor of SM2")
    return key


# ---- signatures ----

def _integer(der, at):
    """A DER INTEGER in its one writing: the number and where it ends."""
    if at + 2 > len(der) or der[at] != 2 or not 0 < der[at + 1] < 128:
        raise Refused("bad-signature", "an SM2 signature that is no DER")
    end = at + 2 + der[at + 1]
    body = der[at + 2:end]
    if end > len(der) or body[0] & 0x80 or (len(body) > 1 and body[0] == 0 and not body[1] & 0x80):
        raise Refused("bad-signature", "an SM2 signature in another writing than DER")
    return int.from_bytes(body, "big"), end


def check_form(key, signature):
    """Refuses signatures in another writing, and those with numbers or points out of bounds."""
    if key.algorithm == ED25519:
        if len(signature) != 64:
            raise Refused("bad-signature", "an Ed25519 signature that is not 64 bytes")
        if small_order(signature[:32]):
            raise Refused("bad-signature", "an Ed25519 signature whose point R is of small order")
        return
    if len(signature) < 8 or signature[0] != 0x30 or signature[1] != len(signature) - 2:
        raise Refused("bad-signature", "an SM2 signature that is no DER")
    r, at = _integer(signature, 2)
    s, at = _integer(signature, at)
    if at != len(signature):
        raise Refused("bad-signature", "an SM2 signature with something behind it")
    if not (0 < r < SM2_N and 0 < s < SM2_N):
        raise Refused("bad-signature", "an SM2 signature with numbers out of bounds")


def pre_authentication_encoding(payload_type, payload):
    """PAE of DSSE: what is signed."""
    kind = payload_type.encode("utf-8")
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def check_signature(key, signature, message):
    """Checks a signature with `openssl`; Refused if it does not hold."""
    check_form(key, signature)
    options = []
    if key.algorithm == SM2:
        options = ["-digest", "sm3", "-pkeyopt", "distid:1234567812345678"]
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for name, data in (("key", key.der), ("signature", signature), ("message", message)):
            names[name] = os.path.join(folder, name)
            with open(names[name], "wb") as file:
                file.write(data)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER",
                   "-inkey", names["key"], "-rawin", *options,
                   "-in", names["message"], "-sigfile", names["signature"]]
        try:
            done = subprocess.run(command, capture_output=True, check=False)
        except OSError:
            raise NotDone("no-openssl", "there is no program openssl") from None
    if done.returncode == 0 and b"Verified Successfully" in done.stdout:
        return
    if b"Verification Failure" in done.stdout + done.stderr:
        raise Refused("bad-signature", "the signature does not hold")
    words = done.stderr.decode("utf-8", "replace").strip().splitlines()
    raise NotDone("openssl-failed", "openssl could not check: " + (words[0] if words else "no reason"))
