// Writes the Lucide icons that icons.txt names: ../public/icons.svg, a sprite for what is made in the
// browser, and ../app/src/ui/icons.txt, each as one path that the server writes into the page (a page
// with hundreds of them is drawn sooner so than by reference). Copies their licence beside them. Run with
// `npm run assets`.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = `${root}node_modules`;
const open = `${root}../public`;
const names = readFileSync(`${root}icons.txt`, 'utf8').split('\n').filter(Boolean);
const icons = names.map((name) => {
  const svg = readFileSync(`${modules}/lucide-static/icons/${name}.svg`, 'utf8');
  const inner = svg.replace(/<!--[^]*?-->/g, '').replace(/^[^]*?<svg[^>]*>/, '').replace(/<\/svg>[^]*$/, '');
  const tight = inner.replace(/\s*\n\s*/g, '').replaceAll(' />', '/>');
  return { name, symbol: `<symbol id="${name}" viewBox="0 0 24 24">${tight}</symbol>`, path: onePath(name, tight) };
});

/** All shapes of an icon as the data of one path. */
function onePath(name, shapes) {
  return [...shapes.matchAll(/<(\w+)([^>]*)\/>/g)]
    .map(([, shape, attributes]) => {
      const at = Object.fromEntries([...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]));
      const of = (...keys) => keys.map((key) => Number(at[key] ?? 0));
      if (shape === 'path') return absolute(at.d);
      if (shape === 'line') return `M${at.x1} ${at.y1}L${at.x2} ${at.y2}`;
      if (shape === 'polygon') return `M${at.points}z`;
      if (shape === 'polyline') return `M${at.points}`;
      if (shape === 'circle') {
        const [x, y, r] = of('cx', 'cy', 'r');
        return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
      }
      if (shape === 'rect') {
        const [x, y, width, height] = of('x', 'y', 'width', 'height');
        const r = Number(at.rx ?? at.ry ?? 0);
        const corner = (toX, toY) => (r ? `a${r} ${r} 0 0 1 ${toX * r} ${toY * r}` : '');
        return `M${x + r} ${y}h${width - 2 * r}${corner(1, 1)}v${height - 2 * r}${corner(-1, 1)}h${2 * r - width}${corner(-1, -1)}v${2 * r - height}${corner(1, -1)}z`;
      }
      throw new Error(`${name} has a ${shape}`);
    })
    .join('');
}

/** A path that stands by itself anywhere in another: its first move is absolute. */
function absolute(path) {
  return path.replace(/^m\s*(-?(?:\d+\.?\d*|\.\d+))[\s,]*(-?(?:\d+\.?\d*|\.\d+))\s*(?=([-.\d])?)/, (_, x, y, more) => `M${x} ${y}${more ? 'l' : ''}`);
}
writeFileSync(
  `${open}/icons.svg`,
  `<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide, ISC and MIT: see icons.LICENSE -->\n${icons.map(({ symbol }) => symbol).join('\n')}\n</svg>\n`,
);
writeFileSync(`${root}../app/src/ui/icons.txt`, `${icons.map(({ name, path }) => `${name} ${path}`).join('\n')}\n`);
copyFileSync(`${modules}/lucide-static/LICENSE`, `${open}/icons.LICENSE`);
console.log(`${names.length} icons`);
