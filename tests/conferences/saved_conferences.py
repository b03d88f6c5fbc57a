"""Whatever an editor can save, for hypothesis to choose from."""

from datetime import date, time

from django.core.exceptions import ValidationError
from hypothesis import assume
from hypothesis import strategies as st

from conferences.models import Conference
from tests.factories import published

# Forms take neither half a character nor NUL, and strip the ends.
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
TRICKY = st.sampled_from('\r\n\t\v\f\x1c\x85\u2028\u2029\u200e\u202e\ufeff\x07\xa0,;:\\"^äß€🎉')
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
CLOCK_CHANGES = st.sampled_from(
    [date(2022, 3, 26), date(2022, 3, 27), date(2022, 10, 29), date(2022, 10, 30)]
)
PERIODS = st.one_of(
    st.tuples(DAYS, st.none()),
    st.tuples(DAYS, DAYS).map(sorted),
    st.tuples(CLOCK_CHANGES, CLOCK_CHANGES).map(sorted),
)
NIGHT = st.builds(time, st.integers(0, 4), st.sampled_from([0, 30]))
CLOCKS = st.one_of(
    st.just((None, None)),
    st.tuples(st.times(), st.none()),
    st.tuples(st.times(), st.times()).map(sorted),
    st.tuples(NIGHT, NIGHT).map(sorted),
    st.just((time(10, 0, 10), time(10, 0, 40))),
)
LINKS = st.sampled_from(["", "https://x.example/?a=b;c,d", "https://täst.example/ü?q=%C3%BC"])


def texts(longest, shortest=0):
    letters = st.one_of(st.text(LETTERS, max_size=longest), st.text(TRICKY, max_size=longest))
    return letters.map(str.strip).filter(lambda it: len(it) >= shortest)


@st.composite
def conferences(draw):
    """Not stored yet, and accepted by `full_clean`."""
    starts_on, ends_on = draw(PERIODS)
    start_time, end_time = draw(CLOCKS)
    fields = {
        "slug": "konferenz",
        "starts_on": starts_on,
        "ends_on": ends_on,
        "start_time": start_time,
        "end_time": end_time,
        "moved_from": draw(st.none() | DAYS),
        "status": draw(st.sampled_from(Conference.Status.values)),
        "format": draw(st.sampled_from(Conference.Format.values)),
        "public_link": draw(LINKS),
        "title": draw(texts(200, shortest=1)),
        "teaser": draw(texts(100)),
        "text": draw(texts(100)),
    }
    for name in ["venue", "street", "city", "host_region", "host", "audience"]:
        fields[name] = draw(texts(20))
    return accepted(Conference(**published(fields)))


def accepted(conference):
    try:
        conference.full_clean()
    except ValidationError:
        assume(False)
    return conference
