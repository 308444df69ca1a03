//! A look into the variants of a union.

/// Implements `as_…`, which gives what a variant holds or else the union itself, and `is_…`.
///
/// ```
/// pub enum Notice {
///     Text(String),
///     Silence,
///     Unknown,
/// }
///
/// tinsmith_runtime::variants! { Notice
///     Text(String): as_text, is_text;
///     Silence: is_silence;
/// }
///
/// let notice = Notice::Text("soup is served".to_owned());
/// assert_eq!(notice.as_text().ok().map(String::as_str), Some("soup is served"));
/// assert!(notice.is_text() && !notice.is_silence() && !notice.is_unknown());
/// assert!(Notice::Silence.as_text().is_err_and(Notice::is_silence));
/// ```
///
/// The union has a variant `Unknown` besides.
#[macro_export]
macro_rules! variants {
    ($union:ident $($variant:ident $(($content:ty))?: $($name:ident),+;)*) => {
        impl $union {
            $($crate::variants! { @of $variant $(($content))? $($name)+ })*

            /// Whether it is a variant that the model does not name.
            #[must_use]
            #[inline]
            pub fn is_unknown(&self) -> bool {
                ::std::matches!(self, Self::Unknown)
            }
        }
    };
    (@of $variant:ident ($content:ty) $as:ident $is:ident) => {
        #[doc = ::std::concat!("What [`", ::std::stringify!($variant), "`](Self::", ::std::stringify!($variant), ") holds.")]
        ///
        /// # Errors
        /// The union itself if it is another variant.
        #[inline]
        pub fn $as(&self) -> ::std::result::Result<&$content, &Self> {
            match self {
                Self::$variant(value) => ::std::result::Result::Ok(value),
                other => ::std::result::Result::Err(other),
            }
        }

        #[doc = ::std::concat!("Whether it is [`", ::std::stringify!($variant), "`](Self::", ::std::stringify!($variant), ").")]
        #[must_use]
        #[inline]
        pub fn $is(&self) -> bool {
            ::std::matches!(self, Self::$variant(_))
        }
    };
    (@of $variant:ident $is:ident) => {
        #[doc = ::std::concat!("Whether it is [`", ::std::stringify!($variant), "`](Self::", ::std::stringify!($variant), ").")]
        #[must_use]
        #[inline]
        pub fn $is(&self) -> bool {
            ::std::matches!(self, Self::$variant)
        }
    };
}
