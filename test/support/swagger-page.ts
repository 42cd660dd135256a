import type { Locator } from 'playwright-core';
import type { Operation } from './document.js';
import { EXAMPLES, type Names } from './example-ids.js';
import { png } from './pictures.js';
import { until } from './until.js';

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
