// The browser of tests and measurements: the machine's own, so that nothing is downloaded.
import { existsSync } from 'node:fs';

const path = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Launch options for Playwright. */
export const launch = {
  ...(process.platform === 'darwin' ? { channel: 'chrome' } : existsSync(path) ? { executablePath: path } : {}),
  args: [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    // Without these it looks up addresses of its maker at every start.
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
