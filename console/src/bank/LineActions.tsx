import AccountBalanceWalletIcon from '@mui/icons-material/AccountBalanceWallet';
import MoneyOffIcon from '@mui/icons-material/MoneyOff';
import PersonSearchIcon from '@mui/icons-material/PersonSearch';
import StorefrontIcon from '@mui/icons-material/Storefront';
import UndoIcon from '@mui/icons-material/Undo';
import { Box } from '@mui/material';
import type { StatementLine } from '../api/types';
import { Command } from '../parts/Command';
import type { FieldDescription } from '../parts/form';
import { money } from '../parts/format';
import { OneClick } from '../parts/OneClick';
import { say } from '../words/say';
import { linePreview } from './line-preview';
import { MatchLine } from './MatchLine';
import { SendBack } from './SendBack';

const BANKED: FieldDescription[] = [
  {
    name: 'loan',
    label: say('Loan'),
    kind: 'pick',
    reference: 'loans',
    optional: true,
    help: say('If its pay-out or payment was entered as cash, and really went through the bank.'),
  },
  {
    name: 'provider',
    label: say('Provider'),
    kind: 'pick',
    reference: 'providers',
    optional: true,
    help: say('If its deposit or withdrawal was entered as cash, and really went through the bank.'),
  },
];

const IDENTIFY: FieldDescription[] = [
  {
    name: 'loan',
    label: say('Loan'),
    kind: 'pick',
    reference: 'loans',
    optional: true,
    help: say('That it pays.'),
  },
  {
    name: 'provider',
    label: say('Provider'),
    kind: 'pick',
    reference: 'providers',
    optional: true,
    help: say('Whose deposit it is.'),
  },
  {
    name: 'customer',
    label: say('Customer'),
    kind: 'pick',
    reference: 'customers',
    optional: true,
    help: say('Whose credit it is, for no loan in particular. One of the three.'),
  },
];

/** What staff can say of a line. What is said can be taken back. */
export function LineActions({ line }: { line: StatementLine }) {
  const path = `statement_lines/${line.id}`;
  const amount = money(line.amount, line.currency);
  const cameIn = !line.amount.startsWith('-');
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {line.state === 'open' ? (
        <>
          {cameIn && (
            <Command
              name={say('Identify')}
              icon={<PersonSearchIcon />}
              text={say(
                'Says for whom the {amount} came in. A loan takes what it can; the rest is its customer’s credit.',
                { amount },
              )}
              path={`${path}/identify/`}
              preview={linePreview(`${path}/identify/`)}
              fields={IDENTIFY}
              movesMoney
              done={say('The line is identified, and counts.')}
            />
          )}
          <MatchLine line={line} />
          {cameIn && <SendBack line={line} />}
          {!cameIn && (
            <OneClick
              name={say('Bank charge')}
              icon={<MoneyOffIcon />}
              path={`${path}/charge/`}
              done={say('The line is explained as a charge of the bank.')}
            />
          )}
          <Command
            name={say('Till and bank')}
            icon={<AccountBalanceWalletIcon />}
            text={say(
              'The {amount} moved between the till and the bank account: cash that was brought to the bank or fetched there, or something that was entered as cash.',
              { amount },
            )}
            path={`${path}/banked/`}
            fields={BANKED}
            movesMoney
            done={say('The line is explained as money between till and bank.')}
          />
          <Command
            name={say('Not lending')}
            icon={<StorefrontIcon />}
            text={say(
              'The {amount} have nothing to do with lending: the house’s own money, such as rent or capital.',
              { amount },
            )}
            path={`${path}/outside/`}
            fields={[
              { name: 'reason', label: say('What it was for'), kind: 'long', help: say('It is kept.') },
            ]}
            movesMoney
            done={say('The line has nothing to do with lending.')}
          />
        </>
      ) : (
        <Command
          name={say('Undo')}
          icon={<UndoIcon />}
          isDangerous
          text={say(
            'Takes back what was said of the {amount}: what it had booked is reversed, and the line is open again.',
            { amount },
          )}
          path={`${path}/undo/`}
          body={() => undefined}
          movesMoney
          done={say('The line is open again.')}
        />
      )}
    </Box>
  );
}
