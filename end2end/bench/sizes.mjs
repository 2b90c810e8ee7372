// Measures lists, searches, cards and saves at given numbers of customers. Run it by
// ./dev bench --customers N, or --sizes N,N,N for what each costs at each size.
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { root, sql, start } from '../server.mjs';
import { later, lists, searches } from './lists.mjs';
import { explain, plansOf, report } from './plans.mjs';
import { save, visit } from './steps.mjs';
import { Table, printed } from './table.mjs';
import { memory, percentile, request, wrk } from './tools.mjs';
import { changed, exported, imported } from './work.mjs';

const { values: options } = parseArgs({ options: { customers: { type: 'string' }, sizes: { type: 'string' } } });
const binary = process.env.KUNDEKORT_BINARY ?? 'target/release/kundekort';
const site = process.env.LEPTOS_SITE_ROOT ?? 'target/site';
const cluster = process.env.DATABASE_URL;
const log = process.env.POSTGRES_LOG;
const usual = 400;
const targets = { p50: 5, p95: 15, p95Of16: 100, save: 5, memory: 100, card: 1.2, imported: 10_000 };
// Rows of the import, and how many of the firm's customers are changed, the first by their numbers.
const rowsOfWork = { imported: 100_000, changed: 50_000 };
const shown = (count) => count.toLocaleString('en');

const sizes = (options.sizes ?? options.customers ?? '').split(',').map(Number);
if (!sizes.every((size) => Number.isInteger(size) && size >= usual)) {
  console.error(`How many customers? At least ${usual}: --customers 1000000, or --sizes 1000,10000,100000`);
  process.exit(2);
}
let ok = true;
if (options.sizes) await compare();
else ok = await one(sizes[0]);
process.exit(ok ? 0 : 1);

