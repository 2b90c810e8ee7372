// The organisation around a customer: the group of companies as a tree.
import { axe, expect, test } from '../fixtures';
import { bodyOf, cardOf, enter, openCard, section, toast, visit, withScript } from './steps';
import type { Page } from '@playwright/test';
import type { Customer } from '../state';

/** Customers beside one, with names that nobody else has, bound to nobody. */
function beside(sql: (text: string) => any[], customer: Customer, names: string[]): Customer[] {
  return names.map((name, index) => {
    const number = 8_000_000 + customer.number * 10 + index;
    sql(`begin; insert into customer (tenant_id, id, number, name, status, responsible, visiting_place, credit_limit)
      select tenant_id, gen_random_uuid(), ${number}, '${name}', status, responsible, 'Bodø', 5000000 from customer where id = '${customer.id}' on conflict do nothing;
      insert into contact (tenant_id, id, customer_id, first_name, last_name)
      select tenant_id, gen_random_uuid(), id, 'Ola', 'Nordmann' from customer where number = ${number} and not exists (select from contact k where k.customer_id = customer.id);
      update customer set parent_id = null, currency = null where number = ${number}; commit`);
    return sql(`select id, number, name from customer where number = ${number}`)[0];
  });
}

const tree = (page: Page) => section(page, 'corporate_structure').locator('.company-tree > .company');
const undo = (page: Page) => (withScript() ? toast(page) : page.locator('.notice')).getByRole('button', { name: 'Angre' });

test('a parent company and subsidiaries are connected in the tree, which leads to each card', { tag: '@nojs' }, async ({ page, user, customer, sql }) => {
  const mark = `Konsern${customer.number}`;
  const [top, below] = beside(sql, customer, [`${mark} Topp AS`, `${mark} Datter AS`]);
  sql(`update customer set parent_id = null where id = '${customer.id}' or parent_id = '${customer.id}'`);
  await openCard(page, sql, user, customer);
  const body = bodyOf(page, 'corporate_structure');
  await expect(body).toContainText('Kunden er ikke koblet til andre selskaper.');
  await body.getByRole('link', { name: 'Velg morselskap' }).click();
  const parent = page.locator('#corporate-parent_id');
  await parent.fill(mark);
  if (withScript()) await expect(page.locator('#corporate-parent_id-list option')).toHaveCount(2);
  await body.getByRole('button', { name: 'Lagre' }).click();
  await expect(body.locator('.field-error')).toContainText('Flere kunder passer.');
  await axe(page, ['.section[data-section="corporate_structure"]']);
  await body.getByRole('radio', { name: top!.name }).check();
  await body.getByRole('button', { name: 'Lagre' }).click();
  await expect(tree(page)).toHaveCount(2);
  await body.getByRole('link', { name: 'Koble til datterselskap' }).click();
  const subsidiary = page.locator('#corporate-subsidiary');
  await subsidiary.fill(String(top!.number));
  await body.getByRole('button', { name: 'Koble til' }).click();
  await expect(body.locator('.field-error')).toContainText('Dette selskapet er selv datterselskap av kunden');
  await subsidiary.fill(String(below!.number));
  await body.getByRole('button', { name: 'Koble til' }).click();
  await expect(tree(page).getByRole('link')).toHaveText([top!.name, customer.name, below!.name]);
  await expect(tree(page).nth(1)).toContainText('Denne kunden');
  await expect(tree(page).nth(0)).toContainText('3 selskaper');
  await expect(body.locator('.company-totals')).toContainText(/Godkjent kreditt.*NOK/);
  await expect(section(page, 'corporate_structure').locator('.digest')).toHaveText(`Del av ${top!.name} · 3 selskaper`);
  await axe(page, ['.section[data-section="corporate_structure"]']);
  // What was done to the subsidiary is taken back here.
  await undo(page).click();
  await expect(tree(page).getByRole('link')).toHaveText([top!.name, customer.name]);
  await tree(page).nth(0).getByRole('link').click();
  await expect(page).toHaveURL(cardOf(top!));
  await expect(section(page, 'corporate_structure').locator('.digest')).toHaveText('Øverst i konsernet · 2 selskaper');
});

test('a company is disconnected on its own card or on that of its parent', { tag: '@nojs' }, async ({ page, user, customer, sql }) => {
  const mark = `Skille${customer.number}`;
  const [one, two] = beside(sql, customer, [`${mark} En AS`, `${mark} To AS`]);
  sql(`update customer set parent_id = null where id = '${customer.id}' or parent_id = '${customer.id}';
    update customer set parent_id = '${customer.id}' where id in ('${one!.id}', '${two!.id}')`);
  await openCard(page, sql, user, customer);
  await expect(tree(page)).toHaveCount(3);
  await tree(page).filter({ hasText: one!.name }).getByRole('button').click();
  await expect(tree(page)).toHaveCount(2);
  await undo(page).click();
  await expect(tree(page)).toHaveCount(3);
  await visit(page, cardOf(two!));
  await page.getByRole('button', { name: `Koble ${two!.name} fra ${customer.name}` }).click();
  await expect(bodyOf(page, 'corporate_structure')).toContainText('Kunden er ikke koblet til andre selskaper.');
  expect(sql(`select parent_id from customer where id = '${two!.id}'`)).toEqual([{ parent_id: null }]);
});

test('the tree shows who is hidden only on the way to somebody, and folds to one line', { tag: '@nojs' }, async ({ page, user, customer, sql }) => {
  const mark = `Skjult${customer.number}`;
  const [middle, low, aside] = beside(sql, customer, [`${mark} Midt AS`, `${mark} Lav AS`, `${mark} Utenfor AS`]);
  sql(`update customer set parent_id = null where id = '${customer.id}' or parent_id = '${customer.id}';
    update customer set parent_id = '${customer.id}' where id in ('${middle!.id}', '${aside!.id}');
    update customer set parent_id = '${middle!.id}' where id = '${low!.id}';
    update customer c set status = s.id from list_item s where s.tenant_id = c.tenant_id and s.kind = 'status' and s.meaning = 'hidden' and c.id in ('${middle!.id}', '${aside!.id}')`);
  await enter(page, user, cardOf(customer));
  const corporate = section(page, 'corporate_structure');
  await expect(corporate.locator('.digest')).toHaveText('Øverst i konsernet · 2 selskaper');
  await corporate.getByRole('button', { name: 'Åpne Konsernstruktur' }).click();
  await expect(tree(page).getByRole('link')).toHaveText([customer.name, middle!.name, low!.name]);
  await expect(tree(page).nth(1)).toContainText('Skjult');
  sql(`update customer c set status = m.status from customer m where m.id = '${customer.id}' and c.id in ('${middle!.id}', '${aside!.id}')`);
});
