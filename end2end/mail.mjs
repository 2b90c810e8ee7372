// A mail server on loopback, for the browser tests: takes what Kundekort sends and tells by HTTP what it took.
import { createServer } from 'node:http';
import { SMTPServer } from 'smtp-server';

/**
 * Reads a message: the values of its head by their names in small letters, and its text; of one with several parts each of
 * them, and the text of the first. Enough for what we send.
 */
function read(raw) {
  const [head, ...rest] = raw.split('\r\n\r\n');
  const heads = Object.fromEntries(
    head.replace(/\r\n[ \t]/g, ' ').split('\r\n').map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  const word = (_, kind, text) =>
    kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString('utf8')
      : Buffer.from(text.replace(/_/g, ' ').replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString('utf8');
  for (const name of Object.keys(heads)) {
    heads[name] = heads[name].replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([bq])\?(.*?)\?=/gi, word);
  }
  const body = rest.join('\r\n\r\n');
  const boundary = /^multipart\/.*boundary="?([^";]+)/is.exec(heads['content-type'] ?? '')?.[1];
  if (boundary) {
    const parts = body.split(`--${boundary}`).slice(1, -1).map((part) => read(part.replace(/^\r\n/, '')));
    return { heads, text: parts[0]?.text ?? '', parts };
  }
  const text =
    heads['content-transfer-encoding'] === 'base64' ? Buffer.from(body, 'base64').toString('utf8')
      : heads['content-transfer-encoding'] === 'quoted-printable'
        ? Buffer.from(body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString('utf8')
        : body;
  return { heads, text: text.replace(/\r\n/g, '\n').trim() };
}

/**
 * Starts the server. An address that begins with "nobody" is refused for good.
 * @returns {Promise<{ smtp: string, http: string, messages: any[], stop: () => Promise<void> }>}
 */
export async function startMail() {
  const messages = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo: (address, _, done) => (address.address.startsWith('nobody') ? done(Object.assign(new Error('no such person'), { responseCode: 550 })) : done()),
    onData(stream, session, done) {
      const parts = [];
      stream.on('data', (part) => parts.push(part));
      stream.on('end', () => {
        messages.push({ to: session.envelope.rcptTo.map((one) => one.address), ...read(Buffer.concat(parts).toString('utf8')) });
        done();
      });
    },
  });
  smtp.on('error', () => {}); // a client that was killed
  await new Promise((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const http = createServer((request, response) => {
    const to = new URL(request.url, 'http://x').searchParams.get('to');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(messages.filter((message) => !to || message.to.includes(to))));
  });
  await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    smtp: `smtp://127.0.0.1:${smtp.server.address().port}`,
    http: `http://127.0.0.1:${http.address().port}`,
    messages,
    stop: async () => {
      await new Promise((resolve) => smtp.close(resolve));
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
