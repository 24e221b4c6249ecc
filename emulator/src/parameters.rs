//! Reads and checks the form parameters of a request.
//!
//! It accepts the forms of every SDK and curl: raw or encoded brackets, `expand[]` and `expand[0]`, `%20` and `+`, and for
//! a POST the query and the body.

use crate::api_error::ApiError;
use crate::assumption_log::AssumptionLog;
use crate::assumptions::Assumption;
use crate::log::shown_name;
use crate::request::Request;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use stripe_secret_store::card;
use stripe_secret_store::limits::{self, BadExpiry, TEXT_CHARACTERS};
use stripe_secret_store::scope::Scope;

const SCOPE_TYPE: &str = "scope[type]";
const SCOPE_USER: &str = "scope[user]";

/// 100 years without leap days, in seconds.
const SHORT_CENTURY: u64 = 36_500 * 86_400;

/// The parameters of a request, all of them known to its operation.
pub(crate) struct Parameters<'a> {
    /// Names as they are written with raw brackets, in the order of the request.
    given: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    expand: Vec<Cow<'a, str>>,
    assumed: &'a AssumptionLog,
}

impl<'a> Parameters<'a> {
    /// Reads the parameters of a request to an operation that knows `known` and needs `required`.
    pub(crate) fn read(request: &'a Request, known: &[&str], required: &[&str], assumed: &'a AssumptionLog) -> Result<Self, ApiError> {
        let is_form = |kind: &str| kind.trim_start().to_ascii_lowercase().starts_with("application/x-www-form-urlencoded");
        if request.method == "POST"
            && !request.header("content-type").is_none_or(is_form)
            && !request.body.is_empty()
            && assumed.consult(Assumption::NotAForm)
        {
            return Err(ApiError::not_a_form());
        }
        let mut parameters = Self { given: Vec::new(), expand: Vec::new(), assumed };
        let mut unknown = Vec::new();
        let mut misshapen = None;
        for (name, value) in request.parameters() {
            let (base, rest) = name.split_at(name.find('[').unwrap_or(name.len()));
            let mut wrong = |param: &str, shape: &str, name: &str| {
                if assumed.consult(Assumption::WrongShape) {
                    misshapen = Some(ApiError::shape(param, shape));
                } else {
                    unknown.push(Cow::Owned(name.to_owned()));
                }
            };
            match (base, rest) {
                _ if !known.contains(&base) => unknown.push(name),
                ("expand", rest) if is_array_index(rest) => parameters.expand.push(value),
                ("expand", _) => wrong("expand", "array", &name),
                ("scope", "[type]" | "[user]") | (_, "") if name != "scope" => parameters.given.push((name, value)),
                ("scope", "") => wrong("scope", "object", &name),
                ("scope", rest) if rest.starts_with("[type][") => wrong(SCOPE_TYPE, "string", &name),
                ("scope", rest) if rest.starts_with("[user][") => wrong(SCOPE_USER, "string", &name),
                ("scope", _) => unknown.push(name),
                (base, _) => wrong(base, "string", &name),
            }
        }
        if !unknown.is_empty() {
            let missing = required.iter().find(|name| parameters.given.iter().all(|(given, _)| given != **name));
            return Err(match missing {
                Some(name) if !assumed.consult(Assumption::UnknownFirst) => ApiError::missing(name),
                // A payload without its name in front of it looks like an unknown name.
                _ => ApiError::unknown(&unknown.iter().map(|name| shown_name(name)).collect::<Vec<_>>()),
            });
        }
        misshapen.map_or(Ok(parameters), Err)
    }

    /// Returns the value of this name, or the last one of several.
    fn value(&self, name: &str) -> Option<&str> {
        let mut values = self.given.iter().filter(|(given, _)| given == name).map(|(_, value)| value.as_ref());
        let first = values.next();
        match values.next_back() {
            Some(last) if self.assumed.consult(Assumption::LastValueCounts) => Some(last),
            _ => first,
        }
    }

    /// Returns a text that may be left out.
    pub(crate) fn optional(&self, name: &str) -> Result<Option<&str>, ApiError> {
        match self.value(name) {
            None => Ok(None),
            Some("") if name == "payload" || self.assumed.consult(Assumption::EmptyText) => Err(ApiError::empty(name)),
            Some("") => Ok(None),
            Some(value) if !self.fits(value) => {
                let error = ApiError::too_long(name, TEXT_CHARACTERS);
                Err(if self.assumed.consult(Assumption::OverLongText) { error } else { error.without_param() })
            }
            Some(value) => Ok(Some(value)),
        }
    }

    fn fits(&self, text: &str) -> bool {
        text.len() <= TEXT_CHARACTERS || limits::fits(text) && self.assumed.consult(Assumption::CharactersNotBytes)
    }

    /// Returns a text that must be there.
    pub(crate) fn required(&self, name: &str) -> Result<&str, ApiError> {
        self.optional(name)?.ok_or_else(|| ApiError::missing(name))
    }

