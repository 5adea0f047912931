"""Acknowledgements: who has signed the present sheet, and answers that let an earlier one stand.

Implements step 9 of "What a reader does" and "Question codes" in record-format.md.
"""

import hashlib

from canonical import short_code


def question_code(secret, name, signed, present):
    """The code of the question `signed-other`."""
    lines = ["anzhi-question 1", "kind signed-other", f"object {name}", "answers signature stands",
             f"signed {signed}", f"present {present}"]
    text = "".join(line + "\n" for line in lines)
    return short_code(hashlib.sha256(secret + text.encode("utf-8")).hexdigest())


class Signatures:
    """Of everybody ranked: signed, unsigned, or signed something else."""

    def __init__(self, round_, secret, names, codes):
        """`names` are the ranked, `codes` the codes of the present sheets."""
        self.unsigned = []          # (name, code of the question or of the sheet)
        self.other = []
        self.stands = []
        asked = {}
        for name in names:
            rows = [row for row in round_.tables["acknowledgements"] if row["candidate"] == name]
            if any(row["code"] == codes[name] for row in rows):
                continue
            if not rows:
                self.unsigned.append(name)
                continue
            last = max((row["date"], row["code"]) for row in rows)[1]
            asked[question_code(secret, name, last, codes[name])] = name
            self.other.append(name)
        self.void = []
        for row in round_.tables["answers"]:
            name = asked.get(row["code"])
            if name is None:
                self.void.append(row["code"])
            elif name in self.other:
                self.other.remove(name)
                self.stands.append(name)
