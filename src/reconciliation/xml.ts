import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { oneLine, unreadable } from './statement.js';

/** An element: text, or attributes (with @) and children; several of one name are a list. */
export type Xml = string | { [name: string]: Xml | Xml[] | undefined };

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  removeNSPrefix: true,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: 40,
});

/** An XML document. Throws `statement_not_readable`. A document type is refused, so it cannot define entities. */
export function parseXml(text: string): Xml {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw unreadable('File', 'a document type is not accepted');
  // It has moved to a package that brings rules of business with it; this one checks the syntax, which is all we need.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw unreadable(`Line ${String(valid.err.line)}`, oneLine(valid.err.msg, 200));
  try {
    return parser.parse(text) as Xml;
  } catch (error) {
    // The parser also refuses names and depths that no bank uses.
    throw unreadable('File', oneLine(error instanceof Error ? error.message : String(error), 200));
  }
}

/** All elements at this path. */
export function all(from: Xml, ...path: string[]): Xml[] {
  return path.reduce<Xml[]>(
    (elements, step) => elements.flatMap((element) => childrenOf(element, step)),
    [from],
  );
}

function childrenOf(element: Xml, name: string): Xml[] {
  const found = typeof element === 'string' ? undefined : element[name];
  return found === undefined ? [] : Array.isArray(found) ? found : [found];
}

export function has(from: Xml, field: string): boolean {
  return all(from, field).length > 0;
}

/** The text of the first element at this path, or ''. */
export function textOf(from: Xml, ...path: string[]): string {
  const [first] = all(from, ...path);
  return first === undefined ? '' : ownText(first);
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function ownText(element: Xml): string {
  const text = typeof element === 'string' ? element : element['#text'];
  if (typeof text !== 'string') return '';
  return text
    .replace(
      /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi,
      (whole, named?: string, decimal?: string, hex?: string) => {
        if (named !== undefined) return NAMED[named] ?? whole;
        const code = decimal !== undefined ? Number(decimal) : parseInt(hex ?? '', 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      },
    )
    .trim();
}
