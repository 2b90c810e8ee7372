//! Addresses below those of Microsoft, each part of them encoded by itself.

use domain::sharepoint::Failure;
use reqwest::Url;
use std::fmt::Write;

/// A part of an address: letters of ASCII, digits and `-._~!,` stand for themselves, all else is encoded (RFC 3986).
pub(crate) fn encoded(part: &str) -> String {
    let mut all = String::with_capacity(part.len());
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!,".contains(&byte) {
            all.push(char::from(byte));
        } else {
            let _ = write!(all, "%{byte:02X}");
        }
    }
    all
}

/// Names of folders and files as a way, each after a slash. A name that leads up or nowhere is refused: encoded or not,
/// addresses have such parts taken out.
pub(crate) fn way<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<String, Failure> {
    let mut all = String::new();
    for name in names {
        if name.is_empty() || name == "." || name == ".." {
            return Err(Failure::NotFound);
        }
        all.push('/');
        all.push_str(&encoded(name));
    }
    Ok(all)
}

/// What stands below a base, whose own path stays in front.
pub(crate) fn below(base: &Url, rest: &str) -> Result<Url, Failure> {
    Url::parse(&format!("{}{rest}", base.as_str().trim_end_matches('/'))).map_err(|_| Failure::Broken)
}

/// Whether an address is below a base: only there the token goes.
pub(crate) fn is_below(base: &Url, address: &Url) -> bool {
    address.origin() == base.origin()
        && address.username().is_empty()
        && address.path().starts_with(base.path().trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_names_are_parts_of_a_way_and_nothing_else() {
        assert_eq!(way(["Kunder", "100 % #1?"]).as_deref(), Ok("/Kunder/100%20%25%20%231%3F"));
        assert_eq!(way(["Ærø/..", "a:b"]).as_deref(), Ok("/%C3%86r%C3%B8%2F../a%3Ab"));
        for wrong in ["", ".", ".."] {
            assert_eq!(way(["Kunder", wrong]), Err(Failure::NotFound), "{wrong}");
        }
    }

    #[test]
    fn the_token_goes_nowhere_else() {
        let base = Url::parse("https://graph.example/at").unwrap();
        let is = |address: &str| is_below(&base, &Url::parse(address).unwrap());
        assert_eq!(below(&base, "/v1.0/x").unwrap().as_str(), "https://graph.example/at/v1.0/x");
        assert!(is("https://graph.example/at/v1.0/next?$skiptoken=1"));
        for wrong in [
            "https://graph.example.evil.example/at/v1.0",
            "http://graph.example/at/v1.0",
            "https://graph.example:444/at",
            "https://name@graph.example/at",
            "https://graph.example/elsewhere",
        ] {
            assert!(!is(wrong), "{wrong}");
        }
    }
}
