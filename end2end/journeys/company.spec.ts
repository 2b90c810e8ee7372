// Who a customer belongs to and what it looks like: parent company, subsidiaries, logo.
import { deflateSync } from 'node:zlib';
import { axe, expect, shift, test } from '../fixtures';
import { bodyOf, cardOf, enter, field, onPhone, openAll, openCard, section, toast, visit, withScript } from './steps';
import type { Page } from '@playwright/test';
import type { Customer } from '../state';

/** A picture of one colour, as a file. */
function png(width: number, height: number, [red, green, blue]: number[]) {
  const crc = (bytes: Buffer) => {
    let crc = ~0;
    for (const byte of bytes) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
    return ~crc >>> 0;
  };
  const number = (value: number) => Buffer.from([value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
  const chunk = (name: string, content: Buffer) => {
    const named = Buffer.concat([Buffer.from(name), content]);
    return Buffer.concat([number(content.length), named, number(crc(named))]);
  };
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([red, green, blue]))]);
  const pixels = deflateSync(Buffer.concat(Array(height).fill(line)));
  const head = Buffer.concat([number(width), number(height), Buffer.from([8, 2, 0, 0, 0])]);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

const file = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer });

/** Chooses a file, and sends it where no script does that. */
async function upload(page: Page, chosen: ReturnType<typeof file>) {
  await page.locator('#input-logo').setInputFiles(chosen);
  if (!withScript()) await page.getByRole('button', { name: 'Last opp' }).click();
}

test('a logo is added from the header, stands small on the card, is changed, removed and taken back', { tag: '@nojs' }, async ({ page, user, customer, sql }) => {
  sql(`update customer set logo = null where id = '${customer.id}'; update firm_settings set logo_shown = false`);
  await openCard(page, sql, user, customer);
  const picture = field(page, 'logo').locator('img');
  const header = page.locator('.card-header');
  await header.getByRole('link', { name: 'Legg til logo' }).click();
  await expect(page.locator('#input-logo')).toBeVisible();
  await axe(page, ['#field-logo']);
  await upload(page, file('logo.svg', 'image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')));
  await expect(field(page, 'logo').locator('.field-error')).toContainText('Velg et bilde i PNG, JPEG, WebP eller GIF.');
  await upload(page, file('logo.png', 'image/png', Buffer.alloc(3 * 1024 * 1024)));
  await expect(field(page, 'logo').locator('.field-error')).toContainText('Filen er større enn 2 MB.');
  await upload(page, file('logo.png', 'image/png', png(300, 100, [0, 90, 140])));
  await expect(picture).toHaveAttribute('alt', `Logoen til ${customer.name}`);
  expect(await picture.evaluate((image: HTMLImageElement) => [image.width, image.height])).toEqual([144, 48]);
  await expect(header.locator('img'), 'our firm does not show it there').toHaveCount(0);
  const first = await picture.getAttribute('src');
  await field(page, 'logo').getByRole('link', { name: 'Bytt logo' }).click();
  await upload(page, file('logo.png', 'image/png', png(100, 100, [190, 60, 20])));
  await expect(picture).not.toHaveAttribute('src', first!);
  await field(page, 'logo').getByRole('button', { name: 'Fjern logo' }).click();
  await expect(picture).toHaveCount(0);
  const log = bodyOf(page, 'log').locator('.log-row');
  await expect(log.first()).toContainText(`${user.name} fjernet logoen`);
  await expect(log.nth(1)).toContainText('byttet logo');
  await expect(log.nth(2)).toContainText('la til logo');
  const undo = withScript() ? toast(page).getByRole('button', { name: 'Angre' }) : page.locator('.notice').getByRole('button', { name: 'Angre' });
  await undo.click();
  await expect(picture).toBeVisible();
});

