"""Endorsements: the envelope, what is in it, and whose it is.

Implements "endorsements/KEY.json" in record-format.md, and the parts of steps 1 and 2 of
"What a reader does" that are about endorsements.
"""

import unicodedata

import keys
import shapes
from canonical import decode_base64, digests, read_json, sha256
from report import NotDone, Refused

PAYLOAD_TYPE = "application/vnd.in-toto+json"
ENDORSEMENT = "urn:anzhi:endorsement:v"
UNSEEN = ((0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF))
KNOWN_VERSION = 2


class Endorsement:
    """What came of one endorsement."""

    def __init__(self, stem):
        self.stem = stem            # the name of its file, the fingerprint of its key
        self.fault = None           # (code, text): its form is wrong
        self.bad = None             # (code, text): the signature or the subject is wrong
        self.undone = None          # (code, text): `openssl` could not check it
        self.later = False          # of a later version
        self.no_part = False        # of an algorithm that is not known here
        self.name = self.role = None

    @property
    def stands(self):
        """Whether the signature holds, under its own key, over this subject."""
        return not (self.fault or self.bad or self.undone or self.later or self.no_part)


def examine(envelope, stem, subject, version, given):
    """Examines one endorsement.

    `envelope` is its JSON or its bytes, `subject` the name and bytes of what it stands for,
    `version` that of the record (None if it is not judged), `given` the given keys by fingerprint.
    """
    found = Endorsement(stem)
    try:
        if isinstance(envelope, bytes):
            envelope = read_json(envelope, f"endorsement {stem[:8]}")
        _examine(found, envelope, subject, version, given)
    except Refused as refused:
        found.fault = (refused.code, f"endorsement {stem[:8]}: {refused.text}")
    except NotDone as undone:
        found.undone = (undone.code, f"endorsement {stem[:8]}: {undone.text}")
    return found


def _examine(found, envelope, subject, version, given):
    shapes.check(envelope, shapes.ENVELOPE, "the envelope")
    signature = envelope["signatures"][0]
    if signature["keyid"] != found.stem:
        raise Refused("malformed", "keyid is not the fingerprint that the file is named by")
    if envelope["payloadType"] != PAYLOAD_TYPE:
        raise Refused("malformed", f"payloadType is not {PAYLOAD_TYPE}")
    payload = decode_base64(envelope["payload"], "payload")
    bits = decode_base64(signature["sig"], "sig")
    message = keys.pre_authentication_encoding(PAYLOAD_TYPE, payload)
    if found.stem in given:
        # The signature over the bytes comes before any of them is understood.
        if not _holds(found, given[found.stem], bits, message):
            return
    statement = read_json(payload, "the payload")
    own = _version(statement)
    if own > KNOWN_VERSION:
        found.later = True
        return
    if version is not None and own != version:
        raise Refused("malformed", f"an endorsement of version {own} in a record of version {version}")
    shapes.check(statement, shapes.endorsement(own), "the endorsement")
    predicate = statement["predicate"]
    key_bytes = decode_base64(predicate["key"], "predicate.key")
    if sha256(key_bytes) != found.stem:
        raise Refused("bad-signature", "the key has another fingerprint than the file's name")
    key = keys.Key(key_bytes)
    _check_words(predicate)
    if key.algorithm == keys.UNKNOWN:
        found.no_part = True
    elif found.stem not in given and not _holds(found, key, bits, message):
        return
    name, data = subject
    if statement["subject"][0] != {"name": name, "digest": digests(data, own)}:
        found.bad = ("endorses-other", f"endorsement {found.stem[:8]}: it is of another {name}")
        return
    found.name, found.role = predicate["name"], predicate["role"]


def _holds(found, key, signature, message):
    try:
        keys.check_signature(key, signature, message)
    except Refused as refused:
        found.bad = (refused.code, f"endorsement {found.stem[:8]}: {refused.text}")
        return False
    return True


def _version(statement):
    kind = statement.get("predicateType") if isinstance(statement, dict) else None
    if not isinstance(kind, str):
        raise Refused("malformed", "the payload is no statement")
    return shapes.version_of(kind, ENDORSEMENT, "predicateType")


def _check_words(predicate):
    """Name and role: 1 to 100 characters, no blanks at the ends, none that cannot be seen."""
    for key in ("name", "role"):
        words = predicate[key]
        if not sound_words(words):
            raise Refused("malformed", f"{key} is not 1 to 100 characters that can be seen")


def sound_words(words):
    """Whether a name or role is one that an endorsement may state."""
    if not 1 <= len(words) <= 100 or words != words.strip():
        return False
    for sign in words:
        point = ord(sign)
        if unicodedata.category(sign) == "Cc" or any(low <= point <= high for low, high in UNSEEN):
            return False
    return True


def judge(envelope_step, signature_step, endorsements, trust):
    """Steps 1 and 2 of all endorsements: what is wrong with each, and who has signed.

    What is wrong with an endorsement is a matter of the envelope; if its key was given, of the
    signatures too. `trust` says what is asked; returns whether it is met.
    """
    for found in endorsements.values():
        for wrong in (found.fault, found.bad):
            if wrong:
                envelope_step.fail(*wrong)
        if found.undone and found.stem not in trust.keys:
            envelope_step.leave(*found.undone)
    return trust.judge(signature_step, endorsements)
