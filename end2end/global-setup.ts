// Before all tests: a fresh database, the built binary with demo data, and who may use what.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { claims, statePath, type State } from './state';
import { sql, start } from './server.mjs';

export default async function setup() {
  const superuser = process.env.TEST_DATABASE_URL;
  if (!superuser) throw new Error('TEST_DATABASE_URL is not set: run ./dev test browser');
  const name = `end2end_${process.pid}`;
  sql(superuser, `create database ${name}`);
  const database = superuser.replace(/[^/]*$/, name);
  const server = await start({
    binary: process.env.KUNDEKORT_BINARY ?? 'target/debug/kundekort',
    site: process.env.LEPTOS_SITE_ROOT ?? 'target/site-debug',
    database,
    log: 'target/dev/server.log',
    mailboxes: true,
  });
  try {
    // The firm with most customers. Its number 10001, with 50 contacts and 200 comments, is only looked at.
    const [firm] = sql(database, 'select tenant_id as id from customer group by tenant_id order by count(*) desc, tenant_id limit 1');
    const of = `where c.tenant_id = '${firm.id}'`;
    const state: State = {
      address: server.address,
      database,
      mail: server.mail,
      imap: server.imap!,
      sms: server.sms,
      graph: server.graph,
      rich: sql(database, `select c.id, c.number, c.name from customer c ${of} and c.number = 10001`)[0],
      customers: sql(database, `select c.id, c.number, c.name from customer c
        join list_item s on s.tenant_id = c.tenant_id and s.id = c.status and s.meaning <> 'hidden'
        ${of} and c.number <> 10001 order by c.number limit 3000`),
      consultants: sql(database, `select c.id, c.email, c.name from app_user c ${of} and c.role = 'consultant' and c.active order by c.email`),
    };
    // What a test changes of its person is put back from here before the next.
    sql(database, 'create schema end2end; create table end2end.person as select id, name, email, language, colour_scheme, density, password_hash from app_user');
    rmSync(claims, { recursive: true, force: true });
    mkdirSync(claims, { recursive: true });
    writeFileSync(statePath, JSON.stringify(state));
  } catch (error) {
    await server.stop();
    throw error;
  }
  return async () => {
    await server.stop();
    sql(superuser, `drop database ${name} with (force)`);
  };
}
