// Editing a value where it stands.
import { axe, expect, test } from '../fixtures';
import { bodyOf, cardOf, edit, enter, field, mark, openCard, section, stayed, toast, visit, withScript } from './steps';
import type { Page } from '@playwright/test';

const value = (page: Page, key: string) => field(page, key).locator('[data-edit]');
const save = (page: Page, key: string) => field(page, key).getByRole('button', { name: 'Lagre', exact: true }).click();

test('a click on a value edits it where it stands, and Enter saves it without loading the page', async ({ page, user, customer, sql }) => {
  await openCard(page, sql, user, customer);
  await mark(page);
  const input = await edit(page, 'name');
  await expect(input).toBeFocused();
  expect(await input.evaluate((element: HTMLInputElement) => [element.selectionStart, element.selectionEnd])).toEqual([0, customer.name.length]);
  await page.keyboard.type('Nordlys Verksted AS');
  await page.keyboard.press('Enter');
  await expect(value(page, 'name')).toContainText('Nordlys Verksted AS');
  await expect(value(page, 'name')).toBeFocused();
  await expect(toast(page)).toContainText('Navn er lagret');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Nordlys Verksted AS');
  await expect(page.locator('.card-header')).toContainText(`av ${user.name}`);
  const entry = bodyOf(page, 'log').locator('.log-row').first();
  await expect(entry).toContainText(user.name);
  await expect(entry.locator('del')).toHaveText([customer.name]);
  await expect(entry.locator('ins')).toHaveText(['Nordlys Verksted AS']);
  expect(await stayed(page)).toBe(true);
  await visit(page, cardOf(customer));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Nordlys Verksted AS');
});

test('an organisation number that another customer has is saved, and who has it is told where one looks', { tag: '@nojs' }, async ({ page, user, customer, sql }) => {
  const [other] = sql(`select id, name, organisation_number as number from customer
    where tenant_id = (select tenant_id from customer where id = '${customer.id}') and id <> '${customer.id}' and country = 'NO' and merged_into is null
      and organisation_number in (select organisation_number from customer group by 1 having count(*) = 1) limit 1`);
  sql(`update customer set organisation_number = null, country = 'NO' where id = '${customer.id}'`);
  await openCard(page, sql, user, customer);
  await (await edit(page, 'organisation_number')).fill(other.number);
  await save(page, 'organisation_number');
  const told = field(page, 'organisation_number').locator('.same-number');
  await expect(told).toContainText('Dette nummeret har også:');
  await expect(told).toContainText(other.name);
  await axe(page, ['#field-organisation_number']);
  if (withScript()) await expect(value(page, 'organisation_number')).toBeFocused();
  await told.getByRole('link', { name: other.name }).click();
  await expect(page).toHaveURL(`/customers/${other.id}`);
  await expect(page.locator('.same-number')).toHaveCount(0);
  await visit(page, `${cardOf(customer)}?edit=general`);
  await page.locator('[id="form-organisation_number"]').fill('');
  await page.locator('#general').getByRole('button', { name: 'Lagre', exact: true }).click();
  await expect(field(page, 'organisation_number')).not.toContainText(other.name);
});

test('who else has a number is told beneath the message where its field is not on the page', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
  const [other] = sql(`select id, name, organisation_number as number from customer
    where tenant_id = (select tenant_id from customer where id = '${customer.id}') and id <> '${customer.id}' and country = 'NO' and merged_into is null
      and organisation_number in (select organisation_number from customer group by 1 having count(*) = 1) limit 1`);
  sql(`update customer set organisation_number = null, country = 'NO' where id = '${customer.id}'`);
  sql(`insert into layout (tenant_id, scope, owner, device, layer)
    select tenant_id, 'user', id::text, 'desk', '{"open":{"general":false}}' from app_user where id = '${user.id}'`);
  await enter(page, user, `${cardOf(customer)}?edit=general`);
  await expect(field(page, 'organisation_number')).toHaveCount(0);
  await page.locator('[id="form-organisation_number"]').fill(other.number);
  await page.locator('#general').getByRole('button', { name: 'Lagre', exact: true }).click();
  await expect(toast(page)).toContainText('Dette nummeret har også:');
  await expect(toast(page)).toContainText(other.name);
  await axe(page, ['#toasts']);
  await toast(page).getByRole('link', { name: other.name }).click();
  await expect(page).toHaveURL(`/customers/${other.id}`);
});

