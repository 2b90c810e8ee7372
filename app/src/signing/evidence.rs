//! What signers agree to, and what people read of the evidence.

use crate::i18n::signing as words;
use domain::language::Language;
use signing::Evidence;

/// What a signer agrees to.
#[must_use]
pub fn agreed(document: &str, name: &str, digest: &str, language: Language) -> String {
    words::AGREE.with(language, &[("document", document), ("name", name), ("digest", digest)])
}

/// The name of the file for people in the archive, and what it says.
#[must_use]
pub fn readable(evidence: &Evidence, language: Language) -> (&'static str, String) {
    // What people typed stands on one line, so that it is never taken for a line of ours.
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let head = [
        ("document", line(&evidence.document)),
        ("file", line(&evidence.file_name)),
        ("digest", evidence.sha256.clone()),
        ("customer", line(&evidence.customer)),
        ("who", line(&evidence.asked_by)),
        ("firm", line(&evidence.firm)),
        ("at", evidence.asked_at.clone()),
    ];
    let filled = |values: &[(&'static str, String)], text: domain::text::Text| {
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        text.with(language, &values)
    };
    let mut told = filled(&head, words::EVIDENCE_HEAD);
    for (at, one) in evidence.signatures.iter().enumerate() {
        let values = [
            ("n", (at + 1).to_string()),
            ("name", line(&one.name)),
            ("asked", line(&one.asked)),
            ("at", one.signed_at.clone()),
            ("issuer", one.issuer.clone()),
            ("acr", one.acr.clone().unwrap_or_else(|| "–".to_owned())),
            ("subject", one.subject.clone()),
            ("text", line(&one.binding.text)),
        ];
        told.push_str(&filled(&values, words::EVIDENCE_ONE));
    }
    told.push_str(words::EVIDENCE_FOOT.get(language));
    (words::EVIDENCE_FILE.get(language), told)
}
