"""The words of the catalog: settings, kinds, dimensions, ranks and statuses. Values only, no rules.

Sources: the ILO and European Commission operational indicators of trafficking in human beings, 2009.
"""

from enum import StrEnum


class Setting(StrEnum):
    """The kind of place where something was noticed."""

    TRUCK_STOP = "truck-stop"
    MOTEL = "motel"
    TERMINAL = "terminal"
    ROADSIDE = "roadside"
    BUS = "bus"
    DELIVERY_SITE = "delivery-site"
    OILFIELD_CAMP = "oilfield-camp"
    ONLINE = "online"


class Kind(StrEnum):
    """The form of exploitation that an indicator points to."""

    SEX = "sex"
    LABOR = "labor"
    EITHER = "either"


class Minors(StrEnum):
    """Whether the sign itself involves somebody under 18."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


class Dimension(StrEnum):
    """The six dimensions of the ILO rule."""

    DECEPTIVE_RECRUITMENT = "deceptive_recruitment"
    COERCIVE_RECRUITMENT = "coercive_recruitment"
    RECRUITMENT_ABUSE_OF_VULNERABILITY = "recruitment_abuse_of_vulnerability"
    EXPLOITATION = "exploitation"
    COERCION_AT_DESTINATION = "coercion_at_destination"
    ABUSE_OF_VULNERABILITY_AT_DESTINATION = "abuse_of_vulnerability_at_destination"


class Rank(StrEnum):
    """How much one indicator weighs inside its dimension."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


class IloList(StrEnum):
    """Which of the four ILO lists a case is read against. The values keep the ILO's own spelling."""

    ADULT_LABOR = "adult_labour"
    ADULT_SEXUAL = "adult_sexual"
    CHILD_LABOR = "child_labour"
    CHILD_SEXUAL = "child_sexual"


class FactStatus(StrEnum):
    """How well a fact is known. A recalled fact is kept for checking and never shown to a reporter."""

    VERIFIED_OFFICIAL = "verified-official"
    VERIFIED_SECONDARY = "verified-secondary"
    RECALLED = "recalled"
    OURS = "ours"


class Evidence(StrEnum):
    """How a sign stands to the ILO indicator it points at. `assess.py` says what follows for its rank."""

    SAID = "said"  # the person's own words
    FACT = "fact"  # the ILO fact itself, happening
    PROXY = "proxy"  # seen from outside; the person's own word confirms it
    CIRCUMSTANCE = "circumstance"  # seen from outside; nobody's word turns it into the ILO fact


class Alarm(StrEnum):
    """Why a sign is urgent whatever the assessment says."""

    MINOR = "minor"  # somebody under 18 in commercial sex
    HELP = "help"
    VIOLENCE = "violence"
    LOCKED_IN = "locked-in"
    MISSING_CHILD = "missing-child"
