//! The forms of the four operations, built from validated parameters.

use crate::card;
use crate::encoding::{push_pair, write_number};
use crate::error::{ErrorCode, Problem, Result, ValidationError};
use crate::field::{Field, FieldSet};
use crate::keyword::Keyword;
use crate::operation::Operation;
use crate::options::Client;
use crate::scope;
use crate::scratch::{Form, Scratch};
use crate::validation;
use crate::value::{Kind, Value};

/// The error for a form that does not fit. The largest one fits, so this is a second safeguard.
const TOO_LONG: ValidationError = ValidationError::new(ErrorCode::InvalidParameter, Problem::TooLong, Field::Payload);

/// Checks the parameters of `operation` and builds its form. Returns it with the user whose scope is meant, or `None` for the account's scope.
pub(crate) fn build<'a, V: Value>(
    client: &Client<V>,
    operation: Operation,
    fields: FieldSet,
    params: &V,
    now: f64,
    scratch: &'a Scratch,
) -> Result<(Form<'a>, Option<V>)> {
    let is_list = operation == Operation::List;
    let mut form = scratch.form();
    let mut user = None;
    let mut has_cursor = false;
    for field in fields.iter() {
        let is_left_out = !matches!(field, Field::Name | Field::Payload) && params.kind_of(field) == Kind::Undefined;
        if field == Field::Scope {
            let scope = if is_left_out { client.scope } else { params.get(field) };
            user = push_scope(&mut form, client, &scope, scratch)?;
            continue;
        }
        if is_left_out {
            continue;
        }
        let value = params.get(field);
        let text = if matches!(field, Field::ExpiresAt | Field::Limit) {
            let number = if is_list { validation::limit(&value) } else { validation::expires_at(&value, now) }?;
            if number == 0.0 {
                continue;
            }
            scratch.text(|cells| write_number(cells, number)).ok_or(TOO_LONG)?
        } else {
            let code = match field {
                Field::Name => ErrorCode::InvalidName,
                Field::Payload => ErrorCode::InvalidPayload,
                _ => ErrorCode::InvalidParameter,
            };
            if code == ErrorCode::InvalidParameter {
                if has_cursor {
                    return Err(ValidationError::new(code, Problem::TwoCursors, field));
                }
                has_cursor = true;
            }
            validation::text(&value, scratch, code, field)?
        };
        if operation == Operation::Create && !client.write_policy.card_numbers_allowed && card::is_in(text.bytes()) {
            return Err(ValidationError::new(ErrorCode::CardNumber, Problem::CardNumber, field));
        }
        push_pair(&mut form, name_of(field), text.bytes()).ok_or(TOO_LONG)?;
    }
    if operation == Operation::Find {
        // Without it every secret looks empty.
        push_pair(&mut form, "expand[0]", Field::Payload.name().bytes()).ok_or(TOO_LONG)?;
    }
    if client.write_policy.lacks_permission && operation.writes() {
        return Err(ValidationError::new(ErrorCode::PermissionMissing, Problem::PermissionMissing, Field::AppContext));
    }
    Ok((form, user))
}

/// Returns the name of a parameter that is sent. The compiler sees that it is one of these, so that the module has no other names.
const fn name_of(field: Field) -> &'static str {
    match field {
        Field::Name => Field::Name.name(),
        Field::Payload => Field::Payload.name(),
        Field::ExpiresAt => Field::ExpiresAt.name(),
        Field::Limit => Field::Limit.name(),
        Field::StartingAfter => Field::StartingAfter.name(),
        _ => Field::EndingBefore.name(),
    }
}

fn push_scope<V: Value>(form: &mut Form<'_>, client: &Client<V>, scope: &V, scratch: &Scratch) -> Result<Option<V>> {
    let user = scope::resolve(scope, &client.user)?;
    let name = if user.is_some() { Keyword::User.as_str() } else { Keyword::Account.as_str() };
    push_pair(form, "scope[type]", name.bytes()).ok_or(TOO_LONG)?;
    if let Some(user) = &user {
        let text = validation::text(user, scratch, ErrorCode::InvalidScope, Field::Scope)?;
        push_pair(form, "scope[user]", text.bytes()).ok_or(TOO_LONG)?;
    }
    Ok(user)
}
