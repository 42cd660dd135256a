import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { formatMoney } from '../lending/money.js';
import { bankText } from './bank-text.js';
import { isIban } from './iban.js';
import {
  endToEndId,
  paymentFile,
  UnwritablePayment,
  withoutPayees,
  type PaymentsOut,
} from './payment-file.js';

const GOLDEN = `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn>
<GrpHdr><MsgId>20261126-1</MsgId><CreDtTm>2026-11-26T09:30:00Z</CreDtTm><NbOfTxs>2</NbOfTxs><CtrlSum>1250.05</CtrlSum>
<InitgPty><Nm>Genossenschaft Suedwest</Nm></InitgPty></GrpHdr>
<PmtInf><PmtInfId>20261126-1</PmtInfId><PmtMtd>TRF</PmtMtd><NbOfTxs>2</NbOfTxs><CtrlSum>1250.05</CtrlSum>
<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf><ReqdExctnDt><Dt>2026-11-27</Dt></ReqdExctnDt>
<Dbtr><Nm>Genossenschaft Suedwest</Nm></Dbtr><DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></DbtrAcct>
<DbtrAgt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></DbtrAgt><ChrgBr>SLEV</ChrgBr>
<CdtTrfTxInf><PmtId><EndToEndId>0198c0de7a7a70008000000000000001</EndToEndId></PmtId>
<Amt><InstdAmt Ccy="EUR">1250.00</InstdAmt></Amt><Cdtr><Nm>Francoise Muller + Sohn</Nm></Cdtr>
<CdtrAcct><Id><IBAN>FR1420041010050500013M02606</IBAN></Id></CdtrAcct><RmtInf><Ustrd>Loan 1234-5</Ustrd></RmtInf></CdtTrfTxInf>
<CdtTrfTxInf><PmtId><EndToEndId>0198c0de7a7a70008000000000000002</EndToEndId></PmtId>
<Amt><InstdAmt Ccy="EUR">0.05</InstdAmt></Amt><CdtrAgt><FinInstnId><BICFI>ABNANL2A</BICFI></FinInstnId></CdtrAgt>
<Cdtr><Nm>Lukasz Wojcik</Nm></Cdtr><CdtrAcct><Id><IBAN>NL91ABNA0417164300</IBAN></Id></CdtrAcct></CdtTrfTxInf>
</PmtInf></CstmrCdtTrfInitn></Document>`;

const FILE: PaymentsOut = {
  messageId: '20261126-1',
  createdAt: new Date('2026-11-26T09:30:00.123Z'),
  executeOn: '2026-11-27',
  currency: 'EUR',
  from: { name: 'Genossenschaft Suedwest', account: { iban: 'DE89 3704 0044 0532 0130 00' } },
  payments: [
    {
      transferId: '0198c0de-7a7a-7000-8000-000000000001',
      amount: 125_000n,
      to: { name: 'Françoise Müller & Sohn', account: { iban: 'FR14 2004 1010 0505 0001 3M02 606' } },
      text: 'Loan 1234-5',
    },
    {
      transferId: '0198c0de-7a7a-7000-8000-000000000002',
      amount: 5n,
      to: { name: 'Łukasz Wójcik', account: { iban: 'NL91ABNA0417164300' }, bank: { bic: 'ABNANL2A' } },
      text: '',
    },
  ],
};
const [FIRST] = FILE.payments;

const withFirst = (more: object): PaymentsOut => ({ ...FILE, payments: [{ ...FIRST!, ...more }] });
const to = (more: object) => withFirst({ to: { ...FIRST!.to, ...more } });

/** What a reader finds. */
interface Read {
  Document: { CstmrCdtTrfInitn: { PmtInf: { CdtTrfTxInf: unknown[] } } };
}

describe('a file without whom a transfer paid', () => {
  const file = paymentFile(FILE);
  const [first = '', second = ''] = FILE.payments.map(({ transferId }) => transferId);

  it('keeps amounts, references and other payments, and stays XML', () => {
    const without = withoutPayees(file, [second]);
    // Every element is closed: a reader finds both payments.
    expect(
      (new XMLParser().parse(without) as Read).Document.CstmrCdtTrfInitn.PmtInf.CdtTrfTxInf,
    ).toHaveLength(2);
    expect(without).not.toMatch(/Wojcik|NL91ABNA|ABNANL2A/);
    expect(without).toContain('FR1420041010050500013M02606');
    expect(without.match(/<InstdAmt/g)).toHaveLength(2);
    expect(withoutPayees(without, [second])).toBe(without);
    const neither = withoutPayees(without, [first]);
    expect(neither).not.toMatch(/Francoise|FR14/);
    expect(neither).toContain('Loan 1234-5');
  });

  it('is the same where the transfer is not in it', () => {
    expect(withoutPayees(file, ['0198c0de-7a7a-7000-8000-00000000000f'])).toBe(file);
  });
});

