import type { Language } from '../auth/languages.js';

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (mark) => MARKS[mark] ?? '');

/** The same letter for mail programs that show pages: its paragraphs and links, and nothing that is fetched. */
export function letterPage(body: string, language: Language): string {
  const paragraphs = body.split(/\n{2,}/).map((paragraph) => {
    const text = escaped(paragraph)
      .replaceAll(/https?:\/\/[^\s<>"']+/g, (url) => `<a href="${url}">${url}</a>`)
      .replaceAll('\n', '<br>');
    return `<p>${text}</p>`;
  });
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  return (
    `<!doctype html><html lang="${language}" dir="${direction}"><head><meta charset="utf-8"></head>` +
    `<body style="font-family:sans-serif;font-size:16px;line-height:1.5;max-width:36em;margin:1em auto;padding:0 1em">` +
    `${paragraphs.join('')}</body></html>`
  );
}
