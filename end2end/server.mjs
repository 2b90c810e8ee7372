// A database of its own and a running Kundekort, for the browser tests and for bench.mjs.
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startGraph } from './graph.mjs';
import { startImap } from './imap.mjs';
import { startMail } from './mail.mjs';
import { acr, startOidc } from './oidc.mjs';
import { startRegistry } from './registry.mjs';
import { startSms } from './sms.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs SQL as the superuser; rows as objects. */
export function sql(database, text) {
  const query = /^\s*(select|with)\b/i.test(text) ? `select coalesce(json_agg(row), '[]') from (${text}) as row` : text;
  const out = execFileSync('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-d', database, '-c', query], { encoding: 'utf8' });
  return out.trim() ? JSON.parse(out) : [];
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/**
 * Starts the binary with demo data and waits until it is ready.
 * @param {{ binary: string, site: string, database: string, log: string, mailboxes?: boolean }} options paths from the top of the checkout, and whether mailboxes are served
 */
export async function start({ binary, site, database, log, mailboxes = false }) {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const data = `${root}target/dev/data-${port}`;
  mkdirSync(`${root}target/dev`, { recursive: true });
  const [registry, mail, sms, graph] = await Promise.all([startRegistry(), startMail(), startSms(), startGraph()]);
  // What is measured has no mailboxes, and needs no server of them.
  const imap = mailboxes ? await startImap(await freePort()) : null;
  const oidc = await startOidc(await freePort(), `${address}/sign-return`);
  const out = openSync(root + log, 'w');
  const child = spawn(root + binary, ['serve', '--demo', '--listen', `127.0.0.1:${port}`], {
    cwd: root,
    stdio: ['ignore', out, out],
    env: {
      ...process.env, DATABASE_URL: database, KUNDEKORT_DATA_DIR: data, KUNDEKORT_SITE_ROOT: site, LEPTOS_SITE_ROOT: site,
      KUNDEKORT_REGISTRY_ADDRESS: registry.address, KUNDEKORT_SMTP_URL: mail.smtp, KUNDEKORT_MAIL_FROM: 'kundekort@hus.example',
      KUNDEKORT_MAILBOXES: 'everywhere', KUNDEKORT_SMS_URL: sms.address, KUNDEKORT_SMS_USER: 'u123', KUNDEKORT_SMS_PASSWORD: 'hemmelig', KUNDEKORT_PUBLIC_ADDRESS: address,
      KUNDEKORT_SIGNING_ISSUER: oidc.issuer, KUNDEKORT_SIGNING_CLIENT_ID: oidc.id, KUNDEKORT_SIGNING_CLIENT_SECRET: oidc.secret, KUNDEKORT_SIGNING_ACR: acr,
      KUNDEKORT_SHAREPOINT_LOGIN: graph.address, KUNDEKORT_SHAREPOINT_GRAPH: graph.address,
    },
  });
  closeSync(out);
  let failure;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code, signal) => (failure = `it ended with ${signal ?? code}`));
  const stop = async () => {
    child.kill('SIGTERM');
    for (let tries = 0; child.exitCode === null && child.signalCode === null && !failure && tries < 100; tries += 1) await pause(50);
    child.kill('SIGKILL');
    await Promise.all([registry.stop(), mail.stop(), sms.stop(), graph.stop(), oidc.stop(), imap?.stop()]);
    rmSync(data, { recursive: true, force: true });
  };
  const until = Date.now() + 120_000; // demo data in a debug build take a while
  for (;;) {
    const ready = await fetch(`${address}/readyz`).then((answer) => answer.ok, () => false);
    if (ready) return { address, pid: child.pid, mail: mail.http, sms: sms.http, graph: graph.address, imap: imap && { port: imap.port, folder: imap.folder }, stop };
    if (failure || Date.now() > until) {
      await stop();
      throw new Error(`Kundekort did not get ready: ${failure ?? 'no answer at /readyz'}\n${readFileSync(root + log, 'utf8').slice(-3000)}`);
    }
    await pause(50);
  }
}