describe('a payment file', () => {
  it('orders payments as ISO 20022 wants them, to the byte', () => {
    expect(paymentFile(FILE)).toBe(`${GOLDEN.replace(/\n(?!<Document)/g, '')}\n`);
  });

  it('for accounts without an IBAN, in other currencies, names the banks and promises no SEPA', () => {
    const xml = paymentFile({
      ...FILE,
      currency: 'KES',
      from: { name: 'Harambee Sacco', account: { number: '0110 0029 1234' }, bank: { clearing: '01-100' } },
      payments: [
        {
          ...FIRST!,
          to: { name: 'Wanjiru Mwangi', account: { number: '1180-7712' }, bank: { bic: 'EQBLKENAXXX' } },
        },
      ],
    });
    expect(xml).not.toContain('SEPA');
    expect(xml).not.toContain('ChrgBr');
    expect(xml).toContain('<DbtrAcct><Id><Othr><Id>011000291234</Id></Othr></Id><Ccy>KES</Ccy></DbtrAcct>');
    expect(xml).toContain(
      '<DbtrAgt><FinInstnId><ClrSysMmbId><MmbId>01-100</MmbId></ClrSysMmbId></FinInstnId></DbtrAgt>',
    );
    expect(xml).toContain('<CdtrAgt><FinInstnId><BICFI>EQBLKENAXXX</BICFI></FinInstnId></CdtrAgt>');
    expect(xml).toContain('<CdtrAcct><Id><Othr><Id>1180-7712</Id></Othr></Id></CdtrAcct>');
  });

  it('names who is paid in 70 characters, as banks take them', () => {
    const named = (length: number) =>
      /<Cdtr><Nm>(.*?)<\/Nm>/.exec(paymentFile(to({ name: 'x'.repeat(length) })))?.[1];
    expect([named(70), named(71)]).toEqual(['x'.repeat(70), 'x'.repeat(70)]);
  });

  it('says what a payment is for in 140 characters, as ISO 20022 allows', () => {
    const said = (length: number) =>
      /<Ustrd>(.*)<\/Ustrd>/.exec(paymentFile(withFirst({ text: 'x'.repeat(length) })))?.[1];
    expect(said(140)).toBe('x'.repeat(140));
    expect(said(141)).toBe('x'.repeat(140));
  });

  it('pays from an account without an IBAN at the bank that reads it', () => {
    const xml = paymentFile({ ...FILE, from: { name: 'Sacco', account: { number: '0110 0029' } } });
    expect(xml).toContain('<DbtrAcct><Id><Othr><Id>01100029</Id></Othr></Id>');
    expect(xml).toContain('<DbtrAgt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></DbtrAgt>');
  });

  it.each([
    ['JPY', 1250n, '1250'],
    ['USD', 1250n, '12.50'],
    ['KWD', 1250n, '1.250'],
  ])('writes amounts with the decimals of %s', (currency, amount, text) => {
    const xml = paymentFile({ ...withFirst({ amount }), currency });
    expect(xml).toContain(`<InstdAmt Ccy="${currency}">${text}</InstdAmt>`);
    expect(xml.match(/<CtrlSum>([\d.]+)<\/CtrlSum>/g)).toEqual(Array(2).fill(`<CtrlSum>${text}</CtrlSum>`));
  });

  it.each([
    ['no payment', { ...FILE, payments: [] }, 'a file needs a payment'],
    ['a transfer twice', { ...FILE, payments: [FIRST!, FIRST!] }, 'a transfer is in the file twice'],
    ['nothing to pay', withFirst({ amount: 0n }), 'has no amount'],
    ['more than any bank moves', withFirst({ amount: 10n ** 18n }), 'too many digits'],
    [
      'an IBAN with a wrong digit',
      to({ account: { iban: 'NL92ABNA0417164300' } }),
      'check digits of the IBAN are wrong',
    ],
    ['a number without its bank', to({ account: { number: '1180' } }), 'an account number needs its bank'],
    [
      'a number that is none',
      to({ account: { number: '11<80' }, bank: { clearing: '1' } }),
      'is not letters and digits',
    ],
    ['a bank that is none', to({ bank: { bic: 'BANK' } }), '"BANK" is no BIC'],
    ['a clearing number that is none', to({ bank: { clearing: '<>' } }), 'is no number of a bank'],
    ['a name that banks cannot read', to({ name: '王小明' }), '"王小明" has to be written in Latin letters'],
    ['no name', to({ name: ' ' }), 'has to be written in Latin letters'],
    ['a message id that is none', { ...FILE, messageId: 'a/b' }, '"a/b" cannot name a file'],
    ['a message id that is too long', { ...FILE, messageId: 'm'.repeat(36) }, 'cannot name a file'],
    ['a day that is none', { ...FILE, executeOn: '27.11.2026' }, '"27.11.2026" is no date'],
  ])('with %s is refused in words', (_what, file, fault) => {
    expect(() => paymentFile(file)).toThrow(UnwritablePayment);
    expect(() => paymentFile(file)).toThrow(fault);
  });

  it('is well-formed whatever people are called, and its control sums are those of its payments', () => {
    const party = fc.record({
      name: fc.string({ unit: 'grapheme' }).map((text) => `A${text}`),
      account: fc.constantFrom({ iban: 'GB82 WEST 1234 5698 7654 32' }, { iban: 'be68539007547034' }),
    });
    const payment = fc.record({
      transferId: fc.uuid(),
      amount: fc.bigInt(1n, 10n ** 12n),
      to: party,
      text: fc.string({ unit: 'binary', maxLength: 300 }),
    });
    const payments = fc.uniqueArray(payment, { minLength: 1, selector: ({ transferId }) => transferId });
    fc.assert(
      fc.property(payments, party, (given, from) => {
        const xml = paymentFile({ ...FILE, from, payments: given });
        // It has moved to another package, of which nothing else here is needed.
        // eslint-disable-next-line @typescript-eslint/no-deprecated
        expect(XMLValidator.validate(xml)).toBe(true);
        const read = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'CdtTrfTxInf' }).parse(
          xml,
        );
        const { GrpHdr, PmtInf } = read.Document.CstmrCdtTrfInitn;
        const sum = formatMoney(
          given.reduce((total, { amount }) => total + amount, 0n),
          2,
        );
        expect(GrpHdr).toMatchObject({ NbOfTxs: String(given.length), CtrlSum: sum });
        expect(PmtInf).toMatchObject({ NbOfTxs: String(given.length), CtrlSum: sum });
        expect(PmtInf.CdtTrfTxInf.map((order: { PmtId: object }) => order.PmtId)).toEqual(
          given.map(({ transferId }) => ({ EndToEndId: endToEndId(transferId) })),
        );
      }),
    );
  });
});

