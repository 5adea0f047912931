"""Everything computed anew from `round/`: sheets, ranking, allocation, warnings, edition.

Implements steps 5 to 7 and the computing part of 9 and 10 of "What a reader does" in
record-format.md. Nothing is computed while the round has a fault, nothing compared while a
question is open.
"""

import faults
from acknowledgements import Signatures
from allocation import Allocation, preference_lists, result_of
from conditions import Conditions
from edition import edition_of
from facts import people_of
from ranking import Ranking
from report import NotDone
from rulings import Decided
from scoring import Scoring
from tree import root_of
from warnings_of import warnings_of

SCORES, RANKING, ALLOCATION, ACKNOWLEDGEMENTS = 5, 6, 7, 9


class Computed:
    """What comes of a round."""

    def __init__(self, round_, secret, version):
        self.round = round_
        self.secret = secret
        self.version = version
        self.scoring = self.ranking = self.allocation = None
        self.questions = []             # (number of the step, text)
        self.undone = None              # (code, text): the scheme is not known here
        self.decided = Decided(round_.tables["rulings"])
        self.people, self.idle = people_of(round_.scheme, round_.tables, self.decided)
        self.faults = []                # (code, text)
        self.later = list(faults.not_in_version_1(round_)) if version == 1 else []
        try:
            self.faults += faults.faults_of(round_, self.people, self.decided)
            if not self.waits:
                self.compute()
        except NotDone as undone:
            self.undone = (undone.code, undone.text)

    @property
    def waits(self):
        """Whether everything behind the normal form waits."""
        return bool(self.faults or self.later)

    def compute(self):
        """Sheets, then the order, then the meeting, as far as no question is open."""
        self.scoring = Scoring(self.round, self.people, self.decided, self.secret)
        self.faults += self.scoring.faults
        if self.faults:
            return
        sheets = self.scoring.sheets
        self.conditions = Conditions(self.round, self.people, sheets)
        gaps = {gap for name, sheet in sheets.items() for gap in sheet.open
                if name not in self.decided.excluded}
        self.questions += [(SCORES, f"the gap {gap} is open") for gap in sorted(gaps)]
        if gaps:
            return
        lots = {row["candidate"]: int(row["number"]) for row in self.round.tables["lots"]}
        self.ranking = Ranking(self.round.scheme, sheets, self.people, self.decided, lots)
        self.faults += self.ranking.faults
        self.questions += [(RANKING, f"{', '.join(names)} are tied and have no lots")
                           for names in self.ranking.open]
        self.acknowledge(sheets)
        self.allocation = Allocation(self.round, self.ranking, self.decided, self.conditions)
        self.questions += [(ALLOCATION, f"candidate {name} has neither preferences nor a give-up")
                           for name in self.allocation.unlisted]
        if not self.questions:
            self.faults += self.allocation.faults

    def acknowledge(self, sheets):
        """Who has signed the present sheet; an answer to nothing is a fault."""
        codes = {name: sheets[name].code for name in self.ranking.order}
        signed = Signatures(self.round, self.secret, self.ranking.order, codes)
        self.stands = signed.stands
        self.faults += [("void-answer", f"an answer to {code}, which nobody asks") for code in signed.void]
        self.questions += [(ACKNOWLEDGEMENTS, f"candidate {name} has signed no sheet")
                           for name in signed.unsigned]
        self.questions += [(ACKNOWLEDGEMENTS, f"candidate {name} has signed another sheet")
                           for name in signed.other]

    def result(self):
        """What `result.json` must say."""
        return result_of(self.version, self.round, self.scoring, self.ranking, self.allocation,
                         self.decided, warnings_of(self))

    def root(self, result):
        """The root over everybody's results."""
        return root_of(self.secret, result, self.people, preference_lists(self.round))

    def edition(self, result):
        """The public edition."""
        return edition_of(self.round, self.secret, result, self.allocation, self.ranking)
