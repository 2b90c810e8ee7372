// Loads the WASM, wakes the islands, and says so on <html>. A file of its own and not a script in
// the page, so that the content security policy needs no exception.
const { script, wasm } = document.querySelector("script[data-wasm]").dataset;
// The WASM is compiled while the page is still being parsed.
const parsed = document.readyState === "loading" && new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
const app = await import(script);
await app.default({ module_or_path: wasm });
await parsed;
app.hydrate();
for (const island of document.querySelectorAll("leptos-island")) await app[island.dataset.component]?.(island);
document.documentElement.dataset.ready = "";