test('an editor that the address opened is left like any other', async ({ page, user, customer, sql }) => {
  await openCard(page, sql, user, customer, '?edit=name#field-name');
  await expect(page.locator('[id="input-name"]')).toBeVisible();
  await mark(page);
  await field(page, 'name').getByRole('link', { name: 'Avbryt' }).click();
  await expect(page.locator('[id="input-name"]')).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`${cardOf(customer)}$`));
  await visit(page, `${cardOf(customer)}?edit=name`);
  await page.locator('[id="input-name"]').press('Escape');
  await expect(page.locator('[id="input-name"]')).toHaveCount(0);
});

test('Esc leaves the value as it was and gives the focus back to it', async ({ page, user, customer, sql }) => {
  await openCard(page, sql, user, customer);
  await mark(page);
  const input = await edit(page, 'name');
  await input.fill('Noe annet');
  await page.keyboard.press('Escape');
  await expect(value(page, 'name')).toContainText(customer.name);
  await expect(value(page, 'name')).toBeFocused();
  expect(await stayed(page)).toBe(true);
  expect(sql(`select name from customer where id = '${customer.id}'`)).toEqual([{ name: customer.name }]);
});

test('a value that is empty is added', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
  sql(`update customer set nickname = null where id = '${customer.id}'`);
  await openCard(page, sql, user, customer);
  await expect(value(page, 'nickname')).toContainText('Legg til kallenavn');
  await (await edit(page, 'nickname')).fill('Verkstedet');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('«Verkstedet»');
  await expect(value(page, 'nickname')).toContainText('Verkstedet');
});

test('a wrong phone number is refused at the field, which keeps what I typed', async ({ page, user, customer, sql }) => {
  sql(`update customer set phone = '+4775500120' where id = '${customer.id}'`);
  await openCard(page, sql, user, customer);
  const input = await edit(page, 'phone');
  await input.fill('75 50 01');
  await page.keyboard.press('Enter');
  await expect(field(page, 'phone')).toContainText('Skriv et telefonnummer.');
  await expect(input).toHaveValue('75 50 01');
  await expect(input).toHaveAttribute('aria-invalid', 'true');
  await expect(input).toHaveAccessibleDescription(/Skriv et telefonnummer/);
  await expect(input).toBeFocused();
  await input.fill('75 50 01 99');
  await page.keyboard.press('Enter');
  await expect(field(page, 'phone').getByRole('link', { name: '75 50 01 99' })).toHaveAttribute('href', 'tel:+4775500199');
});

test('a name that must be there is not emptied', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
  await openCard(page, sql, user, customer);
  await (await edit(page, 'name')).fill('  ');
  await page.keyboard.press('Enter');
  await expect(field(page, 'name')).toContainText('Må fylles ut.');
});

test('an organisation number with a wrong check digit is refused at the field', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
  sql(`update customer set organisation_number = null, country = 'NO', kind = 'company' where id = '${customer.id}'`);
  await openCard(page, sql, user, customer);
  const input = await edit(page, 'organisation_number');
  await input.fill('988 077 918');
  await page.keyboard.press('Enter');
  await expect(field(page, 'organisation_number')).toContainText('Kontrollsifferet stemmer ikke.');
  await expect(input).toHaveValue('988 077 918');
  await input.fill('974760673');
  await page.keyboard.press('Enter');
  await expect(value(page, 'organisation_number')).toContainText('974 760 673');
});

test('status and responsible are picked from lists and stand in the header at once', async ({ page, user, colleague, customer, sql }) => {
  await openCard(page, sql, user, customer);
  await (await edit(page, 'status')).selectOption('Prospekt');
  await save(page, 'status');
  await expect(page.locator('.card-header .ds-tag')).toHaveText('Prospekt');
  await (await edit(page, 'responsible')).selectOption(colleague.name);
  await save(page, 'responsible');
  await expect(page.locator('.card-header .meta-key')).toContainText(colleague.name);
  await expect(value(page, 'responsible')).toContainText(colleague.name);
});

