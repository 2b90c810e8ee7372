// The same customer twice: found, made one, met under the old address, and split again.
import { axe, expect, test } from '../fixtures';
import { cardOf, enter, openAll, toast, withScript } from './steps';
import type { Customer } from '../state';

/** The same customer once more, with a phone number and a contact of its own. */
function double(sql: (text: string) => any[], customer: Customer) {
  // Numbers of their own, so that they are like nobody else's, and the likest of all: first in the list.
  const organisation = `9${String(customer.number).padStart(8, '0').slice(-8)}`;
  const [phone, other] = ['55', '56'].map((start) => `+47${start}${String(customer.number).padStart(6, '0')}`);
  sql(`update customer set phone = '${phone}', organisation_number = '${organisation}' where id = '${customer.id}';
    with made as (
      insert into customer (tenant_id, id, number, name, status, responsible, phone, visiting_place, organisation_number)
      select tenant_id, uuid_v7(), (select max(number) + 1 from customer), name, status, responsible, '${other}', visiting_place, organisation_number
      from customer where id = '${customer.id}' returning *)
    insert into contact (tenant_id, id, customer_id, first_name, last_name) select tenant_id, uuid_v7(), id, 'Dobbel', 'Kontakt' from made`);
  return sql(`select id, number, name from customer where phone = '${other}' and name = (select name from customer where id = '${customer.id}') order by number desc limit 1`)[0];
}

test('two that are the same are found, become one, lead there, and are split again', { tag: '@nojs' }, async ({ page, user, customer, sql }) => {
  const twin = double(sql, customer);
  const written = `56${String(customer.number).padStart(6, '0')}`.replace(/\B(?=(..)+$)/g, ' ');
  openAll(sql, user);
  await enter(page, user, '/customers/doubles');
  await page.getByRole('button', { name: 'Søk etter doble nå' }).click();
  const pair = page.locator('.double', { hasText: String(twin.number).replace(/\B(?=(\d{3})+$)/g, '\u00a0') });
  await expect(pair).toBeVisible();
  await expect(pair.locator('.double-why')).toContainText('Samme navn og sted');
  await axe(page, ['.double']);
  await pair.getByRole('link', { name: /^Samme – slå sammen/ }).click();
  const phone = page.getByRole('group', { name: 'Telefon' });
  await phone.getByText(written).click();
  // Whichever is proposed, the one that the test has stays.
  const keep = page.locator('.merge-customer', { has: page.locator(`a[href="${cardOf(customer)}"]`) }).getByRole('button', { name: /^Behold denne/ });
  if (await keep.count()) await keep.click();
  await expect(page.locator('.merge-customer[data-kept]').locator(`a[href="${cardOf(customer)}"]`)).toBeVisible();
  await expect(phone.getByRole('radio', { checked: true }), 'what was chosen stays chosen').toHaveValue(twin.id);
  await axe(page, ['.merge']);
  await page.getByRole('button', { name: 'Slå sammen 2 kunder' }).click();
  await page.waitForURL((url) => url.pathname === cardOf(customer));
  await expect(page.getByText(written).first()).toBeVisible();
  await expect(page.getByText('Dobbel Kontakt').first()).toBeVisible();
  if (withScript()) await expect(toast(page)).toContainText('Kundene er slått sammen');

  await page.goto(cardOf(twin));
  await expect(page).toHaveURL(new RegExp(`${cardOf(customer)}\\?merged=${twin.number}$`));
  await expect(page.locator('.merged-notice')).toContainText('er slått sammen med denne kunden');

  await page.goto('/customers/merges');
  await page.locator('.merges-row', { hasText: twin.name }).first().getByRole('button', { name: /^Skill/ }).click();
  await page.waitForURL((url) => url.pathname === cardOf(customer));
  await expect(page.getByText('Dobbel Kontakt')).toHaveCount(0);
  await page.goto(cardOf(twin));
  await expect(page).toHaveURL(new RegExp(`${cardOf(twin)}$`));
  await expect(page.getByText('Dobbel Kontakt').first()).toBeVisible();

  // They are two after all, and nobody asks again.
  await page.goto('/customers/doubles');
  await pair.getByRole('button', { name: /^Ikke samme/ }).click();
  await expect(pair).toHaveCount(0);
  await page.getByRole('button', { name: 'Søk etter doble nå' }).click();
  await expect(page.getByText('Søkt ', { exact: false }).first()).toBeVisible();
  await expect(pair).toHaveCount(0);
});
