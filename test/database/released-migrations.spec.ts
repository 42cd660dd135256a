import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const FOLDER = new URL('../../migrations/', import.meta.url);
const released = JSON.parse(readFileSync(new URL('released.json', FOLDER), 'utf8')) as Record<string, string>;

describe('a released migration', () => {
  it.each(Object.entries(released))('is as it was released: %s', (file, sha256) => {
    const text = readFileSync(new URL(file, FOLDER));
    // Databases have run it: what is to be different takes a new migration (CONTRIBUTING.md).
    expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
  });

  it('is recorded for each table that a bank has from 1.0.0 on', () => {
    const files = Object.keys(released).filter((file) => /^1700000\d{6}-/.test(file));
    expect(files).toContain('1700000000100-platform.ts');
    expect(files.length).toBeGreaterThan(25);
  });
});
