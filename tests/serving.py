"""A WSGI application with the addresses of the module that `URLCONF` names, for gunicorn."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
settings.ROOT_URLCONF = os.environ["URLCONF"]
