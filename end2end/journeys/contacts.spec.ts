// Contact persons: the list, adding, their own page, ending and deleting.
import { expect, test } from '../fixtures';
import { bodyOf, cardOf, edit, enter, field, mark, onPhone, openCard, pick, press, section, stayed, visit } from './steps';
import type { Page } from '@playwright/test';
import type { Customer } from '../state';

const list = (page: Page) => bodyOf(page, 'contacts').locator('.contact');
const row = (page: Page, name: string) => page.locator('.contact', { hasText: name });
const box = (page: Page) => page.getByRole('checkbox', { name: 'Vis også inaktive' });

type Put = { first: string; last: string; ended?: boolean };
/** Gives a customer these contacts and no others. */
function fill(sql: (text: string) => any[], customer: Customer, contacts: Put[]) {
  const values = contacts.map(({ first, last, ended }) => `('${first}', '${last}', ${ended ? 'now()' : 'null::timestamptz'})`);
  sql(`begin; delete from contact where customer_id = '${customer.id}';
    insert into contact (tenant_id, id, customer_id, first_name, last_name, email, mobile, phone, ended_at)
    select c.tenant_id, gen_random_uuid(), c.id, v.first, v.last, lower(v.first) || '@kunden.example', '+4791234567', '+4775500120', v.ended
    from customer c, (values ${values.join(', ')}) as v (first, last, ended) where c.id = '${customer.id}'; commit`);
}
const three: Put[] = [{ first: 'Anne', last: 'Aktiv' }, { first: 'Bjørn', last: 'Berg' }, { first: 'Siri', last: 'Sluttet', ended: true }];

/** Picks from the menu of a contact: in the list, or, on a phone, on the contact's own page. */
async function choose(page: Page, name: string, entry: string) {
  if (!onPhone()) return pick(row(page, name).locator('details.menu'), entry);
  const card = page.url();
  await openContact(page, name);
  await pick(page.locator('.contact-head details.menu'), entry);
  if (entry.startsWith('Slett')) return;
  await expect(page.locator('.contact-head .ds-tag')).toHaveCount(entry === 'Avslutt' ? 1 : 0);
  await visit(page, card);
}

async function openContact(page: Page, name: string) {
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(page.getByRole('heading', { name: 'Opplysninger' })).toBeVisible();
}

test.describe('the list', { tag: '@nojs' }, () => {
  test('shows the active contacts, and the inactive ones too when I tick the box', async ({ page, user, customer, sql }) => {
    fill(sql, customer, three);
    await openCard(page, sql, user, customer);
    await expect(list(page).locator('.contact-name a')).toHaveText(['Anne Aktiv', 'Bjørn Berg']);
    await expect(section(page, 'contacts').locator('.digest')).toHaveText('2 aktive · 1 avsluttet');
    await expect(box(page)).not.toBeChecked();
    await box(page).click();
    await expect(box(page)).toBeChecked();
    await expect(row(page, 'Siri Sluttet')).toContainText('Avsluttet');
    await box(page).click();
    await expect(list(page)).toHaveCount(2);
  });

  test('remembers the box at the next visit, on every card and on my other machines', { tag: '@desk' }, async ({ page, user, customer, rich, sql, another }) => {
    fill(sql, customer, three);
    await openCard(page, sql, user, rich);
    await press(page, box(page));
    await expect(box(page)).toBeChecked();
    await visit(page, cardOf(customer));
    await expect(box(page)).toBeChecked();
    await expect(row(page, 'Siri Sluttet')).toBeVisible();
    const other = await another();
    await enter(other, user, cardOf(customer));
    await expect(box(other)).toBeChecked();
    await expect(row(other, 'Siri Sluttet')).toBeVisible();
  });

  test('calls and writes to each contact with one click', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    fill(sql, customer, three);
    await openCard(page, sql, user, customer);
    const links = row(page, 'Anne Aktiv');
    await expect(links.getByRole('link', { name: 'Ring Anne Aktiv' })).toHaveAttribute('href', 'tel:+4791234567');
    await expect(links.getByRole('link', { name: 'SMS til Anne Aktiv' })).toHaveAttribute('href', /\/dialog\?write=sms&to=/);
    await expect(links.getByRole('link', { name: 'E-post til Anne Aktiv' })).toHaveAttribute('href', /\/dialog\?write=email&to=/);
  });

  test('is ten on the card where there are more than twenty, and leads to all of them', async ({ page, user, customer, sql }) => {
    const names = Array.from({ length: 21 }, (_, at) => String.fromCharCode(65 + at));
    fill(sql, customer, [...names.map((first) => ({ first, last: 'Vik' })), { first: 'Siri', last: 'Sluttet', ended: true }]);
    // Those that were there longest without a change give way.
    sql(`begin; set local session_replication_role = replica; update contact set changed_at = now() - (100 - ascii(first_name)) * interval '1 day' where customer_id = '${customer.id}'; commit`);
    await openCard(page, sql, user, customer);
    await expect(list(page).locator('.contact-name a')).toHaveText(names.slice(11).map((name) => `${name} Vik`));
    await expect(bodyOf(page, 'contacts')).toContainText('10 av 21: referansepersonen og de som sist ble endret, så de med funksjon.');
    await page.getByRole('link', { name: 'Vis alle 21 kontaktpersoner' }).click();
    await expect(page.getByRole('heading', { name: 'Alle kontaktpersoner' })).toBeVisible();
    await expect(page.locator('.contact')).toHaveCount(21);
    await expect(page.getByRole('link', { name: /^Vis alle/ })).toHaveCount(0);
    // Of twenty all are there.
    fill(sql, customer, names.slice(1).map((first) => ({ first, last: 'Vik' })));
    await visit(page, cardOf(customer));
    await expect(list(page)).toHaveCount(20);
    await expect(page.getByRole('link', { name: /^Vis alle \d+ kontaktpersoner/ })).toHaveCount(0);
  });

  test('stands whole on a tab of its own', { tag: '@desk' }, async ({ page, user, rich, sql }) => {
    const active = sql(`select 1 from contact where customer_id = '${rich.id}' and ended_at is null`).length;
    await enter(page, user, `${cardOf(rich)}/contacts`);
    await expect(page.getByRole('heading', { name: 'Alle kontaktpersoner' })).toBeVisible();
    await expect(page.locator('.contact')).toHaveCount(active);
  });
});

