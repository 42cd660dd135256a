import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from 'playwright-core';
import { SETTLED } from './browser.js';
import { DESK } from './console-bank.js';
import { until } from './until.js';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { width: 390, height: 844 };

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
  /**
   * What axe finds serious on the page, and by how much it is too wide, on a desk and on a phone; with SCREENSHOTS_TO in
   * the environment, a picture of both is kept there.
   */
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

  const wrong = async (picture: string): Promise<unknown[]> => {
    const found: unknown[] = [];
    for (const [name, size] of Object.entries({ desk: DESK, phone: PHONE })) {
      await page().setViewportSize(size);
      await page().locator('[aria-label=Loading]').first().waitFor({ state: 'detached' });
      await page().locator('.MuiSnackbar-root').waitFor({ state: 'detached' });
      await page().evaluate(SETTLED);
      const path = process.env.SCREENSHOTS_TO;
      const isOver = (await page().getByRole('dialog').count()) > 0;
      if (path !== undefined)
        await page().screenshot({ path: `${path}/${picture}-${name}.png`, fullPage: !isOver });
      if (!(await page().evaluate<boolean>('"axe" in globalThis'))) await page().evaluate(AXE);
      const { violations } = await page().evaluate<{
        violations: { id: string; impact: string; nodes: { html: string }[] }[];
      }>(`axe.run(document, { resultTypes: ['violations'] })`);
      found.push(
        ...violations
          .filter(({ impact }) => ['serious', 'critical'].includes(impact))
          .map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`),
      );
      const over = await page().evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      if (over > 0) found.push({ size, over });
    }
    await page().setViewportSize(DESK);
    return found;
  };

  return { button, dialog, press, close, fill, choose, problemAt, wrong };
}
