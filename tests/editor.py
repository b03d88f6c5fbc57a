"""What an editor's browser does: open a form of the admin, change something, send all of it."""

from django.forms import MultiWidget
from django.urls import reverse


def admin_address(obj_or_model, view="change"):
    opts = obj_or_model._meta
    arguments = [obj_or_model.pk] if view in {"change", "delete", "history"} else []
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{view}", args=arguments)


def send(client, address, *, parts=None, **changes):
    """Fill the form at *address* as it stands, then change fields and add *parts* to inlines."""
    data = filled(client.get(address).context)
    for prefix, rows in (parts or {}).items():
        total = int(data[f"{prefix}-TOTAL_FORMS"])
        data[f"{prefix}-TOTAL_FORMS"] = total + len(rows)
        for index, row in enumerate(rows, start=total):
            data |= {f"{prefix}-{index}-{name}": value for name, value in row.items()}
    return client.post(address, data | changes)


def edit(client, obj, **changes):
    return send(client, admin_address(obj), **changes)


def add(client, model, **changes):
    return send(client, admin_address(model, "add"), **changes)


def step_address(obj, step):
    opts = obj._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_step", args=[obj.pk, step])


def take_step(client, obj, step, **asked):
    """Confirm a step of publication on its page."""
    return client.post(step_address(obj, step), {"confirmed": "yes"} | asked)


def take_steps(client, objs, step, **asked):
    """Confirm a step of publication for several, ticked in their list."""
    ticked = {"action": step, "_selected_action": [obj.pk for obj in objs]}
    address = admin_address(objs[0], "changelist")
    return client.post(address, ticked | {"confirmed": "yes"} | asked)


def filled(context):
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {name: value for form in forms for field in form for name, value in sent(field)}


def sent(field):
    """(name, value) as a browser sends them: nothing for a file, or for a box not ticked."""
    widget = field.field.widget
    if isinstance(widget, MultiWidget):
        parts = widget.get_context(field.html_name, field.value(), {})["widget"]["subwidgets"]
        yield from ((part["name"], part["value"] or "") for part in parts)
    elif not (widget.needs_multipart_form or field.value() is None or field.value() is False):
        yield field.html_name, field.value()


def errors_of(response):
    """{field: [sentences]} of a refused form, those of its inlines included."""
    forms = [response.context["adminform"].form]
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    forms += [form for formset in formsets for form in formset.forms]
    found = {name: list(errors) for form in forms for name, errors in form.errors.items()}
    whole = [sentence for formset in formsets for sentence in formset.non_form_errors()]
    return found | ({"parts": whole} if whole else {})
