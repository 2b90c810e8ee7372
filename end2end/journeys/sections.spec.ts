// The sections that say who a customer is: notes, status, groups, tags, attributes, industry, classification, links.
import { axe, expect, test } from '../fixtures';
import { bodyOf, cardOf, edit, enter, field, openAll, openCard, pick, section, visit } from './steps';
import { ownFirm } from './firm';
import type { Page } from '@playwright/test';

const save = (page: Page, key: string) => field(page, key).getByRole('button', { name: 'Lagre' }).click();

test.describe('sections', { tag: '@nojs' }, () => {
  test('notes, fax, opening balance and personnel consultant are edited in place', { tag: '@desk' }, async ({ page, user, colleague, customer, sql }) => {
    sql(`update customer set notes = null, fax = null, opening_balance = null, personnel_consultant = null where id = '${customer.id}'`);
    await openCard(page, sql, user, customer);
    await (await edit(page, 'notes')).fill('Ring før kl. 9.\nSpør etter Marit.');
    await save(page, 'notes');
    await expect(bodyOf(page, 'notes')).toContainText('Spør etter Marit.');
    await expect(section(page, 'notes').locator('.digest')).toHaveText('Ring før kl. 9.');
    // What leads somewhere leads there, and a pencil beside it opens the editor.
    await (await edit(page, 'notes')).fill('Ring før kl. 9.\nAvtalen: https://avtaler.example/7');
    await save(page, 'notes');
    await expect(bodyOf(page, 'notes').getByRole('link', { name: 'https://avtaler.example/7', exact: true })).toHaveAttribute('href', 'https://avtaler.example/7');
    await axe(page, ['[data-section="notes"]']);
    await expect(await edit(page, 'notes')).toHaveValue('Ring før kl. 9.\nAvtalen: https://avtaler.example/7');
    await (await edit(page, 'opening_balance')).fill('mye');
    await save(page, 'opening_balance');
    await expect(field(page, 'opening_balance')).toContainText('Skriv et beløp, for eksempel 12 400,50.');
    await page.locator('[id="input-opening_balance"]').fill('12400,5');
    await save(page, 'opening_balance');
    await expect(field(page, 'opening_balance')).toContainText(/12\s400,50\skr/);
    await (await edit(page, 'fax')).fill('75 50 01 99');
    await save(page, 'fax');
    await expect(field(page, 'fax')).toContainText('75 50 01 99');
    await (await edit(page, 'personnel_consultant')).selectOption(colleague.name);
    await save(page, 'personnel_consultant');
    await expect(field(page, 'personnel_consultant').locator('.field-value')).toContainText(colleague.name);
  });

  test('groups and attributes are ticked, several at once, and stand in the folded header', async ({ page, user, customer, sql }) => {
    sql(`update customer set groups = '{}', attributes = '{}' where id = '${customer.id}'`);
    await openCard(page, sql, user, customer);
    for (const [key, names] of [['groups', ['Rammeavtale', 'Nyhetsbrev']], ['attributes', ['Tariffbundet', 'Egen kantine']]] as const) {
      await edit(page, key);
      for (const name of names) await field(page, key).getByLabel(name, { exact: true }).check();
      await save(page, key);
      for (const name of names) await expect(section(page, key).locator('.digest')).toContainText(name);
    }
  });

  test('a tag is found or made by typing it, leads to those who have it, and is taken off', async ({ page, user, customer, sql }) => {
    sql(`update customer set tags = '{}' where id = '${customer.id}'`);
    const free = `merke ${customer.number}`;
    await openCard(page, sql, user, customer);
    const body = bodyOf(page, 'tags');
    for (const tag of ['bygg', free]) {
      await body.getByRole('link', { name: 'Ny merkelapp' }).click();
      await body.getByLabel('Merkelapp', { exact: true }).fill(tag);
      await body.getByRole('button', { name: 'Lagre' }).click();
      await expect(body.locator('.tag-chip')).toHaveCount(tag === free ? 2 : 1);
    }
    await expect(body.locator('.tag-chip').first()).toContainText('Bygg');
    await body.getByRole('button', { name: 'Fjern merkelappen Bygg' }).click();
    await expect(body.locator('.tag-chip')).toHaveCount(1);
    await body.getByRole('link', { name: free }).click();
    await expect(page.locator('.filter-chip', { hasText: free })).toBeVisible();
    await expect(page.locator('tbody tr')).toHaveCount(1);
    await expect(page.locator('tbody')).toContainText(customer.name);
    await page.locator('.filter-chip', { hasText: free }).locator('.tag-remove').click();
    await expect(page.locator('tbody tr').nth(1)).toBeVisible();
    await page.goto(`/search?query=${encodeURIComponent(free)}`);
    await expect(page.locator('main .result')).toContainText(customer.name);
  });

  test('a tag that can not be stays typed, with the reason beneath it', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    await openCard(page, sql, user, customer, '?add=tag');
    await page.locator('#tag').fill('   ');
    await bodyOf(page, 'tags').getByRole('button', { name: 'Lagre' }).click();
    await expect(bodyOf(page, 'tags').locator('.field-error')).toHaveText('Må fylles ut.');
  });

  test('the industry is found by code or by name, and says what it belongs to', async ({ page, user, customer, sql }) => {
    sql(`update customer set industry_code = null where id = '${customer.id}'`);
    await openCard(page, sql, user, customer);
    await (await edit(page, 'industry_code')).fill('utleie');
    await save(page, 'industry_code');
    await expect(field(page, 'industry_code')).toContainText('Skriv en næringskode med fem siffer');
    await page.locator('[id="input-industry_code"]').fill('utleie av arbeidskraft');
    await save(page, 'industry_code');
    await expect(field(page, 'industry_code')).toContainText('78.200 Utleie av arbeidskraft');
    await expect(bodyOf(page, 'industry')).toContainText('Forretningsmessig tjenesteyting › Arbeidskrafttjenester');
  });

  test("level, district, source, type of company and category are chosen from the firm's lists", { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    sql(`update customer set level = null, district = null, source = null, company_type = null, category = null where id = '${customer.id}'`);
    await openCard(page, sql, user, customer);
    for (const [key, name] of [['level', 'Gull'], ['district', 'Nord'], ['source', 'Messe'], ['company_type', 'Kommunal'], ['category', 'A-kunde']]) {
      await (await edit(page, key)).selectOption(name);
      await save(page, key);
      await expect(field(page, key).locator('.field-value')).toContainText(name);
    }
    await expect(section(page, 'classification').locator('.digest')).toHaveText('Kommunal · Gull · Nord · Messe');
    await expect(section(page, 'status').locator('.digest')).toContainText('A-kunde');
  });

  test('links are added by kind, lead out, and are removed', async ({ page, user, customer, sql }) => {
    sql(`delete from customer_link where customer_id = '${customer.id}'`);
    await openCard(page, sql, user, customer);
    const body = bodyOf(page, 'links');
    await body.getByRole('link', { name: 'Ny lenke' }).click();
    await body.getByLabel('Slag').selectOption('Facebook');
    await body.getByLabel('Adresse').fill('ikke en adresse');
    await body.getByRole('button', { name: 'Lagre' }).click();
    await expect(body.locator('.field-error')).toContainText('Skriv en nettadresse');
    await expect(body.getByLabel('Slag')).toHaveValue(/[0-9a-f-]{36}/);
    await body.getByLabel('Adresse').fill('facebook.example/firma');
    await body.getByRole('button', { name: 'Lagre' }).click();
    await expect(body.locator('.links-row')).toContainText('Facebook');
    await expect(body.locator('.links-row a')).toHaveAttribute('href', 'https://facebook.example/firma');
    await expect(bodyOf(page, 'log').locator('.log-row').first()).toContainText('la til lenken https://facebook.example/firma');
    await body.getByRole('button', { name: 'Fjern lenken facebook.example/firma' }).click();
    await expect(body.locator('.links-row')).toHaveCount(0);
  });

  test('status says whether the customer is a member', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    sql(`update customer c set status = (select s.id from list_item s where s.tenant_id = c.tenant_id and s.kind = 'status' and s.is_member order by s.position limit 1) where id = '${customer.id}'`);
    await openCard(page, sql, user, customer);
    await expect(bodyOf(page, 'status').locator('.field-row', { hasText: 'Medlem' }).last()).toContainText('Ja');
    await expect(section(page, 'status').locator('.digest')).toContainText('Medlem');
  });
});