/** The address of a database with so many customers, which stays for the next time. */
function load(size) {
  const name = `bench_${size}`;
  const database = cluster.replace(/\/[^/]*$/, `/${name}`);
  const isLoaded = () => sql(database, 'select count(*) as n from tenant')[0].n > 0;
  const [{ n }] = sql(cluster, `select count(*) as n from pg_database where datname = '${name}'`);
  if (!n) sql(cluster, `create database ${name}`);
  else if (sql(database, `select to_regclass('tenant') is not null as there`)[0].there && isLoaded()) return database;
  const from = Date.now();
  console.log(`Loading ${shown(size)} customers ...`);
  const env = { ...process.env, DATABASE_URL: database };
  execFileSync(root + binary, ['demo', '--customers', String(size)], { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const [{ room }] = sql(database, 'select pg_size_pretty(pg_database_size(current_database())) as room');
  console.log(`Loaded in ${Math.round((Date.now() - from) / 1000)} s, ${room}.`);
  return database;
}

/** Reads what lists, searches and work go through from the disk: what is measured is warm, as in a server that has been running. */
function warm(database) {
  if (!sql(database, `select from pg_available_extensions where name = 'pg_prewarm'`).length) {
    console.log('There is no pg_prewarm here: what is read for the first time comes from the disk.');
    return;
  }
  sql(database, 'create extension if not exists pg_prewarm');
  const tables = ['change_log', 'contact', 'customer'].map((name) => `'${name}'::regclass`).join(', ');
  // The tables first: should there be no room for all, their rows are read anew sooner than keys.
  sql(database, `select sum(pg_prewarm(c)) from unnest(array[${tables}]) c`);
  sql(database, `select sum(pg_prewarm(indexrelid)) from pg_index where indrelid in (${tables})`);
}

function serve(database) {
  return start({ binary, site, database, log: 'target/dev/bench-server.log' });
}

/** All lists with their pages, all searches, and the card: { name: addresses }. */
async function wanted(address, database, { customer, cookie, card }) {
  const all = {};
  for (const [name, paths] of Object.entries(lists(database, customer.tenant_id))) {
    const ends = [];
    // The way there is 200 pages, so of a few.
    for (const path of paths.slice(0, 3)) ends.push(await later(address, cookie, path));
    all[`${name}, first page`] = paths;
    const rows = Math.max(...ends.map((end) => end.rows));
    if (rows > 0) all[`${name}, ${shown(rows)} rows further`] = ends.filter((end) => end.rows > 0).map((end) => end.path);
  }
  for (const letters of [2, 4, 8]) all[`search by ${letters} letters`] = searches(database, customer.tenant_id, letters);
  all.card = [card];
  return all;
}

/** A size by itself, with one client and with sixteen, its memory and its plans. */
async function one(size) {
  const seconds = 3;
  const table = new Table();
  const small = await cardAt(load(usual), seconds);
  const database = load(size);
  const server = await serve(database);
  const { address, pid } = server;
  let all;
  try {
    warm(database);
    console.log(`Measuring at ${shown(size)} customers, ${seconds} s a load, about 4 min:`);
    const visitor = await visit(address, database);
    const { customer, cookie, card } = visitor;
    all = await wanted(address, database, visitor);
    for (const [name, paths] of Object.entries(all)) {
      await wrk(address, paths, { connections: 2, seconds: 1, cookie }); // what lies on the disk is read once
      const alone = await wrk(address, paths, { connections: 1, seconds, cookie });
      const many = await wrk(address, paths, { connections: 16, seconds, cookie });
      if (name === 'card') {
        table.note('card', 'ms', alone.p50, alone.p95);
        table.note(`card, times that at ${usual} customers`, 'times', alone.p50 / small, undefined, { most: targets.card });
        table.note('card, 16 clients', 'ms', many.p50, many.p95);
        continue;
      }
      table.note(name, 'ms', alone.p50, alone.p95, { below: targets.p50 });
      table.note(`${name}: p95`, 'ms', alone.p95, undefined, { below: targets.p95 });
      table.note(`${name}: p95, 16 clients`, 'ms', many.p95, undefined, { below: targets.p95Of16 });
    }
    table.note('memory after lists and searches', 'MB', await memory(pid), undefined, { below: targets.memory });
    const saves = await save(address, database, cookie, customer);
    table.note('save of one field', 'ms', percentile(saves, 0.5), percentile(saves, 0.95), { below: targets.save });
    table.note('memory after saves', 'MB', await memory(pid), undefined, { below: targets.memory });
    await work(table, address, database, visitor, pid, size);
  } finally {
    await server.stop();
  }
  const met = table.end(`bench-${size}.json`);
  const whole = await plans(database, all, size);
  if (whole.length) console.log(`\nRead from end to end: ${whole.join('; ')}`);
  else console.log('\nNo list reads customers or contacts from end to end.');
  return met && !whole.length;
}

/** Export, change of many and import, with the memory that each takes. */
async function work(table, address, database, { customer, cookie }, pid, size) {
  // The first by their numbers: each run imports some more, and a sheet takes no more than 1,048,575.
  const until = (count) => sql(database, `select max(number) as number, count(*) as n from (select number from customer where tenant_id = '${customer.tenant_id}' order by number limit ${count}) few`)[0];
  const whole = until(size);
  for (const format of ['csv', 'xlsx']) {
    const { seconds, most } = await exported(address, cookie, pid, format, `scope=firm&filter=number.between:1,${whole.number}`);
    const { n } = whole;
    table.note(`export of ${shown(n)} as ${format}`, 'rows/s', n / seconds);
    table.note(`export as ${format}, memory`, 'MB', most, undefined, { below: targets.memory });
  }
  const last = until(rowsOfWork.changed).number;
  const { did, undone } = await changed(address, database, cookie, pid, `scope=firm&filter=number.between:1,${last}`);
  table.note(`change of ${shown(did.answer.changed)}`, 'rows/s', did.answer.changed / did.seconds);
  table.note('change, memory', 'MB', did.most, undefined, { below: targets.memory });
  table.note('its undo', 'rows/s', undone.answer.changed / undone.seconds);
  const rows = Math.min(rowsOfWork.imported, size);
  const { looked, ran } = await imported(address, database, cookie, pid, rows);
  table.note(`import of ${shown(rows)}, dry run`, 'rows/s', rows / looked.seconds);
  table.note(`import of ${shown(rows)}, run`, 'rows/s', rows / ran.seconds);
  table.note(`import of ${shown(rows)}, both`, 'rows/s', rows / (looked.seconds + ran.seconds), undefined, { least: targets.imported });
  table.note('import, memory', 'MB', Math.max(looked.most, ran.most), undefined, { below: targets.memory });
}

async function cardAt(database, seconds) {
  const server = await serve(database);
  try {
    const { cookie, card } = await visit(server.address, database);
    await wrk(server.address, [card], { connections: 2, seconds: 1, cookie });
    return (await wrk(server.address, [card], { connections: 1, seconds, cookie })).p50;
  } finally {
    await server.stop();
  }
}

/** The plans of each list, one address of it at a time; answers which lists read a table from end to end. */
async function plans(database, all, size) {
  explain(database, true);
  const server = await serve(database);
  try {
    const { cookie } = await visit(server.address, database);
    const byList = {};
    for (const [name, paths] of Object.entries(all)) {
      byList[name] = await plansOf(log, async () => {
        for (const path of paths) await request(server.address, path, { cookie });
      });
    }
    return report(byList, `bench-${size}-plans.txt`);
  } finally {
    await server.stop();
    explain(database, false);
  }
}

/** What each costs at each size, with one client. */
async function compare() {
  const rows = {};
  for (const size of sizes) {
    const database = load(size);
    const server = await serve(database);
    try {
      warm(database);
      console.log(`Measuring at ${shown(size)} customers ...`);
      const visitor = await visit(server.address, database);
      const put = (name, ms) => ((rows[name] ??= {})[size] = ms);
      for (const [name, paths] of Object.entries(await wanted(server.address, database, visitor))) {
        const load = { connections: 1, cookie: visitor.cookie };
        await wrk(server.address, paths, { ...load, seconds: 1 });
        put(name.replace(/, [\d,]+ rows further/, ', 10,000 rows further'), (await wrk(server.address, paths, { ...load, seconds: 2 })).p50);
      }
      put('save of one field', percentile(await save(server.address, database, visitor.cookie, visitor.customer), 0.5));
    } finally {
      await server.stop();
    }
  }
  const cell = (ms) => (ms === undefined ? '' : String(Number(ms.toPrecision(3))));
  printed([['ms, median', ...sizes.map(shown)], ...Object.entries(rows).map(([name, by]) => [name, ...sizes.map((size) => cell(by[size]))])]);
}
