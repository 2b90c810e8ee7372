// Mailboxes on loopback, for the browser tests: Dovecot, as its own process on a folder of its own.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

// Where programs stand that only administrators have in their path.
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/usr/local/sbin` };

/**
 * Starts the server. The password of every mailbox is "hemmelig".
 * @param {number} port a free one
 * @returns {Promise<{ port: number, folder: string, stop: () => Promise<void> }>} `folder` has a Maildir for each name
 */
export async function startImap(port) {
  const dir = mkdtempSync(`${tmpdir()}/kundekort-imap-`);
  // It reads no mail as the superuser.
  const isRoot = process.getuid() === 0;
  const who = isRoot ? { uid: 65534, gid: 65534, user: 'nobody', group: 'nogroup' } : { uid: process.getuid(), gid: process.getgid(), user: userInfo().username, group: execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim() };
  for (const path of [dir, ...['run', 'mail', 'home'].map((name) => `${dir}/${name}`)]) {
    mkdirSync(path, { recursive: true });
    chmodSync(path, 0o777);
  }
  const version = execFileSync('dovecot', ['--version'], { encoding: 'utf8', env });
  const values = { dir, port, ...who };
  const config = readFileSync(fileURLToPath(new URL(`dovecot/${version.startsWith('2.3') ? '2.3' : '2.4'}.conf`, import.meta.url)), 'utf8');
  writeFileSync(`${dir}/dovecot.conf`, config.replace(/\{(dir|port|user|group|uid|gid)\}/g, (_, name) => String(values[name])), { mode: 0o644 });
  const child = spawn('dovecot', ['-F', '-c', `${dir}/dovecot.conf`], { env, stdio: 'ignore', ...(isRoot ? { uid: who.uid, gid: who.gid } : {}) });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(dir, { recursive: true, force: true });
  };
  for (let tries = 0; ; tries += 1) {
    const ready = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.once('data', () => socket.destroy(resolve(true))));
      socket.once('error', () => resolve(false));
      socket.setTimeout(2000, () => socket.destroy(resolve(false)));
    });
    if (ready) return { port, folder: `${dir}/mail`, stop };
    if (tries > 100 || child.exitCode !== null) throw new Error(`Dovecot did not get ready: ${dir}/log`);
    await pause(50);
  }
}
