import { test, expect, axe } from '../fixtures';
import { ownFirm } from './firm';
import { cardOf, edit, enter, onPhone, pick, section, visit, withScript } from './steps';

test.describe('help', { tag: '@nojs' }, () => {
  test('has a table of contents, common questions, and whom to ask', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.consultant, '/customers');
    if (onPhone()) await page.locator('.nav-menu > summary').click();
    await page.getByRole('navigation', { name: 'Hovedmeny' }).getByRole('link', { name: 'Hjelp', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hjelp');
    for (const group of ['Kom i gang', 'På kundekortet', 'Finne og behandle mange', 'Firmaets innstillinger']) {
      await expect(page.getByRole('region', { name: group }).getByRole('link').first()).toBeVisible();
    }
    const contact = page.getByRole('region', { name: 'Kontakt oss' });
    await expect(contact.getByRole('link', { name: 'Astrid Sjef' })).toHaveAttribute('href', `mailto:${firm.administrator.email}`);
    await expect(contact.getByRole('listitem')).toHaveCount(1);
    await axe(page);
    await page.getByRole('region', { name: 'Vanlige spørsmål' }).getByRole('link', { name: 'Kan kunden se kommentarene?' }).click();
    await expect(page).toHaveURL(/\/help\/questions#comments$/);
    await expect(page.locator('#comments')).toBeInViewport();
  });

  test('a guide says what it holds, when it was updated, and leads to deeper ones', { tag: '@desk' }, async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.consultant, '/help/card');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kundekortet');
    await expect(page.locator('.help-updated')).toHaveText(/^Sist oppdatert \d+\. \S+ 20\d\d$/);
    const contents = page.getByRole('navigation', { name: 'På denne siden' });
    await contents.getByRole('link', { name: 'Seksjonene' }).click();
    await expect(page).toHaveURL(/#sections$/);
    await axe(page);
    await page.getByRole('navigation', { name: 'Les mer' }).getByRole('link', { name: 'Endre en kunde' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Endre en kunde');
    await expect(page.locator('.help-text')).toContainText('Verdier endres der de står på kortet');
    await visit(page, '/help/registration');
    await expect(page.locator('.help-text')).toContainText('Hurtigregistrering');
    // The way back to the contents.
    await page.locator('.up a').click();
    await expect(page).toHaveURL(/\/help$/);
  });

  test('whether it was useful is counted, can be changed and taken back', { tag: '@desk' }, async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.consultant, '/help/edit');
    const foot = page.locator('.help-foot');
    await expect(foot).toContainText('0 av 0 syntes dette var nyttig');
    await foot.getByRole('button', { name: 'Ja' }).click();
    await expect(foot).toContainText('1 av 1 syntes dette var nyttig');
    await expect(foot.getByRole('button', { name: 'Ja' })).toHaveAttribute('aria-pressed', 'true');
    await foot.getByRole('button', { name: 'Nei' }).click();
    await expect(foot).toContainText('0 av 1 syntes dette var nyttig');
    await enter(page, firm.administrator, '/help/edit');
    await foot.getByRole('button', { name: 'Ja' }).click();
    await expect(foot).toContainText('1 av 2 syntes dette var nyttig');
    await foot.getByRole('button', { name: 'Ja' }).click();
    await expect(foot).toContainText('0 av 1 syntes dette var nyttig');
    // Another article has votes of its own.
    await visit(page, '/help/card');
    await expect(foot).toContainText('0 av 0 syntes dette var nyttig');
  });

  test('the card is drawn with numbers, and each number and field is explained', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.consultant, '/help/fields');
    const figure = page.getByRole('figure');
    await expect(figure.locator('figcaption')).toContainText('Kunde');
    const boxes = figure.locator('.figure-box');
    const numbers = await boxes.locator('.figure-number').allTextContents();
    expect(numbers.map(Number)).toEqual(numbers.map((_, at) => at + 1));
    expect(numbers.length).toBeGreaterThan(19);
    for (const number of numbers) await expect(page.locator(`#part-${number}`)).toHaveCount(1);
    const general = boxes.filter({ hasText: 'Generell informasjon' });
    const number = await general.locator('.figure-number').textContent();
    await general.click();
    await expect(page).toHaveURL(new RegExp(`#part-${number}$`));
    await expect(page.locator(`#part-${number}`)).toBeInViewport();
    await expect(page.locator('#field-customer-nickname')).toContainText('Et navn til');
    await axe(page);
  });

  test('a search finds guides by any word, however its letters are written', { tag: '@desk' }, async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.consultant, '/help');
    const search = page.getByRole('search').filter({ has: page.getByLabel('Søk i hjelpen') });
    await search.getByLabel('Søk i hjelpen').fill('fore');
    await search.getByRole('button', { name: 'Søk' }).click();
    await expect(page).toHaveURL(/\/help\?q=fore$/);
    await expect(page.locator('.help-found h2')).toContainText('treff på «fore»');
    await search.getByLabel('Søk i hjelpen').fill('kallenavn');
    await search.getByRole('button', { name: 'Søk' }).click();
    await page.locator('.help-found a').first().click();
    await expect(page).toHaveURL(/\/help\/fields#field-customer-nickname$/);
    await visit(page, '/help?q=elefant');
    await expect(page.locator('.help-nothing')).toContainText('Ingenting i hjelpen passer til «elefant»');
    await expect(page.getByRole('region', { name: 'Kom i gang' })).toBeVisible();
  });

  test('each section of the card and each page of settings leads to its guide', { tag: '@desk' }, async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.consultant, cardOf(firm.customer));
    await pick(section(page, 'contacts').locator('.section-tools'), 'Hjelp til denne delen');
    await expect(page).toHaveURL(/\/help\/sections#contacts$/);
    await expect(page.locator('#contacts')).toHaveText('Kontaktpersoner');
    await page.locator('.help-text').getByRole('link', { name: 'Kontaktpersoner' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kontaktpersoner');
    for (const [path, title] of [
      ['/settings', 'Firmaets innstillinger'],
      ['/settings/fields', 'Hvilke felter som brukes'],
      ['/settings/own-fields', 'Egne felter'],
      ['/lists/level', 'Lister'],
      ['/import', 'Importere kunder'],
      ['/customers/new', 'Registrere en kunde'],
      ['/customers/doubles', 'Doble kunder og sammenslåing'],
    ]) {
      await visit(page, path);
      await page.locator('main .help-link').click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    }
  });

  test('a value says what it is for while it is edited', async ({ page, sql }) => {
    const firm = ownFirm(sql);
    await enter(page, firm.consultant, cardOf(firm.customer));
    if (withScript()) await edit(page, 'nickname');
    else await visit(page, `${cardOf(firm.customer)}?edit=nickname#field-nickname`);
    const told = page.locator('#field-nickname .field-told');
    await expect(told).toContainText('Søket finner kunden på det.');
    await expect(page.locator('#field-nickname form')).toHaveAttribute('aria-describedby', (await told.getAttribute('id'))!);
  });

  test('is read in Swedish and English as well', { tag: '@desk' }, async ({ page, sql }) => {
    const firm = ownFirm(sql);
    for (const [language, title, updated] of [['sv', 'Kundkortet', 'Senast uppdaterad'], ['en', 'The customer card', 'Last updated']]) {
      sql(`update app_user set language = '${language}' where email = '${firm.consultant.email}'`);
      await enter(page, firm.consultant, '/help/card');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
      await expect(page.locator('.help-updated')).toContainText(updated);
      await visit(page, '/help/fields');
      await expect(page.locator('figcaption strong')).toHaveText(language === 'sv' ? 'Kund' : 'Customer');
    }
  });
});

test('Ctrl+K leads to the help', { tag: '@desk' }, async ({ page, sql }) => {
  const firm = ownFirm(sql);
  await enter(page, firm.consultant, '/customers');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('hjelp');
  await page.getByRole('option', { name: 'Gå til hjelpen' }).click();
  await expect(page).toHaveURL(/\/help$/);
});
