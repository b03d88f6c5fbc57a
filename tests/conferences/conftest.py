from hypothesis import HealthCheck, settings

settings.register_profile(
    "calendar",
    max_examples=100,
    # No timed assertions: a busy machine is no mistake.
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("calendar")
