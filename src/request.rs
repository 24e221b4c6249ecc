//! The four requests, built from checked parameters.

use crate::error::{Error, ErrorCode};
use crate::form::push_pair;
use crate::key::{Key, Keys};
use crate::options::{Client, unknown_field};
use crate::rules;
use crate::scope::{Scope, ScopeParam};
use crate::secret::PATH;
use crate::text::{join, push_number};
use crate::value::{Kind, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// One of the four operations.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// Create or replace.
    Create,
    /// Find by name, with the payload.
    Find,
    /// A page of a scope.
    List,
    /// Delete by name.
    Delete,
}

/// A request, ready to be sent. No `Debug`: its body may hold a payload.
pub struct Request {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Path and query.
    pub path: String,
    /// The form; empty for `GET`.
    pub body: String,
}

impl Action {
    /// The method's name in JavaScript.
    pub const fn name(self) -> &'static str {
        match self {
            Action::Create => "createSecret",
            Action::Find => "findSecret",
            Action::List => "listSecrets",
            Action::Delete => "deleteSecret",
        }
    }

    /// Whether it changes something.
    pub const fn writes(self) -> bool {
        matches!(self, Action::Create | Action::Delete)
    }

    /// The parameters it takes.
    pub const fn fields(self) -> Keys {
        match self {
            Action::Create => Keys::of(&[Key::Name, Key::Payload, Key::Scope, Key::ExpiresAt, Key::Expand]),
            Action::Find | Action::Delete => Keys::of(&[Key::Name, Key::Scope, Key::Expand]),
            Action::List => Keys::of(&[Key::Scope, Key::Limit, Key::StartingAfter, Key::EndingBefore, Key::Expand]),
        }
    }
}

/// What a call asks for, checked.
pub(crate) struct Asked {
    pub(crate) request: Request,
    /// Empty for a list.
    pub(crate) name: String,
    pub(crate) scope: Scope,
}

/// Checks the parameters of `action` and builds its request.
pub(crate) fn build(client: &Client, action: Action, params: &impl Value, now: u64) -> Result<Asked, Error> {
    let fields = action.fields();
    match params.kind() {
        Kind::Object => {}
        Kind::Undefined if action == Action::List => {}
        _ => return Err(Error::saying(ErrorCode::InvalidParameter, &join(&[action.name(), " takes an object: { name, … }."]))),
    }
    if let Some(field) = params.stranger(fields) {
        return Err(unknown_field(ErrorCode::InvalidParameter, "parameter", field, fields));
    }

    // In this order: name, payload, scope, expiry or page, expand. It is the order of Stripe's reference, and the servers do not mind.
    let mut form = String::new();
    let mut name = String::new();
    if action != Action::List {
        name = rules::required_text(&params.get(Key::Name), Key::Name, ErrorCode::InvalidName)?;
        push_pair(&mut form, "name", &name);
    }
    if action == Action::Create {
        let payload = rules::required_text(&params.get(Key::Payload), Key::Payload, ErrorCode::InvalidPayload)?;
        client.check_card_number(&name, Key::Name)?;
        client.check_card_number(&payload, Key::Payload)?;
        push_pair(&mut form, "payload", &payload);
    }
    let scope = ScopeParam::read(&params.get(Key::Scope))?.unwrap_or_else(|| client.scope.clone()).resolve(&client.asker)?;
    match &scope {
        Scope::Account => push_pair(&mut form, "scope[type]", "account"),
        Scope::User { user } => {
            push_pair(&mut form, "scope[type]", "user");
            push_pair(&mut form, "scope[user]", user);
        }
    }
    if action == Action::Create
        && let Some(moment) = rules::expires_at(&params.get(Key::ExpiresAt), now)?
    {
        push_number_pair(&mut form, "expires_at", moment);
    }
    if action == Action::List {
        push_page(&mut form, params)?;
    }
    push_expand(&mut form, action, rules::expand(&params.get(Key::Expand))?);

    if action.writes() && client.may_write == Some(false) {
        let what = "The app lacks the permission `secret_write` (by `appContext.authorizedPermissions`).";
        return Err(Error::saying(ErrorCode::PermissionMissing, what).about(Key::AppContext.name()));
    }
    Ok(Asked { request: request(action, form), name, scope })
}

fn request(action: Action, form: String) -> Request {
    let path = match action {
        Action::Create => return Request { method: "POST", path: join(&[PATH]), body: form },
        Action::Delete => return Request { method: "POST", path: join(&[PATH, "/delete"]), body: form },
        Action::Find => join(&[PATH, "/find?", &form]),
        Action::List => join(&[PATH, "?", &form]),
    };
    Request { method: "GET", path, body: String::new() }
}

fn push_page(form: &mut String, params: &impl Value) -> Result<(), Error> {
    if let Some(limit) = rules::limit(&params.get(Key::Limit))? {
        push_number_pair(form, "limit", limit);
    }
    let after = rules::cursor(&params.get(Key::StartingAfter), Key::StartingAfter)?;
    let before = rules::cursor(&params.get(Key::EndingBefore), Key::EndingBefore)?;
    rules::one_cursor(after.as_ref(), before.as_ref())?;
    for (key, id) in [(Key::StartingAfter, after), (Key::EndingBefore, before)] {
        if let Some(id) = id {
            push_pair(form, key.name(), &id);
        }
    }
    Ok(())
}

/// `findSecret` expands the payload, whatever else was asked for: without it every secret looks empty.
fn push_expand(form: &mut String, action: Action, mut fields: Vec<String>) {
    let payload = Key::Payload.name();
    if action == Action::Find && !fields.iter().any(|field| field == payload) {
        fields.push(String::from(payload));
    }
    for (index, field) in fields.iter().enumerate() {
        let mut key = String::from("expand[");
        push_number(&mut key, index as u64);
        key.push(']');
        push_pair(form, &key, field);
    }
}

fn push_number_pair(form: &mut String, key: &str, number: u64) {
    push_pair(form, key, "");
    push_number(form, number);
}
