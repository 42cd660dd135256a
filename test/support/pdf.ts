import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { TextItem } from 'pdfjs-dist/types/src/display/api.js';

/** What a viewer copies out of a document: the pieces of text of its lines, page by page, from the left to the right. */
export async function linesOf(file: Uint8Array): Promise<string[][][]> {
  const loading = getDocument({ data: new Uint8Array(file), verbosity: 0, useSystemFonts: false });
  const pdf = await loading.promise;
  const pages: string[][][] = [];
  for (let nr = 1; nr <= pdf.numPages; nr++) {
    const { items } = await (await pdf.getPage(nr)).getTextContent();
    const byHeight = new Map<number, TextItem[]>();
    for (const item of items as TextItem[]) {
      if (item.str.trim() === '') continue;
      const height = Math.round(item.transform[5] as number);
      byHeight.set(height, [...(byHeight.get(height) ?? []), item]);
    }
    const left = (item: TextItem) => item.transform[4] as number;
    pages.push(
      [...byHeight]
        .sort(([a], [b]) => b - a)
        .map(([, line]) => line.sort((a, b) => left(a) - left(b)).map(({ str }) => str)),
    );
  }
  await loading.destroy();
  return pages;
}

/** All of its text, a line a row. */
export async function textOf(file: Uint8Array): Promise<string> {
  return (await linesOf(file)).flatMap((page) => page.map((line) => line.join(' '))).join('\n');
}
