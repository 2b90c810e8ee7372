// Checks contract.md: each row has an id of the contract and names a test that is in the sources.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path) => readFileSync(root + path, 'utf8');
const under = (folder, end) =>
  existsSync(root + folder) ? readdirSync(root + folder, { recursive: true }).filter((name) => name.endsWith(end)).map((name) => `${folder}/${name}`) : [];

// The list of ids stands beside the checkout, where there is one; else only their form is checked.
const list = ['shared', '../shared'].map((path) => `${path}/contract/features.md`).find((path) => existsSync(root + path));
const ids = list && new Set([...read(list).matchAll(/^\| ([A-Z]{3}-\d+) \|/gm)].map((match) => match[1]));

const crates = { domain: 'app/domain', app: 'app', frontend: 'frontend', store: 'server/store', registry: 'server/registry', sharepoint: 'server/sharepoint', signing: 'server/signing', spreadsheet: 'server/spreadsheet', server: 'server', kundekort: 'server' };

/** Whether `crate::module::name` is a function with a test attribute. */
function rustTest(path) {
  const [crate, ...rest] = path.split('::');
  const name = rest.pop();
  const folder = crates[crate];
  if (!folder || !name) return false;
  return [...under(`${folder}/src`, '.rs'), ...under(`${folder}/tests`, '.rs')].some((file) => {
    const modules = file.slice(folder.length).replace(/^\/(src|tests)\//, '').replace(/\.rs$/, '').replace(/(^|\/)(lib|main|mod)$/, '').split('/').filter(Boolean);
    if (modules.some((module, at) => rest[at] !== module)) return false;
    const text = read(file);
    const inner = rest.slice(modules.length).every((module) => new RegExp(`\\bmod ${module}\\b`).test(text));
    return inner && new RegExp(`#\\[[\\w:]*test\\b[^\\]]*\\]\\s*(#\\[[^\\]]*\\]\\s*)*(async )?fn ${name}\\b`).test(text);
  });
}

/** Whether `file › block › title` stands in the file as test.describe and test. */
function browserTest(path) {
  const [file, ...titles] = path.split(' › ');
  if (!titles.length || !existsSync(`${root}end2end/${file}`)) return false;
  const text = read(`end2end/${file}`);
  const last = titles.length - 1;
  return titles.every((title, at) =>
    ["'", '"', '`'].some((quote) => {
      const written = title.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      return new RegExp(`\\b${at === last ? 'test' : 'describe'}(\\.\\w+)*\\(\\s*${quote}${written}${quote}`).test(text);
    }),
  );
}

const wrong = [];
let rows = 0;
for (const [at, line] of read('end2end/contract.md').split('\n').entries()) {
  if (!line.startsWith('|') || /^\| (id|---) \|/.test(line)) continue;
  const cells = line.split('|').slice(1, -1).map((cell) => cell.trim().replace(/^`(.*)`$/, '$1'));
  const [id, where, test] = cells;
  const say = (what) => wrong.push(`end2end/contract.md:${at + 1}: ${what}`);
  rows += 1;
  if (cells.length !== 3 || !where) say('a row has three cells: id, where, test');
  else if (!/^[A-Z]{3}-\d+$/.test(id) || (ids && !ids.has(id))) say(`${id} is no id of the contract`);
  else if (!(test.includes(' › ') ? browserTest(test) : rustTest(test))) say(`no such test: ${test}`);
}
console.log(wrong.length ? wrong.join('\n') : `${rows} rows, each with its test.`);
process.exitCode = wrong.length ? 1 : 0;
