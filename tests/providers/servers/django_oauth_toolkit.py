"""Runs django-oauth-toolkit in a project of one file, with the settings that its documentation names."""

import json
import os
from importlib.metadata import version

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "oauth2_provider"],
    MIDDLEWARE=["__main__.sign_in"],
    # The tables as the models describe them, without the history of migrations.
    MIGRATION_MODULES={"auth": None, "contenttypes": None, "oauth2_provider": None},
    OAUTH2_PROVIDER={"SCOPES": {"openid": "Reads who the user is"}, "ALWAYS_RELOAD_OAUTHLIB_CORE": True},
    ROOT_URLCONF="__main__",
    SECRET_KEY="made-up",
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    USE_TZ=True,
)
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import JsonResponse  # noqa: E402
from django.urls import include, path  # noqa: E402
from django.utils import timezone  # noqa: E402
from oauth2_provider.decorators import protected_resource  # noqa: E402
from oauth2_provider.models import AccessToken, Application  # noqa: E402
from oauth2_provider.settings import oauth2_settings  # noqa: E402
from serve import serve  # noqa: E402

SETTINGS = {
    "rotate": "ROTATE_REFRESH_TOKEN",
    "reuseProtection": "REFRESH_TOKEN_REUSE_PROTECTION",
    "grace": "REFRESH_TOKEN_GRACE_PERIOD_SECONDS",
    "accessTokenLife": "ACCESS_TOKEN_EXPIRE_SECONDS",
}


def sign_in(get_response):
    """Signs in the user of `login_hint`, in place of a login page."""

    def middleware(request):
        name = request.GET.get("login_hint")
        if name:
            request.user, _ = User.objects.get_or_create(username=name)
        return get_response(request)

    return middleware


@protected_resource()
def me(request):
    return JsonResponse({"sub": request.resource_owner.username})


def control(request):
    """Changes settings, and ends every access token when asked to."""
    change = json.loads(request.body)
    if change.pop("expire", False):
        AccessToken.objects.update(expires=timezone.now())
    for name, value in change.items():
        setattr(oauth2_settings, SETTINGS[name], value)
    return JsonResponse({"version": version("django-oauth-toolkit")})


urlpatterns = [
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
    path("me", me),
    path("control", control),
]

application = get_wsgi_application()
call_command("migrate", run_syncdb=True, verbosity=0)
for client in json.loads(os.environ["CLIENTS"]):
    Application.objects.create(
        client_id=client["id"],
        client_secret=client.get("secret", ""),
        # Hashing takes a third of a second at each request.
        hash_client_secret=False,
        client_type=Application.CLIENT_CONFIDENTIAL if "secret" in client else Application.CLIENT_PUBLIC,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        redirect_uris=client["redirectUri"],
        skip_authorization=True,
    )
serve(application)
