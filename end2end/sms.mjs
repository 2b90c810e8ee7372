// A gateway of SMS on loopback, for the browser tests: answers as 46elks does, and tells by HTTP what it took.
import { createServer } from 'node:http';

/**
 * Starts it. A number that ends with 99 is refused, one that ends with 98 never arrives; of others it reports that they
 * arrived, once that is asked for: `GET /report?to=NUMBER`.
 * @returns {Promise<{ address: string, http: string, stop: () => Promise<void> }>}
 */
export async function startSms() {
  const messages = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://x');
    const say = (status, body) => response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    if (request.method === 'POST' && url.pathname === '/a1/sms') {
      const parts = [];
      for await (const part of request) parts.push(part);
      const form = Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString('utf8')));
      if (request.headers.authorization !== `Basic ${Buffer.from('u123:hemmelig').toString('base64')}`) return say(401, 'API access requires authentication');
      if (form.to.endsWith('99')) return say(400, 'Invalid to number');
      const id = `s${messages.length + 1}`;
      messages.push({ id, ...form });
      return say(200, JSON.stringify({ id, status: 'created', direction: 'outgoing', from: form.from, to: form.to, parts: 1, cost: 3500 }));
    }
    const to = url.searchParams.get('to');
    const found = messages.filter((message) => message.to === to);
    if (url.pathname === '/report') {
      const said = await Promise.all(found.map((message) => fetch(message.whendelivered, {
        method: 'POST',
        body: new URLSearchParams({ id: message.id, status: to.endsWith('98') ? 'failed' : 'delivered' }),
      }).then((answer) => answer.status)));
      return say(200, JSON.stringify(said));
    }
    return say(200, JSON.stringify(found));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const http = `http://127.0.0.1:${server.address().port}`;
  return {
    address: `${http}/a1/sms`,
    http,
    stop: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }),
  };
}
