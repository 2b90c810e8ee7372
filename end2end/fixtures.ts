// What all tests start from: `import { test, expect, signIn, axe, shift } from '../fixtures'`.
import { chmodSync, closeSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { expect, test as base, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';
import { claims, statePath, type Customer, type Mail, type Person, type Sms, type State } from './state';
import { sql as run } from './server.mjs';

export { expect };

/** The password of all people of the demo data. */
export const password = 'Kundekort-2026';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Notes what must not happen in any test; violations of the content policy come as console errors. */
export function watch(context: BrowserContext, address: string): string[] {
  const problems: string[] = [];
  const withScript = test.info().project.use.javaScriptEnabled !== false;
  context.on('console', (message) => {
    // Without scripts the browser loads what they would need all the same, and wonders.
    if (!withScript && message.text().includes('was preloaded using link preload but not used')) return;
    if (['error', 'warning'].includes(message.type())) problems.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => problems.push(`page error: ${error.error().stack ?? error.error().message}`));
  context.on('response', (response) => {
    if (response.status() >= 500 && response.url().startsWith(address)) problems.push(`status ${response.status()}: ${response.url()}`);
  });
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    if (!withScript && reason === 'csp' && new URL(request.url()).pathname.startsWith('/pkg/')) return;
    // A page that is left lets go of what it was still loading.
    if (request.url().startsWith(address) && reason !== 'net::ERR_ABORTED') problems.push(`failed request: ${request.url()} ${reason}`);
  });
  return problems;
}

type Problems = {
  /** Lets messages like this one pass: a test of a 404 page expects the browser's word on it. */
  allow(pattern: RegExp): void;
  /** Whether such a message passes. */
  allows(problem: string): boolean;
};

type Fixtures = {
  problems: Problems;
  /** A customer that no other test uses. */
  customer: Customer;
  /** A consultant that no other test uses now, with no layout of their own. */
  user: Person;
  /** Another consultant that no other test uses now, with no layout of their own. */
  colleague: Person;
  /** A page in a browser of its own, as on another machine. */
  another: (options?: BrowserContextOptions) => Promise<Page>;
  /** The customer with 50 contacts and 200 comments; only to be looked at. */
  rich: Customer;
  /** Runs SQL on the database as its superuser. */
  sql: (text: string) => any[];
  /** What the mail server took for an address, when it has taken so many messages for it. */
  mails: (to: string, count?: number) => Promise<Mail[]>;
  /** Puts a message into the mailbox of a name, which is served at `state.imap` with the password "hemmelig". */
  deliver: (who: string, raw: string) => void;
  /** The SMS that the gateway took for a number, when it has taken so many; with `report`, what it says became of them. */
  texts: (to: string, count?: number, report?: boolean) => Promise<Sms[]>;
  /** Holds a customer, so that saves of it wait; gives what lets go of it. */
  hold: (customer: Customer) => Promise<() => void>;
};

export const test = base.extend<Fixtures, { state: State }>({
  state: [async ({}, use) => use(JSON.parse(readFileSync(statePath, 'utf8'))), { scope: 'worker' }],
  baseURL: ({ state }, use) => use(state.address),
  problems: [
    async ({ context, state }, use) => {
      const found = watch(context, state.address);
      const allowed: RegExp[] = [];
      const allows = (problem: string) => allowed.some((pattern) => pattern.test(problem));
      await use({ allow: (pattern) => allowed.push(pattern), allows });
      expect(found.filter((problem) => !allows(problem))).toEqual([]);
    },
    { auto: true },
  ],
  sql: ({ state }, use) => use((text) => run(state.database, text)),
  mails: ({ state }, use) =>
    use(async (to, count = 1) => {
      let found: Mail[] = [];
      await expect.poll(async () => {
        found = await (await fetch(`${state.mail}?to=${encodeURIComponent(to)}`)).json();
        return found.length;
      }, { message: `messages for ${to}` }).toBe(count);
      return found;
    }),
  deliver: ({ state }, use) =>
    use((who, raw) => {
      // As the mail server's own user does it: written beside, then moved to where new messages are.
      const at = `${state.imap.folder}/${who}`;
      for (const path of ['', 'cur', 'new', 'tmp'].map((part) => `${at}/${part}`)) {
        mkdirSync(path, { recursive: true });
        try {
          chmodSync(path, 0o777);
        } catch {
          // Made by the mail server, for itself.
        }
      }
      const name = `${Date.now()}.${process.pid}.${Math.random().toString(36).slice(2)}`;
      writeFileSync(`${at}/tmp/${name}`, raw.replace(/\r?\n/g, '\r\n'));
      renameSync(`${at}/tmp/${name}`, `${at}/new/${name}`);
    }),
  texts: ({ state }, use) =>
    use(async (to, count = 1, report = false) => {
      const of = `to=${encodeURIComponent(to)}`;
      let found: Sms[] = [];
      await expect.poll(async () => {
        found = await (await fetch(`${state.sms}/?${of}`)).json();
        return found.length;
      }, { message: `SMS for ${to}` }).toBe(count);
      if (report) await fetch(`${state.sms}/report?${of}`);
      return found;
    }),
  hold: async ({ state }, use) => {
    const holding: (() => void)[] = [];
    await use(async (customer) => {
      const psql = spawn('psql', ['-XqAt', '-d', state.database], { stdio: ['pipe', 'pipe', 'inherit'] });
      const letGo = () => void psql.stdin.end();
      holding.push(letGo);
      const held = new Promise((resolve) => psql.stdout.once('data', resolve));
      psql.stdin.write(`begin; select 1 from customer where id = '${customer.id}' for no key update;\n`);
      await held;
      return letGo;
    });
    for (const letGo of holding) letGo();
  },
  rich: ({ state }, use) => use(state.rich),
  customer: ({ state }, use) => use(plain(state, claim(state.customers))),
  user: ({ state }, use, info) => use(fresh(state, info.parallelIndex)),
  colleague: ({ state }, use, info) => use(fresh(state, state.consultants.length - 1 - info.parallelIndex)),
  another: async ({ browser, state, problems }, use) => {
    const watched: string[][] = [];
    const contexts: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      watched.push(watch(context, state.address));
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(watched.flat().filter((problem) => !problems.allows(problem))).toEqual([]);
  },
});

/** A consultant as the demo data have them. */
function fresh({ database, consultants }: State, index: number): Person {
  const person = consultants[index];
  if (!person) throw new Error(`The demo data have too few consultants for all workers.`);
  run(database, `delete from layout where scope = 'user' and owner = '${person.id}';
    delete from layout_version where scope = 'user' and owner = '${person.id}';
    delete from session where user_id = '${person.id}';
    delete from register_setting where owner = '${person.id}';
    delete from register_view where owner = '${person.id}';
    delete from mailbox where user_id = '${person.id}';
    delete from job where user_id = '${person.id}';
    delete from sign_in_attempt where digest = sha256(convert_to('account:${person.email}', 'UTF8'));
    update app_user u set (name, email, language, colour_scheme, density, password_hash) = (p.name, p.email, p.language, p.colour_scheme, p.density, p.password_hash)
    from end2end.person p where p.id = u.id and u.id = '${person.id}'`);
  return person;
}

/** Bodø Sveis & Montasje AS, of which nothing is left to chance: only to be looked at. */
export const looksOnly = 10237;

/** Takes the first customer that nobody has: two workers can't both create its file. */
function claim(customers: Customer[]): Customer {
  for (const customer of customers) {
    if (customer.number === looksOnly) continue;
    try {
      closeSync(openSync(`${claims}/${customer.id}`, 'wx'));
      return customer;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  throw new Error('The demo data have too few customers for all tests.');
}

/** An active one, and the same responsible for all, who is nobody's user or colleague: a test that chooses another changes something. */
function plain({ database, consultants }: State, customer: Customer): Customer {
  run(database, `update customer c set responsible = '${consultants[2].id}',
    status = (select s.id from list_item s where s.tenant_id = c.tenant_id and s.kind = 'status' and s.meaning = 'active' order by s.position limit 1)
    where id = '${customer.id}'`);
  return customer;
}

/** Signs in as a person does; also without JavaScript. */
export async function signIn(page: Page, email: string, word = password) {
  await page.goto('/sign-in');
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(word);
  await page.locator('form:has(input[name=password]) [type=submit]').click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** Signs in without the page: what a journey does before it begins. */
export async function signedIn(page: Page, email: string, word = password) {
  const { address } = JSON.parse(readFileSync(statePath, 'utf8')) as State;
  const answer = await page.context().request.post(`${address}/api/staff/sign-in`, {
    form: { email, password: word, next: '' },
    headers: { origin: address },
    maxRedirects: 0,
  });
  expect(answer.headers()['set-cookie'], 'signed in').toBeTruthy();
}

/**
 * Expects no violation of WCAG 2.2 AA that axe can find on the page. Sizes of targets are looked at
 * apart, in the parts named or everywhere: with the bars out of their place, as what lies half under
 * one is a matter of scrolling, and not under an open menu, which one closes first.
 */
export async function axe(page: Page, sizes: string[] = []) {
  if (test.info().project.use.javaScriptEnabled !== false) return scan(page, sizes);
  const other = await copy(page);
  await scan(other, sizes);
  // What is left open slows all that comes after: the browser draws it until the end.
  await other.context().close();
}

async function scan(page: Page, sizes: string[]) {
  // By the debugging protocol, so that the page's content policy stays as it is.
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (parts) => {
    const { axe } = globalThis as any;
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const rule = 'target-size';
    const whole = await axe.run(document, { runOnly: tags, rules: { [rule]: { enabled: false } }, resultTypes: ['violations'] });
    const bars = document.querySelectorAll<HTMLElement>('.topbar, .card-header, .card-id, .actionbar, .registration-actions, .mailbox-choice');
    for (const bar of bars) bar.style.position = 'static';
    const sized = await axe.run(parts.length ? { include: parts } : document, { runOnly: { type: 'rule', values: [rule] }, resultTypes: ['violations'] });
    for (const bar of bars) bar.style.position = '';
    return [...whole.violations, ...sized.violations].map((found: any) => `${found.id}: ${found.help}\n${found.nodes.map((node: any) => `  ${node.target} ${node.failureSummary}`).join('\n')}`);
  }, sizes);
  expect(violations.join('\n')).toBe('');
}

/** axe needs scripts: what a page without them shows, once more where it can run. */
async function copy(page: Page): Promise<Page> {
  const storageState = await page.context().storageState();
  const context = await page.context().browser()!.newContext({ javaScriptEnabled: true, storageState });
  const body = (await page.content()).replace(/<script\b[^]*?<\/script>|<\/?noscript\b[^>]*>/g, '');
  const other = await context.newPage();
  await other.route((url) => url.href === page.url(), (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }));
  await other.goto(page.url());
  return other;
}

/**
 * How much the page has jumped since it began to load; 0 is expected. Counts what follows a click
 * too: with isMobile the browser takes the emulated size for one. So measure before clicking.
 */
export function shift(page: Page): Promise<number> {
  return page.evaluate(() => {
    const observer = new PerformanceObserver(() => {});
    observer.observe({ type: 'layout-shift', buffered: true });
    return observer.takeRecords().reduce((sum, entry: any) => sum + entry.value, 0);
  });
}
