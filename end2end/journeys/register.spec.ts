// The register of customers.
import { axe, expect, signIn, test } from '../fixtures';
import { cardOf, enter, onPhone, openCard, section, visit } from './steps';
import type { Page } from '@playwright/test';

const rows = (page: Page) => page.locator('tbody tr');
const ids = (page: Page) => rows(page).locator('.row-link').evaluateAll((all) => all.map((one) => one.getAttribute('href')!.split('/').pop()!));
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** Steps through all pages and gives the customers in the order met. */
async function all(page: Page): Promise<string[]> {
  const found = await ids(page);
  const next = page.getByRole('navigation', { name: 'Bla' }).locator('a[rel=next], button[name=from]').filter({ hasText: 'Neste', visible: true });
  while (await next.count()) {
    const address = page.url();
    await next.click();
    await page.waitForURL((url) => url.href !== address);
    found.push(...(await ids(page)));
  }
  return found;
}

const listed = `from customer c join list_item s on s.tenant_id = c.tenant_id and s.id = c.status
  join app_user r on r.tenant_id = c.tenant_id and r.id = c.responsible where s.meaning <> 'hidden'`;

/** Of the other firm, whose customers no test changes: their lists stand still. */
const still = (sql: (text: string) => any[]) => sql(`select id, email, name from app_user where email = 'anna.lind@sydkonsult.example'`)[0];

