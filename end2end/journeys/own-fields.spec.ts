// A firm's own fields: declared by an administrator without a programmer, and then like all others.
import { expect, test } from '../fixtures';
import { ownFirm } from './firm';
import { bodyOf, cardOf, edit, enter, field, pick, press, section, visit, withScript } from './steps';
import type { Page } from '@playwright/test';

/** Declares a field in its settings. */
async function declare(page: Page, name: string, kind: string, where?: string) {
  await page.getByLabel('Navn på norsk').fill(name);
  await page.getByLabel('Hva det inneholder').selectOption({ label: kind });
  if (where) await page.getByLabel('Hvor det står').selectOption({ label: where });
  await page.getByRole('button', { name: 'Legg til feltet' }).click();
  await expect(page.locator('.list-item', { hasText: name })).toBeVisible();
  // What is still on its way is not sent again.
  await expect(page.locator('form[aria-busy]')).toHaveCount(0);
}

/** Chooses the type of a customer that is registered; on a phone that is folded. */
async function chooseType(page: Page, type: string) {
  const label = page.locator('.segmented label', { hasText: type });
  if (!(await label.isVisible())) await page.locator('summary', { hasText: 'Type, land, status og konsulent' }).click();
  await label.click();
}

const keyOf = (sql: (text: string) => any[], { customer }: { customer: { id: string } }, name: string) =>
  sql(`select key from own_field where nb = '${name}' and tenant_id = (select tenant_id from customer where id = '${customer.id}')`)[0].key as string;
const save = (page: Page, key: string) => field(page, key).getByRole('button', { name: 'Lagre' }).click();

