import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { readConfig } from '../config.js';

describe('the settings of the database', () => {
  it('put the password beside the address into it, whatever its letters are', () => {
    const password = 'p@ss/word:of?the#application%41 ü';
    const { databaseUrl } = readConfig({
      DATABASE_URL: 'postgres://app@db/loans',
      DATABASE_PASSWORD: password,
    });
    expect(new pg.Client(databaseUrl ?? '')).toMatchObject({
      user: 'app',
      password,
      host: 'db',
      database: 'loans',
    });
    for (const url of ['', 'postgres://db/loans', 'postgres://app:known@db/loans']) {
      const both = () => readConfig({ DATABASE_URL: url, DATABASE_PASSWORD: password });
      expect(both).toThrow('DATABASE_PASSWORD is (33 characters, not shown); expected: only together with');
    }
  });
});
