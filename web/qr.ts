import { encode } from 'uqr';

/** A QR code as the outline of its dark squares, each of size 1; `size` is that of the whole, with the border it needs. */
export interface QrOutline {
  size: number;
  path: string;
}

/** Medium error correction: a screen is clean, and a smaller code is easier to scan. */
export function qrOutline(text: string): QrOutline {
  const { size, data } = encode(text, { ecc: 'M', border: 4 });
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${String(x)} ${String(y)}h1v1h-1z`] : [])))
    .join('');
  return { size, path };
}