test.describe('adding', { tag: ['@nojs', '@phone'] }, () => {
  test('a contact without a last name is refused at the field, and what I typed stays', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    await openCard(page, sql, user, customer);
    await page.getByRole('link', { name: 'Ny kontakt' }).click();
    const form = page.locator('#new-contact');
    await form.getByLabel('Fornavn').fill('Tiril');
    await form.getByLabel('Stilling').fill('Verksmester');
    await form.getByRole('button', { name: 'Lagre' }).click();
    await expect(form.getByLabel('Etternavn')).toHaveAccessibleDescription('Må fylles ut.');
    await expect(form.getByLabel('Fornavn')).toHaveValue('Tiril');
    await expect(form.getByLabel('Stilling')).toHaveValue('Verksmester');
  });

  test('a contact with names, position, functions, e-mail and mobile is in the list and in the log', async ({ page, user, customer, sql }) => {
    fill(sql, customer, three);
    await openCard(page, sql, user, customer);
    await page.getByRole('link', { name: 'Ny kontakt' }).click();
    const form = page.locator('#new-contact');
    await form.getByLabel('Fornavn').fill('Tiril');
    await form.getByLabel('Etternavn').fill('Hjelmen');
    await form.getByLabel('Tittel').selectOption('Innkjøper');
    await form.getByLabel('Stilling').fill('Lager');
    await form.getByLabel('Godkjenner timer').check();
    await form.getByLabel('Bestiller vikarer').check();
    await form.getByLabel('E-post').fill('tiril@kunden.example');
    await form.getByLabel('Mobil').fill('912 34 568');
    await form.getByRole('button', { name: 'Lagre' }).click();
    const added = row(page, 'Tiril Hjelmen');
    await expect(added).toContainText('Innkjøper, Lager');
    await expect(added).toContainText('Godkjenner timer');
    await expect(added).toContainText('Bestiller vikarer');
    await expect(added.getByRole('link', { name: 'SMS til Tiril Hjelmen' })).toHaveAttribute('href', /\/dialog\?write=sms&to=/);
    await expect(form).toHaveCount(0);
    await expect(section(page, 'contacts').locator('.digest')).toHaveText('3 aktive · 1 avsluttet');
    await expect(bodyOf(page, 'log').locator('.log-row').first()).toContainText(`${user.name} la til kontakten Tiril Hjelmen`);
  });
});

