// Work on many customers, as a person has it done: an import, an export, a change of many and its undo,
// each with the most memory that the server held meanwhile.
import { request as send } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from '../server.mjs';
import { expect } from './steps.mjs';
import { memory, request } from './tools.mjs';

const patience = 3_600_000;

/** Does something, and answers how long it took, in s, and the most memory of the process meanwhile, in MB. */
async function watched(pid, work) {
  let most = await memory(pid);
  const ticker = setInterval(async () => (most = Math.max(most, await memory(pid))), 100);
  const begun = performance.now();
  try {
    const answer = await work();
    return { seconds: (performance.now() - begun) / 1000, most, answer };
  } finally {
    clearInterval(ticker);
  }
}

async function until(question, what) {
  const end = Date.now() + patience;
  for (;;) {
    const answer = question();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`${what}: not done within an hour`);
    await pause(200);
  }
}

const place = (answer) => answer.headers.location ?? '';

/** Waits for a job, and answers how many rows it changed. */
async function job(database, id) {
  const done = await until(() => {
    const [row] = sql(database, `select state, changed, failed, reason from job where id = '${id}'`);
    return row && ['done', 'stopped', 'failed'].includes(row.state) && row;
  }, 'the job');
  if (done.state !== 'done') throw new Error(`The job ${id} is ${done.state}: ${done.reason}`);
  return done;
}

const headers = ['Navn', 'Org.nr', 'Ekstern id', 'Telefon', 'E-post', 'Besøksadresse', 'Postnr', 'Poststed', 'Fornavn', 'Etternavn', 'Kontakt e-post', 'Kontakt mobil'];
const columns = ['name', 'organisation_number', 'external_id', 'phone', 'email', 'visiting_street', 'visiting_postal_code', 'visiting_place', 'contact.first_name', 'contact.last_name', 'contact.email', 'contact.mobile'];
const parts = {
  first: ['Nordlys', 'Fjell', 'Havna', 'Vestby', 'Storvik', 'Solbakken', 'Elvebakken', 'Granli', 'Tindfot', 'Kystnær'],
  second: ['Elektro', 'Rør', 'Bygg', 'Transport', 'Regnskap', 'Maskin', 'Renhold', 'Eiendom', 'Fisk', 'Data'],
  places: [['8006', 'Bodø'], ['0150', 'Oslo'], ['5003', 'Bergen'], ['7010', 'Trondheim'], ['9008', 'Tromsø']],
  given: ['Eva', 'Ola', 'Kari', 'Nils', 'Åse', 'Per', 'Ida', 'Jon'],
  family: ['Berg', 'Vik', 'Lund', 'Haug', 'Moen', 'Dahl', 'Øye', 'Strand'],
};

/** The number with its check digit (modulus 11), or nothing where there is none. */
function organisationNumber(at) {
  const digits = String(at).padStart(8, '0');
  const sum = [3, 2, 7, 6, 5, 4, 3, 2].reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? '' : digits + check;
}

/** A file of customers that nobody has, with a contact person each. */
function file(rows, from) {
  const pick = (list, at) => list[at % list.length];
  const lines = [headers.join(';')];
  for (let row = 0; row < rows; row += 1) {
    const at = from + row;
    const name = `${pick(parts.first, at)} ${pick(parts.second, Math.floor(at / 10))} ${at} AS`;
    const [code, town] = pick(parts.places, at);
    const [given, family] = [pick(parts.given, at), pick(parts.family, Math.floor(at / 8))];
    lines.push([name, organisationNumber(90_000_000 + at), `bench-${at}`, `+47 7${String(at).padStart(7, '0')}`, `post@firma${at}.example`, `Storgata ${at % 200}`, code, town, given, family, `${given}.${family}@firma${at}.example`.toLowerCase().replace('å', 'a').replace('ø', 'o'), `+47 4${String(at).padStart(7, '0')}`].join(';'));
  }
  return lines.join('\r\n');
}

async function upload(address, cookie, text) {
  const boundary = 'bench-boundary';
  const body = Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="bench.csv"\r\nContent-Type: text/csv\r\n\r\n${text}\r\n--${boundary}--\r\n`);
  return new Promise((resolve, reject) => {
    const out = send(`${address}/api/staff/import-upload`, {
      method: 'POST',
      headers: { cookie, origin: address, 'sec-fetch-site': 'same-origin', accept: 'text/html', 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': body.length },
    }, (answer) => {
      const got = [];
      answer.on('data', (part) => got.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(got).toString() }));
    });
    out.on('error', reject);
    out.end(body);
  });
}

/** Imports a file of so many new customers: uploaded, looked through, run. */
export async function imported(address, database, cookie, pid, rows) {
  const from = sql(database, `select coalesce(max(substr(external_id, 7)::bigint), 0) + 1 as n from customer where external_id like 'bench-%'`)[0].n;
  const text = file(rows, from);
  let id;
  const looked = await watched(pid, async () => {
    const answer = await expect(upload(address, cookie, text), [302, 303]);
    id = place(answer).match(/\/import\/([\w-]+)/)?.[1];
    if (!id) throw new Error(`The file was not taken: ${place(answer)}`);
    const form = { import: id, 'choices[match_by]': 'external_id', 'choices[doubtful]': 'make' };
    columns.forEach((column, at) => (form[`columns[${at}]`] = column));
    await expect(request(address, '/api/staff/import-check', { cookie, form }), [200, 302, 303]);
    await until(() => {
      const [{ state }] = sql(database, `select state from import where id = '${id}'`);
      if (state === 'failed') throw new Error('The file could not be read');
      return state === 'checked';
    }, 'the dry run');
  });
  const ran = await watched(pid, async () => {
    await expect(request(address, '/api/staff/import-run', { cookie, form: { import: id } }), [200, 302, 303]);
    const [{ job_id }] = sql(database, `select job_id from import where id = '${id}'`);
    return { id: job_id, ...(await job(database, job_id)) };
  });
  // A few may be what somebody has already.
  if (ran.answer.changed < rows * 0.9) throw new Error(`Of ${rows} rows ${ran.answer.changed} were imported`);
  return { looked, ran };
}

/** A file of the firm's customers that a filter finds. */
export async function exported(address, cookie, pid, format, query) {
  return watched(pid, () => new Promise((resolve, reject) => {
    const out = send(`${address}/export/file?${query}&format=${format}`, { headers: { cookie } }, (answer) => {
      let bytes = 0;
      if (answer.statusCode !== 200) return reject(new Error(`export: status ${answer.statusCode}`));
      answer.on('data', (part) => (bytes += part.length));
      answer.on('end', () => resolve({ bytes }));
    });
    out.on('error', reject);
    out.end();
  }));
}

/** Gives as many customers as a filter finds another value, and takes that back. */
export async function changed(address, database, cookie, pid, query) {
  const post = (path, form) => expect(request(address, `/api/staff/${path}`, { cookie, form }), [200, 302, 303]);
  const kept = (answer) => place(answer).match(/chosen=([\w-]+)/)[1];
  const chosen = kept(await post('bulk-choose', { all: '1', query }));
  const looked = kept(await post('bulk-preview', { chosen, field: 'nickname', 'patch[nickname]': `Bench ${Date.now()}` }));
  const did = await watched(pid, async () => {
    await post('bulk-confirm', { chosen: looked });
    return job(database, looked);
  });
  const undone = await watched(pid, async () => {
    await post('job-undo', { job: looked });
    const [{ id }] = await until(() => {
      const found = sql(database, `select id from job where undoes = '${looked}'`);
      return found.length && found;
    }, 'the undo');
    return job(database, id);
  });
  return { did, undone };
}
