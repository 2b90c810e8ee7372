// Bundles src/main.css into ../target/style/kundekort.css: lightningcss bundles and minifies, rules that
// would style whole pages anew are said of less (what they are: far.mjs),
// then custom properties that nothing reads are dropped and data: addresses (which the
// content security policy refuses) are replaced by `none`.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { reachesFar, selectors } from './far.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = `${root}../target/style/kundekort.css`;
const tool = `${root}node_modules/.bin/lightningcss`;
const lightning = (...args) => execFileSync(tool, args, { cwd: root, stdio: 'inherit' });
mkdirSync(`${root}../target/style`, { recursive: true });
lightning('--bundle', '--minify', 'src/main.css', '-o', out);

let css = readFileSync(out, 'utf8').replace(/url\((?:"data:[^"]*"|data:[^)]*)\)/g, 'none');

// A rule for all that is in something with :has() makes browsers style the whole page anew whenever an
// element comes, goes or is typed in; so does one for whatever has something, as it may be any element.
// These are the library's, said of what they mean.
const toggle = ':has(input[type=radio],input[type=checkbox])';
const sayOf = (pattern, by) => {
  const before = css;
  css = css.replaceAll(pattern, by);
  if (css === before) throw new Error(`The library no longer has ${pattern}`);
};
// A field that is pointed at by its label shows so too: the library looked at all around it to leave that out.
sayOf(':has(label):not(:has(label:hover)) .ds-input', '.ds-input');
sayOf(`.ds-field${toggle}:has(input:focus-visible) *{`, `.ds-field${toggle}:has(input:focus-visible) :is(.ds-input,.ds-field){`);
sayOf('.ds-field:has(.ds-input[aria-disabled=true],.ds-input:disabled)>*{', '.ds-field:has(.ds-input[aria-disabled=true],.ds-input:disabled)>:is(.ds-input,.ds-label,[data-field]){');
// Where what is in a grid stands means nothing elsewhere, so it can be said of all.
sayOf('.ds-field>*{', '.ds-field>*{grid-column:content;');
sayOf('.ds-field>*+*{margin-top:var(--dsc-field-content-spacing)}', '.ds-field{--_k-stack:initial}.ds-field>*+*{margin-top:var(--_k-stack,var(--dsc-field-content-spacing))}');
sayOf(new RegExp(`\\.ds-field${toggle.replace(/[[\]()]/g, '\\$&')}>\\*\\{[^}]*\\}`, 'g'), `.ds-field${toggle}{--_k-stack:0}`);
// Its framed fields are not used.
sayOf(/\.ds-field\[data-variant=outline\][^{}]*\{[^{}]*\}/g, '');
const far = selectors(css).filter(reachesFar);
if (far.length) throw new Error(`These style the whole page anew at every change: ${far.join('; ')}`);
for (let before = ''; before !== css; ) {
  before = css;
  const used = new Set([...css.matchAll(/var\((--[\w-]+)/g)].map((m) => m[1]));
  css = css.replace(/(--(?:ds|dsc|_dsc|k)-[\w-]+):[^;{}]*(;|(?=\}))/g, (all, name) => (used.has(name) ? all : ''));
}
writeFileSync(out, css);
lightning('--minify', out, '-o', out);
css = readFileSync(out);
if (/url\(\s*["']?(https?:|\/\/|data:)/.test(css.toString())) throw new Error('The stylesheet names an outside address.');
console.log(`kundekort.css ${css.length} bytes, ${brotliCompressSync(css).length} in brotli`);
