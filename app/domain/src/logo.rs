//! The logo of a customer: what of it a page needs to know (seed 002:15).

/// Longest side of a logo as it is kept, in pixels.
pub const LARGEST_SIDE: u32 = 512;

/// A logo as a page shows it; the picture itself has an address of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// SHA-256 of the picture's bytes, in hexadecimal.
    pub digest: String,
    /// Width, in pixels.
    pub width: u32,
    /// Height, in pixels.
    pub height: u32,
}

impl Logo {
    /// Width and height in which it fits into a box, never larger than it is and at least 1 pixel.
    #[must_use]
    pub fn within(&self, width: u32, height: u32) -> (u32, u32) {
        let (own_width, own_height) = (self.width.max(1), self.height.max(1));
        if own_width <= width && own_height <= height {
            return (own_width, own_height);
        }
        if own_width * height > own_height * width {
            (width, (own_height * width / own_width).max(1))
        } else {
            ((own_width * height / own_height).max(1), height)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logo_fits_into_its_box_and_keeps_its_shape() {
        let logo = |width, height| Logo { digest: String::new(), width, height };
        assert_eq!(logo(40, 20).within(160, 48), (40, 20));
        assert_eq!(logo(512, 128).within(160, 48), (160, 40));
        assert_eq!(logo(512, 512).within(160, 48), (48, 48));
        assert_eq!(logo(512, 1).within(160, 48), (160, 1));
        assert_eq!(logo(1, 512).within(160, 48), (1, 48));
    }
}
