"""Runs Authlib's Flask server over SQLAlchemy, with models and grants as its documentation describes them."""

import json
import os
import time
from importlib.metadata import version

from authlib.common.security import generate_token
from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector, current_token
from authlib.integrations.sqla_oauth2 import (
    OAuth2AuthorizationCodeMixin,
    OAuth2ClientMixin,
    OAuth2TokenMixin,
    create_bearer_token_validator,
    create_query_client_func,
    create_revocation_endpoint,
    create_save_token_func,
)
from authlib.oauth2.rfc6749 import grants
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oauth2.rfc7636 import CodeChallenge
from flask import Flask, jsonify, request
from serve import serve
from sqlalchemy import Column, Integer, String, create_engine
from sqlalchemy.orm import Session, declarative_base
from sqlalchemy.pool import StaticPool

AUTHENTICATION_METHODS = ["client_secret_basic", "client_secret_post", "none"]
settings = {"rotate": True, "accessTokenLife": 3600}
Base = declarative_base()


class User:
    """A user without a table: the name is the identifier."""

    def __init__(self, name):
        self.name = name

    def get_user_id(self):
        return self.name


class Client(Base, OAuth2ClientMixin):
    __tablename__ = "client"
    id = Column(Integer, primary_key=True)


class AuthorizationCode(Base, OAuth2AuthorizationCodeMixin):
    __tablename__ = "code"
    id = Column(Integer, primary_key=True)
    user_id = Column(String)


class Token(Base, OAuth2TokenMixin):
    __tablename__ = "token"
    id = Column(Integer, primary_key=True)
    user_id = Column(String)


engine = create_engine("sqlite://", poolclass=StaticPool)
Base.metadata.create_all(engine)
session = Session(engine)


class AuthorizationCodeGrant(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = AUTHENTICATION_METHODS

    def save_authorization_code(self, code, request):
        data = request.payload.data
        session.add(
            AuthorizationCode(
                code=code,
                client_id=request.client.client_id,
                redirect_uri=request.payload.redirect_uri,
                scope=request.payload.scope,
                user_id=request.user.get_user_id(),
                code_challenge=data.get("code_challenge"),
                code_challenge_method=data.get("code_challenge_method"),
            )
        )
        session.commit()

    def query_authorization_code(self, code, client):
        found = session.query(AuthorizationCode).filter_by(code=code, client_id=client.client_id).first()
        return found if found and not found.is_expired() else None

    def delete_authorization_code(self, authorization_code):
        session.delete(authorization_code)
        session.commit()

    def authenticate_user(self, authorization_code):
        return User(authorization_code.user_id)


class RefreshTokenGrant(grants.RefreshTokenGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = AUTHENTICATION_METHODS

    @property
    def INCLUDE_NEW_REFRESH_TOKEN(self):
        return settings["rotate"]

    def authenticate_refresh_token(self, refresh_token):
        token = session.query(Token).filter_by(refresh_token=refresh_token).first()
        return token if token and not token.is_revoked() else None

    def authenticate_user(self, refresh_token):
        return User(refresh_token.user_id)

    def revoke_old_credential(self, refresh_token):
        # Authlib calls this without rotation as well. A token that is revoked here could then refresh only once.
        if settings["rotate"]:
            refresh_token.refresh_token_revoked_at = int(time.time())
            session.commit()


app = Flask(__name__)
server = AuthorizationServer(
    app, query_client=create_query_client_func(session, Client), save_token=create_save_token_func(session, Token)
)
server.register_grant(AuthorizationCodeGrant, [CodeChallenge(required=True)])
server.register_grant(RefreshTokenGrant)
RevocationEndpoint = create_revocation_endpoint(session, Token)
RevocationEndpoint.CLIENT_AUTH_METHODS = AUTHENTICATION_METHODS
server.register_endpoint(RevocationEndpoint)
server.register_token_generator(
    "default",
    BearerTokenGenerator(
        lambda **_: generate_token(42),
        lambda **_: generate_token(48),
        lambda client, grant_type: settings["accessTokenLife"],
    ),
)
require_oauth = ResourceProtector()
require_oauth.register_token_validator(create_bearer_token_validator(session, Token)())


@app.get("/authorize")
def authorize():
    return server.create_authorization_response(grant_user=User(request.args["login_hint"]))


@app.post("/token")
def token():
    return server.create_token_response()


@app.post("/revoke")
def revoke():
    return server.create_endpoint_response(RevocationEndpoint.ENDPOINT_NAME)


@app.get("/me")
@require_oauth()
def me():
    return jsonify(sub=current_token.user_id)


@app.post("/control")
def control():
    """Changes settings, and ends every access token when asked to."""
    change = request.get_json()
    if change.pop("expire", False):
        session.query(Token).update({Token.issued_at: 0})
        session.commit()
    settings.update(change)
    return jsonify(version=version("authlib"))


for one in json.loads(os.environ["CLIENTS"]):
    client = Client(client_id=one["id"], client_secret=one.get("secret", ""))
    client.set_client_metadata(
        {
            "grant_types": ["authorization_code", "refresh_token"],
            "redirect_uris": [one["redirectUri"]],
            "response_types": ["code"],
            "scope": "openid",
            "token_endpoint_auth_method": one["authentication"],
        }
    )
    session.add(client)
session.commit()
# The endpoints must not refuse plain HTTP on this machine.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
serve(app)
