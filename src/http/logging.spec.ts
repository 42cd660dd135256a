import { describe, expect, it, jest } from '@jest/globals';
import { PassThrough } from 'node:stream';

const isatty = jest.fn<(fd: number) => boolean>();
const pretty = jest.fn<(options: object) => PassThrough>(() => new PassThrough());
jest.unstable_mockModule('node:tty', () => ({ isatty }));
jest.unstable_mockModule('pino-pretty', () => ({ default: pretty }));
const { pinoLogger } = await import('./logging.js');

describe('logs', () => {
  it('are for people in a terminal, and JSON lines for programs', () => {
    isatty.mockReturnValueOnce(true);
    pinoLogger({ logLevel: 'silent' }, 2);
    expect(pretty).toHaveBeenCalledWith(expect.objectContaining({ destination: 2, singleLine: true }));
    isatty.mockReturnValueOnce(false);
    pinoLogger({ logLevel: 'silent' }, 2);
    expect(pretty).toHaveBeenCalledTimes(1);
    expect(isatty.mock.calls).toEqual([[2], [2]]);
  });
});
