"""One plausible conference and its programme, unsaved; all of it follows from *random*."""

import uuid
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from conferences.models import Conference, ProgrammeItem
from smartcity.publishing.publication import Publication

from . import words

FORMAT, STATUS = Conference.Format, Conference.Status
FIRST_DAY = date(2019, 1, 1)
UPCOMING_DAYS = 500
ANNOUNCED_BEFORE = timedelta(days=60)


def conference(random, slug, *, is_upcoming, now):
    made = Conference(
        slug=slug,
        uid=uuid.UUID(int=random.getrandbits(128), version=4),
        title=words.title(random),
        teaser=random.choice(words.SENTENCES),
        text=words.text(random, paragraphs=random.randint(1, 3)),
        is_example=True,
        created_at=now,
        entry_changed_at=now,
        entry_stale_since=now,
        page_changed_at=now,
    )
    set_period(made, random, is_upcoming, timezone.localdate(now))
    set_status(made, random, is_upcoming)
    set_place(made, random)
    set_registration(made, random, is_upcoming)
    made.publication = Publication.PUBLISHED
    made.published_at = announced_at(made, now)
    return made


def set_period(made, random, is_upcoming, today):
    length = timedelta(days=random.choices([0, 1, 2], [80, 16, 4])[0])
    if is_upcoming:
        made.starts_on = today + timedelta(days=random.randrange(UPCOMING_DAYS))
        made.ends_on = made.starts_on + length
    else:
        made.starts_on = FIRST_DAY + timedelta(days=random.randrange((today - FIRST_DAY).days))
        made.ends_on = min(made.starts_on + length, today - timedelta(days=1))
    if random.random() < 0.6:
        made.start_time = time(random.randint(8, 13), random.choice([0, 30]))
        made.end_time = random.choice([time(random.randint(14, 18)), None])


def set_status(made, random, is_upcoming):
    if not is_upcoming:
        made.status = random.choices([STATUS.CONFIRMED, STATUS.CANCELLED], [96, 4])[0]
        return
    statuses = [STATUS.CONFIRMED, STATUS.PLANNED, STATUS.CANCELLED, STATUS.OPEN]
    made.status = random.choices(statuses, [58, 30, 6, 6])[0]
    if random.random() < 0.05:
        made.moved_from = made.starts_on - timedelta(days=28)


def set_place(made, random):
    city, made.land, latitude, longitude = random.choice(words.PLACES)
    made.format = random.choices([FORMAT.ON_SITE, FORMAT.HYBRID, FORMAT.VIRTUAL], [6, 2, 2])[0]
    made.host = f"Stadt {city}"
    if made.is_virtual:
        made.host_region = city
        return
    made.city, made.latitude, made.longitude = city, latitude, longitude
    made.venue, made.street = "Beispielsaal", f"Musterplatz {random.randint(1, 40)}"


def set_registration(made, random, is_upcoming):
    if not is_upcoming:
        made.attendance = f"ca. {random.randint(4, 30) * 10}"
    elif random.random() < 0.5:
        made.registration_deadline = made.starts_on - timedelta(days=random.randint(1, 20))
        made.public_link = f"https://example.org/anmeldung/{made.slug}"


def announced_at(made, now):
    day = timezone.make_aware(datetime.combine(made.starts_on - ANNOUNCED_BEFORE, time(9)))
    return min(now, day)


def programme(random, made):
    if random.random() > 0.25:
        return []
    titles = random.sample(words.ITEMS, random.randint(3, 6))
    return [
        ProgrammeItem(
            conference=made,
            title=title,
            starts=time(9 + hour),
            ends=time(9 + hour, 45),
            kind=random.choice(ProgrammeItem.Kind.values),
            speakers=made.host,
        )
        for hour, title in enumerate(titles)
    ]
