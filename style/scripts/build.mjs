// Bundles src/main.css into ../target/style/kundekort.css: lightningcss bundles and minifies,
// then custom properties that nothing reads are dropped and data: addresses (which the
// content security policy refuses) are replaced by `none`.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = `${root}../target/style/kundekort.css`;
const tool = `${root}node_modules/.bin/lightningcss`;
const lightning = (...args) => execFileSync(tool, args, { cwd: root, stdio: 'inherit' });
mkdirSync(`${root}../target/style`, { recursive: true });
lightning('--bundle', '--minify', 'src/main.css', '-o', out);

let css = readFileSync(out, 'utf8').replace(/url\((?:"data:[^"]*"|data:[^)]*)\)/g, 'none');
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
