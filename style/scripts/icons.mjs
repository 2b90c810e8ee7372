// Writes ../public/icons.svg (one sprite of the Lucide icons in icons.txt) and copies the
// Inter font and both licences beside them. Run with `npm run assets`.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = `${root}node_modules`;
const open = `${root}../public`;
mkdirSync(`${open}/fonts`, { recursive: true });
const names = readFileSync(`${root}icons.txt`, 'utf8').split('\n').filter(Boolean);
const symbols = names.map((name) => {
  const svg = readFileSync(`${modules}/lucide-static/icons/${name}.svg`, 'utf8');
  const inner = svg.replace(/<!--[^]*?-->/g, '').replace(/^[^]*?<svg[^>]*>/, '').replace(/<\/svg>[^]*$/, '');
  const tight = inner.replace(/\s*\n\s*/g, '').replaceAll(' />', '/>');
  return `<symbol id="${name}" viewBox="0 0 24 24">${tight}</symbol>`;
});
writeFileSync(
  `${open}/icons.svg`,
  `<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide, ISC and MIT: see icons.LICENSE -->\n${symbols.join('\n')}\n</svg>\n`,
);
copyFileSync(`${modules}/lucide-static/LICENSE`, `${open}/icons.LICENSE`);
const inter = `${modules}/@fontsource-variable/inter`;
copyFileSync(`${inter}/files/inter-latin-wght-normal.woff2`, `${open}/fonts/inter-latin-wght-normal.woff2`);
copyFileSync(`${inter}/LICENSE`, `${open}/fonts/inter.LICENSE`);
console.log(`${names.length} icons`);
