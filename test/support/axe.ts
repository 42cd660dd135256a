import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { SETTLED } from './browser.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Runs in the page. What a rule finds has the impact of its rule, so those that find nothing serious need not look: with
 * them goes the one that has axe load every style sheet again.
 */
const RUN = `axe.run(document, {
  resultTypes: ['violations'],
  rules: Object.fromEntries(axe._audit.rules
    .filter(({ impact }) => impact === 'minor' || impact === 'moderate')
    .map(({ id }) => [id, { enabled: false }])),
})`;

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string }[];
}

/** What keeps people from using the page as it is shown now. */
export async function barriersOn(page: Page): Promise<string[]> {
  // What still fades in has too little contrast.
  await page.evaluate(SETTLED);
  if (!(await page.evaluate<boolean>('"axe" in globalThis'))) await page.evaluate(AXE);
  const found = await page.evaluate<{ violations: Violation[] }>(RUN);
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}
