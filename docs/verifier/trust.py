"""Whose signatures are asked for: given keys, or the conditions of a trust file.

Implements step 2 of "What a reader does" in record-format.md, and "The trust file" in
security.md.
"""

import os

import keys
from envelope import sound_words
from report import CannotRead
from shapes import STAGES

try:
    import tomllib
except ImportError:         # Python before 3.11
    tomllib = None


class GivenKeys:
    """`--key`: each of them must have signed."""

    stages = ()

    def __init__(self, paths):
        self.keys = {}
        for path in paths:
            key = keys.read_key_file(path)
            self.keys[key.fingerprint] = key

    def judge(self, step, endorsements):
        """Each given key has an endorsement, and its signature holds."""
        if not self.keys:
            step.leave("no-key", "no key was given")
            return False
        for fingerprint in self.keys:
            found = endorsements.get(fingerprint)
            short = fingerprint[:8]
            if found is None:
                step.fail("signed-nothing", f"the key {short} has signed nothing")
            elif found.bad or found.fault:
                step.fail(*(found.bad or found.fault))
            elif found.undone:
                step.leave(*found.undone)
            elif found.later:
                step.leave("unknown-version", f"the endorsement of the key {short} is of a later version")
        return not step.findings and step.undone is None

    def missing(self, endorsements):
        """What of the signatures under a stage is not as asked: (code, text)."""
        for fingerprint in self.keys:
            found = endorsements.get(fingerprint)
            if found is None or not found.stands:
                yield "stage-unsigned", f"the key {fingerprint[:8]} has not signed"


class TrustFile:
    """`--trust`: who must have signed, as what."""

    def __init__(self, path):
        self.conditions = []        # (role, needed, {fingerprint, …})
        self.keys = {}
        self.stages = ()
        self.folder = os.path.dirname(path)
        if tomllib is None:
            raise CannotRead("a trust file is TOML: this needs Python 3.11 or later")
        try:
            with open(path, "rb") as file:
                content = tomllib.load(file)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise CannotRead(f"{path}: {error}") from None
        self.read(content)

    def read(self, content):
        """Reads the content; all that is not as security.md says is a fault."""
        if not set(content) <= {"role", "stages"}:
            raise CannotRead("the trust file has an unknown key [toml-unknown-key]")
        self.stages = tuple(content.get("stages", ()))
        for stage in self.stages:
            if stage not in STAGES:
                raise CannotRead(f"{stage!r} is no stage [trust-unknown-stage]")
        if len(set(self.stages)) != len(self.stages):
            raise CannotRead("a stage stands twice [trust-doubled-stage]")
        roles = content.get("role", [])
        if not isinstance(roles, list) or not roles:
            raise CannotRead("the trust file has no [[role]] [toml-missing-key]")
        for entry in roles:
            self.read_role(entry)

    def read_role(self, entry):
        """One condition."""
        if not isinstance(entry, dict) or set(entry) != {"role", "needed", "keys"}:
            raise CannotRead("a role has `role`, `needed`, `keys`, nothing else [toml-unknown-key]")
        role, needed, files = entry["role"], entry["needed"], entry["keys"]
        if not isinstance(role, str) or not sound_words(role):
            raise CannotRead(f"{role!r}: no endorsement can state this role [trust-bad-role]")
        if any(role == other for other, _, _ in self.conditions):
            raise CannotRead(f"the role {role!r} stands twice [trust-doubled-role]")
        if not isinstance(files, list) or not all(isinstance(file, str) for file in files):
            raise CannotRead("`keys` is a list of files [toml-wrong-type]")
        if not files:
            raise CannotRead(f"no key is listed for {role!r} [trust-no-keys]")
        if not isinstance(needed, int) or isinstance(needed, bool):
            raise CannotRead("`needed` is a whole number [toml-wrong-type]")
        if needed < 1:
            raise CannotRead("`needed` is less than 1 [trust-needs-nobody]")
        if needed > len(files):
            raise CannotRead("`needed` is more than the keys [trust-needs-more-than-keys]")
        listed = set()
        for file in files:
            key = keys.read_key_file(os.path.join(self.folder, file))
            if key.fingerprint in self.keys:
                raise CannotRead(f"the key {file!r} is listed twice [trust-doubled-key]")
            self.keys[key.fingerprint] = key
            listed.add(key.fingerprint)
        self.conditions.append((role, needed, listed))

    def unmet(self, endorsements):
        """The conditions that do not hold: (role, needed, how many have signed)."""
        for role, needed, listed in self.conditions:
            have = sum(1 for found in endorsements.values()
                       if found.stem in listed and found.stands and found.role == role)
            if have < needed:
                yield role, needed, have

    def judge(self, step, endorsements):
        """Every condition holds."""
        later = any(found.later or found.undone for found in endorsements.values()
                    if found.stem in self.keys)
        for role, needed, have in self.unmet(endorsements):
            words = f"{role}: {needed} must have signed, {have} have"
            if later:
                step.leave("unknown-version", words + "; one endorsement cannot be judged")
            else:
                step.fail("condition-unmet", words)
        return not step.findings and step.undone is None

    def missing(self, endorsements):
        """What of the signatures under a stage is not as asked: (code, text)."""
        for role, needed, have in self.unmet(endorsements):
            yield "stage-condition-unmet", f"{role}: {needed} must have signed, {have} have"
