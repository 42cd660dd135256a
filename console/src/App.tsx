import AccountBalanceIcon from '@mui/icons-material/AccountBalance';
import DescriptionIcon from '@mui/icons-material/Description';
import EventRepeatIcon from '@mui/icons-material/EventRepeat';
import GroupIcon from '@mui/icons-material/Group';
import HourglassIcon from '@mui/icons-material/HourglassEmpty';
import MailIcon from '@mui/icons-material/MailOutline';
import ManageAccountsIcon from '@mui/icons-material/ManageAccounts';
import MenuBookIcon from '@mui/icons-material/MenuBook';
import OutboxIcon from '@mui/icons-material/Outbox';
import PaidIcon from '@mui/icons-material/Paid';
import ReceiptIcon from '@mui/icons-material/ReceiptLong';
import SwapHorizIcon from '@mui/icons-material/SwapHoriz';
import { lazy } from 'react';
import { Admin, CustomRoutes, Resource } from 'react-admin';
import { Route } from 'react-router-dom';
import { authProvider } from './api/auth-provider';
import { dataProvider } from './api/data-provider';
import { Frame } from './Frame';
import { SignIn } from './SignIn';
import { darkTheme, lightTheme } from './theme';
import { i18nProvider } from './words/i18n-provider';
import { say } from './words/say';

// A page is fetched when it is opened.
const Dashboard = lazy(() => import('./dashboard/Dashboard'));
const LoanList = lazy(() => import('./loans/LoanList'));
const LoanPage = lazy(() => import('./loans/LoanPage'));
const CustomerList = lazy(() => import('./customers/CustomerList'));
const CustomerPage = lazy(() => import('./customers/CustomerPage'));
const ProviderList = lazy(() => import('./providers/ProviderList'));
const ProviderPage = lazy(() => import('./providers/ProviderPage'));
const PaymentList = lazy(() => import('./payments/PaymentList'));
const PaymentPage = lazy(() => import('./payments/PaymentPage'));
const QueueList = lazy(() => import('./queue/QueueList'));
const UserList = lazy(() => import('./users/UserList'));
const UserPage = lazy(() => import('./users/UserPage'));
const JournalList = lazy(() => import('./operations/JournalList'));
const DayCloseList = lazy(() => import('./operations/DayCloseList'));
const ProofPage = lazy(() => import('./operations/ProofPage'));
const CounterPage = lazy(() => import('./counter/CounterPage'));
const CollectionsPage = lazy(() => import('./operations/CollectionsPage'));
const CollectionsWork = lazy(() => import('./operations/CollectionsWork'));
const RequestsPage = lazy(() => import('./care/RequestsPage'));
const AccountPage = lazy(() => import('./account/AccountPage'));
const TransferList = lazy(() => import('./transfers/TransferList'));
const TransferPage = lazy(() => import('./transfers/TransferPage'));
const StatementList = lazy(() => import('./bank/StatementList'));
const StatementPage = lazy(() => import('./bank/StatementPage'));
const PayoutFileList = lazy(() => import('./bank/PayoutFileList'));
const ReconciliationPage = lazy(() => import('./bank/ReconciliationPage'));
const LetterList = lazy(() => import('./letters/LetterList'));
const LetterPage = lazy(() => import('./letters/LetterPage'));
const TemplatesPage = lazy(() => import('./letters/TemplatesPage'));
const ConfigurationPage = lazy(() => import('./configuration/ConfigurationPage'));

export function App() {
  return (
    <Admin
      title={say('Loan administration')}
      dataProvider={dataProvider}
      authProvider={authProvider}
      i18nProvider={i18nProvider}
      dashboard={Dashboard}
      layout={Frame}
      loginPage={SignIn}
      lightTheme={lightTheme}
      darkTheme={darkTheme}
      requireAuth
      disableTelemetry
    >
      <Resource
        name="loans"
        list={LoanList}
        show={LoanPage}
        icon={ReceiptIcon}
        options={{ label: say('Loans') }}
      />
      <Resource
        name="customers"
        list={CustomerList}
        show={CustomerPage}
        icon={GroupIcon}
        options={{ label: say('Customers') }}
      />
      <Resource
        name="providers"
        list={ProviderList}
        show={ProviderPage}
        icon={AccountBalanceIcon}
        options={{ label: say('Providers') }}
      />
      <Resource
        name="payments"
        list={PaymentList}
        show={PaymentPage}
        icon={PaidIcon}
        options={{ label: say('Payments') }}
      />
      <Resource
        name="funding_queue"
        list={QueueList}
        icon={HourglassIcon}
        options={{ label: say('Funding queue') }}
      />
      <Resource
        name="transfers"
        list={TransferList}
        show={TransferPage}
        icon={SwapHorizIcon}
        options={{ label: say('Money on its way') }}
      />
      <Resource
        name="bank_statements"
        list={StatementList}
        show={StatementPage}
        icon={DescriptionIcon}
        options={{ label: say('Bank statements') }}
      />
      <Resource
        name="payout_files"
        list={PayoutFileList}
        icon={OutboxIcon}
        options={{ label: say('Payout files') }}
      />
      <Resource
        name="notifications"
        list={LetterList}
        show={LetterPage}
        icon={MailIcon}
        options={{ label: say('Messages') }}
      />
      <Resource
        name="users"
        list={UserList}
        show={UserPage}
        icon={ManageAccountsIcon}
        options={{ label: say('Users') }}
      />
      <Resource
        name="ledger/journal"
        list={JournalList}
        icon={MenuBookIcon}
        options={{ label: say('Journal') }}
      />
      <Resource
        name="day_close"
        list={DayCloseList}
        icon={EventRepeatIcon}
        options={{ label: say('Day-close') }}
      />
      <CustomRoutes>
        <Route path="/configuration" element={<ConfigurationPage />} />
        <Route path="/templates" element={<TemplatesPage />} />
        <Route path="/account" element={<AccountPage />} />
        <Route path="/proof" element={<ProofPage />} />
        <Route path="/reconciliation" element={<ReconciliationPage />} />
        <Route path="/counter" element={<CounterPage />} />
        <Route path="/collections" element={<CollectionsPage />} />
        <Route path="/collections/work" element={<CollectionsWork />} />
        <Route path="/requests" element={<RequestsPage />} />
      </CustomRoutes>
    </Admin>
  );
}
