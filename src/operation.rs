//! The four operations of the Secret Store.

use crate::field::{Field, FieldSet};

numbered! {
    /// An operation of the Secret Store.
    Operation, 3:
    Create = "Creates or replaces a secret.", "POST", "/v1/apps/secrets";
    Find = "Finds a secret by name, with its payload.", "GET", "/v1/apps/secrets/find";
    List = "Lists a page of a scope.", "GET", "/v1/apps/secrets";
    Delete = "Deletes a secret by name.", "POST", "/v1/apps/secrets/delete";
}

impl Operation {
    /// Returns the HTTP method. A `POST` sends its parameters as the body, a `GET` as the query.
    pub const fn method(self) -> &'static str {
        let [_, method, _] = self.texts();
        method
    }

    /// Returns the path, without a query.
    pub const fn path(self) -> &'static str {
        let [_, _, path] = self.texts();
        path
    }

    /// Returns whether the operation changes something.
    pub const fn writes(self) -> bool {
        matches!(self, Operation::Create | Operation::Delete)
    }

    /// Returns the parameters that the operation takes.
    pub const fn fields(self) -> FieldSet {
        const CREATE: FieldSet = FieldSet::of(&[Field::Name, Field::Payload, Field::Scope, Field::ExpiresAt]);
        const LIST: FieldSet = FieldSet::of(&[Field::Scope, Field::Limit, Field::StartingAfter, Field::EndingBefore]);
        const BY_NAME: FieldSet = FieldSet::of(&[Field::Name, Field::Scope]);
        match self {
            Operation::Create => CREATE,
            Operation::List => LIST,
            Operation::Find | Operation::Delete => BY_NAME,
        }
    }
}
