//! A text as a code for cameras (二维码), two rows of it in one line of text.

use qrcodegen::{QrCode, QrCodeEcc};

/// So many light modules a reader needs around the code.
const QUIET: i32 = 4;

/// The code in half-block characters, dark on light as on paper; nothing if the text is too long for one.
pub(crate) fn qr_text(content: &str) -> String {
    let Ok(code) = QrCode::encode_text(content, QrCodeEcc::Medium) else { return String::new() };
    let (from, to) = (-QUIET, code.size() + QUIET);
    let mut text = String::new();
    let mut y = from;
    while y < to {
        let line: String =
            (from..to).map(|x| block(code.get_module(x, y), code.get_module(x, y + 1))).collect();
        // Blanks at the end of a line say nothing.
        text.push_str(line.trim_end());
        text.push('\n');
        y += 2;
    }
    text
}

fn block(upper: bool, lower: bool) -> char {
    match (upper, lower) {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        (false, false) => ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::{QUIET, qr_text};
    use qrcodegen::{QrCode, QrCodeEcc};

    #[test]
    fn every_module_stands_in_its_place_and_fits_the_screen() {
        let content = "9957f0014b9920c0189ddf2c5ed24e9b50b17ddebb5cd3aa88d737e93de99ec3";
        let (text, code) = (qr_text(content), QrCode::encode_text(content, QrCodeEcc::Medium).unwrap());
        let rows: Vec<Vec<char>> = text.lines().map(|line| line.chars().collect()).collect();
        let dark = |x: i32, y: i32| {
            let (x, y) = (usize::try_from(x + QUIET).unwrap(), usize::try_from(y + QUIET).unwrap());
            let halves = match rows[y / 2].get(x).copied().unwrap_or(' ') {
                '█' => [true, true],
                '▀' => [true, false],
                '▄' => [false, true],
                _ => [false, false],
            };
            halves[y % 2]
        };
        for (x, y) in (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y))) {
            assert_eq!(dark(x, y), code.get_module(x, y), "{x} {y}");
        }
        assert!(rows.iter().all(|row| row.len() <= 80) && rows.len() <= 30);
        assert!(rows[0].is_empty() && rows[rows.len() - 1].is_empty());
    }

    #[test]
    fn what_is_too_long_gives_none() {
        assert_eq!(qr_text(&"x".repeat(5_000)), "");
    }
}