test('industry is picked from the list and stands in the header at once', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
  await openCard(page, sql, user, customer);
  const input = await edit(page, 'industry');
  const chosen = await input.evaluate((select: HTMLSelectElement) => {
    const option = [...select.options].filter((one) => one.value && !one.selected).at(-1)!;
    return { value: option.value, label: option.label };
  });
  await input.selectOption(chosen.value);
  await save(page, 'industry');
  await expect(value(page, 'industry')).toContainText(chosen.label);
  await expect(page.locator('.card-header .meta-more')).toContainText(chosen.label);
});

test('what I write elsewhere on the card stays while I save a value', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
  await openCard(page, sql, user, customer);
  await page.locator('#comment-body').fill('Halvferdig kommentar');
  await (await edit(page, 'nickname')).fill('Først');
  await page.keyboard.press('Enter');
  await expect(value(page, 'nickname')).toContainText('Først');
  await (await edit(page, 'email')).fill('ny@kunden.example');
  await page.keyboard.press('Enter');
  await expect(field(page, 'email').getByRole('link', { name: 'ny@kunden.example', exact: true })).toBeVisible();
  await expect(page.locator('#comment-body')).toHaveValue('Halvferdig kommentar');
});

test('two values are edited at once and saved one after the other', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
  await openCard(page, sql, user, customer);
  await (await edit(page, 'nickname')).fill('Kallet');
  await (await edit(page, 'email')).fill('begge@kunden.example');
  await expect(field(page, 'nickname').locator('input:visible')).toHaveValue('Kallet');
  await page.keyboard.press('Enter');
  await expect(field(page, 'email').getByRole('link', { name: 'begge@kunden.example', exact: true })).toBeVisible();
  await expect(field(page, 'nickname').locator('input:visible')).toHaveValue('Kallet');
  await save(page, 'nickname');
  await expect(value(page, 'nickname')).toContainText('Kallet');
  await expect.poll(() => sql(`select nickname, email from customer where id = '${customer.id}'`)).toEqual([{ nickname: 'Kallet', email: 'begge@kunden.example' }]);
});

test('an editor that I open while a save is under way stays, with what I type in it', { tag: '@desk' }, async ({ page, user, customer, sql, hold }) => {
  await openCard(page, sql, user, customer);
  const letGo = await hold(customer);
  await (await edit(page, 'name')).fill('Lagres sakte');
  await page.keyboard.press('Enter');
  // In the same section, before the answer: one that nothing is typed in yet.
  const input = await edit(page, 'nickname');
  await expect(input).toBeFocused();
  letGo();
  await expect(value(page, 'name')).toContainText('Lagres sakte');
  await expect(toast(page)).toContainText('Navn er lagret');
  await expect(input).toBeFocused();
  await input.fill('Skrives videre');
  // And one more beside one that is written in.
  await (await edit(page, 'organisation_number')).fill('974760673');
  await page.keyboard.press('Enter');
  await expect(value(page, 'organisation_number')).toContainText('974 760 673');
  await expect(input).toHaveValue('Skrives videre');
  await save(page, 'nickname');
  await expect(value(page, 'nickname')).toContainText('Skrives videre');
});

test('what I have typed stays while I look at the history of the value', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
  sql(`update customer set nickname = 'Gammelt', postal_same_as = 'own', postal_street = 'Gata 1' where id = '${customer.id}'`);
  await openCard(page, sql, user, customer);
  const input = await edit(page, 'nickname');
  await input.fill('Halvveis');
  const history = field(page, 'nickname').locator('.history');
  await field(page, 'nickname').getByRole('link', { name: 'Historikk for kallenavn' }).click();
  await expect(history).toContainText('Gammelt');
  await expect(input).toHaveValue('Halvveis');
  await history.getByRole('link', { name: 'Lukk historikken' }).click();
  await expect(history).toHaveCount(0);
  await expect(input).toHaveValue('Halvveis');
  await page.keyboard.press('Enter');
  await expect(value(page, 'nickname')).toContainText('Halvveis');
  const address = page.locator('#address-postal');
  await address.locator('[data-edit]').click();
  await address.locator('#input-postal_street').fill('Gata 2');
  await address.getByRole('link', { name: 'Historikk for postadresse' }).click();
  await expect(address.locator('.history')).toContainText('Gata 1');
  await expect(address.locator('#input-postal_street')).toHaveValue('Gata 2');
});

