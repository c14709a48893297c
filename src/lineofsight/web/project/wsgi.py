"""What gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

# Objects made before the young are looked through, and how many such rounds before the older are.
# A page makes some ten thousand and leaves almost none; at Python's own numbers a round over all
# that a process keeps would hold up one request in a hundred for 0.15 s.
_ROUNDS = (20_000, 50, 100)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lineofsight.web.project.settings")
application = get_wsgi_application()
# Every page's code is loaded before the first reader asks, and never looked through again.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
gc.set_threshold(*_ROUNDS)
