"""Translate a conference to schema.org, for search engines. What is not known stays absent."""

from django.conf import settings

from smartcity.media.richtext import plain_text
from smartcity.outputs.jsonld import organisation, schema_url, without_empty

ATTENDANCE = {
    "vor-ort": "OfflineEventAttendanceMode",
    "virtuell": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}


def event_of(conference):
    """The Event of a conference loaded with `for_page`; nothing without a day: each has one."""
    if conference.starts_on is None:
        return {}
    address = settings.SITE_URL + conference.get_absolute_url()
    event = {
        "@type": "Event",
        "name": conference.title,
        "description": conference.teaser or plain_text(conference.text),
        "url": address,
        **period_of(conference),
        "eventStatus": status_of(conference),
        "previousStartDate": previous_start_of(conference),
        "eventAttendanceMode": schema_url(ATTENDANCE[conference.format]),
        "location": locations_of(conference, address),
        "organizer": organisation(conference.organiser or conference.host),
        "superEvent": series_of(conference),
    }
    # Items have no state and no place of their own.
    shared = {name: event[name] for name in ["eventStatus", "eventAttendanceMode", "location"]}
    items = [item_of(item) | shared for item in items_of(conference)]
    return without_empty(event | {"subEvent": [without_empty(item) for item in items]})


def period_of(conference):
    """A begin without an end leaves the end of that day open."""
    start = moment(conference.begins_at) or conference.starts_on.isoformat()
    if conference.start_time and not conference.end_time and conference.length_in_days == 1:
        return {"startDate": start}
    end = moment(conference.ends_at) or conference.ends_on.isoformat()
    return {"startDate": start, "endDate": end}


def moment(known):
    """With the offset of Berlin at that moment; nothing if it is not known."""
    return known and known.isoformat(timespec="seconds")


def status_of(conference):
    if conference.is_cancelled:
        return schema_url("EventCancelled")
    if conference.is_date_open:
        return schema_url("EventPostponed")
    changed = {"EventRescheduled": conference.is_moved, "EventMovedOnline": conference.went_online}
    happened = [status for status, has_happened in changed.items() if has_happened]
    statuses = [schema_url(status) for status in happened or ["EventScheduled"]]
    return statuses if len(statuses) > 1 else statuses[0]


def previous_start_of(conference):
    """While the date is open the one on record is still the begin: no other is known."""
    is_moved = conference.is_moved and not conference.is_date_open
    return conference.moved_from.isoformat() if is_moved else ""


def locations_of(conference, address):
    online = {"@type": "VirtualLocation", "url": address}
    if conference.is_virtual:
        return online
    place = place_of(conference)
    if conference.format == conference.Format.HYBRID:
        return [place, online] if place else online
    return place


def place_of(conference):
    postal = without_empty(
        {
            "streetAddress": conference.street,
            "postalCode": conference.postal_code,
            "addressLocality": conference.city,
            "addressRegion": conference.get_land_display(),
        }
    )
    name = conference.venue or conference.city
    if not (name or postal):
        return {}
    place = {"@type": "Place", "name": name, "geo": point_of(conference)}
    address = {"@type": "PostalAddress", **postal, "addressCountry": "DE"}
    return without_empty(place) | {"address": address}


def point_of(conference):
    if not conference.point:
        return {}
    latitude, longitude = float(conference.latitude), float(conference.longitude)
    return {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}


def series_of(conference):
    if conference.series is None:
        return {}
    address = settings.SITE_URL + conference.series.get_absolute_url()
    return {"@type": "EventSeries", "name": conference.series.name, "url": address}


def items_of(conference):
    """Return the items that have a time, without breaks, once the conference has a date."""
    if conference.month is None:
        return []
    return [
        item for item in conference.programme.all() if item.starts is not None and not item.is_break
    ]


def item_of(item):
    return {
        "@type": "Event",
        "name": item.title,
        "description": item.text,
        "startDate": moment(item.begins_at),
        "endDate": moment(item.ends_at),
    }