describe('text for banks', () => {
  it.each([
    ['Zoë Ångström-Østergård', 'Zoe Angstrom-Ostergard'],
    ['Đặng Văn Þór', 'Dang Van THor'],
    ['Straße 7 “B” – c/o Œuvre', 'Strasse 7 .B. - c/o OEuvre'],
    ['a@b <c> {d}\n\te', 'a(at)b .c. .d. e'],
    ['  x  ', 'x'],
  ])('says %j as %j', (text, said) => {
    expect(bankText(text, 70)).toBe(said);
  });

  it('has the permitted letters and the permitted length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (text, most) => {
        expect(bankText(text, most)).toMatch(new RegExp(`^[A-Za-z0-9/?:().,'+ -]{0,${String(most)}}$`));
      }),
    );
  });
});

describe('an IBAN', () => {
  it.each([
    'DE89370400440532013000',
    'GB82WEST12345698765432',
    'NO9386011117947',
    'MT84MALT011000012345MTLCAST001S',
  ])('such as %s is right, and wrong with any other digit or with two exchanged', (iban) => {
    expect(isIban(iban)).toBe(true);
    for (let at = 2; at < iban.length; at++) {
      const digit = iban.slice(at, at + 1);
      const other = digit === '7' ? '3' : '7';
      expect(isIban(iban.slice(0, at) + other + iban.slice(at + 1))).toBe(false);
      const next = iban.slice(at + 1, at + 2);
      if (next !== '' && next !== digit) {
        expect(isIban(iban.slice(0, at) + next + digit + iban.slice(at + 2))).toBe(false);
      }
    }
  });

  it.each(['', 'DE89', 'de89370400440532013000', 'DE89 3704 0044 0532 0130 00', '0089370400440532013000'])(
    'is not %j',
    (text) => {
      expect(isIban(text)).toBe(false);
    },
  );
});
