import type { Locator, Page } from 'playwright-core';
import type { Operation } from './document.js';
import { EXAMPLES, type Names } from './example-ids.js';
import { png } from './pictures.js';
import { until } from './until.js';

/** What the page offers to scripts. */
export interface Ui {
  preauthorizeApiKey: (name: string, value: string) => void;
  authActions: { logout: (names: string[]) => void };
  layoutActions: { show: (what: readonly string[], shown: boolean) => void };
}

/** What a page keeps until it is closed. */
interface Kept {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** Where the page finds the ids of the operations that it is to show; without them it shows all. */
const KEPT = 'kept-operations';

/**
 * From its next load on, the page gets a document of the operations that `open` names, and of what they refer to. It looks
 * through all of its document and renders all that is shown with each change, which would take most of the time.
 */
export async function letReduce(page: Page): Promise<void> {
  await page.addInitScript((key) => {
    interface Shown {
      operationId?: string;
      responses?: Record<string, unknown>;
    }
    interface Whole {
      info: object;
      paths: Record<string, Record<string, Shown>>;
      components: Record<string, Record<string, unknown>>;
    }
    const { sessionStorage: kept } = globalThis as unknown as { sessionStorage: Kept };
    const reduced = (whole: Whole): object => {
      const ids = JSON.parse(kept.getItem(key) ?? 'null') as string[] | null;
      if (ids === null) return whole;
      // Each way to be refused is shown with an example of its own, which takes longer to draw than all the rest.
      const withoutRefusals = ({ responses = {}, ...one }: Shown): Shown => ({
        ...one,
        responses: Object.fromEntries(Object.entries(responses).filter(([status]) => status < '400')),
      });
      const paths = Object.entries(whole.paths).flatMap(([path, methods]) => {
        const kept = Object.entries(methods).filter(([, one]) => ids.includes(String(one.operationId)));
        const shown = kept.map(([method, one]) => [method, withoutRefusals(one)] as const);
        return shown.length > 0 ? [[path, Object.fromEntries(shown)] as const] : [];
      });
      // Whoever is signed in is so by a name that no reference leads to.
      const components: Whole['components'] = { securitySchemes: whole.components.securitySchemes ?? {} };
      const follow = (part: unknown): void => {
        for (const [, kind = '', name = ''] of JSON.stringify(part).matchAll(
          /"\$ref":"#\/components\/(\w+)\/([^"]+)"/g,
        )) {
          const found = (components[kind] ??= {});
          if (name in found) continue;
          found[name] = whole.components[kind]?.[name];
          follow(found[name]);
        }
      };
      follow(paths);
      // The page makes its long introduction safe to show again with each change.
      const info = { ...whole.info, description: '' };
      return { ...whole, info, paths: Object.fromEntries(paths), components };
    };
    // Colours, and a list of what is shown at each operation too, are made again with each change.
    const PLAIN = {
      docExpansion: 'none',
      defaultModelsExpandDepth: -1,
      syntaxHighlight: { activated: false },
    };
    let bundle: unknown;
    Object.defineProperty(globalThis, 'SwaggerUIBundle', {
      get: () => bundle,
      set: (made: (options: { spec: Whole }) => Ui) => {
        bundle = new Proxy(made, {
          apply: (target, self, [options]: [{ spec: Whole }]) =>
            Reflect.apply(target, self, [{ ...options, ...PLAIN, spec: reduced(options.spec) }]) as Ui,
        });
      },
    });
  }, KEPT);
}

/** Loads the page anew with these operations alone, every section closed. */
export async function openWith(page: Page, operations: readonly Operation[]): Promise<void> {
  const ids = operations.map(({ operationId = '' }) => operationId);
  await page.evaluate(
    ([key, value]) => {
      (globalThis as unknown as { sessionStorage: Kept }).sessionStorage.setItem(key, value);
    },
    [KEPT, JSON.stringify(ids)] as const,
  );
  await page.reload();
  await page.locator('.opblock-tag-section').first().waitFor();
}

/** Opens an operation of a section, or closes both. */
export async function showOperation(page: Page, section: string, id: string, shown: boolean): Promise<void> {
  await page.evaluate(
    ([section, id, shown]) => {
      const { layoutActions } = (globalThis as unknown as { ui: Ui }).ui;
      layoutActions.show(['operations', section, id], shown);
      layoutActions.show(['operations-tag', section], shown);
    },
    [section, id, shown] as const,
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
