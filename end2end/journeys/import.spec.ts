// A file of customers: uploaded, its columns matched, looked through, imported and taken back.
import { axe, expect, test } from '../fixtures';
import { enter } from './steps';

test.describe('the import', { tag: '@nojs' }, () => {
  test('says what becomes of each row, does it, and takes all of it back', async ({ page, user, customer, sql }) => {
    const mark = `Importprøve ${customer.number}`;
    const number = sql(`select number from customer where id = '${customer.id}'`)[0].number;
    const file = [
      'Firmanavn;Kundenr;Epost;Kontaktperson;Farge',
      `${mark} Nord;;nord${number}@import.example;Eva Berg;blå`,
      `${mark} Sør;;sor${number}@import.example;Ola Vik;rød`,
      `${mark} Feil;;ingen adresse;Ola Vik;`,
      `;${number};endret${number}@import.example;;`,
    ].join('\n');
    await enter(page, user, '/import');
    await page.getByLabel('Fil', { exact: true }).setInputFiles({ name: 'kunder.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
    await page.getByRole('button', { name: 'Last opp' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import av kunder.csv');
    await expect(page.getByLabel('Skilletegn')).toHaveValue('semicolon');
    await expect(page.getByLabel('Firmanavn')).toHaveValue('name');
    await expect(page.getByLabel('Epost')).toHaveValue('email');
    await expect(page.getByLabel('Farge')).toHaveValue('');
    await expect(page.getByLabel('Kunder som finnes, kjennes igjen på')).toHaveValue('number');
    await page.getByLabel('Verdier som noen har skrevet selv').selectOption('replace');
    await axe(page);
    await page.getByRole('button', { name: 'Prøvekjør' }).click();

    const count = (name: string) => page.locator('.import-count', { hasText: name }).locator('strong');
    await expect(count('Nye')).toHaveText('2');
    await expect(count('Endres')).toHaveText('1');
    await expect(count('Feil')).toHaveText('1');
    await expect(page.locator('#row-4')).toContainText('Skriv en e-postadresse');
    await expect(page.locator('#row-5')).toContainText(`endret${number}@import.example`);
    await axe(page);
    await page.locator('.import-count', { hasText: 'Feil' }).click();
    await expect(page.locator('.import-checked tbody tr')).toHaveCount(1);

    const made = () => sql(`select count(*)::int as count from customer where name like '${mark}%'`)[0].count;
    expect(made()).toBe(0);
    await page.getByRole('button', { name: 'Importer 3 rader' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import av kunder.csv');
    const done = page.locator('.job .ds-tag', { hasText: 'Ferdig' });
    await expect(async () => {
      if (!(await done.isVisible())) await page.reload();
      await expect(done).toBeVisible({ timeout: 1000 });
    }).toPass();
    expect(made()).toBe(2);
    // A row that is no customer leads to where the file says it.
    const rows = page.locator('.job-table tbody tr');
    await expect(rows.filter({ hasText: `${mark} Nord` })).toContainText('Ny');
    await expect(rows.filter({ hasText: 'Avvist' }).getByRole('link', { name: 'Rad 4' })).toHaveAttribute('href', /\/import\/.*#row-4$/);
    const looked = (await rows.filter({ hasText: 'Avvist' }).getByRole('link', { name: 'Rad 4' }).getAttribute('href')) ?? '';
    await page.getByRole('button', { name: 'Angre' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Angre «Import av kunder.csv»');
    await expect(async () => {
      if (!(await done.isVisible())) await page.reload();
      await expect(done).toBeVisible({ timeout: 1000 });
    }).toPass();
    expect(made()).toBe(0);
    expect(sql(`select email from customer where id = '${customer.id}'`)[0].email ?? '').not.toContain('import.example');
    // Its own page knows of it too.
    await page.goto(looked);
    await expect(page.locator('.import-summary')).toContainText('importen er angret');
    await expect(page.getByRole('link', { name: 'Vis angringen' })).toBeVisible();
  });

  test('holds a row back that contradicts another, offers nothing that can’t be, and the report says why', async ({ page, user, customer, sql }) => {
    const mark = `Gjentatt ${customer.number}`;
    // Numbers of its own: who has the same phone may be the same customer.
    const [phone, other] = ['5', '6'].map((first) => `${first}${String(10_000_000 + customer.number).slice(-7)}`);
    const file = [
      'Firmanavn;Ekstern ID;Telefon;Kontaktperson',
      `${mark};G-${customer.number};${phone};Eva Berg`,
      `${mark};G-${customer.number};${other};Eva Berg`,
    ].join('\n');
    await enter(page, user, '/import');
    await page.getByLabel('Fil', { exact: true }).setInputFiles({ name: 'gjentatt.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
    await page.getByRole('button', { name: 'Last opp' }).click();
    await page.getByLabel('Kunder som finnes, kjennes igjen på').selectOption('external_id');
    await page.getByRole('button', { name: 'Prøvekjør' }).click();
    await expect(page.locator('#row-3')).toContainText('sier noe annet enn rad 2 om samme kunde');
    await expect(page.locator('#row-3').getByRole('button')).toHaveCount(0);
    await page.getByRole('button', { name: 'Importer én rad' }).click();
    const done = page.locator('.job .ds-tag', { hasText: 'Ferdig' });
    await expect(async () => {
      if (!(await done.isVisible())) await page.reload();
      await expect(done).toBeVisible({ timeout: 1000 });
    }).toPass();
    await expect(page.locator('.job-count', { hasText: 'Holdt tilbake' }).locator('dd')).toHaveText('1');
    await expect(page.locator('.job-count', { hasText: 'Uendret' }).locator('dd')).toHaveText('0');
    await page.getByRole('navigation', { name: 'Vis bare' }).getByRole('link', { name: 'Holdt tilbake' }).click();
    await expect(page.locator('.job-table tbody tr')).toHaveCount(1);
    await expect(page.locator('.job-table tbody tr')).toContainText('samme kunde som rad 2');
    expect(sql(`select count(*)::int as count from customer where name = '${mark}'`)[0].count).toBe(1);
  });

  test('refuses a file that is none, with a word at its field', async ({ page, user }) => {
    await enter(page, user, '/import');
    await page.getByLabel('Fil', { exact: true }).setInputFiles({ name: 'kunder.xlsx', mimeType: 'image/png', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]) });
    await page.getByRole('button', { name: 'Last opp' }).click();
    await expect(page.locator('#import-file-e')).toBeVisible();
    await page.getByLabel('Fil', { exact: true }).setInputFiles({ name: 'tom.csv', mimeType: 'text/csv', buffer: Buffer.alloc(0) });
    await page.getByRole('button', { name: 'Last opp' }).click();
    await expect(page.locator('#import-file-e')).toHaveText('Filen er tom.');
    // And no file at all is another thing.
    await page.getByLabel('Fil', { exact: true }).setInputFiles([]);
    await page.getByRole('button', { name: 'Last opp' }).click();
    await expect(page.locator('#import-file-e')).toHaveText('Må fylles ut.');
  });
});
