import { crc32, inflateSync } from 'node:zlib';

export const PICTURE_TYPES = ['image/png', 'image/jpeg'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

/** 256 kB. */
export const MOST_BYTES = 262_144;
/** In pixels. Enough for print; what is decoded stays small, whatever the file claims. */
const MOST_PIXELS = 2000;

/** A picture that cannot be used; the message says why, to people. */
export class UnusablePicture extends Error {}

/**
 * What a file is by its content, whatever its name or sender say: PNG or JPEG. The whole file is checked, because one
 * that is broken further on would break every document that it is printed on. Throws `UnusablePicture`.
 */
export function pictureTypeOf(file: Buffer): PictureType {
  if (file.subarray(0, SIGNATURE.length).equals(SIGNATURE)) {
    checkPng(file);
    return 'image/png';
  }
  if (file.length > 2 && file.readUInt16BE(0) === START_OF_JPEG) {
    checkJpeg(file);
    return 'image/jpeg';
  }
  throw new UnusablePicture('It is neither a PNG nor a JPEG file.');
}

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** Values of a pixel, by type of colour: grey, RGB, palette, grey and alpha, RGB and alpha. */
const CHANNELS: Partial<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const PALETTE = 3;
/** Filters of a row of pixels. */
const FILTERS = 5;
const BROKEN_PNG = 'The PNG file is broken.';

function checkPng(file: Buffer): void {
  const chunks = chunksOf(file);
  const [header] = chunks;
  if (header?.type !== 'IHDR' || header.data.length !== 13) throw new UnusablePicture(BROKEN_PNG);
  const [width, height] = [header.data.readUInt32BE(0), header.data.readUInt32BE(4)];
  assertSize(width, height);
  const [bits, colour, , , interlaced] = header.data.subarray(8);
  const channels = CHANNELS[colour ?? -1];
  if (interlaced !== 0) throw new UnusablePicture('It is an interlaced PNG: save it without interlacing.');
  if (channels === undefined || bits === undefined || bits > 8) {
    throw new UnusablePicture('It is a PNG of more than 8 bits a colour: save it with 8.');
  }
  if (colour === PALETTE && !chunks.some(({ type }) => type === 'PLTE'))
    throw new UnusablePicture(BROKEN_PNG);
  const row = 1 + Math.ceil((width * channels * bits) / 8);
  const pixels = inflated(chunks, row * height);
  for (let at = 0; at < pixels.length; at += row) {
    if ((pixels[at] ?? FILTERS) >= FILTERS) throw new UnusablePicture(BROKEN_PNG);
  }
}

interface Chunk {
  type: string;
  data: Buffer;
}

function chunksOf(file: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; ;) {
    if (at + 12 > file.length) throw new UnusablePicture(BROKEN_PNG);
    const end = at + 8 + file.readUInt32BE(at);
    if (end + 4 > file.length) throw new UnusablePicture(BROKEN_PNG);
    if (crc32(file.subarray(at + 4, end)) !== file.readUInt32BE(end)) throw new UnusablePicture(BROKEN_PNG);
    const type = file.toString('latin1', at + 4, at + 8);
    if (type === 'IEND') return chunks;
    chunks.push({ type, data: file.subarray(at + 8, end) });
    at = end + 4;
  }
}

/** Exactly so many bytes: a small file may claim to be a huge picture. */
function inflated(chunks: readonly Chunk[], length: number): Buffer {
  const data = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map((chunk) => chunk.data));
  try {
    const pixels = inflateSync(data, { maxOutputLength: length });
    if (pixels.length === length) return pixels;
  } catch {
    // Too long, or no zlib stream.
  }
  throw new UnusablePicture(BROKEN_PNG);
}

const START_OF_JPEG = 0xffd8;
const BROKEN_JPEG = 'The JPEG file is broken.';
/** Frames in Huffman code: baseline, extended, progressive. */
const FRAMES = [0xc0, 0xc1, 0xc2];
const START_OF_SCAN = 0xda;
const END_OF_JPEG = Buffer.from([0xff, 0xd9]);

function checkJpeg(file: Buffer): void {
  if (!file.includes(END_OF_JPEG)) throw new UnusablePicture(BROKEN_JPEG);
  let hasFrame = false;
  for (let at = 2; ;) {
    if (at + 4 > file.length || file[at] !== 0xff) throw new UnusablePicture(BROKEN_JPEG);
    const marker = file[at + 1] ?? 0;
    // Any number of them may stand before a marker.
    if (marker === 0xff) {
      at++;
      continue;
    }
    const end = at + 2 + file.readUInt16BE(at + 2);
    if (end > file.length) throw new UnusablePicture(BROKEN_JPEG);
    if (FRAMES.includes(marker)) {
      checkFrame(file.subarray(at + 4, end));
      hasFrame = true;
    }
    if (marker === START_OF_SCAN) break;
    at = end;
  }
  if (!hasFrame) throw new UnusablePicture('It is a JPEG of a rare kind: save it as an ordinary one.');
}

function checkFrame(frame: Buffer): void {
  if (frame.length < 6) throw new UnusablePicture(BROKEN_JPEG);
  assertSize(frame.readUInt16BE(3), frame.readUInt16BE(1));
  if (frame[5] !== 1 && frame[5] !== 3) {
    throw new UnusablePicture('It is a JPEG in the colours of print (CMYK): save it as RGB.');
  }
}

function assertSize(width: number, height: number): void {
  if (width >= 1 && height >= 1 && width <= MOST_PIXELS && height <= MOST_PIXELS) return;
  throw new UnusablePicture(
    `It has ${String(width)} x ${String(height)} pixels; at most ${String(MOST_PIXELS)} each way are taken.`,
  );
}
