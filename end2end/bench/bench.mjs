// Measures the release build against the project's budget. Run it by ./dev bench.
import { execFileSync } from 'node:child_process';
import { root, sql, start } from '../server.mjs';
import { arrange, expect, others, paths, save, sections, visit } from './steps.mjs';
import { Table } from './table.mjs';
import { brotli, memory, percentile, pgbench, request, wrk } from './tools.mjs';
import { usable } from './usable.mjs';

const seconds = 8;
const rounds = 7;

const table = new Table();
const note = table.note.bind(table);
const database = process.env.DATABASE_URL;
const site = process.env.LEPTOS_SITE_ROOT ?? 'target/site';
const binary = process.env.KUNDEKORT_BINARY ?? 'target/release/kundekort';
// By a process of its own: what is measured is a server, not one that has just made up a firm.
execFileSync(root + binary, ['demo'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
const server = await start({ binary, site, database, log: 'target/dev/bench-server.log' });
try {
  await measure(server.address);
} finally {
  await server.stop();
}
table.end('bench.json');

async function measure(address) {
  console.log(`Measuring, ${seconds} s a load, about 2 min:`);
  sql(database, 'create extension pg_stat_statements');
  sql(database, 'vacuum analyze'); // so that it does not happen in the middle
  const { customer, cookie, card } = await visit(address, database);

  // Load on the card, on a file, and on the database alone.
  const load = (path, connections, encoding) => wrk(address, [path], { connections, seconds, cookie, encoding });
  await wrk(address, [card], { connections: 4, seconds: 2, cookie }); // warms caches and connections
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
  await arrange(address, cookie, others, 'open');
  const full = await load(card, 1);
  note(`card, all ${sections.length + others.length} sections open, 1 client`, 'ms', full.p50, full.p95, { below: 12 });
  note('statements, all sections open', 'statements', await statements(address, card, cookie), undefined, { most: 8 });
  await arrange(address, cookie, others, 'fold');
  const search = await load(paths.search('bodo'), 1);
  note('search, 1 client', 'ms', search.p50, search.p95, { below: 4 });
  const saves = await save(address, database, cookie, customer);
  note('save of one field', 'ms', percentile(saves, 0.5), percentile(saves, 0.95), { below: 4 });

  const pkg = `${root}${site}/pkg`;
  const [wasm, js, css] = ['.wasm', '.js', '.css'].map((ending) => brotli(pkg, ending));
  note('wasm and js in brotli', 'KB', wasm + js, undefined, { most: 300 });
  note('of it js', 'KB', js);
  note('css in brotli', 'KB', css);
  const times = await usable(address, card, cookie, rounds);
  note('card usable, cold', 'ms', percentile(times.cold, 0.5), percentile(times.cold, 0.95), { below: 300 });
  note('card usable, warm', 'ms', percentile(times.warm, 0.5), percentile(times.warm, 0.95), { below: 100 });
  for (const kind of ['cold', 'warm']) note(`card seen, ${kind}`, 'ms', percentile(times.seen[kind], 0.5), percentile(times.seen[kind], 0.95));
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
