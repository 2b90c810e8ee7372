//! From a file that somebody uploaded to a picture of our own making.
//!
//! A file is what its bytes say, whatever it is called. It is decoded and encoded anew, so that
//! nothing but pixels is kept: no place where a photograph was taken, nothing appended.

use crate::request::Received;
use domain::{
    error::{ApiError, ErrorCode, Problem},
    logo::LARGEST_SIDE,
};
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, ImageResult, Limits, codecs::jpeg::JpegEncoder,
    imageops::FilterType, metadata::Orientation,
};
use std::{io::Cursor, time::Duration};
use store::logo::Picture;
use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};

/// Most megabytes of a file.
pub(crate) const MOST_MEGABYTES: u32 = 2;
/// Most millions of pixels: what a telephone's camera makes.
const MOST_MEGAPIXELS: u32 = 16;
/// Most bytes that decoding may take: as many pixels with four bytes each, and room for the decoder.
const MOST_MEMORY: u64 = 96 * 1024 * 1024;
/// Longest side that is looked into at all.
const LONGEST_SIDE: u32 = 16_384;
/// Quality of a photograph, of 100.
const QUALITY: u8 = 88;
/// So long an upload waits for others.
const PATIENCE: Duration = Duration::from_secs(10);

/// Pictures are decoded two at a time, so that uploads starve nobody of processors and memory.
static DECODING: Semaphore = Semaphore::const_new(2);

/// The picture in what was received.
///
/// # Errors
/// What is wrong with it, as of the field `logo`; [`ErrorCode::Unavailable`] when too many others
/// are waiting.
pub(super) async fn picture(received: Received) -> Result<Picture, ApiError> {
    let refused = |problem| ApiError::field("logo", problem);
    let bytes = match received {
        Received::Whole(bytes) if bytes.is_empty() => return Err(refused(Problem::NoPicture)),
        Received::Whole(bytes) => bytes,
        Received::Nothing | Received::Empty | Received::Stored { .. } => return Err(refused(Problem::NoPicture)),
        Received::TooLarge => return Err(refused(Problem::PictureTooLarge { max: MOST_MEGABYTES })),
        Received::Torn => return Err(refused(Problem::PictureBroken)),
    };
    let unavailable = || ApiError::new(ErrorCode::Unavailable);
    let turn = timeout(PATIENCE, DECODING.acquire()).await.ok().and_then(Result::ok).ok_or_else(unavailable)?;
    let made = spawn_blocking(move || {
        let made = make(&bytes);
        // Held to the end of the work, also where nobody waits for it any more.
        drop(turn);
        made
    });
    match made.await {
        Ok(made) => made.map_err(refused),
        Err(error) => {
            tracing::warn!(%error, "a decoder gave up on a picture");
            Err(refused(Problem::PictureBroken))
        }
    }
}

fn make(bytes: &[u8]) -> Result<Picture, Problem> {
    let format = image::guess_format(bytes)
        .ok()
        .filter(|format| matches!(format, ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP | ImageFormat::Gif))
        .ok_or(Problem::PictureKind)?;
    let image = decoded(bytes, format).map_err(|error| problem_of(&error))?.ok_or(TOO_MANY_PIXELS)?;
    let image = if image.width() > LARGEST_SIDE || image.height() > LARGEST_SIDE {
        image.resize(LARGEST_SIDE, LARGEST_SIDE, FilterType::CatmullRom)
    } else {
        image
    };
    encoded(&image, format).map_err(|error| problem_of(&error))
}

const TOO_MANY_PIXELS: Problem = Problem::PictureTooManyPixels { max: MOST_MEGAPIXELS };

fn problem_of(error: &ImageError) -> Problem {
    match error {
        ImageError::Limits(_) => TOO_MANY_PIXELS,
        ImageError::Unsupported(_) => Problem::PictureKind,
        _ => Problem::PictureBroken,
    }
}

/// The pixels, the way up that a camera says; nothing where there are too many, which is known
/// before they are looked into.
fn decoded(bytes: &[u8], format: ImageFormat) -> ImageResult<Option<DynamicImage>> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > u64::from(MOST_MEGAPIXELS) * 1_000_000 {
        return Ok(None);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    Ok(Some(image))
}

