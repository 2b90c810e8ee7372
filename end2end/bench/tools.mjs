// How bench.mjs measures: single requests by node, load by wrk, the database by pgbench.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { Agent, request as send } from 'node:http';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { brotliCompressSync } from 'node:zlib';

const run = promisify(execFile);
const here = new URL('.', import.meta.url).pathname;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** The value below which this share of the values lies. */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** One request; `form` makes it a post as a script of ours sends it. Follows no redirect. */
export function request(address, path, { cookie, form } = {}) {
  const body = form && new URLSearchParams(form).toString();
  const headers = { accept: form ? 'application/json' : 'text/html' };
  if (cookie) headers.cookie = cookie;
  if (body !== undefined) {
    Object.assign(headers, {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      origin: address,
      'sec-fetch-site': 'same-origin',
    });
  }
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const out = send(address + path, { method: form ? 'POST' : 'GET', headers, agent }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () =>
        resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts).toString(), ms: performance.now() - begun }),
      );
    });
    out.on('error', reject);
    out.end(body);
  });
}

/** Load on paths, one after the other and over again: { rate, p50, p95 }. */
export async function wrk(address, paths, { connections, seconds, cookie, encoding }) {
  const threads = Math.min(2, connections);
  const args = ['-t', threads, '-c', connections, '-d', `${seconds}s`, '--latency', '-s', `${here}wrk.lua`, address].map(String);
  const env = { ...process.env, BENCH_COOKIE: cookie ?? '', BENCH_ENCODING: encoding ?? 'identity', BENCH_PATHS: paths.join('\n') };
  const { stdout } = await run('wrk', args, { env });
  const result = JSON.parse(stdout.match(/^BENCH (.*)$/m)[1]);
  if (result.errors) throw new Error(`${paths[0]}: ${result.errors} of the requests failed\n${stdout}`);
  return result;
}

/** The same rows straight from the database: { rate, p50, p95 }. */
export async function pgbench(database, names, { clients, seconds }) {
  const logs = mkdtempSync(`${tmpdir()}/pgbench-`);
  const defines = Object.entries(names).flatMap(([name, value]) => ['-D', `${name}=${value}`]);
  const args = ['-n', '-M', 'prepared', '-f', `${here}card.sql`, ...defines, '-c', clients, '-j', Math.min(2, clients), '-T', seconds];
  await run('pgbench', [...args, '-l', '--log-prefix', `${logs}/log`, database].map(String));
  // client, transaction, microseconds, ...
  const times = readdirSync(logs).flatMap((file) => readFileSync(`${logs}/${file}`, 'utf8').trim().split('\n').map((line) => line.split(' ')[2] / 1000));
  rmSync(logs, { recursive: true });
  return { rate: times.length / seconds, p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}

/** Memory of a process in MB. */
export async function memory(pid) {
  const status = `/proc/${pid}/status`;
  const kilobytes = existsSync(status) ? readFileSync(status, 'utf8').match(/VmRSS:\s*(\d+)/)[1] : (await run('ps', ['-o', 'rss=', '-p', String(pid)])).stdout;
  return Number(kilobytes) / 1024;
}

/** What files with this ending in a folder weigh on the wire, in KB. */
export function brotli(folder, ending) {
  const files = readdirSync(folder).filter((name) => name.endsWith(ending));
  if (!files.length) throw new Error(`${folder} has no ${ending}`);
  return files.reduce((sum, name) => {
    const path = `${folder}/${name}`;
    return sum + (existsSync(`${path}.br`) ? readFileSync(`${path}.br`) : brotliCompressSync(readFileSync(path))).length / 1024;
  }, 0);
}
