import { describe, expect, it } from '@jest/globals';
import 'reflect-metadata';
import { ChangeBankConfigurationDto } from '../bank-config/change-bank-config.dto.js';
import { parseAssignments, validated, wholeNumber } from './input.js';

describe('the input of commands', () => {
  it('takes key=value as the fields of a JSON body, numbers where the field is one', () => {
    expect(parseAssignments(ChangeBankConfigurationDto, ['installments=24', 'interest_rate=0.06'])).toEqual({
      installments: 24,
      interest_rate: '0.06',
    });
  });

  it('takes a list as JSON, and leaves what is none to the message of the field', async () => {
    const bands = [{ name: 'good', min_score: 640 }];
    const given = parseAssignments(ChangeBankConfigurationDto, [`score_bands=${JSON.stringify(bands)}`]);
    expect(given).toEqual({ score_bands: bands });
    expect(parseAssignments(ChangeBankConfigurationDto, ['allocation_order=penalty,interest'])).toEqual({
      allocation_order: 'penalty,interest',
    });
    for (const text of ['[{', 'good', '[5]', '[{"name":"good","min_score":"640"}]']) {
      const fields = parseAssignments(ChangeBankConfigurationDto, [`score_bands=${text}`]);
      await expect(validated(ChangeBankConfigurationDto, fields)).rejects.toMatchObject({
        code: 'validation_failed',
      });
    }
  });

  it('leaves what is not a number to the message of the field', async () => {
    const fields = parseAssignments(ChangeBankConfigurationDto, ['installments=many']);
    await expect(validated(ChangeBankConfigurationDto, fields)).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });

  it.each(['interest_rate', '=1', 'a b=1'])('refuses %s', (arg) => {
    expect(() => parseAssignments(ChangeBankConfigurationDto, [arg])).toThrow('is not key=value');
  });

  it('refuses a key that is given twice', () => {
    expect(() => parseAssignments(ChangeBankConfigurationDto, ['duration=P1Y', 'duration=P2Y'])).toThrow(
      'duration is given twice',
    );
  });

  it.each(['constructor=1', '__proto__=1', 'toString=x', 'hasOwnProperty=1'])('refuses %s', (arg) => {
    expect(() => parseAssignments(ChangeBankConfigurationDto, [arg])).toThrow('is not a valid key');
  });

  it.each(['', '-1', '1.5', '1e3', '101', 'ten'])('refuses %j as a whole number up to 100', (text) => {
    expect(() => wholeNumber('--loans', text, 0, 100)).toThrow(
      '--loans must be a whole number from 0 to 100',
    );
  });
});
