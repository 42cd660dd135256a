import type { Page } from 'playwright-core';
import { SETTLED } from './browser.js';

/** The phone and the desk that pages are looked at on. */
export const WIDTHS = {
  phone: { width: 390, height: 844 },
  desk: { width: 1440, height: 900 },
} as const;

/** Runs in the page: says what does not fit, in words that lead to the place. */
const LOOK = `(() => {
  const root = document.documentElement;
  const wrong = [];
  if (root.scrollWidth > root.clientWidth) wrong.push('the page is too wide by ' + (root.scrollWidth - root.clientWidth));
  const named = (element) => element.tagName.toLowerCase() + (typeof element.className === 'string' ? '.' + element.className.split(' ').at(-1) : '');
  /** What is in a box that can be scrolled may be wider than the screen; what only screen readers get has no place. */
  const isElsewhere = (element) => {
    for (let each = element; each !== null; each = each.parentElement) {
      const { overflowX, clipPath, clip, position } = getComputedStyle(each);
      if (overflowX === 'auto' || overflowX === 'scroll') return true;
      if (clipPath !== 'none' || (clip !== 'auto' && position === 'absolute')) return true;
      if (position === 'absolute' && each.offsetHeight === 0) return true;
    }
    return false;
  };
  const range = document.createRange();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const element = text.parentElement;
    if (text.textContent.trim() === '' || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (element.closest('svg, script, style, .skip, .RaLayout-skipToContentButton')) continue;
    range.selectNodeContents(text);
    const { left, right } = range.getBoundingClientRect();
    const isOutside = right > root.clientWidth + 1 || left < -1;
    if (isOutside && !isElsewhere(element)) wrong.push(named(element) + ' is outside: ' + text.textContent.slice(0, 60));
    // A word of letters; an address, an id or a code may go on in the next line.
    for (const { 0: word, index } of text.textContent.matchAll(/(?<![^\\s(“"«])\\p{L}[\\p{L}\\p{M}’]+(?![^\\s.,:;!?)”"»…،؛؟])/gu)) {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const tops = [...range.getClientRects()].filter(({ width }) => width > 1).map(({ top }) => top);
      if (tops.length > 1 && Math.max(...tops) - Math.min(...tops) > 8) wrong.push(named(element) + ' cuts a word: ' + word);
    }
  }
  for (const chart of document.querySelectorAll('svg')) {
    const around = chart.getBoundingClientRect();
    const axis = chart.querySelector('.MuiChartsAxis-directionY .MuiChartsAxis-line');
    for (const label of chart.querySelectorAll('text')) {
      const { left, right, top, bottom, width } = label.getBoundingClientRect();
      if (width === 0) continue;
      const isCut = left < around.left - 1 || right > around.right + 1 || top < around.top - 1 || bottom > around.bottom + 1;
      if (isCut || label.textContent.includes('…')) wrong.push('a chart cuts ' + label.textContent);
      const isOfY = label.closest('.MuiChartsAxis-directionY') !== null;
      if (axis && isOfY && right > axis.getBoundingClientRect().right + 1) wrong.push('a chart hides ' + label.textContent);
    }
  }
  return [...new Set(wrong)];
})()`;

/** What of a page does not fit on a phone or on a desk: what is outside, words cut in two, labels of charts that are cut. */
export async function misfitsOf(page: Page): Promise<string[]> {
  const wrong: string[] = [];
  for (const [name, size] of Object.entries(WIDTHS)) {
    await page.setViewportSize(size);
    await page.evaluate(SETTLED);
    const found = await page.evaluate<string[]>(LOOK);
    wrong.push(...found.map((each) => `${name}: ${each}`));
  }
  return wrong;
}
