// The company registry: a new customer is filled in, an old one compared, and nothing is overwritten silently.
import { axe, expect, test } from '../fixtures';
import { nameOf } from '../registry.mjs';
import { bodyOf, edit, enter, field, openAll, openCard, toast, visit, withScript } from './steps';
import type { Page } from '@playwright/test';

const window_ = '/customers/new';
const input = (page: Page, key: string) => page.locator(`#input-${key}`);
const ask = (page: Page) => page.locator('.registry-ask');
/** A phone number of the registry's as it is written: the first digits of the organisation number. */
const spaced = (number: string) => `${number.slice(0, 3)} ${number.slice(3, 5)} ${number.slice(5, 8)}`;
/** A Norwegian number that no run before has, which the registry of the tests knows. */
function freshNumber(): string {
  for (;;) {
    const body = `9${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}`;
    const sum = [3, 2, 7, 6, 5, 4, 3, 2].reduce((total, weight, at) => total + weight * Number(body[at]), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check < 10) return `${body}${check}`;
  }
}

test('a number fills in what I have not typed, and offers the rest', { tag: '@nojs' }, async ({ page, user, sql }) => {
  const number = freshNumber();
  await enter(page, user, window_);
  await input(page, 'name').fill('Mitt eget navn');
  await page.locator('#contact-first_name').fill('Eva');
  await page.locator('#contact-last_name').fill('Berg');
  await page.locator('#registry-query').fill(number);
  // By itself, once the check digit is right; without a script by the button.
  if (!withScript()) await ask(page).getByRole('button', { name: 'Hent' }).click();
  await expect(ask(page)).toContainText(nameOf(number));
  await expect(ask(page)).toContainText(/Hentet: org.nummer, besøksadresse, postadresse, telefon, nettsted, næringskode/);
  await expect(input(page, 'name')).toHaveValue('Mitt eget navn');
  await expect(input(page, 'visiting_street')).toHaveValue('Forusbeen 50');
  await expect(input(page, 'postal_street')).toHaveValue('Postboks 8500');
  await expect(input(page, 'phone')).toHaveValue(spaced(number));
  await expect(input(page, 'organisation_number')).toHaveValue(number);
  await axe(page, ['.registry-ask']);
  await ask(page).getByRole('button', { name: /^Bruk dette.*Navn/ }).click();
  await expect(input(page, 'name')).toHaveValue(nameOf(number));
  await expect(page.locator('#contact-first_name')).toHaveValue('Eva');
  await page.getByRole('button', { name: 'Lagre kunde' }).click();
  await page.waitForURL(/\/customers\/[0-9a-f]{8}-/);
  const [made] = sql(`select id, website from customer where organisation_number = '${number}'`);
  expect(made.website).toBe('https://www.equinor.com');
  openAll(sql, user);
  await visit(page, `/customers/${made.id}?history=name`);
  await expect(field(page, 'name').locator('.history')).toContainText(`Fra Enhetsregisteret, tatt over av ${user.name} i dag`);
});

test('a name finds several to choose from, and what is wrong with a company is said at once', { tag: ['@nojs', '@desk'] }, async ({ page, user }) => {
  await enter(page, user, window_);
  const look = async (query: string) => {
    await page.locator('#registry-query').fill(query);
    await ask(page).getByRole('button', { name: 'Hent' }).click();
  };
  await look('asa');
  await expect(ask(page).getByRole('listitem')).toHaveCount(5);
  await ask(page).getByRole('button', { name: /AGILYX/ }).click();
  await expect(input(page, 'organisation_number')).toHaveValue('923974709');
  await look('988077917');
  await expect(ask(page).locator('.registry-notices')).toContainText('Konkurs fra 1. mars 2026');
  await look('123456785');
  await expect(ask(page).locator('.registry-notices')).toContainText('Slettet fra Enhetsregisteret fra 20. oktober 2017');
});

