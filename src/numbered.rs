//! The macro for everything that Rust and JavaScript both know by number. js/generated.js has the same numbers.

/// Declares an enum and its values in the order of their numbers, each with its texts. The first text is its documentation.
macro_rules! numbered {
    ($(#[$attribute:meta])* $name:ident, $count:literal: $($variant:ident = $first:literal $(, $more:literal)*;)+) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum $name {
            $(#[doc = $first] $variant),+
        }

        impl $name {
            /// Lists all values, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Returns the value with this number.
            pub fn numbered(number: i32) -> Option<Self> {
                // Compiles to a comparison. A look-up in `ALL` would be a table in the module, and a load at each use.
                match number {
                    $(_ if number == Self::$variant as i32 => Some(Self::$variant),)+
                    _ => None,
                }
            }

            /// Returns the texts of a value. Called with a value that the compiler does not know, this brings all texts into the module.
            #[allow(dead_code)] // Some enums have texts for the documentation only.
            pub(crate) const fn texts(self) -> [&'static str; $count] {
                match self { $(Self::$variant => [$first $(, $more)*]),+ }
            }
        }
    };
}
