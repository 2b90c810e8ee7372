// Measures the release build against the project's budget. Run it by ./dev bench.
import { writeFileSync } from 'node:fs';
import { root, sql, start } from '../server.mjs';
import { brotli, memory, percentile, pgbench, request, wrk } from './tools.mjs';
import { usable } from './usable.mjs';

const seconds = 8;
const rounds = 7;
const password = 'Kundekort-2026';
// The customer with 50 contacts and 200 comments.
const number = 10001;
// Those of a usual card, and the others.
const others = ['notes', 'status', 'groups', 'tags', 'attributes', 'industry', 'classification', 'links'];
const sections = ['general', 'contact_details', 'visiting_postal', 'directions', 'invoice_delivery', 'fixed_comments', 'comments', 'contacts', 'log'];
const paths = {
  signIn: '/api/staff/sign-in',
  layout: '/api/staff/layout',
  save: '/api/staff/customer-fields',
  search: '/api/staff/search?query=bodo',
  card: (id) => `/customers/${id}`,
  static: '/favicon.svg',
};

const results = [];
const signs = [];
/** Notes one result. `limit` is { below }, { most } or { least }; without it the result only informs. */
function note(name, unit, median, p95, { below, most, least } = {}) {
  const target = below ?? most ?? least ?? null;
  const ok = target === null ? null : below ? median < below : most ? median <= most : median >= least;
  const sign = below ? '<' : most ? '<=' : least ? '>=' : '';
  results.push({ name, unit, median: round(median), p95: p95 === undefined ? null : round(p95), target, ok });
  signs.push(sign);
  process.stdout.write(`  ${name}\n`);
}
const round = (value) => Number(value.toPrecision(value < 100 ? 3 : 4));

const database = process.env.DATABASE_URL;
const site = process.env.LEPTOS_SITE_ROOT ?? 'target/site';
const server = await start({ binary: process.env.KUNDEKORT_BINARY ?? 'target/release/kundekort', site, database, log: 'target/dev/bench-server.log' });
try {
  await measure(server.address);
} finally {
  await server.stop();
}
print();
writeFileSync(`${root}target/bench.json`, `${JSON.stringify(results, null, 2)}\n`);

async function measure(address) {
  console.log(`Measuring, ${seconds} s a load, about 2 min:`);
  sql(database, 'create extension pg_stat_statements');
  sql(database, 'vacuum analyze'); // so that it does not happen in the middle
  const [customer] = sql(database, `select tenant_id, id, name, version, responsible from customer where number = ${number} order by tenant_id limit 1`);
  const [user] = sql(database, `select email from app_user where tenant_id = '${customer.tenant_id}' and role = 'consultant' and active order by email limit 1`);
  const cookie = await signIn(address, user.email);
  const card = paths.card(customer.id);
  const arrange = async (names, change) => {
    for (const section of names) await expect(request(address, paths.layout, { cookie, form: { section, change, device: 'desk' } }), [200, 302, 303]);
  };
  await arrange(sections, 'open');
  await arrange(others, 'fold');
  const page = await expect(request(address, card, { cookie }), [200]);
  if (!page.body.includes(customer.name.split(' ')[0])) throw new Error(`${card} does not show ${customer.name}`);

  // Load on the card, on a file, and on the database alone.
  const load = (path, connections, encoding) => wrk(address, path, { connections, seconds, cookie, encoding });
  await wrk(address, card, { connections: 4, seconds: 2, cookie }); // warms caches and connections
  const card1 = await load(card, 1);
  note('card, 1 client', 'ms', card1.p50, card1.p95, { below: 8 });
  const card16 = await load(card, 16);
  note('card, 16 clients', 'cards/s', card16.rate, undefined, { least: 600 });
  note('card, 16 clients, time', 'ms', card16.p50, card16.p95);
  const compressed = await load(card, 1, 'br');
  note('card in brotli, 1 client', 'ms', compressed.p50, compressed.p95);
  const file1 = await load(paths.static, 1);
  note('static file, 1 client', 'ms', file1.p50, file1.p95);
  const file16 = await load(paths.static, 16);
  note('static file, 16 clients', 'files/s', file16.rate);
  const names = { tenant: customer.tenant_id, customer: customer.id };
  const query1 = await pgbench(database, names, { clients: 1, seconds });
  note('bare query, 1 client', 'ms', query1.p50, query1.p95);
  const query16 = await pgbench(database, names, { clients: 16, seconds });
  note('bare query, 16 clients', 'queries/s', query16.rate);
  note('card / bare query, 1 client', 'times', card1.p50 / query1.p50);
  note('card / bare query, 16 clients', 'times', query16.rate / card16.rate);
  note('card / static file, 1 client', 'times', card1.p50 / file1.p50);
  note('card / static file, 16 clients', 'times', file16.rate / card16.rate);
  note('server memory after the load', 'MB', await memory(server.pid), undefined, { below: 100 });

  note('statements per card', 'statements', await statements(address, card, cookie), undefined, { most: 6 });
  await arrange(others, 'open');
  const full = await load(card, 1);
  note(`card, all ${sections.length + others.length} sections open, 1 client`, 'ms', full.p50, full.p95, { below: 12 });
  note('statements, all sections open', 'statements', await statements(address, card, cookie), undefined, { most: 8 });
  await arrange(others, 'fold');
  const search = await load(paths.search, 1);
  note('search, 1 client', 'ms', search.p50, search.p95, { below: 4 });
  const saves = await save(address, cookie, customer);
  note('save of one field', 'ms', percentile(saves, 0.5), percentile(saves, 0.95), { below: 4 });

  const pkg = `${root}${site}/pkg`;
  const [wasm, js, css] = ['.wasm', '.js', '.css'].map((ending) => brotli(pkg, ending));
  note('wasm and js in brotli', 'KB', wasm + js, undefined, { most: 300 });
  note('of it js', 'KB', js);
  note('css in brotli', 'KB', css);
  const times = await usable(address, card, cookie, rounds);
  note('card usable, cold', 'ms', percentile(times.cold, 0.5), percentile(times.cold, 0.95), { below: 300 });
  note('card usable, warm', 'ms', percentile(times.warm, 0.5), percentile(times.warm, 0.95), { below: 100 });
}

