//! A scheme's file as it comes from a disk: of any size, in any encoding.

use crate::examples::{Example, examples};
use crate::form::{Form, FormFault, FormFaultKind};
use crate::scheme::{LoadedScheme, load};

/// The most bytes that the file of a scheme may have.
///
/// Shown at [`load_bytes`].
pub const MAX_BYTES: usize = crate::form::MAX_BYTES;

/// Loads a scheme from the bytes of its file. Nobody need read more of one than a byte beyond [`MAX_BYTES`].
///
/// # Errors
/// All faults, with their lines, in the order of the text. Of a file that is too large or not UTF-8 there is one.
///
/// ```
/// use anzhi_schemes::{MAX_BYTES, load_bytes};
///
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// assert!(load_bytes(text.as_bytes()).is_ok());
/// let fault = |bytes: &[u8]| load_bytes(bytes).err().map(|faults| faults[0].to_string());
/// let latin = b"id = 'mine'\ntitle = '\xb0\xec\xb7\xa8'"; // GBK
/// assert_eq!(fault(latin).as_deref(), Some("line 2, character 10: toml-not-utf8: "));
/// let large = vec![b'#'; MAX_BYTES + 1];
/// assert_eq!(fault(&large).as_deref(), Some("line 1, character 1: scheme-too-large: "));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn load_bytes(bytes: &[u8]) -> Result<LoadedScheme, Vec<FormFault>> {
    load(text_of_form(bytes)?)
}

/// Reads the worked examples of a scheme from the bytes of their file.
///
/// # Errors
/// As [`load_bytes`].
///
/// ```
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// let loaded = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?;
/// let worked = anzhi_schemes::shipped_examples("county-reference").ok_or("none")?;
/// assert!(anzhi_schemes::examples_bytes(worked.as_bytes(), &loaded).is_ok());
/// let faults = anzhi_schemes::examples_bytes(b"\xb0", &loaded).err().ok_or("read")?;
/// assert_eq!(faults[0].kind.code(), "toml-not-utf8");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn examples_bytes(bytes: &[u8], loaded: &LoadedScheme) -> Result<Vec<Example>, Vec<FormFault>> {
    examples(text_of_form(bytes)?, loaded)
}

/// The text of a TOML file, for [`read_form`](crate::read_form).
///
/// # Errors
/// The one fault of a file that is too large or not UTF-8.
///
/// ```
/// assert_eq!(anzhi_schemes::text_of_form(b"a = 1"), Ok("a = 1"));
/// assert_eq!(anzhi_schemes::text_of_form(b"\xb0").unwrap_err()[0].kind.code(), "toml-not-utf8");
/// ```
pub fn text_of_form(bytes: &[u8]) -> Result<&str, Vec<FormFault>> {
    let one = |text: &str, kind| {
        let form = Form::new(text);
        form.fault(&(text.len()..text.len()), kind);
        form.placed().0
    };
    if bytes.len() > MAX_BYTES {
        return Err(one("", FormFaultKind::TooLarge { most: MAX_BYTES }));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        one(std::str::from_utf8(before).unwrap_or_default(), FormFaultKind::NotUtf8)
    })
}
