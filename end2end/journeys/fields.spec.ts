// Which fields a firm uses and how much they matter, from the settings to where people meet it.
import { expect, test } from '../fixtures';
import { ownFirm } from './firm';
import { cardOf, edit, enter, field, onPhone, section, toast, visit, withScript } from './steps';
import type { Page, Response } from '@playwright/test';

const need = (page: Page, key: string, kind: 'company' | 'private') => page.locator(`#need-${key}-${kind}`);

/** On a phone sections are folded. */
async function unfold(page: Page, title: string) {
  const group = page.locator('.rules-section', { has: page.getByRole('heading', { name: title, exact: true }) });
  if ((await group.getAttribute('open')) === null) await group.locator('summary').click();
  return group;
}

/** Saves, and waits for the page after it: a message of the save before says the same. */
const save = async (page: Page) => {
  const button = page.getByRole('button', { name: 'Lagre feltene' });
  if (!withScript()) return button.click();
  const posted = (answer: Response) => answer.request().method() === 'POST';
  const shown = (answer: Response) => answer.request().redirectedFrom() !== null;
  await Promise.all([page.waitForResponse(posted), page.waitForResponse(shown), button.click()]);
};
const saved = (page: Page) => expect(withScript() ? toast(page) : page.locator('.notice')).toContainText('Lagret');
const takeBack = async (page: Page) => {
  const button = (withScript() ? toast(page) : page.locator('.notice')).getByRole('button', { name: 'Angre' });
  if (!withScript()) return button.click();
  await Promise.all([page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().includes('undo')), button.click()]);
};