async function expect(answer, statuses) {
  const got = await answer;
  if (!statuses.includes(got.status)) throw new Error(`status ${got.status}: ${got.body.slice(0, 500)}`);
  return got;
}

async function signIn(address, email) {
  const answer = await expect(request(address, paths.signIn, { form: { email, password, next: '/' } }), [200, 302, 303]);
  const cookies = (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]);
  if (!cookies.length) throw new Error(`${email} could not sign in: ${answer.body.slice(0, 500)}`);
  return cookies.join('; ');
}

/** What one card asks the database, all statements counted, BEGIN and COMMIT too. The least of three, since jobs may come between. */
async function statements(address, card, cookie) {
  const counts = [];
  let seen;
  for (let tries = 0; tries < 3; tries += 1) {
    sql(database, 'do $$ begin perform pg_stat_statements_reset(); end $$');
    await expect(request(address, card, { cookie }), [200]);
    seen = sql(database, `select s.calls, s.query from pg_stat_statements s join pg_database d on d.oid = s.dbid
      where d.datname = current_database() and s.toplevel and s.query not ilike '%pg_stat_statements%'`);
    counts.push(seen.reduce((sum, row) => sum + row.calls, 0));
  }
  const least = Math.min(...counts);
  if (least > 6) console.log(seen.map((row) => `    ${row.calls} ${row.query.replace(/\s+/g, ' ').slice(0, 120)}`).join('\n'));
  return least;
}

/** The phone number of one customer 200 times, one after the other, each with the version before. */
async function save(address, cookie, customer) {
  const times = [];
  const before = sql(database, `select version from customer where id = '${customer.id}'`)[0].version;
  for (let at = 0; at < 200; at += 1) {
    const form = { customer: customer.id, version: before + at, 'patch[phone]': `+47755001${String(at % 100).padStart(2, '0')}` };
    times.push((await expect(request(address, paths.save, { cookie, form }), [200, 302, 303])).ms);
  }
  const after = sql(database, `select version from customer where id = '${customer.id}'`)[0].version;
  if (after !== before + 200) throw new Error(`Of 200 saves ${after - before} took effect`);
  return times;
}

function print() {
  const rows = results.map((row, at) => {
    const limit = row.target === null ? '' : `${signs[at]} ${row.target}`;
    return [row.name, String(row.median), row.p95 === null ? '' : String(row.p95), row.unit, limit, row.ok === null ? '' : row.ok ? 'ok' : 'MISSED'];
  });
  rows.unshift(['', 'median', 'p95', '', 'target', '']);
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const left = [0, 3, 5];
  console.log();
  for (const row of rows) console.log(row.map((cell, at) => (left.includes(at) ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join('  ').trimEnd());
  const missed = results.filter((row) => row.ok === false).length;
  console.log(missed ? `\n${missed} of ${results.filter((row) => row.ok !== null).length} targets missed.` : '\nAll targets met.');
}
