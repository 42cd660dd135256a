import { describe, expect, it } from '@jest/globals';
import semver from 'semver';
import { readText } from './texts.js';

interface Package {
  engines?: { node?: string };
}

const { engines } = JSON.parse(readText('package.json')) as Required<Package>;
const { packages } = JSON.parse(readText('package-lock.json')) as { packages: Record<string, Package> };

describe('the versions of Node that package.json names', () => {
  it('are taken by every package, so that `npm ci --engine-strict` passes', () => {
    const refusing = Object.entries(packages).filter(
      ([, { engines: wanted }]) =>
        wanted?.node !== undefined && !semver.subset(engines.node ?? '', wanted.node),
    );
    expect(refusing.map(([name, { engines: wanted }]) => `${name} wants ${wanted?.node ?? ''}`)).toEqual([]);
  });
});
