import { describe, expect, it } from '@jest/globals';
import { LANGUAGES } from '../auth/languages.js';
import { TOPICS } from '../bank-config/letter-topics.js';
import { letterPage } from './letter-page.js';
import { LONGEST_BODY, LONGEST_SUBJECT, renderLetter, TemplateFault } from './rendering.js';
import { CHANNELS, TOPIC_FACTS } from './topics.js';
import { versionZero } from './version-zero.js';

const VALUES = { name: 'Amina', amount: '1087.50', currency: 'USD', date: '2026-11-23', decision: 'granted' };
const render = (body: string, values: Record<string, string> = VALUES) =>
  renderLetter({ subject: '', body }, values, 'en').body;

describe('the platform’s own templates', () => {
  const all = TOPICS.flatMap((topic) =>
    CHANNELS.flatMap((channel) => LANGUAGES.map((locale) => [topic, channel, locale] as const)),
  );

  it.each(all)('of %s by %s in %s say every example', (topic, channel, locale) => {
    const template = versionZero(topic, channel, locale);
    // Else an admin could not save it with a word changed.
    expect(template.subject.length).toBeLessThan(LONGEST_SUBJECT);
    expect(template.body.length).toBeLessThan(LONGEST_BODY);
    for (const values of Object.values(TOPIC_FACTS[topic].examples)) {
      const { subject, body } = renderLetter(template, values, locale);
      expect(subject === '').toBe(channel === 'sms');
      expect(body).toContain(values.bank);
      expect(`${subject}${body}`).not.toMatch(/\{\{|\{%|undefined|NaN|Invalid/);
      // Whoever gets it by mail finds the way from there.
      if (channel === 'email' || topic === 'security') expect(body).toContain(values.link);
    }
  });
});

describe('rendering', () => {
  it('writes amounts and dates as the language does', () => {
    const template = { subject: '', body: '{{ amount | money: currency }} {{ date | date }}' };
    const inLanguage = (language: (typeof LANGUAGES)[number]) =>
      renderLetter(template, VALUES, language).body.replaceAll(/\s/g, ' ');
    expect(inLanguage('en')).toBe('USD 1,087.50 Nov 23, 2026');
    expect(inLanguage('fr')).toBe('1 087,50 USD 23 nov. 2026');
    expect(inLanguage('es')).toBe('1087,50 USD 23 nov 2026');
  });

  it('knows choices, and keeps lines', () => {
    expect(render("{% case decision %}{% when 'granted' %}Yes\n\n{% else %}No{% endcase %}{{ name }}")).toBe(
      'Yes\n\nAmina',
    );
    expect(render("{% if name == 'Amina' %}A{% else %}B{% endif %}")).toBe('A');
  });

  it('makes one line of a subject, whatever stands in its values', () => {
    const subject = renderLetter(
      { subject: 'For {{ name }}', body: 'x' },
      { name: 'A\r\nBcc: all@example.org' },
      'en',
    );
    expect(subject.subject).toBe('For A Bcc: all@example.org');
  });

  it.each([
    ['an unknown value', '{{ balance }}'],
    ['an unknown value in a condition', '{% if balance %}x{% endif %}'],
    ['an unknown filter', '{{ name | shout }}'],
    ['the constructor', '{{ name.constructor }}'],
    ['the constructor of everything', '{{ constructor }}'],
    ['a prototype', '{{ name.__proto__ }}'],
    ['a loop', '{% for i in (1..100000000) %}x{% endfor %}'],
    ['a loop of a table', '{% tablerow i in (1..100000000) %}x{% endtablerow %}'],
    ['a file', "{% include '/etc/passwd' %}"],
    ['a file by another word', "{% render '/etc/passwd' %}"],
    ['a layout', "{% layout '/etc/passwd' %}"],
    ['text that doubles', '{% assign a = name %}'],
    ['text that is caught and doubles', '{% capture a %}{{ name }}{% endcapture %}'],
    ['a filter that joins', "{{ name | append: 'x' }}"],
    ['tags by the line', '{% liquid\nassign a = 1\n%}'],
    ['a tag that is not closed', '{% if name %}x'],
    ['an amount that is none', '{{ name | money: currency }}'],
    ['a date that is none', '{{ name | date }}'],
    ['more parts than a letter has', '{{ name }}'.repeat(501)],
    ['more text than a letter has', 'x'.repeat(5001)],
  ])('refuses %s', (_, body) => {
    expect(() => render(body)).toThrow(TemplateFault);
  });

  it('refuses nesting without end in no time', () => {
    const started = performance.now();
    expect(() => render('{% if name %}'.repeat(380))).toThrow(TemplateFault);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('the page of a letter', () => {
  it('shows text as text, and links as links', () => {
    const page = letterPage('Dear <b>A</b>,\nhello\n\nhttps://a.example/x?y=1&z=2', 'ar');
    expect(page).toContain('dir="rtl"');
    expect(page).toContain('Dear &lt;b&gt;A&lt;/b&gt;,<br>hello');
    expect(page).not.toContain('<b>');
  });
});
