import AccountBalanceIcon from '@mui/icons-material/AccountBalance';
import BalanceIcon from '@mui/icons-material/Balance';
import CampaignIcon from '@mui/icons-material/Campaign';
import ContactSupportIcon from '@mui/icons-material/ContactSupport';
import DescriptionIcon from '@mui/icons-material/Description';
import EventNoteIcon from '@mui/icons-material/EventNote';
import EventRepeatIcon from '@mui/icons-material/EventRepeat';
import GroupIcon from '@mui/icons-material/Group';
import HourglassIcon from '@mui/icons-material/HourglassEmpty';
import EditNoteIcon from '@mui/icons-material/EditNote';
import MailIcon from '@mui/icons-material/MailOutline';
import ManageAccountsIcon from '@mui/icons-material/ManageAccounts';
import MenuBookIcon from '@mui/icons-material/MenuBook';
import OutboxIcon from '@mui/icons-material/Outbox';
import PaidIcon from '@mui/icons-material/Paid';
import PersonIcon from '@mui/icons-material/Person';
import PhoneInTalkIcon from '@mui/icons-material/PhoneInTalk';
import PointOfSaleIcon from '@mui/icons-material/PointOfSale';
import ReceiptIcon from '@mui/icons-material/ReceiptLong';
import SettingsIcon from '@mui/icons-material/Settings';
import SwapHorizIcon from '@mui/icons-material/SwapHoriz';
import VerifiedIcon from '@mui/icons-material/Verified';
import { Divider, ListItemIcon, ListItemText, MenuItem, Typography, useMediaQuery } from '@mui/material';
import { Fragment, lazy, Suspense, useSyncExternalStore, type ReactNode } from 'react';
import {
  AppBar,
  Layout,
  LoadingIndicator,
  Logout,
  Menu,
  TitlePortal,
  ToggleThemeButton,
  useGetIdentity,
  usePermissions,
  UserMenu,
  useUserMenu,
} from 'react-admin';
import { Link } from 'react-router-dom';
import { currentSession, subscribe } from '../../web/session';
import type { Configuration } from './api/types';
import { LanguageMenu } from './LanguageMenu';
import { Loaded } from './parts/Loaded';
import { showAs } from './parts/format';
import { useApi } from './parts/use-api';
import { useMoneyTravels } from './parts/use-travels';
import { SearchBox } from './search/SearchBox';
import { say } from './words/say';

function SideMenu() {
  const moneyTravels = useMoneyTravels();
  const { permissions } = usePermissions<string>();
  return (
    <Menu>
      <Menu.DashboardItem primaryText={say('Dashboard')} />
      <Menu.Item to="/loans" primaryText={say('Loans')} leftIcon={<ReceiptIcon />} />
      <Menu.Item to="/counter" primaryText={say('Counter')} leftIcon={<PointOfSaleIcon />} />
      <Menu.Item to="/collections" primaryText={say('Collections')} leftIcon={<PhoneInTalkIcon />} />
      <Menu.Item to="/requests" primaryText={say('Requests')} leftIcon={<ContactSupportIcon />} />
      <Menu.Item to="/payments" primaryText={say('Payments')} leftIcon={<PaidIcon />} />
      <Menu.Item to="/customers" primaryText={say('Customers')} leftIcon={<GroupIcon />} />
      <Menu.Item to="/providers" primaryText={say('Providers')} leftIcon={<AccountBalanceIcon />} />
      <Menu.Item to="/funding_queue" primaryText={say('Funding queue')} leftIcon={<HourglassIcon />} />
      {moneyTravels && <Divider sx={{ my: 1 }} />}
      {moneyTravels && (
        <Menu.Item to="/transfers" primaryText={say('Money on its way')} leftIcon={<SwapHorizIcon />} />
      )}
      {moneyTravels && (
        <Menu.Item
          to="/bank_statements"
          primaryText={say('Bank statements')}
          leftIcon={<DescriptionIcon />}
        />
      )}
      {moneyTravels && (
        <Menu.Item to="/reconciliation" primaryText={say('Reconciliation')} leftIcon={<BalanceIcon />} />
      )}
      {moneyTravels && (
        <Menu.Item to="/payout_files" primaryText={say('Payout files')} leftIcon={<OutboxIcon />} />
      )}
      <Divider sx={{ my: 1 }} />
      <Menu.Item to="/proof" primaryText={say('Books')} leftIcon={<VerifiedIcon />} />
      <Menu.Item to="/ledger/journal" primaryText={say('Journal')} leftIcon={<MenuBookIcon />} />
      <Menu.Item to="/day_close" primaryText={say('Day-close')} leftIcon={<EventRepeatIcon />} />
      <Menu.Item to="/notifications" primaryText={say('Messages')} leftIcon={<MailIcon />} />
      <Menu.Item to="/templates" primaryText={say('Templates')} leftIcon={<EditNoteIcon />} />
      <Menu.Item to="/events" primaryText={say('Events')} leftIcon={<EventNoteIcon />} />
      {permissions === 'admin' && (
        <Menu.Item to="/webhook_endpoints" primaryText={say('Webhooks')} leftIcon={<CampaignIcon />} />
      )}
      <Menu.Item to="/configuration" primaryText={say('Configuration')} leftIcon={<SettingsIcon />} />
      <Menu.Item to="/users" primaryText={say('Users')} leftIcon={<ManageAccountsIcon />} />
    </Menu>
  );
}