test('a registry that is slow, broken or gone says so, and the form goes on', { tag: ['@nojs', '@desk'] }, async ({ page, user }) => {
  await enter(page, user, window_);
  await input(page, 'name').fill('Skrevet selv');
  for (const [number, says] of [
    ['976030788', 'bruker for lang tid'],
    ['961095026', 'svarer ikke akkurat nå'],
    ['995525828', 'kan ikke leses'],
    ['883603362', 'har slettet denne enheten'],
    ['810034882', 'har ingen med det nummeret'],
  ]) {
    await page.locator('#registry-query').fill(number);
    await ask(page).getByRole('button', { name: 'Hent' }).click();
    await expect(ask(page).locator('.registry-failed')).toContainText(says);
    await expect(input(page, 'name')).toHaveValue('Skrevet selv');
  }
});

test('a card is compared with the registry, and what I tick is taken over and can be undone', { tag: ['@nojs', '@desk'] }, async ({ page, user, customer, sql }) => {
  const number = freshNumber();
  sql(`update customer set organisation_number = '${number}', country = 'NO', website = null, phone = '+4775500120' where id = '${customer.id}'`);
  await openCard(page, sql, user, customer);
  await bodyOf(page, 'general').getByRole('link', { name: 'Sammenlign med Enhetsregisteret' }).click();
  const panel = page.locator('#registry');
  const row = (name: string) => panel.getByRole('row', { name: new RegExp(`^${name}`) });
  await expect(row('Navn')).toContainText(nameOf(number));
  await expect(panel.getByLabel('Ta over nettsted fra registeret')).toBeChecked();
  await expect(panel.getByLabel('Ta over telefon fra registeret')).not.toBeChecked();
  await axe(page, ['#registry']);
  await panel.getByLabel('Ta over telefon fra registeret').check();
  await panel.getByRole('button', { name: 'Ta over de valgte' }).click();
  await expect(field(page, 'phone')).toContainText(spaced(number));
  await expect(field(page, 'website')).toContainText('equinor.com');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(customer.name);
  const message = withScript() ? toast(page) : page.locator('.notice');
  await message.getByRole('button', { name: 'Angre' }).click();
  await expect(field(page, 'phone')).toContainText('75 50 01 20');
});

test('an update overwrites nothing that somebody typed: it is proposed at the field, taken over or dismissed there', { tag: ['@nojs', '@desk'] }, async ({ page, user, customer, sql }) => {
  const number = freshNumber();
  sql(`update customer set organisation_number = '${number}', country = 'NO', website = null where id = '${customer.id}';
    begin; set local app.source = 'typed'; update customer set phone = '+4775500121' where id = '${customer.id}'; commit`);
  await openCard(page, sql, user, customer);
  await (await edit(page, 'name')).fill('Skrevet for hånd AS');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Skrevet for hånd AS');
  await bodyOf(page, 'general').getByRole('link', { name: 'Sammenlign med Enhetsregisteret' }).click();
  await page.getByRole('button', { name: 'Oppdater uten å overskrive' }).click();
  await expect(field(page, 'name').locator('.proposal')).toContainText(`Enhetsregisteret sier: ${nameOf(number)}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Skrevet for hånd AS');
  await expect(field(page, 'website')).toContainText('equinor.com');
  await axe(page, ['.proposal']);
  await field(page, 'phone').getByRole('button', { name: 'Avvis for telefon' }).click();
  await expect(field(page, 'phone').locator('.proposal')).toHaveCount(0);
  await expect(field(page, 'phone')).toContainText('75 50 01 21');
  await field(page, 'name').getByRole('button', { name: 'Ta over for navn' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(nameOf(number));
  await expect(field(page, 'name').locator('.proposal')).toHaveCount(0);
});

test('in Sweden nothing is fetched, and that is said where one would look', { tag: '@desk' }, async ({ page }) => {
  await enter(page, { email: 'anna.lind@sydkonsult.example' }, window_);
  await expect(page.locator('.registry-none')).toContainText('Sverige har ikke et åpent register');
  await expect(page.locator('#registry-query')).toHaveCount(0);
});
