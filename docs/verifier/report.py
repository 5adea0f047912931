"""What a verification finds: steps, findings and the answer.

Implements the end of "What a reader does" in record-format.md: each step passes, fails or
cannot be done; the answer is 0 (verified), 1 (refuted) or 2 (could not be checked).
"""

PASSED = "passed"
FAILED = "FAILED"
NOT_DONE = "not done"


class Refused(Exception):
    """Something does not hold: the step that meets it fails."""

    def __init__(self, code, text):
        super().__init__(text)
        self.code = code
        self.text = text


class NotDone(Exception):
    """Something cannot be judged: the step that meets it is not done."""

    def __init__(self, code, text):
        super().__init__(text)
        self.code = code
        self.text = text


class CannotRead(Exception):
    """The command itself cannot be carried out: a key file, the trust file, the path."""


class Step:
    """One step: number, name, findings, and why it was not done if it was not."""

    def __init__(self, number, name):
        self.number = number
        self.name = name
        self.findings = []      # (code, text): any of them makes the step fail
        self.undone = None      # (code, text): why the step, or a part of it, was not done
        self.may_be_undone = False

    def fail(self, code, text):
        """Adds a finding."""
        self.findings.append((code, text))

    def leave(self, code, text, allowed=False):
        """Says that the step is not done; `allowed` if the text lets a reader do without it."""
        if self.undone is None:
            self.undone = (code, text)
            self.may_be_undone = allowed

    def run(self, work, *arguments):
        """Does a part of the step; what it raises becomes a finding or a reason."""
        try:
            return work(*arguments)
        except Refused as refused:
            self.fail(refused.code, refused.text)
        except NotDone as undone:
            self.leave(undone.code, undone.text)
        return None

    @property
    def verdict(self):
        """`passed`, `FAILED` or `not done`: a finding weighs more than what was not done."""
        if self.findings:
            return FAILED
        return NOT_DONE if self.undone else PASSED

    def line(self):
        """The step in one line: number, name, verdict, reason, code."""
        text = f"{self.number:2}. {self.name}: {self.verdict}"
        if self.findings:
            code, reason = self.findings[0]
            more = len(self.findings) - 1
            text += f" - {reason} [{code}]" + (f" (and {more} more)" if more else "")
        elif self.undone:
            code, reason = self.undone
            text += f" - {reason} [{code}]"
        return text


class Report:
    """All steps of one verification and the answer."""

    def __init__(self, kind, names):
        self.kind = kind
        self.steps = [Step(number, name) for number, name in enumerate(names, 1)]
        self.fingerprint = None
        self.signed = False     # whether a given key has signed, or the conditions hold
        self.notes = []         # what deserves to be said and fails nothing

    def step(self, number):
        """The step of that number."""
        return self.steps[number - 1]

    @property
    def answer(self):
        """0 if all passed and a given key has signed, 1 if one failed, else 2."""
        if any(step.findings for step in self.steps):
            return 1
        for step in self.steps:
            if step.undone and not step.may_be_undone:
                return 2
        return 0 if self.signed else 2

    def lines(self):
        """The report as text, one line for each step."""
        result = [f"{self.kind}"]
        if self.fingerprint:
            groups = [self.fingerprint[at:at + 4] for at in range(0, 64, 4)]
            result.append("fingerprint: " + " ".join(groups))
        result += [step.line() for step in self.steps]
        result += [f"note: {note}" for note in self.notes]
        result.append("answer: " + ["0 verified", "1 refuted", "2 could not be checked"][self.answer])
        return result

    def as_json(self):
        """The report as plain data for `--json`."""
        steps = []
        for step in self.steps:
            entry = {"n": step.number, "step": step.name,
                     "verdict": step.verdict.lower().replace(" ", "_"),
                     "findings": [{"code": code, "text": text} for code, text in step.findings]}
            if step.undone:
                entry["reason"], entry["why"] = step.undone
            steps.append(entry)
        return {"kind": self.kind, "answer": ["verified", "refuted", "unchecked"][self.answer],
                "fingerprint": self.fingerprint, "steps": steps, "notes": self.notes}
