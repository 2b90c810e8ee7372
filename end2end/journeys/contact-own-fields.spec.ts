// A firm's own fields of contacts: declared by an administrator, and then like all others of a contact.
import { axe, expect, test } from '../fixtures';
import { ownFirm } from './firm';
import { bodyOf, cardOf, edit, enter, field, pick, press, section, visit } from './steps';
import type { Page } from '@playwright/test';

const ofContacts = '/settings/own-fields?of=contact';
const row = (page: Page, name: string) => page.locator('.list-item', { hasText: name });
const person = (page: Page, name: string) => section(page, 'contacts').locator('.contact', { hasText: name });

/** Declares a field on the page of those of contacts. */
async function declare(page: Page, name: string, kind: string) {
  await page.getByLabel('Navn på norsk').fill(name);
  await page.getByLabel('Hva det inneholder').selectOption({ label: kind });
  await page.getByRole('button', { name: 'Legg til feltet' }).click();
  await expect(row(page, name)).toBeVisible();
  // What is still on its way is not sent again.
  await expect(page.locator('form[aria-busy]')).toHaveCount(0);
}

const keyOf = (sql: (text: string) => any[], { customer }: { customer: { id: string } }, name: string) =>
  sql(`select key from own_field where entity = 'contact' and nb = '${name}' and tenant_id = (select tenant_id from customer where id = '${customer.id}')`)[0].key as string;