test.describe('lists', { tag: '@nojs' }, () => {
  test('a group is created, renamed in three languages, and can be chosen at once', async ({ page, user, customer, sql }) => {
    const name = `Gruppe ${customer.number}`;
    openAll(sql, user);
    await enter(page, user, '/lists');
    await page.getByLabel('Ny verdi').fill(name);
    await page.getByRole('button', { name: 'Legg til' }).click();
    const row = page.locator('.list-item', { hasText: name });
    await expect(row).toBeVisible();
    await page.getByLabel('Ny verdi').fill(name.toUpperCase());
    await page.getByRole('button', { name: 'Legg til' }).click();
    await expect(page.locator('.list-adder .field-error')).toHaveText('Dette finnes allerede.');
    await pick(row.locator('details.menu'), 'Gi nytt navn');
    await page.getByLabel('Svensk').fill(`Grupp ${customer.number}`);
    await page.locator('.list-item form.form').getByRole('button', { name: 'Lagre' }).click();
    await expect(row).toContainText(`Grupp ${customer.number}`);
    await visit(page, `${cardOf(customer)}?edit=groups`);
    await expect(field(page, 'groups').getByLabel(name, { exact: true })).toBeVisible();
  });

  test('values stand in the order that we choose, in the list and where one picks from it', { tag: '@desk' }, async ({ page, sql }) => {
    const firm = ownFirm(sql);
    sql(`insert into list_item (tenant_id, kind, nb, sv, en, position, is_managed) select tenant_id, 'level', v.name, v.name, v.name, place, true
      from customer, (values ('Gull', 1), ('Sølv', 2), ('Bronse', 3)) as v (name, place) where id = '${firm.customer.id}'`);
    await enter(page, firm.administrator, '/lists/level');
    const names = page.locator('.list-item-name');
    await expect(names).toHaveText(['Gull', 'Sølv', 'Bronse']);
    const menu = (name: string) => page.locator('.list-item', { hasText: name }).locator('details.menu');
    await pick(menu('Bronse'), 'Flytt opp');
    await expect(names).toHaveText(['Gull', 'Bronse', 'Sølv']);
    await pick(menu('Gull'), 'Flytt ned');
    await expect(names).toHaveText(['Bronse', 'Gull', 'Sølv']);
    await menu('Bronse').locator('summary').click();
    await expect(menu('Bronse').getByText('Flytt ned')).toBeVisible();
    await expect(menu('Bronse').getByText('Flytt opp'), 'it is the first').toHaveCount(0);
    await visit(page, `${cardOf(firm.customer)}?edit=level#field-level`);
    await expect(page.locator('#input-level option')).toHaveText(['Ikke valgt', 'Bronse', 'Gull', 'Sølv']);
  });

  test('a free tag is made a managed one, and two are merged on all customers', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    const [from, into] = [`feil ${customer.number}`, `rett ${customer.number}`];
    sql(`insert into list_item (tenant_id, kind, nb, sv, en, is_managed)
        select tenant_id, 'tag', called, called, called, false from customer, unnest(array['${from}', '${into}']) as called where id = '${customer.id}';
      update customer set tags = array(select id from list_item where nb = '${from}') where id = '${customer.id}'`);
    await enter(page, user, '/lists/tag');
    const row = (name: string) => page.locator('.list-item').filter({ has: page.getByText(name, { exact: true }) });
    await pick(row(into).locator('details.menu'), 'Gjør til fast merkelapp');
    await expect(row(into).locator('.ds-tag')).toHaveCount(0);
    await pick(row(from).locator('details.menu'), 'Slå sammen med');
    await page.locator('#list-into').selectOption(into);
    await page.getByRole('button', { name: 'Slå sammen', exact: true }).click();
    await expect(row(from)).toContainText(`slått sammen med ${into}`);
    await page.goto(`/customers/${customer.id}`);
    await expect(section(page, 'tags').locator('.digest')).toContainText(into);
  });

  test('a status is added with what it means, renamed, and chosen on a card', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    const [name, renamed] = [`Ny status ${customer.number}`, `Status ${customer.number}`];
    openAll(sql, user);
    await enter(page, user, '/lists/status');
    await page.getByLabel('Ny verdi').fill(name);
    await page.getByLabel('Betyr').selectOption('Mulig kunde');
    await page.getByRole('button', { name: 'Legg til' }).click();
    const row = page.locator('.list-item', { hasText: String(customer.number) });
    await expect(row).toContainText('Mulig kunde');
    await pick(row.locator('details.menu'), 'Gi nytt navn');
    await page.getByLabel('Norsk').fill(renamed);
    await page.getByLabel('Betyr').selectOption('Aktiv kunde');
    await page.getByLabel('Gir medlemskap').check();
    await page.locator('.list-item form.form').getByRole('button', { name: 'Lagre' }).click();
    await expect(row).toContainText('Aktiv kunde · gir medlemskap');
    await visit(page, cardOf(customer));
    await (await edit(page, 'status')).selectOption(renamed);
    await save(page, 'status');
    await expect(page.locator('.card-header')).toContainText(renamed);
    await visit(page, '/lists/status');
    await pick(row.locator('details.menu'), 'Slutt å bruke');
    await expect(row).toContainText('brukes ikke lenger');
  });

  test('what is no longer used can not be chosen, and stays where it is', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    const name = `Nivå ${customer.number}`;
    sql(`insert into list_item (tenant_id, kind, nb, sv, en) select tenant_id, 'level', '${name}', '${name}', '${name}' from customer where id = '${customer.id}';
      update customer set level = (select id from list_item where nb = '${name}') where id = '${customer.id}'`);
    openAll(sql, user);
    await enter(page, user, '/lists/level');
    const row = page.locator('.list-item', { hasText: name });
    await pick(row.locator('details.menu'), 'Slutt å bruke');
    await expect(row).toContainText('brukes ikke lenger');
    await visit(page, cardOf(customer));
    await expect(field(page, 'level')).toContainText(name);
    await edit(page, 'level');
    await expect(page.locator('[id="input-level"] option', { hasText: name })).toHaveCount(0);
  });
});
