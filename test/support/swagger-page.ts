import type { Locator, Page } from 'playwright-core';
import type { Operation } from './document.js';
import { EXAMPLES, type Names } from './example-ids.js';
import { png } from './pictures.js';
import { until } from './until.js';

/** What the page offers to scripts. */
export interface Ui {
  specSelectors: { specJson: () => { toJS: () => { paths: Record<string, object> } } };
  specActions: { updateJsonSpec: (document: object) => void };
  preauthorizeApiKey: (name: string, value: string) => void;
  authActions: { logout: (names: string[]) => void };
  layoutActions: { show: (what: readonly string[], shown: boolean) => void };
}

/**
 * Leaves only these operations of the document on an opened page, with every section closed. The page looks through all of
 * the document and renders all that is shown with each change, which takes most of the time.
 */
export async function keepOnly(page: Page, operations: readonly Operation[]): Promise<void> {
  const ids = operations.map(({ operationId = '' }) => operationId);
  const sections = [...new Set(operations.flatMap(({ tags = [] }) => tags))];
  await page.evaluate(
    ([ids, sections]) => {
      const { layoutActions, specSelectors, specActions } = (globalThis as unknown as { ui: Ui }).ui;
      const whole = specSelectors.specJson().toJS();
      const isKept = (one: unknown) => ids.includes(String((one as { operationId?: string }).operationId));
      const paths = Object.entries(whole.paths).flatMap(([path, methods]) => {
        const kept = Object.entries(methods).filter(([, one]) => isKept(one));
        return kept.length > 0 ? [[path, Object.fromEntries(kept)] as const] : [];
      });
      specActions.updateJsonSpec({ ...whole, paths: Object.fromEntries(paths) });
      layoutActions.show(['components', 'schemas'], false);
      for (const section of sections) layoutActions.show(['operations-tag', section], false);
    },
    [ids, sections] as const,
  );
}

/**
 * Waits until Swagger UI has filled in an opened operation, which it does a moment after it shows the fields, and puts
 * what its examples cannot know in their place: ids, and a file.
 */
export async function fillIn(block: Locator, operation: Operation, known: Names): Promise<void> {
  const isFilled = (field: Locator) => async () => {
    const values = await Promise.all((await field.all()).map((one) => one.inputValue()));
    return values.some((value) => value !== '');
  };
  // The page fills them in a moment after it shows them.
  if (operation.parameters.some((one) => one.required && one.in !== 'header')) {
    await until(isFilled(block.locator('.parameters').locator('input[type=text], select')));
  }
  const [content] = Object.values(operation.requestBody?.content ?? {});
  if (content?.schema.format === 'binary') {
    const file = { name: 'logo.png', mimeType: 'image/png', buffer: png() };
    await block.locator('input[type=file]').setInputFiles(file);
  } else if (content !== undefined) {
    await until(isFilled(block.locator('textarea.body-param__text')));
  }
  const fields = block.locator('.parameters input[type=text], textarea.body-param__text');
  for (const field of await fields.all()) {
    const filled = await field.inputValue();
    const text = Object.entries(known).reduce(
      (shown, [what, real]) => shown.replaceAll(EXAMPLES[what as keyof typeof EXAMPLES], real),
      filled,
    );
    if (text !== filled) await field.fill(text);
  }
}
