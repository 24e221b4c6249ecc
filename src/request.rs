//! The four requests, built from checked parameters.

use crate::card;
use crate::error::{ErrorCode, Problem, Refusal, Result};
use crate::form::{push_pair, write_number};
use crate::key::{Key, Keys};
use crate::options::Client;
use crate::room::{FULL, Form, Room};
use crate::rules;
use crate::scope;
use crate::secret::PATH;
use crate::value::{Kind, Value};

/// One of the four operations.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
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

/// A request, ready to be sent. No `Debug`: its form may hold a payload.
pub struct Request<'a> {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path, without a query.
    pub path: &'static str,
    /// The parameters: the query of a `GET`, the body of a `POST`.
    pub form: Form<'a>,
}

impl Action {
    /// All of them, in the order of their numbers, by which JavaScript names them.
    pub const ALL: [Action; 4] = [Action::Create, Action::Find, Action::List, Action::Delete];

    /// Whether it changes something.
    pub const fn writes(self) -> bool {
        matches!(self, Action::Create | Action::Delete)
    }

    /// The parameters it takes.
    pub const fn fields(self) -> Keys {
        const CREATE: Keys = Keys::of(&[Key::Name, Key::Payload, Key::Scope, Key::ExpiresAt]);
        const LIST: Keys = Keys::of(&[Key::Scope, Key::Limit, Key::StartingAfter, Key::EndingBefore]);
        const BY_NAME: Keys = Keys::of(&[Key::Name, Key::Scope]);
        match self {
            Action::Create => CREATE,
            Action::List => LIST,
            Action::Find | Action::Delete => BY_NAME,
        }
    }
}

/// Checks the parameters of `action` and builds its request; with it comes the user whose scope is meant, if it is not the account's.
pub(crate) fn build<'a, V: Value>(
    client: &Client<V>,
    action: Action,
    params: &V,
    now: f64,
    room: &'a Room,
) -> Result<(Request<'a>, Option<V>)> {
    let is_list = action == Action::List;
    if !is_list || params.kind() != Kind::Undefined {
        rules::fields(params, action.fields(), ErrorCode::InvalidParameter)?;
    }
    let mut form = room.form();
    let mut user = None;
    let mut has_cursor = false;
    for key in action.fields().iter() {
        let is_left_out = !matches!(key, Key::Name | Key::Payload) && params.kind_of(key) == Kind::Undefined;
        if key == Key::Scope {
            let scope = if is_left_out { client.scope } else { params.get(key) };
            user = push_scope(&mut form, client, &scope, room)?;
            continue;
        }
        if is_left_out {
            continue;
        }
        let value = params.get(key);
        let mut code = ErrorCode::InvalidParameter;
        match key {
            Key::ExpiresAt | Key::Limit => {
                let number = if is_list { rules::limit(&value) } else { rules::expires_at(&value, now) }?;
                if number > 0.0 {
                    let digits = room.text(|cells| write_number(cells, number)).ok_or(FULL)?;
                    push_pair(&mut form, name_of(key), digits.bytes()).ok_or(FULL)?;
                }
                continue;
            }
            Key::Name => code = ErrorCode::InvalidName,
            Key::Payload => code = ErrorCode::InvalidPayload,
            // A cursor.
            _ if has_cursor => return Err(Refusal::new(code, Problem::TwoCursors, key)),
            _ => has_cursor = true,
        }
        let text = rules::text(&value, room, code, key)?;
        if action == Action::Create && !client.limits.card_numbers_allowed && card::is_in(text.bytes()) {
            return Err(Refusal::new(ErrorCode::CardNumber, Problem::Card, key));
        }
        push_pair(&mut form, name_of(key), text.bytes()).ok_or(FULL)?;
    }
    if action == Action::Find {
        // Without it every secret looks empty.
        push_pair(&mut form, "expand[0]", Key::Payload.name().bytes()).ok_or(FULL)?;
    }
    if client.limits.may_not_write && action.writes() {
        return Err(Refusal::new(ErrorCode::PermissionMissing, Problem::NotPermitted, Key::AppContext));
    }
    let (method, path) = match action {
        Action::Create => ("POST", PATH),
        Action::Find => ("GET", "/v1/apps/secrets/find"),
        Action::List => ("GET", PATH),
        Action::Delete => ("POST", "/v1/apps/secrets/delete"),
    };
    Ok((Request { method, path, form }, user))
}

/// The name of a parameter that is sent: one of these, so that the module has no others.
const fn name_of(key: Key) -> &'static str {
    match key {
        Key::Name => Key::Name.name(),
        Key::Payload => Key::Payload.name(),
        Key::ExpiresAt => Key::ExpiresAt.name(),
        Key::Limit => Key::Limit.name(),
        Key::StartingAfter => Key::StartingAfter.name(),
        _ => Key::EndingBefore.name(),
    }
}

fn push_scope<V: Value>(form: &mut Form<'_>, client: &Client<V>, scope: &V, room: &Room) -> Result<Option<V>> {
    let user = scope::resolve(scope, &client.user)?;
    let name = if user.is_some() { Key::User.name() } else { Key::Account.name() };
    push_pair(form, "scope[type]", name.bytes()).ok_or(FULL)?;
    if let Some(user) = &user {
        let text = rules::text(user, room, ErrorCode::InvalidScope, Key::Scope)?;
        push_pair(form, "scope[user]", text.bytes()).ok_or(FULL)?;
    }
    Ok(user)
}
