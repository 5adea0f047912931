"""Reading the folder of a record or of a public edition.

Implements "What lies in the folder" in record-format.md: nothing but the files named there,
no links, no pipes, nothing in deeper folders, and the limits of size.
"""

import os
import re
import stat

from report import CannotRead

MIB, GIB = 1 << 20, 1 << 30
RECORD_FILES = ("manifest.json", "statement.json", "result.json")
RECORD_FOLDERS = ("endorsements", "round", "originals", "stages")
EDITION_FILES = ("edition.json", "statement.json")
EDITION_FOLDERS = ("endorsements",)
ENDORSEMENT = re.compile(r"endorsements/([0-9a-f]{64})\.json\Z")
STAGE = re.compile(r"stages/([1-9][0-9]?)-(plan|scores|exams|ranking)\.json\Z")


class Folder:
    """All files of a folder by their names in it, and what does not belong there."""

    def __init__(self, path, files, folders):
        self.files = {}
        self.faults = []        # (code, text)
        self.total = 0
        for name, entry in self.entries(path, ""):
            kind = entry.stat(follow_symlinks=False)
            if name in folders and stat.S_ISDIR(kind.st_mode):
                self.read_inner(name, entry.path)
            elif name in files and stat.S_ISREG(kind.st_mode):
                self.read(name, entry.path, kind.st_size)
            else:
                self.refuse(name, entry, kind)

    def refuse(self, name, entry, kind):
        """What does not belong there: a file that is not named, or no file at all."""
        if stat.S_ISREG(kind.st_mode):
            self.fault("unnamed-file", f"{name!r} is no file of it")
            self.read(name, entry.path, kind.st_size)
        else:
            self.fault("stray", f"{name!r} does not belong there")

    def fault(self, code, text):
        """Notes what does not belong there."""
        self.faults.append((code, text))

    def entries(self, path, under):
        """The entries of a folder by name; at most 1,000, with names of UTF-8."""
        try:
            found = sorted(os.scandir(os.fsencode(path)), key=lambda entry: entry.name)
        except OSError as error:
            raise CannotRead(f"{os.fsdecode(path)}: {error.strerror}") from None
        if len(found) > 1000:
            self.fault("stray", f"more than 1,000 entries in {under or 'the folder'}")
            found = []
        for entry in found:
            try:
                yield under + entry.name.decode("utf-8"), entry
            except UnicodeDecodeError:
                self.fault("stray", f"{entry.name!r}: a name that is not UTF-8")

    def read_inner(self, folder, path):
        """The files of endorsements, round, originals or stages."""
        for name, entry in self.entries(path, folder + "/"):
            kind = entry.stat(follow_symlinks=False)
            if not stat.S_ISREG(kind.st_mode) or not fits(folder, name):
                self.refuse(name, entry, kind)
            else:
                self.read(name, entry.path, kind.st_size)

    def read(self, name, path, size):
        """One file, within its limit and that of all together."""
        small = name in ("manifest.json", "statement.json") or name.startswith("endorsements/")
        self.total += size
        if size > (MIB if small else 2 * GIB) or self.total > 4 * GIB:
            self.fault("stray", f"{name} is too large")
            return
        try:
            with open(path, "rb") as file:
                self.files[name] = file.read()
        except OSError as error:
            raise CannotRead(f"{name}: {error.strerror}") from None

    def endorsements(self):
        """The endorsements by the fingerprints that their names are."""
        found = {}
        for name in sorted(self.files):
            match = ENDORSEMENT.match(name)
            if match:
                found[match.group(1)] = self.files[name]
        return found

    def stages(self):
        """The stages in their order: (name, kind, bytes)."""
        found = []
        for name in self.files:
            match = STAGE.match(name)
            if match:
                found.append((int(match.group(1)), match.group(2), name))
        found.sort()
        return [(name[len("stages/"):-len(".json")], kind, self.files[name])
                for _, kind, name in found]


def misnumbered(stages):
    """The stages behind a number that is left out, or that stands twice."""
    return [name for at, (name, _, _) in enumerate(stages, 1) if name.split("-")[0] != str(at)]


def fits(folder, name):
    """Whether a file may have that name in that folder."""
    if folder == "endorsements":
        return ENDORSEMENT.match(name) is not None
    if folder == "stages":
        return STAGE.match(name) is not None
    inner = name[len(folder) + 1:]
    return inner not in ("", ".", "..", "secret.hex") and not any(sign in inner for sign in "/\\:\0")
