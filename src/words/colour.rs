//! A colour of the screen, and how well one is read on another.

use std::fmt;

/// A colour in sRGB: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// White.
    pub const WHITE: Self = Self([255; 3]);

    /// `#b3121d`, in either case, and `#abc` for `#aabbcc`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?.chars().map(|c| c.to_digit(16));
        let digits: Vec<u8> = digits
            .map(|digit| u8::try_from(digit?).ok())
            .collect::<Option<_>>()?;
        match *digits {
            [r, g, b] => Some(Self([r * 17, g * 17, b * 17])),
            [a, b, c, d, e, f] => Some(Self([a * 16 + b, c * 16 + d, e * 16 + f])),
            _ => None,
        }
    }

    /// The contrast with another colour, 1 to 21 (WCAG 2.1, “contrast ratio”).
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Relative luminance, 0 to 1 (WCAG 2.1).
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            match part <= 0.04045 {
                true => part / 12.92,
                false => ((part + 0.055) / 1.055).powf(2.4),
            }
        };
        let [r, g, b] = self.0.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The same hue with so many hundredths of its light, 0 to 100.
    #[must_use]
    pub fn dimmed(self, hundredths: u8) -> Self {
        let part = |part: u8| u16::from(part) * u16::from(hundredths.min(100)) / 100;
        Self(self.0.map(|of| u8::try_from(part(of)).unwrap_or(of)))
    }

    /// The lightest colour of the same hue that has at least this contrast with all of the others, which are light.
    #[must_use]
    pub fn legible_on(self, grounds: &[Self], contrast: f64) -> Self {
        let dimmed = (0..=100).rev().map(|hundredths| self.dimmed(hundredths));
        let is_legible = |colour: &Self| grounds.iter().all(|ground| colour.contrast(*ground) >= contrast);
        dimmed.into_iter().find(is_legible).unwrap_or(Self([0; 3]))
    }

    /// How far apart two colours look: 0 for equal ones, up to 765.
    #[must_use]
    pub fn distance(self, other: Self) -> u32 {
        let parts = self.0.into_iter().zip(other.0);
        parts.map(|(a, b)| u32::from(a.abs_diff(b))).sum()
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).expect("a colour")
    }

    #[test]
    fn colours_are_read_in_either_form_and_written_in_one() {
        assert_eq!(colour("#B3121D").to_string(), "#b3121d");
        assert_eq!(colour("#a0f").to_string(), "#aa00ff");
        for wrong in ["b3121d", "#b3121", "#b3121g", "#", "red", "＃b3121d", "#b3121d "] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    /// The numbers are those of WebAIM's contrast checker, rounded down there.
    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let of = |a, b| (colour(a).contrast(colour(b)) * 100.0).floor() / 100.0;
        assert!((of("#000000", "#ffffff") - 21.0).abs() < 0.001);
        assert!((of("#767676", "#ffffff") - 4.54).abs() < 0.001);
        assert!((of("#777777", "#ffffff") - 4.47).abs() < 0.001);
        assert!((of("#ffffff", "#ff0000") - 3.99).abs() < 0.011);
    }

    #[test]
    fn a_pale_colour_is_dimmed_until_it_is_read() {
        let pale = colour("#e06c75");
        let grounds = [Colour::WHITE, colour("#f5f7f9")];
        let right = pale.legible_on(&grounds, 4.5);
        assert!(grounds.iter().all(|ground| right.contrast(*ground) >= 4.5));
        assert!(right.0[0] > right.0[1] && right.0[0] > right.0[2], "{right}");
        assert_eq!(colour("#b3121d").legible_on(&grounds, 4.5).to_string(), "#b3121d");
    }
}
