//! The outcome of a case in the words that all clients share.

use crate::case::Case;
use serde_json::{Value, json};
use stripe_secret_store::secrecy::ExposeSecret;
use stripe_secret_store::{Error, Scope, Secret};

/// Carries out a case, and returns its answer or its error.
pub(crate) async fn outcome(case: &Case<'_>) -> Value {
    match answer(case).await {
        Ok(answer) => json!({ "answer": answer }),
        Err(error) => json!({ "error": shown_error(&error) }),
    }
}

async fn answer(case: &Case<'_>) -> Result<Value, Error> {
    let secrets = case.client()?;
    let options = case.options();
    Ok(match case.operation() {
        "createSecret" => shown(&secrets.create_secret_with(case.create(), options).await?),
        "findSecret" => secrets.find_secret_with(case.find(), options).await?.as_ref().map_or(Value::Null, shown),
        "listSecrets" => {
            let page = secrets.list_secrets_with(case.list(), options).await?;
            json!({ "data": page.data.iter().map(shown).collect::<Vec<_>>(), "has_more": page.has_more })
        }
        "deleteSecret" => json!({ "id": secrets.delete_secret_with(case.delete(), options).await?.id }),
        operation => panic!("{operation} is not an operation"),
    })
}

fn shown(secret: &Secret) -> Value {
    json!({
        "id": secret.id,
        "name": secret.name,
        "payload": secret.payload.as_ref().map(|payload| payload.expose_secret()),
        "scope": match &secret.scope {
            Scope::Account => json!({ "type": "account" }),
            Scope::User { user } => json!({ "type": "user", "user": user }),
        },
        "created": secret.created,
        "expires_at": secret.expires_at,
        "livemode": secret.livemode,
    })
}

fn shown_error(error: &Error) -> Value {
    json!({
        "code": error.code().as_str(),
        "message": error.to_string(),
        "retryable": error.is_retryable(),
        "attempts": error.attempts(),
        "status": error.status(),
        "param": error.param(),
        "stripeCode": error.stripe_code(),
        "docUrl": error.doc_url(),
        "hasRequestId": error.request_id().is_some(),
    })
}
