import { describe, expect, it } from '@jest/globals';
import { edited, isolated, plain } from './placeholders';

/** With `|` where the caret is, and the signs that nobody sees as < and >. */
const seen = (text: string) => text.replaceAll('\u2066', '<').replaceAll('\u2069', '>');
const unseen = (text: string) => text.replaceAll('<', '\u2066').replaceAll('>', '\u2069');
/** What becomes of a template when it is `typed`: what is shown then. */
const after = (text: string, typed: string, isForward = false) => {
  const caret = typed.indexOf('|');
  const next = edited(text, unseen(typed.replace('|', '')), caret, isForward);
  const shown = seen(isolated(next.text));
  return `${shown.slice(0, next.caret)}|${shown.slice(next.caret)}`;
};

describe('the placeholders of a template', () => {
  it('are shown each on its own, and are in the template as they were', () => {
    const text = 'مرحبا {{ name }}،\n{% if a %}{{ amount | money: currency }}{% endif %}';
    expect(seen(isolated(text))).toBe(
      'مرحبا <{{ name }}>،\n<{% if a %}><{{ amount | money: currency }}><{% endif %}>',
    );
    expect(plain(isolated(text))).toBe(text);
    expect(isolated('{{ name')).toBe('{{ name');
  });

  it('leave signs alone that the author wrote', () => {
    const own = '\u2068Ada\u2069 و \u2067x\u2069';
    expect(plain(isolated(`${own}{{ name }}`))).toBe(`${own}{{ name }}`);
  });

  it('are kept together once they are complete, with the caret behind them', () => {
    expect(after('a {{ x }', 'a {{ x }}|')).toBe('a <{{ x }}>|');
    expect(after('{{ x }}', '<{{ x }}b|>')).toBe('<{{ x }}>b|');
    expect(after('{{ x }} b', '<{{ xy|}}> b')).toBe('<{{ xy|}}> b');
    expect(after('', '{{ x }} and {{ y }}|')).toBe('<{{ x }}> and <{{ y }}>|');
  });

  it('are text again when a brace is deleted, also where the caret stands at a sign that nobody sees', () => {
    expect(after('{{ x }} b', '<{{ x }|> b')).toBe('{{ x }| b');
    expect(after('{{ x }} b', '<{{ x }}| b')).toBe('{{ x }| b');
    expect(after('a😀{{ x }}', 'a😀|{{ x }}>')).toBe('a|<{{ x }}>');
    expect(after('a{{ x }}', 'a|{{ x }}>', true)).toBe('a|{ x }}');
  });

  it('go with what is selected and deleted, and nothing of them stays behind', () => {
    expect(after('a {{ x }} b', 'a <{{ |> b')).toBe('a {{ | b');
    expect(after('a {{ x }} b', 'a | b')).toBe('a | b');
  });
});
