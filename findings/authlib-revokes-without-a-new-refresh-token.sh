#!/usr/bin/env bash
# Package: Authlib 1.9.10 (PyPI), with Flask 3.1.3.
#
# Behaviour: RefreshTokenGrant issues no new refresh token by default (`INCLUDE_NEW_REFRESH_TOKEN = False`), and calls `revoke_old_credential` all the
# same. Its documentation says that the server may revoke the old refresh token "after issuing a new refresh token", so an application revokes the
# token in that method. The first refresh then succeeds, the answer has no refresh token, and the refresh token that the client keeps is dead.
#
# Expected: the library calls `revoke_old_credential` only where it has issued a new refresh token.
#
# Output seen on 2026-11-27: the text after `expected=` below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/python"
"$folder/python/bin/pip" install --quiet --disable-pip-version-check authlib==1.9.10 flask==3.1.3

expected='first refresh: 200, with a refresh token: False
second refresh with the same refresh token: 400 invalid_grant'

actual=$("$folder/python/bin/python" - <<'PYTHON'
from types import SimpleNamespace

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin, TokenMixin
from authlib.oauth2.rfc6749.grants import RefreshTokenGrant
from flask import Flask


class App(ClientMixin):
    def get_client_id(self):
        return "app"

    def get_allowed_scope(self, scope):
        return scope

    def check_endpoint_auth_method(self, method, endpoint):
        return method == "none"

    def check_grant_type(self, grant_type):
        return grant_type == "refresh_token"


class Stored(TokenMixin):
    refresh_token = "the-refresh-token"
    revoked = False

    def check_client(self, client):
        return True

    def get_scope(self):
        return "read"


stored = Stored()


class Refresh(RefreshTokenGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["none"]

    def authenticate_refresh_token(self, refresh_token):
        return stored if refresh_token == stored.refresh_token and not stored.revoked else None

    def authenticate_user(self, refresh_token):
        return SimpleNamespace(name="ann")

    def revoke_old_credential(self, refresh_token):
        refresh_token.revoked = True


flask = Flask(__name__)
server = AuthorizationServer(flask, query_client=lambda _: App(), save_token=lambda token, request: None)
server.register_grant(Refresh)
flask.add_url_rule("/token", "token", server.create_token_response, methods=["POST"])

form = {"grant_type": "refresh_token", "refresh_token": stored.refresh_token, "client_id": "app"}
first, second = (flask.test_client().post("/token", data=form, base_url="https://localhost") for _ in range(2))
print(f"first refresh: {first.status_code}, with a refresh token: {'refresh_token' in first.json}")
print(f"second refresh with the same refresh token: {second.status_code} {second.json.get('error')}")
PYTHON
)

echo "$actual"
[[ $actual == "$expected" ]]
