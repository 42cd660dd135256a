import { expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import { makeAccount, moveTo, openBrowser, openPage, signIn } from '../support/browser.js';
import { makeCustomer, makeUser, must } from '../support/make.js';
import { MARK, marksIn } from '../support/marked.js';

it('an admin erases a person who is named and whose data are shown first', async () => {
  const app = await startApp();
  const browser = await openBrowser();
  const admin = await makeUser(app, 'admin');
  const ada = await makeCustomer(app);
  must(200, await admin.api.patch(`/api/customers/${ada.id}/`, { first_name: MARK, phone: MARK }));
  const note = { subject_type: 'customer', subject: ada.id, kind: 'call', text: MARK };
  must(201, await admin.api.post('/api/notes/', note));
  await makeAccount(app, 'boss', 'admin');
  const { page, faults } = await openPage(browser);
  await signIn(page, app, 'boss');
  await moveTo(page, `/users/${ada.id}/show`);
  await page.getByRole('button', { name: 'Erase', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Type the username to confirm').fill(`customer-${ada.id}`);
  await dialog.locator('button[type=submit]').click();
  await dialog.getByText('Notes, requests and answers').waitFor();
  await dialog.getByText('This cannot be undone.').waitFor();
  await dialog.getByLabel('I have read what will be removed.').check();
  await dialog.locator('button[type=submit]').click();
  await page.getByText('The person is erased.').waitFor();
  await page.getByText(`erased-${ada.id}`).first().waitFor();
  // There is nothing left to change.
  expect(await page.getByRole('button', { name: 'Reset password' }).count()).toBe(0);
  expect(await marksIn(app)).toEqual([]);
  expect(faults).toEqual([]);
  await browser.close();
  await app.stop();
});
