import type { Page } from 'playwright-core';
import { SETTLED } from './browser.js';

interface Size {
  width: number;
  height: number;
}

/** The phone and the desk that pages are looked at on. */
export const WIDTHS = {
  phone: { width: 390, height: 844 },
  desk: { width: 1440, height: 900 },
} as const;

/** So often something has to be seen that does not fit. */
const LOOKS = 20;

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
  /** The box beyond whose edge a text goes on, where nobody can get to it: it is hidden there, or scrolled to with a mouse alone. */
  const boxThatCuts = (element, left, right) => {
    for (let each = element; each !== null && each !== document.body; each = each.parentElement) {
      const { overflowX, clipPath, textOverflow } = getComputedStyle(each);
      if (clipPath !== 'none') return undefined;
      if (overflowX === 'visible') continue;
      if (textOverflow === 'ellipsis' && each.scrollWidth > each.clientWidth + 1) return each;
      const box = each.getBoundingClientRect();
      if (right <= box.right + 1 && left >= box.left - 1) continue;
      const isScrolled = overflowX !== 'hidden' && overflowX !== 'clip';
      return isScrolled && each.matches('[tabindex], .MuiTabs-scroller') ? undefined : each;
    }
    return undefined;
  };
  /** In a page from right to left, the end of an English sentence goes to its beginning, and its number to its end. */
  const isTurnedAround = (element, written) => {
    if (root.dir !== 'rtl' || !/[A-Za-z]{3}/.test(written) || /[\\u0590-\\u08ff\\u2066-\\u2068]/.test(written)) return false;
    if (!/^\\d+ [A-Za-z]|[a-z] [a-z]+[.!?]$/.test(written)) return false;
    const { direction, unicodeBidi } = getComputedStyle(element);
    return direction === 'rtl' && unicodeBidi !== 'plaintext';
  };
  const title = document.querySelector('#react-admin-title');
  if (title?.textContent.trim() === '') wrong.push('the page has no title');
  for (const tab of document.querySelectorAll('[role=tab][aria-selected=true]')) {
    const [chosen, row] = [tab, tab.closest('.MuiTabs-scroller') ?? root].map((each) => each.getBoundingClientRect());
    if (chosen.left < row.left - 1 || chosen.right > row.right + 1) wrong.push('the chosen tab is out of sight: ' + tab.textContent);
  }
  const range = document.createRange();
  /** Words of letters and amounts that go on in the next line; an address, an id or a code may. */
  const wordsCutIn = (text) => {
    const cut = [];
    for (const { 0: word, index } of text.textContent.matchAll(/(?<![^\\s(“"«])\\p{L}[\\p{L}\\p{M}’]+(?![^\\s.,:;!?)”"»…،؛؟])|\\d[\\d.,\\u00a0\\u202f]*\\d\\u00a0?[A-Z]{0,3}\\$[A-Z]{0,3}/gu)) {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const tops = [...range.getClientRects()].filter(({ width }) => width > 1).map(({ top }) => top);
      if (tops.length > 1 && Math.max(...tops) - Math.min(...tops) > 8) cut.push(named(text.parentElement) + ' cuts a word: ' + word);
    }
    return cut;
  };
  /** With much in its other columns, each column of a table gets as narrow as it can: no word is cut then either. */
  const cutWhereNarrow = () => {
    const cut = [];
    for (const table of document.querySelectorAll('table')) {
      const { width } = table.style;
      table.style.width = '1px';
      const texts = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) cut.push(...wordsCutIn(text).map((each) => each + ', in a narrow table'));
      table.style.width = width;
    }
    return cut;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const element = text.parentElement;
    if (text.textContent.trim() === '' || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (element.closest('svg, script, style, textarea, .skip, .RaLayout-skipToContentButton')) continue;
    range.selectNodeContents(text);
    const { left, right } = range.getBoundingClientRect();
    const isOutside = right > root.clientWidth + 1 || left < -1;
    if (isOutside && !isElsewhere(element)) wrong.push(named(element) + ' is outside: ' + text.textContent.slice(0, 60));
    const box = boxThatCuts(element, left, right);
    if (box !== undefined) wrong.push(named(box) + ' cuts ' + text.textContent.slice(0, 60));
    const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
    if (right - left < 130 && lines.size > 8) wrong.push(named(element) + ' has too little room: ' + text.textContent.slice(0, 60));
    if (isTurnedAround(element, text.textContent.trim())) wrong.push(named(element) + ' is turned around: ' + text.textContent.slice(0, 60));
    wrong.push(...wordsCutIn(text));
  }
  wrong.push(...cutWhereNarrow());
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

/**
 * What of a page does not fit on a phone or on a desk: what is outside, words cut in two (also in tables as narrow as much
 * data makes them), texts that a box cuts or squeezes, chosen tabs out of sight, English that is turned around in a page
 * from right to left, labels of charts that are cut.
 */
export async function misfitsOf(page: Page, sizes: Record<string, Size> = WIDTHS): Promise<string[]> {
  const wrong: string[] = [];
  for (const [name, size] of Object.entries(sizes)) {
    await page.setViewportSize(size);
    let found: string[] = [];
    // A row of tabs scrolls to the chosen one by steps of its own: what is wrong is wrong for longer.
    for (let looks = 0; looks === 0 || (looks < LOOKS && found.length > 0); looks += 1) {
      await page.evaluate(SETTLED);
      found = await page.evaluate<string[]>(LOOK);
    }
    wrong.push(...found.map((each) => `${name}: ${each}`));
  }
  return wrong;
}