test('the form for a new contact opens in place, takes the focus, and Esc closes it', async ({ page, user, customer, sql }) => {
  await openCard(page, sql, user, customer);
  await mark(page);
  await page.getByRole('link', { name: 'Ny kontakt' }).click();
  await expect(page.locator('#new-contact').getByLabel('Fornavn')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('#new-contact')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Ny kontakt' })).toBeVisible();
  expect(await stayed(page)).toBe(true);
});

test.describe('the page of a contact', { tag: '@nojs' }, () => {
  test('is reached by the name, has all fields, and leads back to the customer', async ({ page, user, customer, sql }) => {
    fill(sql, customer, three);
    await openCard(page, sql, user, customer);
    await openContact(page, 'Anne Aktiv');
    await expect(page.locator('.contact-head')).toContainText(`hos ${customer.name}`);
    for (const label of ['Fornavn', 'Etternavn', 'Tittel', 'Stilling', 'Kontakt\u00adfunksjoner', 'E-post', 'Mobil', 'Telefon']) {
      await expect(page.locator('.field-row dt', { hasText: new RegExp(`^${label}$`) })).toBeVisible();
    }
    const actions = page.getByRole('navigation', { name: 'Anne Aktiv' });
    await expect(actions.getByRole('link', { name: 'Ring' })).toHaveAttribute('href', 'tel:+4791234567');
    await expect(actions.getByRole('link', { name: 'SMS' })).toHaveAttribute('href', /\/dialog\?write=sms&to=/);
    await expect(actions.getByRole('link', { name: 'E-post' })).toHaveAttribute('href', /\/dialog\?write=email&to=/);
    await page.locator('.back').click();
    await expect(page).toHaveURL(cardOf(customer));
  });

  test('has functions that are ticked, a title from the list, and a position, all edited there', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    fill(sql, customer, three);
    await openCard(page, sql, user, customer);
    await openContact(page, 'Anne Aktiv');
    const save = (key: string) => field(page, key).getByRole('button', { name: 'Lagre' }).click();
    await edit(page, 'functions');
    await field(page, 'functions').getByLabel('Fakturareferanse').check();
    await field(page, 'functions').getByLabel('HMS-ansvarlig').check();
    await save('functions');
    await expect(field(page, 'functions').locator('[data-edit]')).toContainText('Fakturareferanse');
    await expect(field(page, 'functions').locator('[data-edit]')).toContainText('HMS-ansvarlig');
    await edit(page, 'functions');
    await expect(field(page, 'functions').getByLabel('HMS-ansvarlig')).toBeChecked();
    await field(page, 'functions').getByLabel('Fakturareferanse').uncheck();
    await save('functions');
    await expect(field(page, 'functions').locator('[data-edit]')).not.toContainText('Fakturareferanse');
    await (await edit(page, 'title')).selectOption('Prosjektleder');
    await save('title');
    await expect(field(page, 'title').locator('[data-edit]')).toContainText('Prosjektleder');
    await (await edit(page, 'position')).fill('Bygg');
    await save('position');
    await expect(field(page, 'position').locator('[data-edit]')).toContainText('Bygg');
    await page.locator('.back').click();
    await expect(row(page, 'Anne Aktiv')).toContainText('Prosjektleder, Bygg · HMS-ansvarlig');
  });

  test('has attributes, which are seen and added there and on the card', { tag: ['@nojs', '@desk'] }, async ({ page, user, customer, sql }) => {
    fill(sql, customer, three);
    await openCard(page, sql, user, customer);
    await openContact(page, 'Anne Aktiv');
    await edit(page, 'attributes');
    await field(page, 'attributes').getByLabel('Snakker engelsk').check();
    await field(page, 'attributes').getByRole('button', { name: 'Lagre' }).click();
    await expect(field(page, 'attributes').locator('[data-edit]')).toContainText('Snakker engelsk');
    await page.locator('.back').click();
    await expect(row(page, 'Anne Aktiv').getByRole('list', { name: 'Egenskaper' })).toHaveText('Snakker engelsk');
    await section(page, 'contacts').getByRole('link', { name: 'Ny kontakt' }).click();
    const form = page.locator('#new-contact');
    await form.getByLabel('Fornavn').fill('Nora');
    await form.getByLabel('Etternavn').fill('Ny');
    await form.getByLabel('Får julegave').check();
    await form.getByRole('button', { name: 'Lagre' }).click();
    await expect(row(page, 'Nora Ny').getByRole('list', { name: 'Egenskaper' })).toHaveText('Får julegave');
  });

  test('refuses a wrong e-mail address at the field, and keeps what I typed', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    fill(sql, customer, three);
    await openCard(page, sql, user, customer);
    await openContact(page, 'Anne Aktiv');
    await (await edit(page, 'email')).fill('anne(at)kunden');
    await page.keyboard.press('Enter');
    await expect(field(page, 'email')).toContainText('Skriv en e-postadresse');
    await expect(page.locator('#input-email')).toHaveValue('anne(at)kunden');
    await page.locator('#input-email').fill('anne.ny@kunden.example');
    await page.keyboard.press('Enter');
    await expect(field(page, 'email').getByRole('link', { name: 'anne.ny@kunden.example', exact: true })).toHaveAttribute('href', /\/dialog\?write=email&to=/);
  });
});

