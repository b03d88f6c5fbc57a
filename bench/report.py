"""The table of results with targets and whether they are met."""

TARGETS = {"single file": 4.0, "304 of single file": 2.5, "304 of feed": 2.5}
MICROSECONDS_PER_EVENT = 6.0
MIB_ABOVE_IDLE = 60
# The maximum cost of the unfiltered list, relative to the smallest size.
LIST_GROWTH = 1.5
MILLISECONDS_NARROWED = 150

ROW = "{:20} {:>8} {:>12} {:>8} {:>10} {:>14} {:>12}  {}"
HEAD = ["view", "N", "CPU/request", "ratio", "CPU/event", "further event", "bytes", "target"]


def head():
    """Return the header of the table."""
    return ROW.format(*HEAD)


def rows(size, views, smallest):
    """Return one row for each view, of which the first is the empty one.

    *smallest* maps names to the views measured at the smallest size.
    """
    return [row(size, view, view.cpu / views[0].cpu, smallest) for view in views]


def row(size, view, ratio, smallest):
    """Return the row of one view."""
    per_event = further = ""
    if view.name == "feed":
        per_event = f"{view.cpu / view.events * 1e6:.2f} us"
        if view.events > smallest["feed"].events:
            further = f"{further_event(view, smallest['feed']):.2f} us"
    cells = [view.name, f"{size:,}", f"{view.cpu * 1000:.3f} ms", f"{ratio:.2f}"]
    target = target_of(view, ratio, smallest)
    return ROW.format(*cells, per_event, further, f"{view.size:,}", target).rstrip()


def target_of(view, ratio, smallest):
    """Return the target of a view and whether it is met; "" without a target."""
    if view.name in TARGETS:
        return verdict(ratio, TARGETS[view.name], "x empty view")
    if view.name == "feed" and view.events > smallest["feed"].events:
        cost = further_event(view, smallest["feed"])
        return verdict(cost, MICROSECONDS_PER_EVENT, "us/event")
    if view.name == "list":
        return verdict(view.cpu / smallest["list"].cpu, LIST_GROWTH, "x smallest list")
    if view.name == "narrowed list":
        return verdict(view.cpu * 1000, MILLISECONDS_NARROWED, "ms")
    return ""


def further_event(view, smallest):
    """Return the microseconds per event beyond the smallest feed, without the fixed cost."""
    return (view.cpu - smallest.cpu) / (view.events - smallest.events) * 1e6


def memory_row(size, idle, most):
    """Return a sentence on the memory of the worker."""
    target = verdict(most - idle, MIB_ABOVE_IDLE, "MiB above idle")
    return f"Worker: {idle:.0f} MiB idle, {most:.0f} MiB serving {size:,} events; {target}"


def verdict(value, target, unit):
    """Return the target and whether *value* meets it."""
    return f"<= {target:g} {unit}: {'holds' if value <= target else 'FAILS'} ({value:.2f})"
