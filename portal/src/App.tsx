import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { Redirect, Route, Switch, useLocation, useSearch } from 'wouter';
import { accessToken, currentSession } from '../../web/session';
import { useSession } from './api/use';
import { Frame } from './Frame';
import { Landing } from './open/Landing';
import { Boundary } from './parts/Boundary';
import { Waiting } from './parts/ui';
import { useSpeech } from './words/speech';

// A page is fetched when it is opened; what a stranger sees first comes at once.
const SignIn = lazy(() => import('./open/SignIn'));
const SignInAgain = lazy(() => import('./open/SignInAgain'));
const Home = lazy(() => import('./borrower/Home'));
const Borrow = lazy(() => import('./borrower/Borrow'));
const SetPassword = lazy(() => import('./open/SetPassword'));
const Forgotten = lazy(() => import('./open/Forgotten'));
const Unsubscribe = lazy(() => import('./open/Unsubscribe'));
const Register = lazy(() => import('./open/Register'));
const LoanPage = lazy(() => import('./borrower/LoanPage'));
const Pay = lazy(() => import('./borrower/Pay'));
const Score = lazy(() => import('./borrower/Score'));
const FactorFirst = lazy(() => import('./borrower/FactorFirst'));
const Me = lazy(() => import('./borrower/Me'));
const LenderHome = lazy(() => import('./lender/Home'));
const Money = lazy(() => import('./lender/Money'));
const MandatePage = lazy(() => import('./lender/MandatePage'));
const Portfolio = lazy(() => import('./lender/Portfolio'));
const ShareOfLoan = lazy(() => import('./lender/ShareOfLoan'));
const Statement = lazy(() => import('./lender/Statement'));

export function App() {
  const session = useSession();
  useLanguageOfUser();
  // A letter may be for somebody else than who is signed in here.
  const isOpenToAll = useLocation()[0].startsWith('/unsubscribe/');
  if (session.state === 'starting') return <Starting />;
  const user = 'user' in session ? session.user : null;
  if (isOpenToAll) {
    return (
      <Frame>
        <Pages>
          <Route path="/unsubscribe/:token" component={Unsubscribe} />
        </Pages>
      </Frame>
    );
  }
  if (user === null) {
    return (
      <Frame>
        <Pages>
          <Route path="/" component={Landing} />
          <Route path="/sign-in" component={SignIn} />
          <Route path="/register" component={Register} />
          <Route path="/code" component={SetPassword} />
          <Route path="/forgotten" component={Forgotten} />
          <Route component={ToSignIn} />
        </Pages>
      </Frame>
    );
  }
  if (user.role === 'staff' || user.role === 'admin') return <ToConsole />;
  return (
    // Nothing of what one person typed or saw is left when another one signs in.
    <Frame key={user.id}>
      {session.state === 'in' && session.needsFactor ? (
        <Boundary>
          <Suspense fallback={<Waiting />}>
            <FactorFirst />
          </Suspense>
        </Boundary>
      ) : user.role === 'customer' ? (
        <BorrowerPages />
      ) : (
        <LenderPages />
      )}
      {session.state === 'over' && (
        <Suspense fallback={null}>
          <SignInAgain user={user} />
        </Suspense>
      )}
    </Frame>
  );
}

function BorrowerPages() {
  return (
    <Pages>
      <Route path="/" component={Home} />
      <Route path="/borrow" component={Borrow} />
      <Route path="/loans/:id" component={LoanPage} />
      <Route path="/loans/:id/pay" component={Pay} />
      <Route path="/pay" component={Pay} />
      <Route path="/score" component={Score} />
      <Route path="/me" component={Me} />
      <Route component={ToHome} />
    </Pages>
  );
}

function LenderPages() {
  return (
    <Pages>
      <Route path="/" component={LenderHome} />
      <Route path="/money" component={Money} />
      <Route path="/mandate" component={MandatePage} />
      <Route path="/portfolio" component={Portfolio} />
      <Route path="/loans/:id" component={ShareOfLoan} />
      <Route path="/statement" component={Statement} />
      <Route path="/me" component={Me} />
      <Route component={ToHome} />
    </Pages>
  );
}

/** After a step to another page it begins at its top, for eyes and for screen readers. */
function Pages({ children }: { children: ReactNode }) {
  const [pathname] = useLocation();
  return (
    <Boundary key={pathname}>
      <Suspense fallback={<Waiting />}>
        <Switch>{children}</Switch>
        <FromTheTop key={pathname} />
      </Suspense>
    </Boundary>
  );
}

let isFirstPage = true;

function FromTheTop() {
  useEffect(() => {
    if (isFirstPage) {
      isFirstPage = false;
      return;
    }
    window.scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  }, []);
  return null;
}

/** The way back to what a stranger asked for leads over signing in. */
function ToSignIn() {
  const [pathname] = useLocation();
  const search = useSearch();
  const from = search === '' ? pathname : `${pathname}?${search}`;
  return <Redirect to="/sign-in" replace state={{ from }} />;
}

const ToHome = () => <Redirect to="/" replace />;

function ToConsole() {
  useEffect(() => {
    window.location.replace('/admin/');
  }, []);
  return <Waiting />;
}

/** Until it is known who is here. Without a connection it is asked again when there is one. */
function Starting() {
  useEffect(() => {
    const ask = () => {
      if (currentSession().state === 'starting') void accessToken().catch(() => undefined);
    };
    const timer = setInterval(ask, 3000);
    window.addEventListener('online', ask);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', ask);
    };
  }, []);
  return <Waiting />;
}

/** A user who has chosen a language is spoken to in it, wherever they sign in. */
function useLanguageOfUser(): void {
  const session = useSession();
  const { change } = useSpeech();
  const wanted = session.state === 'in' ? session.user.language : null;
  useEffect(() => {
    if (wanted) void change(wanted).catch(() => undefined);
    // `change` differs with the language, which people may change on this page as well.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wanted]);
}
