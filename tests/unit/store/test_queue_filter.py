"""The queue's filter as a query string, there and back, whatever stands in an old bookmark."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from indicators.terms import Kind, Setting
from store.queue import QueueFilter
from tips.lifecycle import TipStatus
from tips.priority import PriorityLevel

ME = UUID("0192a000-0000-7000-8000-0000000000bb")
NAMES = st.one_of(st.none(), st.text(st.characters(categories=["L"]), min_size=1, max_size=20))
FILTERS = st.builds(
    QueueFilter,
    status=st.frozensets(st.sampled_from(TipStatus)),
    priority=st.frozensets(st.sampled_from(PriorityLevel)),
    setting=st.frozensets(st.sampled_from(Setting)),
    kind=st.frozensets(st.sampled_from(Kind)),
    county=NAMES,
    state=NAMES,
    mine=st.sampled_from([None, ME]),
    unclaimed=st.booleans(),
    overdue=st.booleans(),
)


@given(FILTERS)
def test_a_filter_survives_the_way_through_a_query_string(wanted: QueueFilter) -> None:
    assert QueueFilter.from_query(wanted.to_query(), ME) == wanted


def test_no_filter_is_an_empty_query() -> None:
    assert QueueFilter().to_query() == {}
    assert QueueFilter.from_query({}, ME) == QueueFilter()


def test_a_form_may_name_a_part_more_than_once() -> None:
    query = QueryParams("status=new&status=closed&priority=high,immediate&kind=&setting=unheard-of&mine=1&county=%00")
    assert QueueFilter.from_query(query, ME) == QueueFilter(
        status=frozenset({TipStatus.NEW, TipStatus.CLOSED}),
        priority=frozenset({PriorityLevel.HIGH, PriorityLevel.IMMEDIATE}),
        mine=ME,
    )


def test_mine_means_nobody_where_nobody_asks() -> None:
    assert QueueFilter.from_query({"mine": "1"}).mine is None


def test_ranks_follow_from_status_and_priority() -> None:
    assert QueueFilter().ranks == [0, 1, 2]
    assert QueueFilter(status=frozenset(TipStatus)).ranks == [0, 1, 2, 10, 11, 12]
    closed = QueueFilter(status=frozenset({TipStatus.CLOSED}), priority=frozenset({PriorityLevel.HIGH}))
    assert closed.ranks == [11]
    assert QueueFilter(status=frozenset({TipStatus.CLOSED}), overdue=True).ranks == []
