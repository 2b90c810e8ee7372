//! Where the folders are, as administrators type it, and what a customer's folder is called.

use crate::{error::Problem, plain_text};

/// What a customer's folder is called where the firm has not said otherwise.
pub const USUAL_PATTERN: &str = "{number} {name}";
/// Most characters of a pattern.
pub const PATTERN_MAX: u32 = 100;
/// Most characters of the way to the folder with all customers.
pub const FOLDER_MAX: u32 = 300;
/// Most characters of a folder's name: the whole way to a file may have no more than 400.
const NAME_MAX: usize = 120;
/// What no name in a library may hold.
const FORBIDDEN: &str = "\"*:<>?/\\|";
/// Names that `SharePoint` keeps for itself.
const RESERVED: [&str; 6] = [".lock", "con", "prn", "aux", "nul", "desktop.ini"];
/// Where a site ends in the address that one sees while one looks at its files.
const INSIDE: [&str; 8] = [
    "shared documents",
    "shared%20documents",
    "delte dokumenter",
    "delte%20dokumenter",
    "delade dokument",
    "delade%20dokument",
    "sitepages",
    "_layouts",
];

/// The address of a site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SiteAddress {
    /// Its host, such as `firma.sharepoint.com`.
    pub host: String,
    /// The parts of its path, such as `sites` and `salg`; none for the site of the host itself.
    pub path: Vec<String>,
}

impl SiteAddress {
    /// Reads an address as typed or copied; what is inside the site is left out.
    ///
    /// # Errors
    /// When there can be no site there.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let typed = plain_text::line(typed, 500)?;
        if typed.is_empty() {
            return Err(Problem::Required);
        }
        let lower = typed.to_ascii_lowercase();
        let rest = match lower.find("://") {
            Some(at) if lower.starts_with("https://") => typed.get(at + 3..).unwrap_or_default(),
            Some(_) => return Err(Problem::SiteAddress),
            None => typed.as_str(),
        };
        let rest = rest.split(['?', '#']).next().unwrap_or_default();
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let is_label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                && !label.starts_with('-')
        };
        if !host.contains('.') || host.len() > 253 || !host.split('.').all(is_label) {
            return Err(Problem::SiteAddress);
        }
        let is_inside = |part: &&str| !INSIDE.contains(&part.to_lowercase().as_str());
        let parts: Vec<String> =
            path.split('/').filter(|part| !part.is_empty()).take_while(is_inside).map(str::to_owned).collect();
        if parts.iter().any(|part| !is_name(part) || part.contains('%')) {
            return Err(Problem::SiteAddress);
        }
        let site = Self { host: host.to_ascii_lowercase(), path: parts };
        // What is kept has its beginning, whether that was typed or not.
        if site.shown().chars().count() > 500 {
            return Err(Problem::TooLong { max: 500 });
        }
        Ok(site)
    }

    /// As it is kept and shown.
    #[must_use]
    pub fn shown(&self) -> String {
        let path: String = self.path.iter().flat_map(|part| ["/", part]).collect();
        format!("https://{}{path}", self.host)
    }
}

/// Whether something in a library can be called that.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.chars().count() <= 255
        && !name.chars().any(|c| FORBIDDEN.contains(c) || c.is_control())
        && name.trim() == name
        && !name.ends_with('.')
        && !name.starts_with("~$")
        && !name.to_lowercase().contains("_vti_")
        && !RESERVED.contains(&name.to_lowercase().as_str())
}

/// Reads the way to the folder with all customers, from the top of the library: names with `/` between them, or
/// nothing for the top itself.
///
/// # Errors
/// When a part of it can't be a folder.
pub fn folder_path(typed: &str) -> Result<Vec<String>, Problem> {
    let typed = plain_text::line(typed, FOLDER_MAX)?;
    let parts = typed.replace('\\', "/");
    let parts: Vec<String> =
        parts.split('/').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    if parts.iter().all(|part| is_name(part)) { Ok(parts) } else { Err(Problem::FolderName) }
}