test.describe('ending', { tag: '@nojs' }, () => {
  test('a contact that is ended leaves the list, and is made active again', async ({ page, user, customer, sql }) => {
    fill(sql, customer, three);
    await openCard(page, sql, user, customer);
    await choose(page, 'Bjørn Berg', 'Avslutt');
    await expect(row(page, 'Bjørn Berg')).toHaveCount(0);
    await expect(section(page, 'contacts').locator('.digest')).toHaveText('1 aktiv · 2 avsluttet');
    await expect(bodyOf(page, 'log').locator('.log-row').first()).toContainText(`${user.name} avsluttet kontakten Bjørn Berg`);
    await box(page).click();
    await expect(row(page, 'Bjørn Berg')).toContainText('Avsluttet');
    await choose(page, 'Bjørn Berg', 'Gjør aktiv igjen');
    await expect(row(page, 'Bjørn Berg').locator('.ds-tag')).toHaveCount(0);
    await expect(bodyOf(page, 'log').locator('.log-row').first()).toContainText('gjorde kontakten aktiv igjen Bjørn Berg');
  });

  test('the last active contact can not be ended, and the page says why', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    fill(sql, customer, [three[0], three[2]]);
    await openCard(page, sql, user, customer);
    if (onPhone()) await openContact(page, 'Anne Aktiv');
    await pick(onPhone() ? page.locator('.contact-head details.menu') : row(page, 'Anne Aktiv').locator('details.menu'), 'Avslutt');
    await expect(page.locator('main')).toContainText('En kunde må ha minst én aktiv kontaktperson. Legg til en annen først.');
    expect(sql(`select 1 from contact where customer_id = '${customer.id}' and ended_at is null`).length).toBe(1);
  });

  test('the last active contact can not be ended on its own page either', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    fill(sql, customer, [three[0]]);
    await openCard(page, sql, user, customer);
    await openContact(page, 'Anne Aktiv');
    await pick(page.locator('.contact-head details.menu'), 'Avslutt');
    await expect(page.locator('main')).toContainText('En kunde må ha minst én aktiv kontaktperson.');
    await expect(page.locator('.contact-head .ds-tag')).toHaveCount(0);
  });
});

test.describe('deleting', { tag: '@nojs' }, () => {
  test('a contact is deleted after a question, and the log keeps who it was', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    fill(sql, customer, three);
    await openCard(page, sql, user, customer);
    await choose(page, 'Bjørn Berg', 'Slett som kontakt');
    await expect(page.getByRole('heading', { name: 'Slette Bjørn Berg som kontakt?' })).toBeVisible();
    await page.getByRole('link', { name: 'Avbryt' }).click();
    await expect(page.getByRole('heading', { name: 'Slette Bjørn Berg som kontakt?' })).toHaveCount(0);
    await pick(page.locator('.contact-head details.menu'), 'Slett som kontakt');
    await page.getByRole('button', { name: 'Slett som kontakt' }).click();
    await expect(page.getByRole('heading', { name: 'Alle kontaktpersoner' })).toBeVisible();
    await expect(row(page, 'Bjørn Berg')).toHaveCount(0);
    await visit(page, `${cardOf(customer)}/log?log=contact`);
    await expect(page.locator('.log-row').first()).toContainText(`${user.name} slettet kontakten Bjørn Berg`);
  });

  test('the last active contact can not be deleted, and the page says why', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
    fill(sql, customer, [three[0], three[2]]);
    await openCard(page, sql, user, customer);
    await choose(page, 'Anne Aktiv', 'Slett som kontakt');
    await page.getByRole('button', { name: 'Slett som kontakt' }).click();
    await expect(page.locator('main')).toContainText('En kunde må ha minst én aktiv kontaktperson. Legg til en annen først.');
    expect(sql(`select 1 from contact where customer_id = '${customer.id}' and first_name = 'Anne'`).length).toBe(1);
  });
});
