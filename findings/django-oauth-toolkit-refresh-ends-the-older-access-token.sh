#!/usr/bin/env bash
# Package: django-oauth-toolkit 3.4.1 (PyPI), with Django 5.2.19 and oauthlib 4.0.1.
#
# Behaviour: with ROTATE_REFRESH_TOKEN = False a refresh ends the access token that was issued before, although its life has not ended and the refresh
# token stays the same: the new value is written over the old one in the same row. Of several programs that share a refresh token, each one's refresh
# ends the access tokens that the others hold. The protected resource answers a bare 403, without `WWW-Authenticate`.
#
# Expected: access tokens live until their `expires_in` has passed (RFC 6749, section 1.5, has refresh tokens "obtain additional access tokens"), and an
# ended token is answered with 401 and `WWW-Authenticate` (RFC 6750, section 3).
#
# Output seen on 2026-11-27: the text after `expected=` below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/python"
"$folder/python/bin/pip" install --quiet --disable-pip-version-check django-oauth-toolkit==3.4.1 django==5.2.19 oauthlib==4.0.1

expected='first refresh: 200, the same refresh token: True, resource answers 200
second refresh: 200, the same refresh token: True, resource answers 200
the access token of the first refresh: resource answers 403, WWW-Authenticate: None'

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
    OAUTH2_PROVIDER={"SCOPES": {"read": "Reads"}, "ROTATE_REFRESH_TOKEN": False},
    ROOT_URLCONF="__main__",
    SECRET_KEY="made-up",
    USE_TZ=True,
)
django.setup()

from django.contrib.auth.models import User
from django.core.management import call_command
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
    user=user, application=app, token="first-access", scope="read", expires=timezone.now() + timedelta(hours=1)
)
RefreshToken.objects.create(user=user, application=app, token="the-refresh-token", access_token=access)
client = Client(SERVER_NAME="localhost")


def resource(answer):
    return client.get("/resource", HTTP_AUTHORIZATION=f"Bearer {answer.json()['access_token']}")


answers = []
for name in ("first", "second"):
    fields = {"grant_type": "refresh_token", "refresh_token": "the-refresh-token", "client_id": app.client_id}
    answer = client.post("/o/token/", fields)
    answers.append(answer)
    same = answer.json()["refresh_token"] == "the-refresh-token"
    print(f"{name} refresh: {answer.status_code}, the same refresh token: {same}, resource answers {resource(answer).status_code}")
refused = resource(answers[0])
header = refused.headers.get("WWW-Authenticate")
print(f"the access token of the first refresh: resource answers {refused.status_code}, WWW-Authenticate: {header}")
PYTHON
)

echo "$actual"
[[ $actual == "$expected" ]]
