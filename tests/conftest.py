"""For all tests. Playwright keeps an event loop running in the thread of the tests, which Django must not mind."""

import os

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