test.describe('which fields the firm uses', { tag: '@nojs' }, () => {
  test('what must be filled in of companies is asked for first, missing on cards, and listed', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/settings');
    await page.getByRole('navigation', { name: 'Felter for' }).getByRole('link', { name: 'Kunde', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Felter');
    const group = await unfold(page, 'Kontaktopplysninger');
    const row = group.getByRole('row', { name: 'E-post' });
    await expect(row).toContainText('1 av 1');
    await need(page, 'email', 'company').selectOption({ label: 'Må' });
    await save(page);
    await saved(page);
    await expect(need(page, 'email', 'company')).toHaveValue('must');
    await expect(page.locator('.settings-foot')).toContainText('av Astrid Sjef');

    // Who lacks it, one by one, and on the card itself.
    await unfold(page, 'Kontaktopplysninger');
    await page.getByRole('link', { name: '1 av 1 kunder uten e-post: vis dem' }).click();
    await page.getByRole('main').getByRole('link', { name: 'Bjørk AS' }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Bjørk AS');
    await expect(field(page, 'email')).toContainText('Mangler');
    await page.locator('.lacking').getByRole('link', { name: 'E-post' }).click();
    await page.locator('#input-email').fill('post@bjork.example');
    await field(page, 'email').getByRole('button', { name: 'Lagre' }).click();
    await expect(field(page, 'email')).toContainText('post@bjork.example');
    await expect(page.locator('.lacking')).toHaveCount(0);

    // What is there now can't go again.
    await (await edit(page, 'email')).fill('');
    await field(page, 'email').getByRole('button', { name: 'Lagre' }).click();
    await expect(field(page, 'email')).toContainText('Må fylles ut');

    // The registration asks for it among what must be filled in, of companies alone.
    await visit(page, '/customers/new');
    const quick = page.locator('.quick');
    await expect(quick.locator('#input-email')).toHaveCount(1);
    await page.locator('#input-name').fill('Halvskrevet');
    await page.locator('.segmented label', { hasText: 'Privat' }).click();
    if (!withScript()) await page.getByRole('button', { name: 'Oppdater feltene' }).click();
    await expect(quick.locator('#input-email')).toHaveCount(0);
    await expect(page.locator('#input-name'), 'nothing typed is lost').toHaveValue('Halvskrevet');
    await page.locator('.segmented label', { hasText: 'Firma' }).click();
    if (!withScript()) await page.getByRole('button', { name: 'Oppdater feltene' }).click();
    await expect(quick.locator('#input-email')).toHaveCount(1);
    await page.locator('#contact-first_name').fill('Eva');
    await page.locator('#contact-last_name').fill('Berg');
    await page.getByRole('button', { name: 'Lagre kunde' }).click();
    await expect(page.locator('.error-summary')).toContainText('E-post: Må fylles ut');
    await page.locator('#input-email').fill('post@ny.example');
    await page.getByRole('button', { name: 'Lagre kunde' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Halvskrevet');
  });

  test('a field that is not used stands nowhere, keeps what it holds, and comes back by one click', { tag: '@desk' }, async ({ page, sql }) => {
    const firm = ownFirm(sql);
    sql(`update customer set notes = 'Ring før ni', directions = 'Bak kaia' where id = '${firm.customer.id}'`);
    await enter(page, firm.administrator, '/settings/fields');
    await unfold(page, 'Notater');
    for (const kind of ['company', 'private'] as const) await need(page, 'notes', kind).selectOption({ label: 'Ikke i bruk' });
    await save(page);
    await saved(page);
    const places = async (count: number) => {
      await visit(page, cardOf(firm.customer));
      await expect(section(page, 'directions')).toContainText('Bak kaia');
      await expect(section(page, 'notes')).toHaveCount(count);
      await visit(page, '/customers/new');
      await expect(page.locator('#input-directions')).toHaveCount(1);
      await expect(page.locator('#input-notes')).toHaveCount(count);
      await visit(page, '/customers?scope=firm&new=&in=0');
      await expect(page.locator('#field-choices')).toContainText('Veibeskrivelse');
      await expect(page.locator('#field-choices').getByText('Notater', { exact: true })).toHaveCount(count);
    };
    await places(0);
    await visit(page, '/settings/fields');
    await unfold(page, 'Notater');
    for (const kind of ['company', 'private'] as const) await need(page, 'notes', kind).selectOption({ label: 'Kan' });
    await save(page);
    await saved(page);
    await takeBack(page);
    await expect(need(page, 'notes', 'company'), 'what was just saved is taken back').toHaveValue('off');
    await unfold(page, 'Notater');
    for (const kind of ['company', 'private'] as const) await need(page, 'notes', kind).selectOption({ label: 'Bør' });
    await save(page);
    await saved(page);
    await places(1);
    await visit(page, cardOf(firm.customer));
    await expect(section(page, 'notes')).toContainText('Ring før ni');
  });

  test('prospects have rules of their own, and all types together show that they differ', { tag: '@desk' }, async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/settings/fields');
    await page.getByRole('navigation', { name: 'Gjelder for' }).getByRole('link', { name: 'Prospekt' }).click();
    await unfold(page, 'Klassifisering');
    await need(page, 'source', 'company').selectOption({ label: 'Må' });
    await save(page);
    await saved(page);
    await expect(need(page, 'source', 'company')).toHaveValue('must');
    await visit(page, '/settings/fields');
    await unfold(page, 'Klassifisering');
    await expect(need(page, 'source', 'company').locator('option:checked')).toHaveText('Varierer');
    await expect(need(page, 'source', 'private').locator('option:checked')).toHaveText('Kan');
    // Saving something else leaves what differs as it is.
    await need(page, 'level', 'company').selectOption({ label: 'Bør' });
    await save(page);
    await saved(page);
    await unfold(page, 'Klassifisering');
    await expect(need(page, 'source', 'company').locator('option:checked')).toHaveText('Varierer');
    sql(`update customer set customer_type = 'prospect' where id = '${firm.customer.id}'`);
    await visit(page, cardOf(firm.customer));
    await expect(page.locator('.lacking')).toContainText('Mangler: Kilde');
  });

  test('a contact is asked for what the firm says, in the registration and on the card', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/settings/fields?of=contact');
    await unfold(page, 'Kontaktpersoner');
    await need(page, 'mobile', 'company').selectOption({ label: 'Må' });
    await need(page, 'position', 'company').selectOption({ label: 'Ikke i bruk' });
    await save(page);
    await saved(page);
    await visit(page, `${cardOf(firm.customer)}?add=contact#new-contact`);
    await expect(page.locator('#new-position')).toHaveCount(0);
    await page.locator('#new-first_name').fill('Per');
    await page.locator('#new-last_name').fill('Vik');
    const form = page.locator('#new-contact');
    await form.getByRole('button', { name: 'Lagre' }).click();
    await expect(page.locator('#new-mobile-e')).toContainText('Må fylles ut');
    await page.locator('#new-mobile').fill('41234567');
    await form.getByRole('button', { name: 'Lagre' }).click();
    await expect(section(page, 'contacts')).toContainText('Per Vik');
  });

  test('what a colleague has decided since is told at its place, and nothing is written over', { tag: '@desk' }, async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.administrator, '/settings/fields');
    await unfold(page, 'Kontaktopplysninger');
    await need(page, 'phone', 'company').selectOption({ label: 'Kan' });
    await need(page, 'fax', 'company').selectOption({ label: 'Ikke i bruk' });
    sql(`insert into field_rule (tenant_id, id, entity, field, company_ordinary, company_temporary, company_prospect)
      select tenant_id, gen_random_uuid(), 'customer', 'phone', 'must', 'must', 'must' from customer where id = '${firm.customer.id}'`);
    await save(page);
    await expect(page.locator('#need-phone-company-e')).toContainText('endret igjen etterpå');
    await expect(page.locator('.notice')).toContainText('Ikke lagret. Se feltene som er merket.');
    await visit(page, '/settings/fields');
    await unfold(page, 'Kontaktopplysninger');
    await expect(need(page, 'phone', 'company')).toHaveValue('must');
    await expect(need(page, 'fax', 'company')).toHaveValue('may');
  });

  test('who is no administrator reads the rules, and is told whom to ask', { tag: '@desk' }, async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.consultant, '/settings/fields');
    await expect(page.locator('main .banner')).toHaveText('Bare administratorer kan endre dette. Spør Astrid Sjef.');
    const group = await unfold(page, 'Kontaktopplysninger');
    await expect(group.getByRole('row', { name: 'E-post' })).toContainText('Bør');
    await expect(page.locator('main select')).toHaveCount(0);
    await expect(page.locator('main').getByRole('button')).toHaveCount(0);
  });
});

test('the rules are reached by Ctrl+K', { tag: '@desk' }, async ({ page, sql }) => {
  test.skip(onPhone(), 'there is no Ctrl on a phone');
  const firm = ownFirm(sql);
  await enter(page, firm.administrator, '/customers');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('felter');
  await page.getByRole('option', { name: 'Gå til felter og krav' }).click();
  await expect(page).toHaveURL(/\/settings\/fields$/);
});