/// Reads how customers' folders are called: with `{number}`, `{name}` or both.
///
/// # Errors
/// When it tells no customer from another, or no folder can be called that.
pub fn pattern(typed: &str) -> Result<String, Problem> {
    let typed = plain_text::line(typed, PATTERN_MAX)?;
    if typed.is_empty() {
        return Err(Problem::Required);
    }
    let around = typed.replace("{number}", "1").replace("{name}", "a");
    if around == typed || around.contains(['{', '}']) {
        return Err(Problem::FolderPattern);
    }
    if is_name(&around) { Ok(typed) } else { Err(Problem::FolderName) }
}

/// A name in which what no name may hold is a hyphen.
fn safe(name: &str) -> String {
    let safe: String = name.chars().map(|c| if FORBIDDEN.contains(c) || c.is_control() { '-' } else { c }).collect();
    safe.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a customer's folder is called by a pattern.
#[must_use]
pub fn folder_name(pattern: &str, number: i64, name: &str) -> String {
    // In this order: a customer that is called {number} is called that.
    let whole = pattern.replace("{number}", &number.to_string()).replace("{name}", &safe(name));
    let cut: String = whole.chars().take(NAME_MAX).collect();
    let cut = cut.trim().trim_end_matches('.').trim_end().trim_start_matches("~$").to_owned();
    if is_name(&cut) { cut } else { number.to_string() }
}

/// What a file is called that its owner calls so; its ending stays.
#[must_use]
pub fn file_name(name: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let ending: String = safe(ending).chars().take(20).collect();
    let stem: String = safe(stem).trim_start_matches("~$").chars().take(NAME_MAX).collect();
    let whole = format!("{}.{ending}", stem.trim()).trim_end_matches('.').to_owned();
    if is_name(&whole) && !stem.trim().is_empty() {
        whole
    } else {
        format!("fil.{ending}").trim_end_matches('.').to_owned()
    }
}

fn is_guid(text: &str) -> bool {
    let parts: Vec<usize> = text.split('-').map(str::len).collect();
    parts == [8, 4, 4, 4, 12] && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// Reads by what Microsoft knows the firm's directory: its id, or one of its domains.
///
/// # Errors
/// When it can be neither.
pub fn directory_id(typed: &str) -> Result<String, Problem> {
    let typed = plain_text::line(typed, 253)?.to_ascii_lowercase();
    if typed.is_empty() {
        return Err(Problem::Required);
    }
    let is_label =
        |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let is_domain = typed.contains('.') && typed.split('.').all(is_label);
    if is_guid(&typed) || is_domain { Ok(typed) } else { Err(Problem::DirectoryId) }
}

/// Reads by what the directory knows this system.
///
/// # Errors
/// When it is no such id.
pub fn client_id(typed: &str) -> Result<String, Problem> {
    let typed = plain_text::line(typed, 100)?.to_ascii_lowercase();
    if typed.is_empty() {
        return Err(Problem::Required);
    }
    if is_guid(&typed) { Ok(typed) } else { Err(Problem::ClientId) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_read_from_the_address_that_one_has_at_hand() {
        let site = |typed: &str| SiteAddress::parse(typed).map(|site| site.shown());
        for typed in [
            "https://Firma.sharepoint.com/sites/salg",
            "firma.sharepoint.com/sites/salg/",
            " https://firma.sharepoint.com/sites/salg/Shared%20Documents/Forms/AllItems.aspx?id=%2Fsites%2Fsalg ",
            "https://firma.sharepoint.com/sites/salg/SitePages/Home.aspx",
        ] {
            assert_eq!(site(typed).as_deref(), Ok("https://firma.sharepoint.com/sites/salg"), "{typed}");
        }
        assert_eq!(site("https://firma.sharepoint.com").as_deref(), Ok("https://firma.sharepoint.com"));
        assert_eq!(SiteAddress::parse("firma.sharepoint.com/sites/salg/nord").unwrap().path, ["sites", "salg", "nord"]);
        let long = |most: usize| {
            let typed = format!("firma.sharepoint.com/{}/", "a".repeat(230));
            format!("{typed}{}", "b".repeat(most - typed.len()))
        };
        assert_eq!(site(&long(492)).map(|site| site.len()), Ok(500));
        assert_eq!(site(&long(493)), Err(Problem::TooLong { max: 500 }), "with its beginning it is longer");
        assert_eq!(site(""), Err(Problem::Required));
        for wrong in [
            "http://firma.sharepoint.com/sites/salg",
            "salg",
            "https://firma.sharepoint.com:8443/sites/salg",
            "https://name@firma.sharepoint.com/sites/salg",
            "https://firma.sharepoint.com/sites/../salg",
            "https://firma.sharepoint.com/sites/sa:lg",
            "https://firma.sharepoint.com/sites/sa%6cg",
            "javascript://firma.sharepoint.com",
        ] {
            assert_eq!(site(wrong), Err(Problem::SiteAddress), "{wrong}");
        }
    }

    #[test]
    fn the_way_to_a_folder_leads_down_alone() {
        assert_eq!(folder_path(" Salg / Kunder/ ").unwrap(), ["Salg", "Kunder"]);
        assert_eq!(folder_path("Salg\\Kunder 100 %").unwrap(), ["Salg", "Kunder 100 %"]);
        assert!(folder_path("").unwrap().is_empty() && folder_path("/").unwrap().is_empty());
        for wrong in ["..", "Salg/../Ledelse", "Salg/.", "a:b", "Salg/kunder.", "~$a", "_vti_cnf", "CON"] {
            assert_eq!(folder_path(wrong), Err(Problem::FolderName), "{wrong}");
        }
    }

    #[test]
    fn a_pattern_tells_customers_apart() {
        assert_eq!(pattern(" {number}  {name} ").as_deref(), Ok("{number} {name}"));
        assert_eq!(pattern("Kunde {number}").as_deref(), Ok("Kunde {number}"));
        assert_eq!(pattern(""), Err(Problem::Required));
        for wrong in ["Kunder", "{navn}", "{name", "{name} {nr}"] {
            assert_eq!(pattern(wrong), Err(Problem::FolderPattern), "{wrong}");
        }
        assert_eq!(pattern("{name}/Avtaler"), Err(Problem::FolderName));
    }

    #[test]
    fn a_folder_is_called_what_a_library_takes_whatever_the_customer_is_called() {
        let named = |name: &str| folder_name(USUAL_PATTERN, 10_001, name);
        assert_eq!(named("Bodø Sveis & Montasje AS"), "10001 Bodø Sveis & Montasje AS");
        assert_eq!(named("Berg/Dal: 100% #1 ?"), "10001 Berg-Dal- 100% #1 -");
        assert_eq!(named("Verft A.S."), "10001 Verft A.S");
        assert_eq!(named("../../Ledelse"), "10001 ..-..-Ledelse");
        assert_eq!(folder_name("{name}", 7, ".."), "7", "no way up");
        assert_eq!(folder_name("{name}", 7, "CON"), "7");
        assert_eq!(folder_name("{name}", 7, "~$skjult"), "skjult");
        assert_eq!(folder_name("{name} ({number})", 7, "{number}"), "{number} (7)");
        assert_eq!(named(&"å".repeat(300)).chars().count(), 120);
    }

    #[test]
    fn a_file_keeps_its_ending_and_leads_nowhere() {
        assert_eq!(file_name("Møte #1 50 %.docx"), "Møte #1 50 %.docx");
        assert_eq!(file_name("a/b: c?.pdf"), "a-b- c-.pdf");
        assert_eq!(
            (file_name(".."), file_name("CON"), file_name(".lock")),
            ("fil".into(), "fil".into(), "fil.lock".into())
        );
        assert_eq!(file_name("~$avtale.docx"), "avtale.docx");
        assert_eq!(file_name(&format!("{}.pdf", "å".repeat(300))).chars().count(), 124);
    }

    #[test]
    fn ids_are_those_that_microsoft_gives() {
        let id = "8D0B0A5E-3C1B-4D3B-9A52-0B4D8C2F6E11";
        assert_eq!(directory_id(id).unwrap(), id.to_lowercase());
        assert_eq!(directory_id("firma.onmicrosoft.com").as_deref(), Ok("firma.onmicrosoft.com"));
        assert_eq!(client_id(id).unwrap(), id.to_lowercase());
        for wrong in ["firma", "../x", "a..b", "firma.no/x", "8D0B0A5E"] {
            assert_eq!(directory_id(wrong), Err(Problem::DirectoryId), "{wrong}");
        }
        assert_eq!((client_id("firma.no"), client_id("")), (Err(Problem::ClientId), Err(Problem::Required)));
    }
}