function AccountItem() {
  const menu = useUserMenu();
  return (
    <MenuItem component={Link} to="/account" onClick={menu?.onClose}>
      <ListItemIcon>
        <PersonIcon fontSize="small" />
      </ListItemIcon>
      <ListItemText>{say('My account')}</ListItemText>
    </MenuItem>
  );
}

/** Called by the name that stands on it. */
function OwnMenu() {
  const { identity } = useGetIdentity();
  return (
    <UserMenu label={identity?.fullName ?? say('Profile')}>
      <AccountItem />
      <Logout />
    </UserMenu>
  );
}

/** On a phone a title takes three lines rather than be cut: what the bar has room for. */
const TITLE = {
  '@media (max-width: 899.95px)': {
    fontSize: '0.85rem',
    lineHeight: 1.15,
    whiteSpace: 'normal',
    // An address has no space to go on after.
    overflowWrap: 'anywhere',
    display: '-webkit-box',
    WebkitLineClamp: 3,
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
  },
} as const;

function Bar() {
  const isSmall = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  return (
    <AppBar
      userMenu={<OwnMenu />}
      toolbar={
        <>
          <LanguageMenu />
          <ToggleThemeButton />
          {/* A phone reads a page again when it is pulled, and its bar has no room. */}
          {!isSmall && <LoadingIndicator />}
        </>
      }
    >
      <TitlePortal sx={TITLE} />
      <SearchBox />
    </AppBar>
  );
}

/** The pages show amounts and times as the bank has them, so they wait for what it says of that. */
function AtTheBank({ children }: { children: ReactNode }) {
  const bank = useApi<Configuration>('bank_configuration/');
  if (bank.data) showAs(bank.data);
  return (
    <Loaded from={bank} height={400}>
      {({ time_zone: zone, currency }) => (
        <Fragment key={`${zone} ${currency}`}>
          {children}
          <Typography variant="caption" color="text.secondary" component="footer" sx={{ mt: 'auto', py: 2 }}>
            {say('Times are in the bank’s time zone, {zone}.', { zone })}
          </Typography>
        </Fragment>
      )}
    </Loaded>
  );
}

const FactorFirst = lazy(() => import('./account/FactorFirst'));

export function Frame({ children }: { children: ReactNode }) {
  const session = useSyncExternalStore(subscribe, currentSession);
  // The API answers nothing else to such a session.
  if (session.state === 'in' && session.needsFactor) {
    return (
      <Suspense fallback={null}>
        <FactorFirst />
      </Suspense>
    );
  }
  return (
    <Layout
      menu={SideMenu}
      appBar={Bar}
      // A wide table scrolls, not the page.
      sx={{ minWidth: 0, '& .RaLayout-content': { minWidth: 0 } }}
    >
      <AtTheBank>{children}</AtTheBank>
    </Layout>
  );
}
