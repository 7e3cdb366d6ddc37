"""For every test: Hypothesis draws the same examples each time, and no test fails because the machine was slow."""

from hypothesis import HealthCheck, settings

settings.register_profile("highbeam", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("highbeam")
