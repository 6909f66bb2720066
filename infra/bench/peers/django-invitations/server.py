"""Serves django-invitations with two workers of gunicorn and SQLite on a free
port, and prints where and as whom to invite. Mails are not sent.

    server.py folder
"""

import json
import sys
from pathlib import Path

import django
from django.conf import settings

FOLDER = Path(sys.argv[1])

settings.configure(
    SECRET_KEY="a key for measurements",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    SITE_ID=1,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": FOLDER / "db.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 30, "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"},
        }
    },
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.sites", "django.contrib.messages", "invitations"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware", "django.contrib.messages.middleware.MessageMiddleware"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    INVITATIONS_ALLOW_JSON_INVITES=True,
    LOGGING_CONFIG=None,
)
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connections  # noqa: E402
from django.urls import include, path  # noqa: E402
from gunicorn.app.base import BaseApplication  # noqa: E402

urlpatterns = [path("invitations/", include("invitations.urls", namespace="invitations"))]


def sign_in() -> str:
    user = get_user_model().objects.create_user("admin", "admin@example.com")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


class Server(BaseApplication):
    def load_config(self) -> None:
        for name, value in {"bind": "127.0.0.1:0", "workers": 2, "worker_class": "gthread", "threads": 4, "loglevel": "error", "when_ready": self.announce}.items():
            self.cfg.set(name, value)

    def load(self):
        return get_wsgi_application()

    def announce(self, server) -> None:
        host, port = server.LISTENERS[0].sock.getsockname()
        print(
            json.dumps(
                {
                    "url": f"http://{host}:{port}/invitations/send-json-invite/",
                    "headers": {"Cookie": f"sessionid={self.session}"},
                    "body": json.dumps(["{email}"]),
                }
            ),
            flush=True,
        )


call_command("migrate", verbosity=0)
server = Server()
server.session = sign_in()
connections.close_all()
server.run()
