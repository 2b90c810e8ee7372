//! The only place where a `<textarea>` is written.
//!
//! Leptos 0.8 does not escape the text in it when rendering on the server, so that
//! `</textarea><script>` in a comment would become a script. Here the text is escaped by hand.

use leptos::prelude::*;

/// A field of several lines.
#[component]
pub fn TextArea(
    /// Its id, which the label names.
    id: String,
    /// Its name in the form.
    name: String,
    /// What stands in it.
    value: String,
    /// What it says while empty.
    #[prop(optional)]
    placeholder: String,
    /// The id of the message beneath it, where something is wrong.
    #[prop(default = None)]
    error: Option<String>,
    /// Most characters.
    maxlength: u32,
    /// Rows at first; it grows.
    #[prop(default = None)]
    rows: Option<u32>,
    /// Whether colleagues can be called on in it, after an "@".
    #[prop(optional)]
    calls: bool,
    /// Whether it has the focus when the page opens.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let escaped = value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let placeholder = (!placeholder.is_empty()).then_some(placeholder);
    view! {
        <textarea
            class="ds-input"
            id=id
            name=name
            placeholder=placeholder
            maxlength=maxlength
            rows=rows
            autofocus=autofocus
            data-calls=calls.then_some("")
            aria-invalid=error.is_some().then_some("true")
            aria-describedby=error
        >
            {escaped}
        </textarea>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_in_the_text_stays_text() {
        let owner = Owner::new();
        let html = owner.with(|| {
            view! {
                <TextArea
                    id="a".to_owned()
                    name="b".to_owned()
                    value="</textarea><script>alert(1)</script>&amp;".to_owned()
                    maxlength=10
                />
            }
            .to_html()
        });
        assert!(html.contains("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;"), "{html}");
        assert_eq!(html.matches("<script").count(), 0);
    }
}
