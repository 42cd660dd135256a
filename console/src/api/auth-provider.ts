import type { AuthProvider } from 'react-admin';
import { Offline, SessionOver } from '../../../web/errors';
import {
  accessToken,
  currentSession,
  signIn,
  signOut,
  whenUserChanges,
  type User,
} from '../../../web/session';
import { say, suit } from '../words/say';

export const isStaff = ({ role }: Pick<User, 'role'>): boolean => role === 'staff' || role === 'admin';

/** Whose console this is; null: nobody's. A customer may be signed in at the portal, which has the same cookie. */
function clerk(): User | null {
  const session = currentSession();
  return session.state === 'in' && isStaff(session.user) ? session.user : null;
}

let isLoadingAnew = false;

// Nothing that one user saw or typed is left when there is another, here or in another tab.
whenUserChanges(() => {
  isLoadingAnew = true;
  document.body.hidden = true;
  window.location.reload();
});

function user(): User {
  const session = currentSession();
  if (!('user' in session)) throw new SessionOver();
  return session.user;
}

/** Who is signed in is what the shared session says; react-admin is told. */
export const authProvider: AuthProvider = {
  async login(who: Parameters<typeof signIn>[0]) {
    if (isStaff(await signIn(who))) return;
    // Customers and providers have pages of their own. This one is about to be left.
    window.location.assign('/');
    await new Promise(() => undefined);
  },
  async logout() {
    // Whoever else has the session by now keeps it.
    if (!isLoadingAnew && clerk() !== null) await signOut();
  },
  async checkAuth() {
    try {
      await accessToken();
    } catch (error) {
      // Whether somebody is signed in is not known; what the page asks for says that there is no connection.
      if (error instanceof Offline) return;
      throw error;
    }
    const session = currentSession();
    // That a session is over is said by whatever asks for something next.
    if (!('user' in session) || !isStaff(session.user)) {
      // Without a message nothing is said: nobody is signed in here, so nothing has ended.
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what react-admin asks for
      return Promise.reject({ message: false });
    }
    suit(session.user.language);
  },
  checkError: (error: unknown) =>
    error instanceof SessionOver && !isLoadingAnew
      ? Promise.reject(new Error(say('Your session has expired. Please sign in again.')))
      : Promise.resolve(),
  getPermissions: () => Promise.resolve(user().role),
  getIdentity() {
    const { id, username, first_name: first, last_name: last } = user();
    return Promise.resolve({ id, fullName: `${first} ${last}`.trim() || username });
  },
};
