import type { Locator, Page } from 'playwright-core';
import { faultsOf } from './console-faults.js';
import { until } from './until.js';

/** What somebody does with a page of the console and the dialogs over it. */
export interface Clerk {
  button: (name: string | RegExp) => Locator;
  /** The uppermost one. */
  dialog: () => Locator;
  /** A button of the dialog. */
  press: (name: string) => Promise<void>;
  /** Closes a dialog that says what came of it. */
  close: () => Promise<void>;
  fill: (fields: Record<string, string>) => Promise<void>;
  choose: (label: string, choice: string) => Promise<void>;
  problemAt: (label: string) => Promise<string | null>;
  /** See `faultsOf`. */
  wrong: (picture: string) => Promise<unknown[]>;
}

export function clerkAt(page: () => Page): Clerk {
  const button = (name: string | RegExp) => page().getByRole('button', { name, exact: true });
  const dialog = () => page().getByRole('dialog').last();
  const press = (name: string) => dialog().getByRole('button', { name, exact: true }).click();
  const close = async () => {
    await press('Close');
    await page().getByRole('dialog').first().waitFor({ state: 'detached' });
  };
  const fill = async (fields: Record<string, string>) => {
    for (const [label, value] of Object.entries(fields)) {
      await dialog().getByLabel(label).first().fill(value);
    }
  };
  const choose = async (label: string, choice: string) => {
    const field = dialog().getByLabel(label);
    // A click on a list that is still opening may choose nothing.
    await until(async () => {
      if ((await field.innerText()).includes(choice)) return true;
      const list = page().getByRole('listbox');
      if ((await list.count()) === 0) await field.click();
      await list.getByRole('option', { name: choice }).click();
      await list.waitFor({ state: 'detached' });
      return (await field.innerText()).includes(choice);
    });
  };
  const problemAt = (label: string) =>
    dialog()
      .locator('.MuiFormControl-root', { has: page().getByLabel(label) })
      .locator('p')
      .textContent();

  const wrong = (picture: string) => faultsOf(page(), picture);

  return { button, dialog, press, close, fill, choose, problemAt, wrong };
}