test.describe('the register', { tag: ['@nojs', '@phone'] }, () => {
  test('shows my customers, those of my department, and those of the firm', async ({ page, sql }) => {
    const user = still(sql);
    const mine = `${listed} and r.id = '${user.id}'`;
    const department = `${listed} and r.department_id = (select department_id from app_user where id = '${user.id}')`;
    const firm = `${listed} and c.tenant_id = (select tenant_id from app_user where id = '${user.id}')`;
    await enter(page, user, '/customers');
    const scopes = page.getByRole('navigation', { name: 'Hvilke kunder' });
    for (const [scope, title, which] of [['Mine', 'Mine kunder', mine], ['Avdelingens', 'Avdelingens kunder', department], ['Firmaets', 'Firmaets kunder', firm]]) {
      await scopes.getByRole('link', { name: scope }).click();
      await expect(heading(page)).toContainText(title);
      await expect(scopes.getByRole('link', { name: scope })).toHaveAttribute('aria-current', 'page');
      const expected = sql(`select c.id ${which}`).map((row) => row.id).sort();
      await expect(heading(page).locator('.count')).toHaveText(String(expected.length));
      expect((await all(page)).sort()).toEqual(expected);
    }
  });

  test('is sorted by name, number, place and last change, in both directions', { tag: '@desk' }, async ({ page, sql }) => {
    const user = still(sql);
    await enter(page, user, '/customers?scope=firm');
    const by = (name: string) => page.getByRole('columnheader', { name });
    const column = (selector: string) => rows(page).locator(selector).allTextContents();
    // A phone puts some columns away; their addresses stay.
    for (const [name, selector] of onPhone() ? [['Navn', '.row-link']] : [['Nr.', 'td.cell-number'], ['Navn', '.row-link']]) {
      if ((await by(name).getAttribute('aria-sort')) !== 'ascending') await by(name).getByRole('link').click();
      await expect(by(name)).toHaveAttribute('aria-sort', 'ascending');
      const up = await column(selector);
      await by(name).getByRole('link').click();
      await expect(by(name)).toHaveAttribute('aria-sort', 'descending');
      expect(up).not.toContain((await column(selector))[0]);
    }
    for (const order of ['', '&order=desc']) {
      await visit(page, `/customers?scope=firm&sort=number${order}`);
      const numbers = (await column('td.cell-number')).map((text) => Number(text.replace(/\D/g, '')));
      expect(numbers).toEqual([...numbers].sort((a, b) => (order ? b - a : a - b)));
    }
    const times = () => rows(page).locator('.cell-changed').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('title')!));
    await visit(page, '/customers?scope=firm&sort=changed&order=desc');
    const latest = await times();
    expect(latest).toEqual([...latest].sort().reverse());
    const newest = rows(page).first();
    const day = (await newest.locator('.cell-changed').textContent())!;
    if (onPhone()) await expect(newest.locator('.cell-sub'), 'a phone has no column for it').toContainText(day);
    await visit(page, '/customers?scope=firm&sort=changed');
    const oldest = await times();
    expect(oldest).toEqual([...oldest].sort());
    await visit(page, '/customers?scope=firm&sort=place');
    const places = (await column('td.cell-place')).filter(Boolean);
    // In the firm's alphabet: Ålesund last, and not among those on A.
    expect(places).toEqual([...places].sort(new Intl.Collator('nb').compare));
  });

  test('gives every customer once, forwards and back, whatever it is sorted by', { tag: '@desk' }, async ({ page, sql }) => {
    const user = still(sql);
    await signIn(page, user.email);
    const expected = sql(`select c.id ${listed} and c.tenant_id = (select tenant_id from app_user where id = '${user.id}')`).map((row) => row.id).sort();
    for (const sort of ['name', 'place&order=desc']) {
      await page.goto(`/customers?scope=firm&sort=${sort}`);
      const first = await ids(page);
      const found = await all(page);
      expect(found.length).toBe(expected.length);
      expect([...found].sort()).toEqual(expected);
      const previous = page.getByRole('navigation', { name: 'Bla' }).locator('a[rel=prev], button[name=from]').filter({ hasText: 'Forrige', visible: true });
      const last = await ids(page);
      expect(found.slice(-last.length)).toEqual(last);
      while (await previous.count()) {
        const address = page.url();
        await previous.click();
        await page.waitForURL((url) => url.href !== address);
      }
      expect(await ids(page)).toEqual(first);
    }
  });

  test('leads from a row to the card, which is as I left it', async ({ page, user, sql }) => {
    const [mine] = sql(`select c.id, c.number, c.name ${listed} and r.id = '${user.id}' order by c.number limit 1`);
    await openCard(page, sql, user, mine);
    await section(page, 'contacts').locator('.fold').click();
    await expect(section(page, 'contacts')).toHaveAttribute('data-open', 'false');
    await expect.poll(() => sql(`select 1 from layout where owner = '${user.id}' and layer->'open'->>'contacts' = 'false'`).length).toBe(1);
    await visit(page, '/customers?sort=number');
    await page.locator(`tbody a[href="${cardOf(mine)}"]`).click();
    await expect(page).toHaveURL(cardOf(mine));
    await expect(heading(page)).toContainText(mine.name);
    await expect(section(page, 'contacts')).toHaveAttribute('data-open', 'false');
  });

  test('leaves out customers that have ended and are hidden', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    sql(`update customer set name = '000 Skal skjules', responsible = '${user.id}' where id = '${customer.id}'`);
    await enter(page, user, '/customers');
    await expect(page.getByRole('link', { name: '000 Skal skjules', exact: true })).toBeVisible();
    sql(`update customer c set status = s.id from list_item s where s.tenant_id = c.tenant_id and s.meaning = 'hidden' and c.id = '${customer.id}'`);
    await visit(page, '/customers');
    await expect(rows(page).first()).toBeVisible();
    await expect(page.getByRole('link', { name: '000 Skal skjules', exact: true })).toHaveCount(0);
    await visit(page, '/search?query=000+Skal+skjules');
    await expect(page.getByText('Ingenting passer til')).toBeVisible();
  });

  test('shows hidden customers to those who ask, marked by a word, and search does too', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    sql(`update customer c set name = '001 Skal skjules ${customer.number}', responsible = '${user.id}', status = s.id
      from list_item s where s.tenant_id = c.tenant_id and s.meaning = 'hidden' and c.id = '${customer.id}'`);
    const name = `001 Skal skjules ${customer.number}`;
    await enter(page, user, '/customers');
    await expect(page.getByRole('link', { name })).toHaveCount(0);
    await page.getByRole('link', { name: 'Skjulte' }).click();
    await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
    // The choice stays while one changes the scope.
    await page.getByRole('navigation', { name: 'Hvilke kunder' }).getByRole('link', { name: 'Firmaets' }).click();
    await expect(page).toHaveURL(/scope=firm&lifecycle=hidden/);
    await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
    await visit(page, `/search?query=${encodeURIComponent(name)}`);
    await page.getByRole('link', { name: 'Søk også blant skjulte kunder' }).click();
    await expect(page.locator('main .result').first()).toContainText('skjult');
    await expect(page.getByRole('checkbox', { name: 'Ta med skjulte kunder' })).toBeChecked();
    await axe(page, ['main']);
  });

  test('keeps customers that have ended, with what their status says', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    sql(`update customer c set name = '002 Er avsluttet ${customer.number}', responsible = '${user.id}', status = s.id
      from list_item s where s.tenant_id = c.tenant_id and s.meaning = 'ended' and c.id = '${customer.id}'`);
    const [status] = sql(`select s.nb from customer c join list_item s on s.id = c.status where c.id = '${customer.id}'`);
    const name = `002 Er avsluttet ${customer.number}`;
    await enter(page, user, '/customers');
    await expect(rows(page).filter({ hasText: name }).locator('.ds-tag')).toHaveText(status.nb);
    await visit(page, `/search?query=${encodeURIComponent(name)}`);
    await expect(page.locator('main .result', { hasText: name }).locator('.ds-tag')).toHaveText(status.nb);
  });

  test('says what to do when I am responsible for nobody', async ({ page }) => {
    await enter(page, { email: 'admin@nordvikar.example' }, '/customers');
    await expect(page.getByRole('heading', { name: 'Ingen kunder her ennå' })).toBeVisible();
    await page.getByRole('link', { name: 'Vis firmaets kunder' }).click();
    await expect(rows(page).first()).toBeVisible();
  });

  test('refuses an address that was tampered with, and stays up', { tag: '@desk' }, async ({ page, user, problems }) => {
    problems.allow(/status of 400/);
    await enter(page, user, '/customers?scope=nothing&sort=nothing&from=nothing');
    await expect(heading(page)).toContainText('Mine kunder');
  });
});

test('a field and a value are found by what people call them and with the letters of other keyboards, and Enter takes them', { tag: '@desk' }, async ({ page, user }) => {
  await enter(page, user, '/customers?scope=firm&new=&in=0');
  await page.locator('#find-field').fill('orgnr');
  await expect(page.locator('#field-choices li:not([hidden])').first()).toContainText('Org.nummer');
  await page.locator('#find-field').fill('kommune');
  await page.keyboard.press('Enter');
  await expect(page.locator('#find-choice')).toBeVisible();
  await page.locator('#find-choice').fill('tromso');
  await expect(page.locator('#condition-choices li:not([hidden])')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Tromsø')).toBeChecked();
  await page.getByRole('button', { name: 'Bruk', exact: true }).click();
  await expect(page.locator('main')).toContainText('Tromsø');
});
