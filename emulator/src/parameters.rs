//! The form parameters of a request, checked.
//!
//! What every SDK and curl send is read alike: brackets raw or encoded, `expand[]` and `expand[0]`, `%20` and `+`, and for
//! a POST the query as well as the body.

use crate::refusal::Refusal;
use crate::request::Request;
use stripe_secret_store::form;
use stripe_secret_store::rules::{self, BadExpiry, TEXT_CHARACTERS};
use stripe_secret_store::scope::Scope;

const SCOPE_TYPE: &str = "scope[type]";
const SCOPE_USER: &str = "scope[user]";

/// The parameters of a request, all of them known to its operation.
pub(crate) struct Parameters {
    /// Names as they are written with raw brackets, in the order of the request.
    given: Vec<(String, String)>,
    expand: Vec<String>,
}

/// All names and values of a request, decoded.
pub(crate) fn decoded(request: &Request) -> impl Iterator<Item = (String, String)> {
    let body = if request.method == "POST" { request.body.as_str() } else { "" };
    form::pairs(request.query()).chain(form::pairs(body)).map(|(name, value)| (name.into_owned(), value.into_owned()))
}

impl Parameters {
    /// The parameters of a request to an operation that knows `known`.
    pub(crate) fn read(request: &Request, known: &[&str]) -> Result<Self, Refusal> {
        let is_form = |kind: &str| kind.trim_start().to_ascii_lowercase().starts_with("application/x-www-form-urlencoded");
        if request.method == "POST" && !request.header("content-type").is_none_or(is_form) {
            return Err(Refusal::not_a_form());
        }
        let mut parameters = Self { given: Vec::new(), expand: Vec::new() };
        let mut unknown = Vec::new();
        let mut misshapen = None;
        for (name, value) in decoded(request) {
            let (base, rest) = name.split_at(name.find('[').unwrap_or(name.len()));
            match (base, rest) {
                _ if !known.contains(&base) => unknown.push(name),
                ("expand", rest) if is_array_index(rest) => parameters.expand.push(value),
                ("expand", _) => misshapen = Some(Refusal::shape("expand", "array")),
                ("scope", "[type]" | "[user]") | (_, "") if name != "scope" => parameters.given.push((name, value)),
                ("scope", "") => misshapen = Some(Refusal::shape("scope", "object")),
                ("scope", rest) if rest.starts_with("[type][") => misshapen = Some(Refusal::shape(SCOPE_TYPE, "string")),
                ("scope", rest) if rest.starts_with("[user][") => misshapen = Some(Refusal::shape(SCOPE_USER, "string")),
                ("scope", _) => unknown.push(name),
                (base, _) => misshapen = Some(Refusal::shape(base, "string")),
            }
        }
        match misshapen {
            _ if !unknown.is_empty() => Err(Refusal::unknown(&unknown)),
            Some(refusal) => Err(refusal),
            None => Ok(parameters),
        }
    }

    /// A text that may be left out.
    pub(crate) fn optional(&self, name: &str) -> Result<Option<&str>, Refusal> {
        match self.given.iter().rev().find(|(given, _)| given == name) {
            None => Ok(None),
            Some((_, value)) if value.is_empty() => Err(Refusal::empty(name)),
            Some((_, value)) if !rules::fits(value) => Err(Refusal::too_long(name, TEXT_CHARACTERS)),
            Some((_, value)) => Ok(Some(value)),
        }
    }

    /// A text that has to be there.
    pub(crate) fn required(&self, name: &str) -> Result<&str, Refusal> {
        self.optional(name)?.ok_or_else(|| Refusal::missing(name))
    }

    /// `scope[type]` and `scope[user]`.
    pub(crate) fn scope(&self) -> Result<Scope, Refusal> {
        let user = self.optional(SCOPE_USER)?;
        match (self.optional(SCOPE_TYPE)?, user) {
            (None, None) => Err(Refusal::missing("scope")),
            (None, Some(_)) => Err(Refusal::missing(SCOPE_TYPE)),
            (Some("account"), None) => Ok(Scope::Account),
            (Some("account"), Some(_)) => Err(Refusal::unknown(&[SCOPE_USER.to_owned()])),
            (Some("user"), None) => Err(Refusal::missing(SCOPE_USER)),
            (Some("user"), Some(user)) => Ok(Scope::User { user: user.to_owned() }),
            (Some(_), _) => Err(Refusal::scope_type()),
        }
    }

    /// `expires_at`, in Unix seconds.
    pub(crate) fn expires_at(&self, now: u64) -> Result<Option<u64>, Refusal> {
        let Some(moment) = self.integer("expires_at")? else { return Ok(None) };
        match rules::expiry(moment, now) {
            Ok(moment) => Ok(Some(moment)),
            Err(BadExpiry::Past) => Err(Refusal::integer("expires_at", "The expiry must be in the future.")),
            Err(BadExpiry::TooFar) => Err(Refusal::integer("expires_at", "The expiry must be at most 100 years in the future.")),
        }
    }

    /// `limit`, or what it is when it is left out.
    pub(crate) fn limit(&self) -> Result<usize, Refusal> {
        let limit = match self.integer("limit")? {
            None => rules::DEFAULT_PAGE,
            Some(limit) if limit < 1 => return Err(Refusal::integer("limit", "This value must be greater than or equal to 1.")),
            Some(limit) => limit.unsigned_abs(),
        };
        if !rules::PAGE.contains(&limit) {
            return Err(Refusal::integer("limit", "This value must be less than or equal to 100."));
        }
        Ok(usize::try_from(limit).unwrap_or(usize::MAX))
    }

    /// Whether `field`, the one that can be expanded here, is to be.
    pub(crate) fn expands(&self, field: &str) -> Result<bool, Refusal> {
        match self.expand.iter().find(|asked| *asked != field) {
            Some(stranger) => Err(Refusal::expand(stranger)),
            None => Ok(!self.expand.is_empty()),
        }
    }

    fn integer(&self, name: &str) -> Result<Option<i64>, Refusal> {
        let Some(text) = self.optional(name)? else { return Ok(None) };
        text.parse().map(Some).map_err(|_| Refusal::integer(name, "Invalid integer"))
    }
}

/// `[]` or `[0]`.
fn is_array_index(brackets: &str) -> bool {
    let index = brackets.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    index.is_some_and(|index| index.bytes().all(|byte| byte.is_ascii_digit()))
}