test.describe('own fields', { tag: '@nojs' }, () => {
  test('one is declared, mandatory for prospects, registered, shown, found, exported, logged, and retired', async ({ page, sql }, info) => {
    const firm = ownFirm(sql);
    const name = `Avtalenummer ${info.project.name}`;
    await enter(page, firm.administrator, '/settings');
    await page.getByRole('link', { name: 'Egne felter' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Egne felter');
    await expect(page.locator('.empty')).toContainText('Firmaet har ingen egne felter ennå.');
    await declare(page, name, 'Kort tekst');
    const key = keyOf(sql, firm, name);

    // Mandatory for prospects.
    await visit(page, '/settings/fields?type=prospect');
    const group = page.locator('.rules-section', { has: page.getByRole('heading', { name: 'Egne felter', exact: true }) });
    if ((await group.getAttribute('open')) === null) await group.locator('summary').click();
    await page.locator(`#need-${key}-company`).selectOption({ label: 'Må' });
    await press(page, page.getByRole('button', { name: 'Lagre feltene' }));
    await expect(page.locator(`#need-${key}-company`)).toHaveValue('must');

    // Asked for in the registration of a prospect.
    await visit(page, '/customers/new');
    await expect(page.locator(`.quick #input-${key}`)).toHaveCount(0);
    await chooseType(page, 'Prospekt');
    if (!withScript()) await page.getByRole('button', { name: 'Oppdater feltene' }).click();
    await expect(page.locator(`.quick #input-${key}`)).toBeVisible();
    await page.locator('#input-name').fill('Fjord Maskin AS');
    await page.locator('#contact-first_name').fill('Eva');
    await page.locator('#contact-last_name').fill('Berg');
    await page.getByRole('button', { name: 'Lagre kunde' }).click();
    await expect(page.locator('.error-summary')).toContainText(`${name}: Må fylles ut`);
    await page.locator(`#input-${key}`).fill('A-17');
    await page.getByRole('button', { name: 'Lagre kunde' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Fjord Maskin AS');

    // On the card, edited in place, logged and taken back.
    const card = page.url();
    const [fjord] = sql(`select id from customer where name = 'Fjord Maskin AS' and tenant_id = (select tenant_id from own_field where key = '${key}')`);
    await visit(page, `/customers/${fjord.id}?edit=${key}#field-${key}`);
    await expect(page.locator(`#input-${key}`)).toHaveValue('A-17');
    await page.locator(`#input-${key}`).fill('A-18');
    await save(page, key);
    await expect(field(page, key)).toContainText('A-18');
    await visit(page, `/customers/${fjord.id}/log`);
    await expect(page.locator('.log-row').first()).toContainText(`${name}: A-17`);
    expect(card).toContain(fjord.id);

    // A column and a filter of the register.
    await visit(page, `/customers?scope=firm&columns=name&columns=${key}&filter=${key}.has:18`);
    await expect(page.locator('main')).toContainText('Fjord Maskin AS');
    await expect(page.locator('main')).not.toContainText('Bjørk AS');
    await expect(page.locator('main')).toContainText(name);
    await visit(page, '/customers?scope=firm&new=&in=0');
    await expect(page.locator('#field-choices')).toContainText(name);

    // Out of use: it stands nowhere, and keeps what it holds.
    await visit(page, '/settings/own-fields');
    const row = page.locator('.list-item', { hasText: name });
    await expect(row).toContainText('1 kunde har en verdi');
    await pick(row.locator('details.menu'), 'Ta ut av bruk');
    await expect(row).toContainText('ute av bruk');
    await visit(page, `/customers/${fjord.id}`);
    await expect(section(page, 'own')).toHaveCount(0);
    await visit(page, '/customers/new');
    await expect(page.locator(`#input-${key}`)).toHaveCount(0);
    await visit(page, '/settings/own-fields');
    await pick(row.locator('details.menu'), 'Ta i bruk igjen');
    await expect(row).not.toContainText('ute av bruk');
    await visit(page, `/customers/${fjord.id}?edit=${key}`);
    await expect(page.locator(`#input-${key}`)).toHaveValue('A-18');
  });

  test('each kind is typed in its own way and told when it can not be', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/settings/own-fields');
    const kinds: [string, string, string, string | undefined, string][] = [
      ['Antall skift', 'Helt tall', '12 000', 'mange', '12 000'],
      ['Bonus', 'Beløp', '99,50', 'mye', '99,50 kr'],
      ['Rabatt', 'Prosent', '7,5', '120', '7,5'],
      ['Neste revisjon', 'Dato', '28.11.2026', '31.2.2026', '28.11.2026'],
      ['Vaktleder', 'E-postadresse', 'vakt@bjork.example', 'vakt@', 'vakt@bjork.example'],
    ];
    for (const [name, kind] of kinds) await declare(page, name, kind);
    for (const [name, , typed, wrong, shown] of kinds) {
      const key = keyOf(sql, firm, name);
      await visit(page, `${cardOf(firm.customer)}?edit=${key}#field-${key}`);
      if (wrong) {
        await page.locator(`#input-${key}`).fill(wrong);
        await save(page, key);
        await expect(field(page, key).locator('.field-error')).toBeVisible();
        await expect(page.locator(`#input-${key}`), 'it stays typed').toHaveValue(wrong);
      }
      await page.locator(`#input-${key}`).fill(typed);
      await save(page, key);
      await expect(field(page, key).locator('.field-value, a').first()).toContainText(shown);
    }
    await expect(bodyOf(page, 'own').locator('.field-row')).toHaveCount(kinds.length);

    // A day is filtered as a day, also one that is still to come.
    const revision = keyOf(sql, firm, 'Neste revisjon');
    const rows = page.locator('tbody tr');
    await visit(page, `/customers?scope=firm&new=${revision}&in=0`);
    await page.getByLabel('De neste').check();
    await page.locator('[name=next_count]').fill('999');
    await page.locator('[name=next_unit]').selectOption('year');
    await page.getByRole('button', { name: 'Bruk', exact: true }).click();
    await expect(page.locator('main')).toContainText('neste 999 år');
    await visit(page, `/customers?scope=firm&filter=${revision}.dates:2026-11-28,2026-11-28`);
    await expect(rows).toHaveCount(1);
    await visit(page, `/customers?scope=firm&filter=${revision}.dates:2026-11-29,`);
    await expect(rows).toHaveCount(0);
  });

  test('a choice has a list of its own, and a field moves to another section with its values', { tag: '@desk' }, async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/settings/own-fields');
    await declare(page, 'Sikkerhetsnivå', 'Valg fra en liste', 'Klassifisering');
    const key = keyOf(sql, firm, 'Sikkerhetsnivå');
    await page.locator('.list-item').getByRole('link', { name: 'Verdiene i listen' }).click();
    await expect(page.locator('#h-list')).toHaveText('Sikkerhetsnivå');
    for (const value of ['Åpen', 'Hemmelig']) {
      await page.getByLabel('Ny verdi').fill(value);
      await page.getByRole('button', { name: 'Legg til' }).click();
      await expect(page.locator('.list-item', { hasText: value })).toBeVisible();
    }
    await visit(page, `${cardOf(firm.customer)}?edit=${key}#field-${key}`);
    await expect(bodyOf(page, 'classification').locator(`#field-${key}`)).toBeVisible();
    await page.locator(`#input-${key}`).selectOption({ label: 'Hemmelig' });
    await save(page, key);
    await expect(field(page, key)).toContainText('Hemmelig');
    await visit(page, '/settings/own-fields');
    const row = page.locator('.list-item', { hasText: 'Sikkerhetsnivå' });
    await pick(row.locator('details.menu'), 'Endre navn og plass');
    await page.locator('.list-item form').getByLabel('Navn på norsk').fill('Gradering');
    await page.locator('.list-item form').getByLabel('Hvor det står').selectOption({ label: 'Egne felter' });
    await page.locator('.list-item form').getByRole('button', { name: 'Lagre' }).click();
    await expect(page.locator('.list-item', { hasText: 'Gradering' })).toContainText('1 kunde har en verdi');
    await visit(page, `${cardOf(firm.customer)}?edit=${key}`);
    await expect(bodyOf(page, 'own').locator(`#field-${key}`)).toContainText('Gradering');
  });

  test('a name that can not be stays typed, with the reason beneath it', { tag: '@desk' }, async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/settings/own-fields');
    await page.getByRole('button', { name: 'Legg til feltet' }).click();
    await expect(page.locator('#own-new-nb-e')).toContainText('Må fylles ut');
    await declare(page, 'Rabatt', 'Prosent');
    await page.getByLabel('Navn på norsk').fill('RABATT');
    await page.getByRole('button', { name: 'Legg til feltet' }).click();
    await expect(page.locator('#own-new-nb-e')).toContainText('Dette finnes allerede.');
    await expect(page.getByLabel('Navn på norsk')).toHaveValue('RABATT');
    await expect(page.locator('.list-item')).toHaveCount(1);
  });

  test('who is no administrator sees them, and is told whom to ask; another firm has none of them', { tag: '@desk' }, async ({ page, sql, user, problems }) => {
    problems.allow(/404/);
    const firm = ownFirm(sql);
    sql(`insert into own_field (tenant_id, id, key, kind, nb, sv, en, section) select tenant_id, gen_random_uuid(), 'own_' || substr(md5(random()::text), 1, 16), 'choice', 'Avtale', 'Avtal', 'Agreement', 'own' from customer where id = '${firm.customer.id}'`);
    const key = keyOf(sql, firm, 'Avtale');
    await enter(page, firm.consultant, '/settings/own-fields');
    await expect(page.locator('main .banner')).toHaveText('Bare administratorer kan endre dette. Spør Astrid Sjef.');
    await expect(page.locator('.list-item')).toContainText('Avtale');
    await expect(page.locator('main form[method=post]')).toHaveCount(0);
    await enter(page, user, '/customers');
    const answer = await page.goto(`/lists/${key}`);
    expect(answer?.status()).toBe(404);
    await visit(page, '/settings/own-fields');
    await expect(page.locator('main')).not.toContainText('Avtale');
  });

  test('a field gets another kind once all of its values can be of it, and keeps its place and history', async ({ page, sql }, info) => {
    const firm = ownFirm(sql);
    const name = `Omgjort ${info.project.name}`;
    await enter(page, firm.administrator, '/settings/own-fields');
    await declare(page, name, 'Kort tekst', 'Notater');
    const key = keyOf(sql, firm, name);
    await visit(page, cardOf(firm.customer));
    await (await edit(page, key)).fill('tolv');
    await save(page, key);
    await expect(field(page, key)).toContainText('tolv');
    await visit(page, '/settings/own-fields');
    await pick(page.locator('.list-item', { hasText: name }).locator('details.menu'), 'Gi en annen type');
    await page.locator('#own-convert-to').selectOption({ label: 'Helt tall' });
    await page.getByRole('button', { name: 'Se hva som skjer' }).click();
    await expect(page.locator('.not-ready')).toContainText('1 verdier kan ikke gjøres om');
    await expect(page.locator('.not-ready li')).toContainText('tolv');
    await expect(page.getByRole('button', { name: 'Gjør om feltet' })).toHaveCount(0);
    await page.locator('#own-convert-to').selectOption({ label: 'Valg fra en liste' });
    await page.getByRole('button', { name: 'Se hva som skjer' }).click();
    await expect(page.getByText('Listen får: tolv.')).toBeVisible();
    await page.getByRole('button', { name: 'Gjør om feltet' }).click();
    await expect(page.locator('.list-item', { hasText: name })).toContainText('Valg fra en liste · Notater · 1 kunde har en verdi');
    await visit(page, cardOf(firm.customer));
    await expect(section(page, 'notes').locator(`#field-${key}`)).toContainText('tolv');
    await expect(bodyOf(page, 'log').locator('.log-row').first()).toContainText('tolv');
    await expect(await edit(page, key)).toHaveJSProperty('tagName', 'SELECT');
  });
});

test('what is missing leads into a section that is folded or hidden', { tag: '@desk' }, async ({ page, sql }) => {
  const firm = ownFirm(sql);
  sql(`insert into field_rule (tenant_id, id, entity, field, company_ordinary)
    select tenant_id, gen_random_uuid(), 'customer', 'source', 'must' from customer where id = '${firm.customer.id}';
    delete from layout where owner in (select id::text from app_user where email = '${firm.consultant.email}')`);
  await enter(page, firm.consultant, cardOf(firm.customer));
  await expect(section(page, 'classification')).toHaveAttribute('data-open', 'false');
  await page.locator('.lacking').getByRole('link', { name: 'Kilde' }).click();
  await expect(page.locator('#input-source')).toBeVisible();
});

test('what is typed while the fields of another type are fetched stays', { tag: '@desk' }, async ({ page, sql }) => {
  const firm = ownFirm(sql);
  sql(`insert into field_rule (tenant_id, id, entity, field, company_prospect, company_ordinary)
    select tenant_id, gen_random_uuid(), 'customer', 'email', 'must', 'off' from customer where id = '${firm.customer.id}'`);
  await enter(page, firm.consultant, '/customers/new');
  // The type is chosen, and before any answer can come the name is typed.
  await page.evaluate(() => {
    document.querySelector<HTMLInputElement>('input[name="patch[customer_type]"][value=prospect]')!.click();
    const name = document.querySelector<HTMLInputElement>('#input-name')!;
    name.value = 'Skrevet imens';
    name.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await expect(page.locator('.quick #input-email')).toBeVisible();
  await expect(page.locator('#input-name')).toHaveValue('Skrevet imens');
  await page.locator('#input-email').fill('post@imens.example');
  // Another type has no such field: what was typed comes back with it.
  await chooseType(page, 'Vanlig kunde');
  await expect(page.locator('#input-email')).toHaveCount(0);
  await chooseType(page, 'Prospekt');
  await expect(page.locator('#input-email')).toHaveValue('post@imens.example');
});
