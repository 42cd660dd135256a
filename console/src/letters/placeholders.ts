/**
 * What stands for a value in a template, such as {{ name }}, is read from left to right. In a line of Arabic its braces
 * would change sides, and a line that ends within it would jumble both. A field of text has no markup, so while a template
 * is typed each one stands between two signs that nobody sees: they keep it together, and are not part of the template.
 */
const [OPEN, CLOSE] = ['\u2066', '\u2069'];
/** Other signs that begin what CLOSE ends; an author's own stay. */
const OTHERS = ['\u2067', '\u2068'];
const PLACEHOLDER = /\{\{.*?\}\}|\{%.*?%\}/g;

/** The template as it is shown. */
export const isolated = (text: string): string => text.replace(PLACEHOLDER, `${OPEN}$&${CLOSE}`);

/** The template itself. */
export function plain(shown: string): string {
  const begun: string[] = [];
  return [...shown]
    .filter((sign) => {
      if (sign === OPEN || OTHERS.includes(sign)) begun.push(sign);
      else if (sign === CLOSE) return OTHERS.includes(begun.pop() ?? OPEN);
      return sign !== OPEN;
    })
    .join('');
}

interface Edited {
  text: string;
  /** Where the next letter goes, in `isolated(text)`. */
  caret: number;
}

/** What somebody made of a template that was shown, `typed` with the caret where it is now. */
export function edited(text: string, typed: string, caret: number, isForward: boolean): Edited {
  const left = plain(typed.slice(0, caret));
  const next = plain(typed);
  const isNothing = next === text && typed.length < isolated(text).length;
  // Only a sign that nobody sees was deleted: what was meant is its neighbour.
  if (isNothing && isForward) {
    const [, ...right] = next.slice(left.length);
    return at(left + right.join(''), left.length);
  }
  if (isNothing) {
    const kept = [...left].slice(0, -1).join('');
    return at(kept + next.slice(left.length), kept.length);
  }
  return at(next, left.length);
}

function at(text: string, place: number): Edited {
  const signs = [...text.matchAll(PLACEHOLDER)].map(
    ({ 0: { length }, index }) => Number(index < place) + Number(index + length <= place),
  );
  return { text, caret: signs.reduce((sum, each) => sum + each, place) };
}
