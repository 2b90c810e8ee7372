// Loads the WASM, wakes the islands, and says so on <html>. A file of its own and not a script in
// the page, so that the content security policy needs no exception; before the stylesheet, so that
// the WASM is there when the page is parsed and nothing waits for the first layout.
(() => {
  const { script, wasm } = document.currentScript.dataset;
  const parsed = new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
  const loaded = Promise.all([import(script), WebAssembly.compileStreaming(fetch(wasm))]).then(([app, module]) => {
    app.initSync({ module });
    return app;
  });
  // Without the WASM the page works as it does without scripts: with all that stands in its menus.
  Promise.all([loaded, parsed]).catch(() => {
    for (const kept of document.querySelectorAll("noscript")) kept.outerHTML = kept.textContent;
  });
  Promise.all([loaded, parsed]).then(async ([app]) => {
    app.hydrate();
    for (const island of document.querySelectorAll("leptos-island")) await app[island.dataset.component]?.(island);
    document.documentElement.dataset.ready = "";
  });
})();