test.describe('own fields of contacts', { tag: '@nojs' }, () => {
  test('are declared, mandatory, filled in, told at their place, shown, logged, taken back, and retired', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/settings/own-fields');
    await page.getByRole('navigation', { name: 'Felter for' }).getByRole('link', { name: 'Kontaktperson' }).click();
    await expect(page.locator('.empty')).toContainText('Firmaet har ingen egne felter på kontaktpersoner ennå.');
    await expect(page.getByLabel('Hvor det står'), 'each stands with the contacts').toHaveCount(0);
    await declare(page, 'Allergier', 'Kort tekst');
    await declare(page, 'Foretrukket kanal', 'Valg fra en liste');
    await declare(page, 'Skostørrelse', 'Helt tall');
    await axe(page);
    const [allergies, channel, size] = ['Allergier', 'Foretrukket kanal', 'Skostørrelse'].map((name) => keyOf(sql, firm, name));
    await row(page, 'Foretrukket kanal').getByRole('link', { name: 'Verdiene i listen' }).click();
    for (const value of ['SMS', 'E-post']) {
      await page.getByLabel('Ny verdi').fill(value);
      await page.getByRole('button', { name: 'Legg til' }).click();
      await expect(row(page, value)).toBeVisible();
    }
    await visit(page, '/settings/own-fields');
    await expect(page.locator('main')).not.toContainText('Allergier');

    // Renaming it keeps one on that page, and so does leaving that alone.
    await visit(page, ofContacts);
    await pick(row(page, 'Allergier').locator('details.menu'), 'Endre navn');
    await page.locator('.list-item form').getByRole('link', { name: 'Avbryt' }).click();
    await expect(page.locator('.list-item form').getByLabel('Navn på norsk')).toHaveCount(0);
    await expect(row(page, 'Allergier')).toBeVisible();

    await visit(page, '/settings/fields?of=contact');
    const group = page.locator('.rules-section', { has: page.getByRole('heading', { name: 'Kontaktpersoner', exact: true }) });
    if ((await group.getAttribute('open')) === null) await group.locator('summary').click();
    await page.locator(`#need-${allergies}-company`).selectOption({ label: 'Må' });
    await press(page, page.getByRole('button', { name: 'Lagre feltene' }));
    await expect(page.locator(`#need-${allergies}-company`)).toHaveValue('must');

    // A consultant is asked for it at its place, and loses nothing.
    await enter(page, firm.consultant, `${cardOf(firm.customer)}?add=contact#new-contact`);
    const form = page.locator('#new-contact');
    await page.locator('#new-first_name').fill('Per');
    await page.locator('#new-last_name').fill('Vik');
    await page.locator(`#new-${channel}`).selectOption({ label: 'SMS' });
    await form.getByRole('button', { name: 'Lagre' }).click();
    await expect(page.locator(`#new-${allergies}-e`)).toContainText('Må fylles ut');
    await expect(page.locator('#new-last_name')).toHaveValue('Vik');
    await expect(page.locator(`#new-${channel} option:checked`)).toHaveText('SMS');
    await page.locator(`#new-${allergies}`).fill('Nøtter');
    await page.locator(`#new-${size}`).fill('stor');
    await form.getByRole('button', { name: 'Lagre' }).click();
    await expect(page.locator(`#new-${size}-e`)).toBeVisible();
    await expect(page.locator(`#new-${size}`), 'it stays typed').toHaveValue('stor');
    await expect(page.locator(`#new-${allergies}`)).toHaveValue('Nøtter');
    await page.locator(`#new-${size}`).fill('43');
    await form.getByRole('button', { name: 'Lagre' }).click();
    await expect(person(page, 'Per Vik')).toContainText('Allergier: Nøtter');
    await expect(person(page, 'Per Vik')).toContainText('Foretrukket kanal: SMS');
    await expect(person(page, 'Ola Nordmann'), 'of whom nothing is known').not.toContainText('Allergier');
    await expect(bodyOf(page, 'log').locator('.log-row').first()).toContainText('Per Vik');
    await axe(page, ['.contact-list']);

    // On the contact's own page, with its history; and taken back from the log.
    await person(page, 'Per Vik').getByRole('link', { name: 'Per Vik', exact: true }).click();
    const address = new URL(page.url()).pathname;
    await (await edit(page, allergies)).fill('');
    await field(page, allergies).getByRole('button', { name: 'Lagre' }).click();
    await expect(field(page, allergies)).toContainText('Må fylles ut');
    await page.locator(`#input-${allergies}`).fill('Melk');
    await field(page, allergies).getByRole('button', { name: 'Lagre' }).click();
    await expect(field(page, allergies).locator('[data-edit]')).toContainText('Melk');
    await axe(page, [`#field-${allergies}`, `#field-${channel}`]);
    await visit(page, `${address}?history=${allergies}`);
    await expect(page.locator('main')).toContainText('Nøtter');
    await visit(page, cardOf(firm.customer));
    const entry = bodyOf(page, 'log').locator('.log-row').first();
    await expect(entry).toContainText('Allergier: Nøtter');
    await entry.getByRole('button', { name: /^Ta tilbake/ }).click();
    await expect(person(page, 'Per Vik')).toContainText('Allergier: Nøtter');

    // Out of use: it stands nowhere, is asked of nobody, and keeps what it holds.
    await enter(page, firm.administrator, ofContacts);
    await expect(row(page, 'Allergier')).toContainText('1 kontaktperson har en verdi');
    await pick(row(page, 'Allergier').locator('details.menu'), 'Ta ut av bruk');
    await expect(row(page, 'Allergier')).toContainText('ute av bruk');
    await visit(page, `${cardOf(firm.customer)}?add=contact#new-contact`);
    await expect(page.locator(`#new-${channel}`)).toBeVisible();
    await expect(page.locator(`#new-${allergies}`)).toHaveCount(0);
    await expect(person(page, 'Per Vik')).not.toContainText('Allergier');
    await visit(page, ofContacts);
    await pick(row(page, 'Allergier').locator('details.menu'), 'Ta i bruk igjen');
    await expect(row(page, 'Allergier')).not.toContainText('ute av bruk');
    await visit(page, cardOf(firm.customer));
    await expect(person(page, 'Per Vik')).toContainText('Allergier: Nøtter');
  });

  test('are asked for in the registration, with the contact', { tag: '@desk' }, async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, ofContacts);
    await declare(page, 'Allergier', 'Kort tekst');
    const key = keyOf(sql, firm, 'Allergier');
    sql(`insert into field_rule (tenant_id, id, entity, field, company_ordinary)
      select tenant_id, gen_random_uuid(), 'contact', '${key}', 'must' from customer where id = '${firm.customer.id}'`);
    await enter(page, firm.consultant, '/customers/new');
    await page.locator('#input-name').fill('Fjord Maskin AS');
    await page.locator('#contact-first_name').fill('Eva');
    await page.locator('#contact-last_name').fill('Berg');
    await page.getByRole('button', { name: 'Lagre kunde' }).click();
    await expect(page.locator('.error-summary')).toContainText('Allergier');
    await page.locator(`#contact-${key}`).fill('Egg');
    await page.getByRole('button', { name: 'Lagre kunde' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Fjord Maskin AS');
    await expect(person(page, 'Eva Berg')).toContainText('Allergier: Egg');
  });
});
