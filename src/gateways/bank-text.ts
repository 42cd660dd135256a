/** Letters whose accent is no separate mark. */
const LETTERS: Record<string, string> = {
  ...{
    ß: 'ss',
    æ: 'ae',
    Æ: 'AE',
    œ: 'oe',
    Œ: 'OE',
    ø: 'o',
    Ø: 'O',
    ł: 'l',
    Ł: 'L',
    đ: 'd',
    Đ: 'D',
    ð: 'd',
    Ð: 'D',
  },
  ...{
    þ: 'th',
    Þ: 'TH',
    ı: 'i',
    ŋ: 'n',
    ħ: 'h',
    Ħ: 'H',
    '&': '+',
    '’': "'",
    '–': '-',
    '—': '-',
    '"': "'",
    '@': '(at)',
  },
};

/**
 * Text that every bank reads: Latin letters without accents, digits and a few signs. What cannot be said so is a full stop.
 * Cut to its first `most` characters.
 */
export function bankText(text: string, most: number): string {
  return Array.from(text.normalize('NFC'), (sign) => LETTERS[sign] ?? sign)
    .join('')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/[^A-Za-z0-9/?:().,'+ -]/gu, '.')
    .trim()
    .slice(0, most)
    .trim();
}
