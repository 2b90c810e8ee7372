// Writes the Inter font into ../public/fonts, with its licence: one file for each of three weights, as a
// font that holds all weights takes half as long again to lay out a card with. Letters beyond those of
// Western Europe (Łukasz, Šimun, Áŋŋel) have files of their own, which browsers fetch where one is shown.
// Run with `npm run fonts`. Browsers keep the files for a year: other content needs other names.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const root = fileURLToPath(new URL('..', import.meta.url));
const inter = `${root}node_modules/@fontsource-variable/inter`;
const out = `${root}../public/fonts`;
mkdirSync(out, { recursive: true });

/** What src/font.css says of each file. */
const weights = [400, 540, 620];
const letters = (...ranges) => ranges.flatMap(([from, to = from]) => Array.from({ length: to - from + 1 }, (_, at) => from + at));
const parts = [
  // Basic Latin and Latin-1, Œ, accents by themselves, marks of text, €, ™, arrows, minus.
  ['inter', 'latin', letters([0x20, 0x7e], [0xa0, 0xff], [0x131], [0x152, 0x153], [0x2bb, 0x2bc], [0x2c6], [0x2da], [0x2dc], [0x300, 0x304], [0x308, 0x309], [0x323], [0x2000, 0x206f], [0x20ac], [0x2122], [0x2191], [0x2193], [0x2212], [0x2215])],
  // Latin Extended-A, and the Romanian letters with a comma below.
  ['inter-beyond', 'latin-ext', letters([0x100, 0x130], [0x132, 0x151], [0x154, 0x17f], [0x218, 0x21b])],
];

for (const wght of weights) {
  for (const [file, of, held] of parts) {
    const font = await subsetFont(readFileSync(`${inter}/files/inter-${of}-wght-normal.woff2`), String.fromCodePoint(...held), {
      targetFormat: 'woff2',
      variationAxes: { wght },
      keepFeatures: ['calt', 'ccmp', 'kern', 'locl', 'mark', 'mkmk', 'tnum'],
    });
    writeFileSync(`${out}/${file}-${wght}.woff2`, font);
    console.log(`${file}-${wght}.woff2 ${font.length} bytes`);
  }
}
copyFileSync(`${inter}/LICENSE`, `${out}/inter.LICENSE`);