/// A photograph stays one; everything else keeps its sharp edges and what shines through.
fn encoded(image: &DynamicImage, format: ImageFormat) -> ImageResult<Picture> {
    let (width, height) = (image.width(), image.height());
    let mut content = Vec::new();
    let media_type = if format == ImageFormat::Jpeg {
        JpegEncoder::new_with_quality(&mut content, QUALITY).encode_image(&image.to_rgb8())?;
        "image/jpeg"
    } else {
        let eight_bit: DynamicImage =
            if image.color().has_alpha() { image.to_rgba8().into() } else { image.to_rgb8().into() };
        eight_bit.write_to(&mut Cursor::new(&mut content), ImageFormat::Png)?;
        "image/png"
    };
    Ok(Picture { media_type, width, height, content })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgba, RgbaImage};

    fn drawn(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let image = DynamicImage::from(RgbaImage::from_fn(width, height, |x, y| {
            Rgba([u8::try_from(x % 256).unwrap(), u8::try_from(y % 256).unwrap(), 90, 255])
        }));
        let mut out = Vec::new();
        let image = if format == ImageFormat::Jpeg { image.to_rgb8().into() } else { image };
        image.write_to(&mut Cursor::new(&mut out), format).unwrap();
        out
    }

    /// A PNG chunk: length, name, content and the checksum over name and content.
    fn chunk(name: [u8; 4], content: &[u8]) -> Vec<u8> {
        let crc = name.iter().chain(content).fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 })
        });
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [&length, name.as_slice(), content, &(!crc).to_be_bytes()].concat()
    }

    /// The beginning of a PNG that says how large it is.
    fn claims(width: u32, height: u32) -> Vec<u8> {
        let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
        [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(*b"IHDR", &header), chunk(*b"IDAT", &[0; 64]), chunk(*b"IEND", &[])]
            .concat()
    }

    #[test]
    fn each_kind_becomes_one_that_browsers_only_paint() {
        for (format, media_type) in [
            (ImageFormat::Png, "image/png"),
            (ImageFormat::Jpeg, "image/jpeg"),
            (ImageFormat::WebP, "image/png"),
            (ImageFormat::Gif, "image/png"),
        ] {
            let made = make(&drawn(40, 20, format)).unwrap();
            assert_eq!((made.media_type, made.width, made.height), (media_type, 40, 20), "{format:?}");
            let again = image::load_from_memory(&made.content).unwrap();
            assert_eq!((again.width(), again.height()), (40, 20), "{format:?}");
        }
    }

    #[test]
    fn a_large_one_is_made_smaller_and_keeps_its_shape() {
        let made = make(&drawn(1024, 256, ImageFormat::Png)).unwrap();
        assert_eq!((made.width, made.height), (512, 128));
        let line = make(&drawn(3000, 1, ImageFormat::Png)).unwrap();
        assert_eq!((line.width, line.height), (512, 1));
    }

    #[test]
    fn the_same_file_becomes_the_same_picture() {
        let file = drawn(60, 60, ImageFormat::Jpeg);
        assert_eq!(make(&file).unwrap(), make(&file).unwrap());
    }

    #[test]
    fn nothing_but_pixels_is_kept() {
        let mut file = drawn(8, 8, ImageFormat::Png);
        let end = file.split_off(file.len() - 12);
        file.extend(chunk(*b"tEXt", b"Comment\0secret place"));
        file.extend(end);
        file.extend(b"<script>alert(1)</script>");
        let content = make(&file).unwrap().content;
        for hidden in [&b"secret"[..], b"<script>"] {
            assert!(!content.windows(hidden.len()).any(|part| part == hidden));
        }
    }

    #[test]
    fn what_is_no_picture_is_refused_whatever_it_is_called() {
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        for file in [&svg[..], b"GIF", b"BM\0\0", b"%PDF-1.7", b"\0\0\x01\0", b"II*\0", b"hello"] {
            assert_eq!(make(file), Err(Problem::PictureKind), "{file:?}");
        }
    }

    #[test]
    fn a_bomb_is_known_by_what_it_claims() {
        for (width, height) in [(30_000, 30_000), (5_000, 5_000), (16_384, 16_384), (u32::MAX >> 1, 1)] {
            assert_eq!(make(&claims(width, height)), Err(TOO_MANY_PIXELS), "{width} x {height}");
        }
    }

    #[test]
    fn a_file_that_is_torn_or_damaged_is_refused() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif] {
            let file = drawn(64, 64, format);
            assert_eq!(make(&file[..20]), Err(Problem::PictureBroken), "{format:?}");
        }
        assert_eq!(make(&claims(100, 100)), Err(Problem::PictureBroken));
        assert_eq!(make(&claims(0, 100)), Err(Problem::PictureBroken));
    }
}
