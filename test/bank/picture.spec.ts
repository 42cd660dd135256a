import { describe, expect, it } from '@jest/globals';
import { deflateSync } from 'node:zlib';
import { pictureTypeOf } from '../../src/bank/picture.js';
import { chunk, JPEG, jpegOf, png } from '../support/pictures.js';

const refusal = (file: Buffer) => {
  try {
    return pictureTypeOf(file);
  } catch (error) {
    return error instanceof Error ? `${error.constructor.name}: ${error.message}` : 'nothing';
  }
};

describe('the picture of a bank', () => {
  it.each([0, 2, 3, 4, 6])('is a PNG of colours of type %i', (colour) => {
    expect(pictureTypeOf(png({ colour }))).toBe('image/png');
  });

  it.each([1, 2, 4])('is a PNG of %i bits a pixel', (bits) => {
    expect(pictureTypeOf(png({ colour: 3, bits, width: 13 }))).toBe('image/png');
  });

  it('is a JPEG in colours or in grey', () => {
    expect(pictureTypeOf(JPEG)).toBe('image/jpeg');
    expect(pictureTypeOf(jpegOf({ colours: 1 }))).toBe('image/jpeg');
  });

  it.each([
    ['nothing at all', Buffer.alloc(0)],
    ['one byte', Buffer.from([0xff])],
    [
      'a drawing that may have scripts',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
    ],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a GIF', Buffer.from('GIF89a\x01\x00\x01\x00', 'latin1')],
    ['a WebP', Buffer.from('RIFF\x24\x00\x00\x00WEBPVP8 ', 'latin1')],
  ])('is not %s', (_, file) => {
    expect(refusal(file)).toBe('UnusablePicture: It is neither a PNG nor a JPEG file.');
  });

  it('is no PNG that pages or paper could not show', () => {
    expect(refusal(png({ interlaced: true }))).toMatch(/interlaced/);
    expect(refusal(png({ bits: 16, colour: 2 }))).toMatch(/more than 8 bits/);
    expect(refusal(png({ width: 2001 }))).toMatch(/2001 x 12 pixels/);
    expect(refusal(png({ height: 0 }))).toMatch(/24 x 0 pixels/);
  });

  it('is no JPEG that pages or paper could not show', () => {
    expect(refusal(jpegOf({ colours: 4 }))).toMatch(/CMYK/);
    expect(refusal(jpegOf({ width: 2001 }))).toMatch(/2001 x 12 pixels/);
    expect(refusal(jpegOf({ width: 0 }))).toMatch(/0 x 12 pixels/);
    const lossless = Buffer.from(JPEG);
    lossless[lossless.indexOf(Buffer.from([0xff, 0xc0])) + 1] = 0xc3;
    expect(refusal(lossless)).toMatch(/rare kind/);
  });

  it('holds as many pixels as it says: a small file that would grow is refused before it does', () => {
    const grows = png({ width: 10, height: 10, pixels: Buffer.alloc(50_000_000) });
    expect(grows.length).toBeLessThan(100_000);
    expect(refusal(grows)).toBe('UnusablePicture: The PNG file is broken.');
    expect(refusal(png({ width: 10, height: 10, pixels: Buffer.alloc(100) }))).toMatch(/broken/);
  });

  it('is whole: cut off anywhere, or with one byte changed, it is refused', () => {
    const whole = png();
    for (let length = 8; length < whole.length; length++) {
      expect(refusal(whole.subarray(0, length))).toBe('UnusablePicture: The PNG file is broken.');
    }
    for (let at = 8; at < whole.length; at++) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      expect(refusal(changed)).toMatch(/^UnusablePicture/);
    }
    for (const length of [3, 20, JPEG.length - 2]) {
      expect(refusal(JPEG.subarray(0, length))).toBe('UnusablePicture: The JPEG file is broken.');
    }
  });

  it('has rows that can be read, and a palette where its colours are of one', () => {
    const filter = Buffer.alloc((1 + 24 * 4) * 12, 9);
    expect(refusal(png({ pixels: filter }))).toMatch(/broken/);
    const [signature, end] = [png().subarray(0, 8), chunk('IEND', Buffer.alloc(0))];
    const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 3, 0, 0, 0]);
    const bare = [signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.from([0, 0]))), end];
    expect(refusal(Buffer.concat(bare))).toMatch(/broken/);
  });
});
