import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { SETTLED, untilLoaded } from './browser.js';
import { DESK } from './console-bank.js';
import { WIDTHS } from './layout.js';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds serious on a page, and by how much the page is too wide, on a desk and on a phone. With the name of a
 * picture, and SCREENSHOTS_TO in the environment, a picture of both is kept there.
 */
export async function faultsOf(page: Page, picture?: string): Promise<unknown[]> {
  const wrong: unknown[] = [];
  const path = process.env.SCREENSHOTS_TO;
  // What the mouse rests on is told a moment later, and that has hardly any contrast while it fades in.
  await page.mouse.move(0, 0);
  for (const [name, size] of Object.entries(WIDTHS)) {
    await page.setViewportSize(size);
    await untilLoaded(page);
    // A notification has hardly any contrast while it fades.
    for (const fading of ['.MuiSnackbar-root', '.MuiTooltip-popper']) {
      await page.locator(fading).waitFor({ state: 'detached' });
    }
    await page.evaluate(SETTLED);
    if (path !== undefined && picture !== undefined) {
      const isOver = (await page.getByRole('dialog').count()) > 0;
      await page.screenshot({ path: `${path}/${picture}-${name}.png`, fullPage: !isOver });
    }
    if (!(await page.evaluate<boolean>('"axe" in globalThis'))) await page.evaluate(AXE);
    const { violations } = await page.evaluate<{
      violations: { id: string; impact: string; nodes: { html: string }[] }[];
    }>(`axe.run(document, { resultTypes: ['violations'] })`);
    wrong.push(
      ...violations
        .filter(({ impact }) => ['serious', 'critical'].includes(impact))
        .map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`),
    );
    const over = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    if (over > 0) wrong.push({ size, over });
  }
  await page.setViewportSize(DESK);
  return wrong;
}
