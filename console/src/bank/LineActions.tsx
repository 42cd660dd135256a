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

const BANKED: FieldDescription[] = [
  {
    name: 'loan',
    label: 'Loan',
    kind: 'pick',
    reference: 'loans',
    optional: true,
    help: 'If its pay-out or payment was entered as cash, and really went through the bank.',
  },
  {
    name: 'provider',
    label: 'Provider',
    kind: 'pick',
    reference: 'providers',
    optional: true,
    help: 'If its deposit or withdrawal was entered as cash, and really went through the bank.',
  },
];

const IDENTIFY: FieldDescription[] = [
  { name: 'loan', label: 'Loan', kind: 'pick', reference: 'loans', optional: true, help: 'That it pays.' },
  {
    name: 'provider',
    label: 'Provider',
    kind: 'pick',
    reference: 'providers',
    optional: true,
    help: 'Whose deposit it is; either this or the loan.',
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
              name="Identify"
              icon={<PersonSearchIcon />}
              text={`Says for whom the ${amount} came in. A loan takes what it can; the rest is its customer's credit.`}
              path={`${path}/identify/`}
              fields={IDENTIFY}
              movesMoney
              done="The line is identified, and counts."
            />
          )}
          {!cameIn && (
            <OneClick
              name="Bank charge"
              icon={<MoneyOffIcon />}
              path={`${path}/charge/`}
              done="The line is explained as a charge of the bank."
            />
          )}
          <Command
            name="Till and bank"
            icon={<AccountBalanceWalletIcon />}
            text={`The ${amount} moved between the till and the bank account: cash that was brought to the bank or fetched there, or something that was entered as cash.`}
            path={`${path}/banked/`}
            fields={BANKED}
            movesMoney
            done="The line is explained as money between till and bank."
          />
          <Command
            name="Not lending"
            icon={<StorefrontIcon />}
            text={`The ${amount} have nothing to do with lending: the house's own money, such as rent or capital.`}
            path={`${path}/outside/`}
            fields={[{ name: 'reason', label: 'What it was for', kind: 'long', help: 'It is kept.' }]}
            movesMoney
            done="The line has nothing to do with lending."
          />
        </>
      ) : (
        <Command
          name="Undo"
          icon={<UndoIcon />}
          isDangerous
          text={`Takes back what was said of the ${amount}: what it had booked is reversed, and the line is open again.`}
          path={`${path}/undo/`}
          body={() => undefined}
          movesMoney
          done="The line is open again."
        />
      )}
    </Box>
  );
}