test('a logo stands in the header where our firm wants that, and nothing jumps', { tag: ['@nojs', '@desk'] }, async ({ page, user, customer, sql, another }) => {
  openAll(sql, user);
  await enter(page, user, `${cardOf(customer)}?edit=logo`);
  await upload(page, file('logo.png', 'image/png', png(300, 100, [0, 90, 140])));
  await expect(field(page, 'logo').locator('img')).toBeVisible();
  // Of this one card: others are looked at by other tests meanwhile.
  const [other] = sql(`select id, email, tenant_id from app_user where email = 'anna.lind@sydkonsult.example'`);
  const [theirs] = sql(`select id, number, name from customer where tenant_id = '${other.tenant_id}' order by number limit 1`);
  sql(`insert into customer_logo (tenant_id, customer_id, digest, media_type, width, height, content)
      select '${other.tenant_id}', '${theirs.id}', digest, media_type, width, height, content from customer_logo where customer_id = '${customer.id}' on conflict do nothing;
    update customer c set logo = l.digest from customer_logo l where l.customer_id = c.id and c.id = '${theirs.id}';
    insert into firm_settings (tenant_id, id, logo_shown) values ('${other.tenant_id}', '${other.tenant_id}', true) on conflict (tenant_id, id) do update set logo_shown = true`);
  const swedish = await another(test.info().project.use);
  await enter(swedish, other, cardOf(theirs));
  const picture = swedish.locator('.card-header .logo-square img');
  await expect(picture).toBeVisible();
  expect(await picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBe(300);
  if (withScript()) expect(await shift(swedish)).toBeLessThan(0.01);
  await axe(swedish, ['.card-header']);
  sql(`update firm_settings set logo_shown = false where tenant_id = '${other.tenant_id}'; update customer set logo = null where id = '${theirs.id}'`);
});

/** Customers beside one, with names that nobody else has. */
function beside(sql: (text: string) => any[], customer: Customer, names: string[]): Customer[] {
  return names.map((name, index) => {
    const number = 9_000_000 + customer.number * 10 + index;
    sql(`begin; insert into customer (tenant_id, id, number, name, status, responsible, visiting_place)
      select tenant_id, gen_random_uuid(), ${number}, '${name}', status, responsible, 'Bodø' from customer where id = '${customer.id}' on conflict do nothing;
      insert into contact (tenant_id, id, customer_id, first_name, last_name)
      select tenant_id, gen_random_uuid(), id, 'Ola', 'Nordmann' from customer where number = ${number} and not exists (select from contact k where k.customer_id = customer.id); commit`);
    return sql(`select id, number, name from customer where number = ${number}`)[0];
  });
}

test('a parent company is found by name or number, leads both ways, and makes no ring', { tag: '@nojs' }, async ({ page, user, customer, sql }) => {
  const mark = `Ring${customer.number}`;
  const [holding, twin] = beside(sql, customer, [`${mark} Holding AS`, `${mark} Invest AS`]);
  sql(`update customer set parent_id = null where id in ('${customer.id}', '${holding!.id}', '${twin!.id}')`);
  await openCard(page, sql, user, customer);
  const row = field(page, 'parent_id');
  const input = page.locator('#input-parent_id');
  const save = () => row.getByRole('button', { name: 'Lagre' }).click();
  await row.locator('[data-edit]').click();
  await input.fill('finnes ikke i det hele tatt');
  await save();
  await expect(row.locator('.field-error')).toContainText('Ingen kunde heter det');
  await input.fill(mark);
  if (withScript()) await expect(page.locator('#input-parent_id-list option')).toHaveCount(2);
  await save();
  await expect(row.locator('.field-error')).toContainText('Flere kunder passer.');
  await axe(page, ['#field-parent_id']);
  await row.getByRole('radio', { name: holding!.name }).check();
  await save();
  await expect(row.getByRole('link', { name: holding!.name })).toHaveAttribute('href', cardOf(holding!));
  await expect(bodyOf(page, 'log').locator('.log-row').first()).toContainText(holding!.name);
  await row.getByRole('link', { name: holding!.name }).click();
  await expect(page).toHaveURL(cardOf(holding!));
  await visit(page, cardOf(holding!));
  const below = section(page, 'general').locator('.subsidiaries');
  await expect(below.getByRole('link')).toHaveText([customer.name]);
  await row.locator('[data-edit]').click();
  await input.fill(String(customer.number));
  await save();
  await expect(row.locator('.field-error')).toContainText('Dette selskapet er selv datterselskap av kunden');
  await input.fill(`${holding!.name} (${holding!.number})`);
  await save();
  await expect(row.locator('.field-error')).toHaveText('En kunde kan ikke være sitt eget morselskap.');
  await visit(page, `${cardOf(holding!)}`);
  await below.getByRole('link', { name: customer.name }).click();
  await expect(page).toHaveURL(cardOf(customer));
});

test('a parent company is chosen when a customer is registered', { tag: ['@nojs', '@desk'] }, async ({ page, user, customer, sql }) => {
  const mark = `Mor${customer.number}`;
  const [holding] = beside(sql, customer, [`${mark} Holding AS`]);
  const name = `${mark} Datter ${test.info().project.name} AS`;
  await enter(page, user, '/customers/new');
  const group = page.locator('#group-company');
  if (onPhone()) await group.locator('summary').click();
  await page.locator('#input-parent_id').fill('finnes ikke i det hele tatt');
  await page.locator('#input-name').fill(name);
  await page.locator('#contact-first_name').fill('Eva');
  await page.locator('#contact-last_name').fill('Berg');
  await page.getByRole('button', { name: 'Lagre kunde', exact: true }).click();
  await expect(page.locator('#input-parent_id-e')).toContainText('Ingen kunde heter det');
  await page.locator('#input-parent_id').fill(`${mark} hold`);
  await page.getByRole('button', { name: 'Lagre kunde', exact: true }).click();
  const anyway = page.getByRole('button', { name: 'Registrer likevel' });
  await expect(anyway.or(page.locator('.card-name')).first()).toBeVisible();
  if (await anyway.isVisible()) await anyway.click();
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}$/);
  expect(sql(`select p.number from customer c join customer p on p.id = c.parent_id where c.name = '${name}'`)).toEqual([{ number: holding!.number }]);
});