    /// Returns the name of a secret to write.
    pub(crate) fn new_name(&self) -> Result<&str, ApiError> {
        let name = self.required("name")?;
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'.' | b'-' | b'_');
        if !name.bytes().all(is_plain) && !self.assumed.consult(Assumption::AnyName) {
            return Err(ApiError::name_characters());
        }
        self.without_card_number("name", name)
    }

    /// Returns the payload of a secret to write.
    pub(crate) fn payload(&self) -> Result<&str, ApiError> {
        self.without_card_number("payload", self.required("payload")?)
    }

    fn without_card_number<'t>(&self, param: &str, text: &'t str) -> Result<&'t str, ApiError> {
        if card::is_in(text.bytes()) && !self.assumed.consult(Assumption::CardNumbersKept) {
            return Err(ApiError::card_number(param));
        }
        Ok(text)
    }

    /// Reads `scope[type]` and `scope[user]`.
    pub(crate) fn scope(&self) -> Result<Scope, ApiError> {
        let user = self.optional(SCOPE_USER)?;
        match (self.optional(SCOPE_TYPE)?, user) {
            (None, None) => Err(ApiError::missing("scope")),
            (None, Some(_)) => Err(ApiError::missing(SCOPE_TYPE)),
            (Some("account"), Some(_)) if self.assumed.consult(Assumption::UserWithAccount) => Err(ApiError::unknown(&[SCOPE_USER])),
            (Some("account"), _) => Ok(Scope::Account),
            (Some("user"), None) => {
                let error = ApiError::missing(SCOPE_USER);
                Err(if self.assumed.consult(Assumption::UserMissing) { error } else { error.without_code() })
            }
            (Some("user"), Some(user)) => Ok(Scope::User { user: user.to_owned() }),
            (Some(_), _) => Err(ApiError::scope_type()),
        }
    }

    /// Reads `expires_at`, in Unix seconds.
    pub(crate) fn expires_at(&self, now: u64) -> Result<Option<u64>, ApiError> {
        let bad = |message: &str| {
            let error = ApiError::integer("expires_at", message);
            if self.assumed.consult(Assumption::BadExpiry) { error } else { error.without_code() }
        };
        let Some(text) = self.optional("expires_at")? else { return Ok(None) };
        let moment: i64 = text.parse().map_err(|_| bad("Invalid integer"))?;
        match limits::expiry(moment as f64, now as f64).map(|()| moment.unsigned_abs()) {
            Ok(moment) if moment > now.saturating_add(SHORT_CENTURY) && !self.assumed.consult(Assumption::Century) => {
                Err(bad("The expiry must be at most 100 years in the future."))
            }
            Ok(moment) => Ok(Some(moment)),
            Err(BadExpiry::Past) => Err(bad("The expiry must be in the future.")),
            Err(BadExpiry::TooFar) => Err(bad("The expiry must be at most 100 years in the future.")),
        }
    }

    /// Reads `limit`, or returns its default.
    pub(crate) fn limit(&self) -> Result<usize, ApiError> {
        let Some(text) = self.optional("limit")? else { return Ok(limits::DEFAULT_PAGE as usize) };
        let (least, most) = (*limits::PAGE.start(), *limits::PAGE.end());
        let (nearest, message) = match text.parse::<i64>() {
            Ok(limit) if limit < least as i64 => (least, "This value must be greater than or equal to 1."),
            Ok(limit) if limit > most as i64 => (most, "This value must be less than or equal to 100."),
            Ok(limit) => return Ok(limit as usize),
            Err(_) => (limits::DEFAULT_PAGE, "Invalid integer"),
        };
        if self.assumed.consult(Assumption::BadLimit) { Err(ApiError::integer("limit", message)) } else { Ok(nearest as usize) }
    }

    /// Returns whether `field`, the only one that can be expanded here, is to be expanded. If that rests on an assumption, it is `assumption`.
    pub(crate) fn expands(&self, field: &str, assumption: Option<Assumption>) -> Result<bool, ApiError> {
        let mut expands = false;
        for asked in &self.expand {
            let is_known = asked == field && assumption.is_none_or(|assumption| self.assumed.consult(assumption));
            if !is_known && (asked == field || self.assumed.consult(Assumption::UnknownExpand)) {
                return Err(ApiError::expand(asked));
            }
            expands |= is_known;
        }
        Ok(expands)
    }

    /// Returns a digest of all parameters, which does not depend on their encoding.
    pub(crate) fn fingerprint(&self, route: &str) -> Vec<u8> {
        let mut digest = Sha256::new();
        let mut add = |text: &str| {
            // The length comes first, so that two different lists never have the same hash.
            digest.update((text.len() as u64).to_be_bytes());
            digest.update(text);
        };
        add(route);
        let mut given: Vec<_> = self.given.iter().collect();
        given.sort();
        for (name, value) in given {
            add(name);
            add(value);
        }
        self.expand.iter().for_each(|field| add(field));
        digest.finalize().to_vec()
    }
}

/// Returns whether the brackets are `[]` or `[0]`.
fn is_array_index(brackets: &str) -> bool {
    let index = brackets.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    index.is_some_and(|index| index.bytes().all(|byte| byte.is_ascii_digit()))
}