test('the Edit button in the header changes what the header tells, whatever sections are open', { tag: '@nojs' }, async ({ page, user, customer, sql }) => {
  sql(`update customer set nickname = null, country = 'NO' where id = '${customer.id}'`);
  await enter(page, user, cardOf(customer));
  const button = page.locator('.card-header').getByRole('link', { name: /^Endre/ });
  const box = (await button.boundingBox())!;
  const width = page.viewportSize()!.width;
  expect(box.x + box.width).toBeGreaterThan(width * 0.9);
  await button.click();
  const form = page.locator('#general');
  await expect(form.getByLabel('Navn', { exact: true })).toHaveValue(customer.name);
  await form.getByLabel('Kallenavn').fill('Fra hodet');
  await form.getByLabel('Org.nummer').fill('988077918');
  await form.getByRole('button', { name: 'Lagre' }).click();
  await expect(form).toContainText('Kontrollsifferet stemmer ikke');
  await expect(form.getByLabel('Kallenavn')).toHaveValue('Fra hodet');
  await axe(page, ['#general']);
  await form.getByLabel('Org.nummer').fill('974760673');
  await form.getByRole('button', { name: 'Lagre' }).click();
  await expect(form).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('«Fra hodet»');
  await expect(page.locator('.meta-more')).toContainText('974 760 673');
});

test.describe('a colleague changes the same field meanwhile', () => {
  async function collide(page: Page, other: Page) {
    const mine = await edit(page, 'nickname');
    await (await edit(other, 'nickname')).fill('Deres');
    await other.keyboard.press('Enter');
    await expect(value(other, 'nickname')).toContainText('Deres');
    await mine.fill('Mitt');
    await page.keyboard.press('Enter');
  }

  test.beforeEach(async ({ page, user, colleague, customer, sql, another }) => {
    sql(`update customer set nickname = 'Gammelt' where id = '${customer.id}'`);
    await openCard(page, sql, user, customer);
    const other = await another();
    await openCard(other, sql, colleague, customer);
    await collide(page, other);
    const conflict = field(page, 'nickname').getByRole('alert');
    await expect(conflict).toContainText(`${colleague.name} endret feltet mens du skrev.`);
    await expect(conflict.locator('dd')).toHaveText(['Mitt', 'Deres', 'Gammelt']);
    expect(sql(`select nickname from customer where id = '${customer.id}'`)).toEqual([{ nickname: 'Deres' }]);
  });

  test('I see mine, theirs and what it was, and keep what stands', { tag: '@desk' }, async ({ page, customer, sql }) => {
    await field(page, 'nickname').getByText('Behold det som står').click();
    await expect(value(page, 'nickname')).toContainText('Deres');
    expect(sql(`select nickname from customer where id = '${customer.id}'`)).toEqual([{ nickname: 'Deres' }]);
  });

  test('I see mine, theirs and what it was, and save mine', async ({ page }) => {
    await field(page, 'nickname').getByRole('button', { name: 'Lagre mitt' }).click();
    await expect(value(page, 'nickname')).toContainText('Mitt');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('«Mitt»');
  });
});

test('when a colleague changes another field meanwhile, both changes stand', { tag: '@desk' }, async ({ page, user, colleague, customer, sql, another }) => {
  sql(`update customer set nickname = 'Gammelt', email = 'gammel@kunden.example' where id = '${customer.id}'`);
  await openCard(page, sql, user, customer);
  const other = await another();
  await openCard(other, sql, colleague, customer);
  const mine = await edit(page, 'nickname');
  await (await edit(other, 'email')).fill('deres@kunden.example');
  await other.keyboard.press('Enter');
  await expect(field(other, 'email').getByRole('link', { name: 'deres@kunden.example', exact: true })).toBeVisible();
  await mine.fill('Mitt');
  await page.keyboard.press('Enter');
  await expect(value(page, 'nickname')).toContainText('Mitt');
  await expect(field(page, 'email')).toContainText('deres@kunden.example');
});

