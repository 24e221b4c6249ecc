//! What JavaScript names by numbers has the numbers that JavaScript thinks it has.

use std::fs;
use stripe_secret_store::error::{ErrorCode, Problem};
use stripe_secret_store::operation::Failure;
use stripe_secret_store::request::Action;
use stripe_secret_store::value::Kind;

/// The value of `const NAME = N;` in a file of js/.
fn constant(file: &str, name: &str) -> usize {
    let source = fs::read_to_string(format!("{}/js/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let line = source.lines().find_map(|line| line.strip_prefix(&format!("const {name} = "))).expect(name);
    line.trim_end_matches(';').parse().unwrap()
}

#[test]
fn kinds_have_the_numbers_of_values_js() {
    for (index, kind) in Kind::ALL.into_iter().enumerate() {
        assert_eq!(kind as usize, index);
        assert_eq!(constant("values.js", &format!("{kind:?}").to_uppercase()), index, "{kind:?}");
    }
}

#[test]
fn failures_have_the_numbers_of_driver_js() {
    let names = ["CONNECTION", "HOST_NOT_READY", "TIMED_OUT", "ABORTED", "NOT_SENT"];
    for (index, (failure, name)) in Failure::ALL.into_iter().zip(names).enumerate() {
        assert_eq!(failure as usize, index);
        assert_eq!(constant("driver.js", name), index, "{failure:?}");
    }
}

#[test]
fn problems_that_mean_no_field_have_the_numbers_of_error_js() {
    assert_eq!(constant("error.js", "UNKNOWN"), Problem::Unknown as usize);
    assert_eq!(constant("error.js", "NO_ROOM"), Problem::NoRoom as usize);
}

#[test]
fn the_last_code_that_error_js_has_is_the_one_that_it_takes_for_what_nobody_expects() {
    let [.., last, ErrorCode::WebassemblyUnavailable] = ErrorCode::ALL else { panic!("another code is the last") };
    assert_eq!(*last, ErrorCode::UnexpectedFailure);
}

#[test]
fn actions_codes_and_problems_are_found_by_their_numbers() {
    for (index, action) in Action::ALL.into_iter().enumerate() {
        assert_eq!(action as usize, index);
        assert_eq!(constant("client.js", &format!("{action:?}").to_uppercase()), index, "{action:?}");
    }
    for (index, code) in ErrorCode::ALL.iter().enumerate() {
        assert_eq!(*code as usize, index);
    }
    for (index, problem) in Problem::ALL.iter().enumerate() {
        assert_eq!(*problem as usize, index);
    }
}
