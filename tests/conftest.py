"""For all tests. Playwright keeps an event loop running in the thread of the tests, which Django must not mind.

Hypothesis sets no deadline: a busy machine is no wrong answer.
"""

import os

from hypothesis import settings

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
settings.register_profile("nearer", deadline=None)
settings.load_profile("nearer")
