#!/usr/bin/env bash
# Package: django-oauth-toolkit 3.4.1 (PyPI), with Django 5.2.19 and oauthlib 4.0.1.
#
# Behaviour: within REFRESH_TOKEN_GRACE_PERIOD_SECONDS a refresh token that was used before gets the pair that it got the first time. The answer's
# `expires_in` is the full life of a new access token, whatever is left of the old one. Where the access token has ended meanwhile, the answer is a token
# that the server itself refuses, with a life that says that it is good.
#
# Expected: `expires_in` is the rest of the access token's life, and an ended access token is replaced.
#
# Output seen on 2026-11-27: the text after `expected=` below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/python"
"$folder/python/bin/pip" install --quiet --disable-pip-version-check django-oauth-toolkit==3.4.1 django==5.2.19 oauthlib==4.0.1

expected='first refresh: 200, expires_in 60, resource answers 200
the same refresh token 90 s later: 200, expires_in 60, same access token: True, resource answers 403'

actual=$("$folder/python/bin/python" - <<'PYTHON'
from datetime import timedelta

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["localhost"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "oauth2_provider"],
    MIGRATION_MODULES={"auth": None, "contenttypes": None, "oauth2_provider": None},
    OAUTH2_PROVIDER={
        "SCOPES": {"read": "Reads"},
        "ACCESS_TOKEN_EXPIRE_SECONDS": 60,
        "REFRESH_TOKEN_GRACE_PERIOD_SECONDS": 120,
    },
    ROOT_URLCONF="__main__",
    SECRET_KEY="made-up",
    USE_TZ=True,
)
django.setup()

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db.models import F
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path
from django.utils import timezone
from oauth2_provider.decorators import protected_resource
from oauth2_provider.models import AccessToken, Application, RefreshToken

urlpatterns = [
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
    path("resource", protected_resource()(lambda request: HttpResponse("ok"))),
]
call_command("migrate", run_syncdb=True, verbosity=0)
user = User.objects.create(username="ann")
app = Application.objects.create(client_type="public", authorization_grant_type="authorization-code", redirect_uris="https://app.example/")
access = AccessToken.objects.create(
    user=user, application=app, token="first-access", scope="read", expires=timezone.now() + timedelta(seconds=60)
)
RefreshToken.objects.create(user=user, application=app, token="first-refresh", access_token=access)
client = Client(SERVER_NAME="localhost")


def refresh():
    fields = {"grant_type": "refresh_token", "refresh_token": "first-refresh", "client_id": app.client_id}
    return client.post("/o/token/", fields)


def resource(answer):
    return client.get("/resource", HTTP_AUTHORIZATION=f"Bearer {answer.json()['access_token']}").status_code


first = refresh()
print(f"first refresh: {first.status_code}, expires_in {first.json()['expires_in']}, resource answers {resource(first)}")

# Ninety seconds pass.
AccessToken.objects.update(expires=F("expires") - timedelta(seconds=90))
RefreshToken.objects.exclude(revoked=None).update(revoked=F("revoked") - timedelta(seconds=90))
again = refresh()
same = again.json()["access_token"] == first.json()["access_token"]
print(
    f"the same refresh token 90 s later: {again.status_code}, expires_in {again.json()['expires_in']}, "
    f"same access token: {same}, resource answers {resource(again)}"
)
PYTHON
)

echo "$actual"
[[ $actual == "$expected" ]]
