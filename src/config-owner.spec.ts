import { expect, it } from '@jest/globals';
import { readConfig } from './config.js';

function faultsOf(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(env);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

it('the settings take an owner of the tables beside the application, each with a user of its own', () => {
  const app = 'postgres://app@db/loans';
  const owner = 'postgres://owner:hunter2@db/loans';
  expect(readConfig({ DATABASE_URL: app, DATABASE_OWNER_URL: owner }).databaseOwnerUrl).toBe(owner);
  for (const [databaseUrl, ownerUrl] of [
    ['', owner],
    ['postgres://db/loans', owner],
    ['postgres://owner@pooler/loans', owner],
    [app, 'mysql://owner:hunter2@db/loans'],
  ]) {
    const message = faultsOf({ DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: ownerUrl });
    expect(message).toContain('DATABASE_OWNER_URL is (');
    expect(message).not.toContain('hunter2');
  }
});
