//! The language of what people read.

/// Chinese or English.
///
/// ```
/// use anzhi_report::Lang;
///
/// assert_eq!(Lang::Zh.pick("岗位", "vacancy"), "岗位");
/// assert_eq!(Lang::En.pick("岗位", "vacancy"), "vacancy");
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Lang {
    /// English.
    En,
    /// Chinese (中文).
    Zh,
}

impl Lang {
    /// The language of an environment: the first of LC_ALL, LC_MESSAGES and LANG that is set decides. What
    /// begins with `en` is English; everything else, `C` included, and nothing at all is Chinese.
    ///
    /// ```
    /// use anzhi_report::Lang;
    ///
    /// assert_eq!(Lang::from_environment(|name| (name == "LANG").then(|| "en_GB.UTF-8".into())), Lang::En);
    /// assert_eq!(Lang::from_environment(|name| (name == "LC_ALL").then(|| "C".into())), Lang::Zh);
    /// assert_eq!(Lang::from_environment(|_| None), Lang::Zh);
    /// ```
    pub fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &&str| variable(name).is_some_and(|value| !value.is_empty());
        let value =
            ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find(|name| set(name)).and_then(|name| variable(name));
        if value.is_some_and(|value| value.starts_with("en")) { Self::En } else { Self::Zh }
    }

    /// The one of two texts that is in this language.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::En => en,
            Self::Zh => zh,
        }
    }
}

/// Formats one of two sentences, Chinese first.
macro_rules! say {
    ($lang:expr, $zh:literal, $en:literal $(,)?) => {
        match $lang {
            $crate::Lang::Zh => format!($zh),
            $crate::Lang::En => format!($en),
        }
    };
}
pub(crate) use say;
