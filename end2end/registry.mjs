// A company registry on the loopback, with the recorded answers of the real one. Numbers decide
// what comes of it, so that tests need no state of their own.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const answer = (name) => readFileSync(new URL(`../server/registry/tests/answers/${name}.json`, import.meta.url), 'utf8');

/** What the company with a number is called: nothing like another. */
export const nameOf = (number) => `${[...number].map((digit) => 'BDFGKLMNRS'[digit] + 'AEIOU'[digit % 5]).join('')} AS`;

/** A company of its own for each number that starts with 9, else as the recorded one is. */
function made(number) {
  const unit = JSON.parse(answer('unit'));
  return JSON.stringify({ ...unit, organisasjonsnummer: number, navn: nameOf(number), telefon: number.slice(0, 8) });
}

const units = {
  123456785: () => [200, answer('deleted')],
  988077917: () => [200, JSON.stringify({ ...JSON.parse(answer('sesam')), konkurs: true, konkursdato: '2026-03-01' })],
  883603362: () => [410, ''],
  961095026: () => [500, 'out of order'],
  995525828: () => [200, '<html>'],
};

/** Starts it; `stop` ends it. */
export async function startRegistry(port = 0) {
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const [, kind, number] = url.pathname.split('/');
    const say = (status, body) => response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    if (kind === 'enheter' && !number) {
      return say(200, answer((url.searchParams.get('navn') ?? '').includes('asa') ? 'search' : 'search-none'));
    }
    if (kind !== 'enheter') return say(404, '');
    // Never answered: whoever asks gives up by itself.
    if (number === '976030788') return undefined;
    if (units[number]) return say(...units[number]());
    return number.startsWith('9') ? say(200, made(number)) : say(404, '');
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    stop: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }),
  };
}
