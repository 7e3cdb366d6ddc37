"""Which tips the queue and the map show: the filter of their address, and what can be chosen in it."""

from typing import Any, Final

from starlette.requests import Request

from indicators.terms import Kind, Setting
from store.queue import QueueFilter
from tips.access import Actor
from tips.counties import counties_named
from tips.lifecycle import TipStatus
from tips.priority import PriorityLevel
from tips.regions import regions
from tips.words import key_of

COUNTRIES: Final = {"US": "United States", "CA": "Canada", "MX": "Mexico"}


def wanted_of(request: Request, visitor: Actor) -> QueueFilter:
    """The filter of the address. A county is found however it is written."""
    wanted = QueueFilter.from_query(request.query_params, visitor.account)
    named = counties_named(key_of(wanted.county)) if wanted.county else ()
    if not named:
        return wanted
    return QueueFilter(**{**vars(wanted), "county": named[0].name})


def choices() -> dict[str, Any]:
    """What can be chosen in the filters."""
    by_country = {
        name: [region for region in regions().values() if region.country == country]
        for country, name in COUNTRIES.items()
    }
    return {
        "statuses": list(TipStatus),
        "levels": list(PriorityLevel),
        "settings": list(Setting),
        "kinds": list(Kind),
        "regions": by_country,
    }