const nasty = {
  script: '</textarea><script>document.title = "tatt"</script>',
  image: '<img src=x onerror="document.title = \'tatt\'">',
  entity: '&lt;b&gt; &amp; "sitat" \'enkelt\'',
  emoji: '👩🏽‍🔧🇳🇴 Æøå',
  rightToLeft: 'שלום עולם',
};

test('markup, emoji and right-to-left text in a value is text everywhere', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
  await openCard(page, sql, user, customer);
  for (const text of Object.values(nasty)) {
    await (await edit(page, 'name')).fill(text);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText(text);
    await expect(value(page, 'name')).toContainText(text);
    await expect(bodyOf(page, 'log').locator('ins').first()).toHaveText(text);
    await visit(page, cardOf(customer));
    await expect(page.getByRole('heading', { level: 1 })).toContainText(text);
    await expect(page).toHaveTitle(`${text} – Kundekort`);
    await visit(page, `${cardOf(customer)}?edit=name`);
    await expect(page.locator('#input-name')).toHaveValue(text);
    await expect(page.locator('main img:not(.brand img), main script')).toHaveCount(0);
    await visit(page, cardOf(customer));
  }
});

test('markup, emoji and right-to-left text in comments and directions is text everywhere', { tag: '@desk' }, async ({ page, user, customer, sql }) => {
  await openCard(page, sql, user, customer);
  const all = Object.values(nasty).join('\n');
  await page.locator('#comment-body').fill(all);
  await page.getByRole('button', { name: 'Lagre kommentar' }).click();
  const comment = bodyOf(page, 'comments').locator('.comment').first();
  await expect.poll(() => comment.locator('.comment-text').evaluate((element) => element.textContent)).toBe(all);
  await (await edit(page, 'directions')).fill(all);
  await save(page, 'directions');
  await expect(value(page, 'directions')).toContainText(nasty.script);
  await expect(section(page, 'directions').locator('.digest')).toHaveText(nasty.script);
  await visit(page, `${cardOf(customer)}?edit=directions`);
  await expect(page.locator('#input-directions')).toHaveValue(all);
  const id = (await comment.getAttribute('id'))!.replace('comment-', '');
  await visit(page, `${cardOf(customer)}?comment=${id}`);
  await expect(page.locator('#edit-body')).toHaveValue(all);
  await expect(page.locator('main script')).toHaveCount(0);
  await expect(page).toHaveTitle(`${customer.name} – Kundekort`);
});

test('a save that does not get through says so and keeps what I typed', { tag: '@desk' }, async ({ page, context, user, customer, sql, problems }) => {
  problems.allow(/ERR_INTERNET_DISCONNECTED/);
  await openCard(page, sql, user, customer);
  const input = await edit(page, 'nickname');
  await input.fill('Uten nett');
  await context.setOffline(true);
  await page.keyboard.press('Enter');
  await expect(toast(page)).toContainText('Ikke lagret. Det du skrev, står her ennå.');
  await expect(input).toHaveValue('Uten nett');
  await context.setOffline(false);
  await input.press('Enter');
  await expect(value(page, 'nickname')).toContainText('Uten nett');
  await expect(toast(page)).toContainText('Kallenavn er lagret');
});

test('who is signed out meanwhile is told so and keeps what they typed', { tag: '@desk' }, async ({ page, user, customer, sql, problems }) => {
  problems.allow(/status of 401/); // to what the page says of itself in that moment
  await openCard(page, sql, user, customer);
  const input = await edit(page, 'nickname');
  await input.fill('Utlogget');
  sql(`delete from session where user_id = '${user.id}'`);
  await page.keyboard.press('Enter');
  await expect(toast(page)).toContainText('Du er logget ut, og dette er ikke lagret.');
  await expect(input).toHaveValue('Utlogget');
});
