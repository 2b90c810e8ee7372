//! Web addresses of customers.

use serde::{Deserialize, Serialize};

/// A web address with the scheme `https` or `http`; nothing else can stand in a link.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WebAddress(String);

/// A text that is no web address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidWebAddress;

impl WebAddress {
    /// Reads an address as typed; without a scheme it gets `https://`.
    ///
    /// # Errors
    /// When it is no address of a web page, or longer than 500 characters.
    pub fn parse(text: &str) -> Result<Self, InvalidWebAddress> {
        let text = text.trim();
        let lower = text.to_ascii_lowercase();
        let full = if lower.starts_with("https://") || lower.starts_with("http://") {
            text.to_owned()
        } else if lower.contains("://") || lower.starts_with("javascript:") || lower.starts_with("data:") {
            return Err(InvalidWebAddress);
        } else {
            format!("https://{text}")
        };
        let rest = full.split_once("://").map_or("", |(_, rest)| rest);
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host_is_good = host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
            && host.chars().all(|c| c.is_alphanumeric() || ".-:".contains(c));
        let is_good = host_is_good
            && full.len() <= 500
            && !full.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"".contains(c));
        if is_good { Ok(Self(full)) } else { Err(InvalidWebAddress) }
    }

    /// The whole address, for a link.
    #[must_use]
    pub fn href(&self) -> &str {
        &self.0
    }

    /// The address without what everybody knows: `firma.no/jobb`.
    #[must_use]
    pub fn shown(&self) -> &str {
        let rest = self.0.split_once("://").map_or(self.0.as_str(), |(_, rest)| rest);
        rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_host_becomes_a_link() {
        let address = WebAddress::parse("www.bodosveis.example/").unwrap();
        assert_eq!(address.href(), "https://www.bodosveis.example/");
        assert_eq!(address.shown(), "bodosveis.example");
    }

    #[test]
    fn scripts_and_other_schemes_are_refused() {
        for bad in [
            "javascript:alert(1)",
            "ftp://a.no",
            "data:text/html,x",
            "nohost",
            "https://",
            "https://a b.no",
            "https://a.no/<script>",
        ] {
            assert_eq!(WebAddress::parse(bad), Err(InvalidWebAddress), "{bad}");
        }
    }
}
