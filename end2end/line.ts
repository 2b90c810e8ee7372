// A line to the server that a test holds, breaks and mends, so that nothing has to be seen in time.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** How much of what a browser sends passes while the line is held: plain requests do, large files do not. */
const passes = 1_000_000;

export async function lineTo(address: string) {
  const { hostname, port } = new URL(address);
  const ends = new Map<Socket, Socket>();
  let held = false;
  let broken = false;
  const server = createServer((browser) => {
    if (broken) return void browser.destroy();
    const far = connect(Number(port), hostname);
    ends.set(browser, far);
    let passed = 0;
    browser.on('data', (chunk) => {
      passed += chunk.length;
      far.write(chunk);
      if (held && passed > passes) browser.pause();
    });
    far.on('data', (chunk) => {
      passed = 0;
      browser.write(chunk);
    });
    for (const [one, other] of [[browser, far], [far, browser]]) {
      one.on('error', () => {});
      one.on('end', () => other.end());
      one.on('close', () => {
        other.destroy();
        ends.delete(browser);
      });
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const gone = () => ends.forEach((far, browser) => (far.destroy(), browser.destroy()));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hold: () => void (held = true),
    release: () => {
      held = false;
      for (const browser of ends.keys()) browser.resume();
    },
    cut: () => {
      broken = true;
      gone();
    },
    mend: () => void (broken = false),
    close: () => {
      gone();
      server.close();
    },
  };
}
