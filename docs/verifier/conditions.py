"""Which vacancies are closed to whom.

Implements the conditions under `vacancies`, `relatives` and `certificates` in round-folder.md.
"""

import calendar_rules
from round import education_item, ladder_of


class Conditions:
    """The conditions of a round's vacancies."""

    def __init__(self, round_, people, sheets):
        self.scheme = round_.scheme
        self.people = people
        self.sheets = sheets
        self.filing_date = round_.fields.get("filing_date")
        self.vacancies = {row["id"]: row for row in round_.tables["vacancies"]}
        self.units = {(row["candidate"], row["unit"]) for row in round_.tables["relatives"]}
        self.certificates = [(row["candidate"], row["certificate"], row["date"])
                             for row in round_.tables["certificates"]]
        self.education = education_item(self.scheme)

    def closed(self, name, vacancy):
        """The condition that closes a vacancy to a candidate; None if it is open."""
        asked = self.vacancies[vacancy]
        person = self.people[name]
        if (name, asked["unit"]) in self.units:
            return "relative"
        if asked["sex"] and person.attributes["sex"] != asked["sex"]:
            return "sex"
        if asked["education"] and not self.educated(name, asked["education"]):
            return "education"
        if asked["age_max"] and not self.young(person, asked):
            return "age"
        if asked["certificate"] and not self.certified(name, asked["certificate"]):
            return "certificate"
        return None

    def educated(self, name, asked):
        """This class or a higher one; what the sheet counts is compared."""
        best = self.sheets[name].best_class(self.education["id"])
        ladder = self.scheme.ladders[ladder_of(self.education)]
        return best is not None and best >= ladder.index(asked)

    def young(self, person, asked):
        """Holds until the day before the birthday behind the upper age."""
        missing = self.scheme.toml["anniversary"]["missing_day"]
        born = calendar_rules.day(person.attributes["born"])
        return calendar_rules.age_on(born, calendar_rules.day(asked["age_date"]), missing) \
            <= int(asked["age_max"])

    def certified(self, name, asked):
        """Handed in by the filing date, that day included, under exactly this name."""
        return any(who == name and what == asked and date <= self.filing_date
                   for who, what, date in self.certificates)
