// Generated from the API document by `npm run console:types`: change the DTO and run it again.

export interface paths {
  '/api/problems': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * All problem codes
     * @description Every `code` that an error answer can carry, with its status and meaning.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ProblemList'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/problems/{code}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What a problem code means
     * @description The address in the `type` of every error answer.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description A problem code. */
          code: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ProblemDescription'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/ledger/journal': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read the journal
     * @description Every movement of money, newest first. Filters by loan, payment, provider, or a range of at most 31 business dates (`from` and `to`) use an index; combine a rare `kind` or `account` with one of them. As a file: the same address with `/csv`.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
          /** @description Only this kind of movement. */
          kind?:
            | 'deposit'
            | 'withdrawal'
            | 'reinvestment'
            | 'disinvestment'
            | 'funding'
            | 'disbursement'
            | 'principal_repayment'
            | 'principal_share'
            | 'interest_repayment'
            | 'interest_share'
            | 'penalty_repayment'
            | 'penalty_share'
            | 'write_off'
            | 'recovery'
            | 'recovery_share'
            | 'receivable'
            | 'receivable_settlement'
            | 'commission'
            | 'overpayment'
            | 'settlement'
            | 'gateway_fee'
            | 'return_settlement'
            | 'dispute_fee'
            | 'deposit_return'
            | 'credit_return'
            | 'customer_receivable'
            | 'customer_receivable_settlement'
            | 'credit_kept'
            | 'credit_refund'
            | 'receipt_return'
            | 'payout'
            | 'withdrawal_return'
            | 'bank_in'
            | 'bank_out'
            | 'banked'
            | 'outside'
            | 'bank_loss';
          /** @description Only entries that debit or credit this account. */
          account?:
            | 'cash'
            | 'loan_principal'
            | 'provider_fund'
            | 'provider_wallet'
            | 'provider_claim'
            | 'collections'
            | 'receivable'
            | 'commission'
            | 'clearing'
            | 'gateway_fees'
            | 'bank_losses'
            | 'customer_receivable'
            | 'customer_credit'
            | 'payouts'
            | 'unidentified'
            | 'own_funds';
          /** @description Only entries of this loan and its payments. */
          loan?: string;
          /** @description Only entries of this payment. */
          payment?: string;
          /** @description Only entries that move this provider's money. */
          provider?: string;
          /** @description The first business date. */
          from?: string;
          /** @description The last business date. */
          to?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The requested data. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['JournalListResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/ledger/journal/csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read the journal, as a file
     * @description Every movement of money, newest first. Filters by loan, payment, provider, or a range of at most 31 business dates (`from` and `to`) use an index; combine a rare `kind` or `account` with one of them.
     */
    get: {
      parameters: {
        query?: {
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description Only this kind of movement. */
          kind?:
            | 'deposit'
            | 'withdrawal'
            | 'reinvestment'
            | 'disinvestment'
            | 'funding'
            | 'disbursement'
            | 'principal_repayment'
            | 'principal_share'
            | 'interest_repayment'
            | 'interest_share'
            | 'penalty_repayment'
            | 'penalty_share'
            | 'write_off'
            | 'recovery'
            | 'recovery_share'
            | 'receivable'
            | 'receivable_settlement'
            | 'commission'
            | 'overpayment'
            | 'settlement'
            | 'gateway_fee'
            | 'return_settlement'
            | 'dispute_fee'
            | 'deposit_return'
            | 'credit_return'
            | 'customer_receivable'
            | 'customer_receivable_settlement'
            | 'credit_kept'
            | 'credit_refund'
            | 'receipt_return'
            | 'payout'
            | 'withdrawal_return'
            | 'bank_in'
            | 'bank_out'
            | 'banked'
            | 'outside'
            | 'bank_loss';
          /** @description Only entries that debit or credit this account. */
          account?:
            | 'cash'
            | 'loan_principal'
            | 'provider_fund'
            | 'provider_wallet'
            | 'provider_claim'
            | 'collections'
            | 'receivable'
            | 'commission'
            | 'clearing'
            | 'gateway_fees'
            | 'bank_losses'
            | 'customer_receivable'
            | 'customer_credit'
            | 'payouts'
            | 'unidentified'
            | 'own_funds';
          /** @description Only entries of this loan and its payments. */
          loan?: string;
          /** @description Only entries of this payment. */
          payment?: string;
          /** @description Only entries that move this provider's money. */
          provider?: string;
          /** @description The first business date. */
          from?: string;
          /** @description The last business date. */
          to?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description All rows; text that a spreadsheet would take for a formula gets an apostrophe in front. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'text/csv': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/register': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Register as a customer or a provider
     * @description Creates the user and a profile with the same id. Then sign in with POST /api/auth/login/.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['RegisterDto'];
        };
      };
      responses: {
        /** @description The new user. */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['UserResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/login': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sign in
     * @description Returns an access token for 15 minutes and a refresh token for 30 days. An unknown username, a disabled account and a wrong password get the same answer. After 10 wrong passwords each further attempt at a username must wait longer, up to 15 minutes. Attempts from an address where the user signed in before are counted separately. A temporary password from an admin is refused with `password_change_required`: send `new_password` with it. Where a second factor is on, the right password alone is answered with `factor_required`: send `code` too, or, where the answer has `public_key`, what a security key signs for it as `key`. Both are guessed as slowly as passwords are. Whose role has to have a second factor and who has none gets `factor_needed: true`, and a session that only sets one up (`POST /api/auth/factor/`). With `session: "cookie"`, for pages of this server alone, the session is in a cookie, and the answer names its user instead of a refresh token.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['LoginDto'];
        };
      };
      responses: {
        /** @description An access token and a refresh token. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['TokensResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/refresh': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Exchange a refresh token for new tokens
     * @description A refresh token works once. Using it a second time means that somebody else has a copy, so it revokes every token of the same login. The new access token carries the current role. A page sends no body: its session is in its cookie, which stays the same, and the answer has the access token and its `user`.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['RefreshTokenDto'];
        };
      };
      responses: {
        /** @description A new access token and the next refresh token. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['TokensResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/logout': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sign out
     * @description Ends the session: every refresh token of the same login at once, its access tokens on every instance within two seconds. An unknown token gets the same answer. A page sends no body: its cookie is cleared.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['RefreshTokenDto'];
        };
      };
      responses: {
        /** @description Signed out. */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/change_password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Change my password
     * @description Ends all sessions of the signed-in user except the current one.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ChangePasswordDto'];
        };
      };
      responses: {
        /** @description The password has been changed. */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who am I
     * @description The signed-in user, read from the database.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The signed-in user. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['UserResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Choose my language
     * @description In which pages and letters speak to the signed-in user, wherever that is.
     */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ChangeMeDto'];
        };
      };
      responses: {
        /** @description The signed-in user. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['UserResponse'];
          };
        };
      };
    };
    trace?: never;
  };
  '/api/auth/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Where am I signed in?
     * @description The open sessions of the signed-in user, latest sign-in first.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['SessionListResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /**
     * Sign out everywhere
     * @description Ends all sessions of the signed-in user, including the current one unless `keep_current=1`. Access tokens are refused within two seconds on every instance.
     */
    delete: {
      parameters: {
        query?: {
          /** @description `1` keeps the current session. */
          keep_current?: '1';
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The sessions have ended. */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/sessions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * End one of my sessions
     * @description Its refresh token is refused at once, its access token on every instance within two seconds.
     */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The session has ended. */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/factor': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * My second factor
     * @description Whether signing in takes a code of an authenticator app or a security key too, and whether the bank wants that.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The second factor of the signed-in user. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['FactorResponse'];
          };
        };
      };
    };
    put?: never;
    /**
     * Begin to set up a second factor
     * @description Makes a secret for an authenticator app (TOTP, RFC 6238: SHA-1, six digits, 30 seconds). It counts once `POST /api/auth/factor/confirm/` has had a code of it, within an hour. Where a security key is on already, it or a recovery code shows the factor.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['FactorProofDto'];
        };
      };
      responses: {
        /** @description What the app takes. */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ProposedFactorResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/factor/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Switch my second factor on
     * @description With a first code of the app. From then on signing in takes a code. Where it is the first factor, all other sessions end; this one goes on, and if it had to set up a factor first, its next access token may do everything. The recovery codes are shown once.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ConfirmFactorDto'];
        };
      };
      responses: {
        /** @description The factor is on. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['RecoveryCodesResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/factor/recovery_codes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make other recovery codes
     * @description Ten new ones, shown once. Earlier ones are worth nothing from then on.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['FactorProofDto'];
        };
      };
      responses: {
        /** @description The new recovery codes. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['RecoveryCodesResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/factor/off': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Switch my second factor off
     * @description With the password and a code or a key. App, keys and recovery codes are forgotten. Whose role has to have one is refused with `factor_needed`. Who has lost the app uses a recovery code, or asks an admin for `POST /api/users/{id}/reset_factor/`.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['FactorProofDto'];
        };
      };
      responses: {
        /** @description The factor is off: the password is enough. */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/factor/keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Begin to set up a security key
     * @description Answers what a browser takes to make a passkey or security key (WebAuthn) for the domain of this server. It counts once `POST /api/auth/factor/keys/confirm/` has had it, within five minutes and from the same session. Where a second factor is on, a code or a key shows it.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['FactorProofDto'];
        };
      };
      responses: {
        /** @description What the browser takes. */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['KeyCreationResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/factor/keys/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Add the security key
     * @description By what the browser has of the new key. The first factor of an account switches it on: all other sessions end, and ten recovery codes are answered. A wrong answer uses the challenge up: begin anew.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ConfirmKeyDto'];
        };
      };
      responses: {
        /** @description The key, and recovery codes. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AddedKeyResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/factor/keys/challenge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ask my security key
     * @description Answers what a browser takes to ask a key of the signed-in user for a signature. It is sent as `key` where a code would be, once and within five minutes. At the sign-in, `factor_required` carries the same.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description What the browser takes. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['KeyRequestResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/factor/keys/{id}/remove': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Remove a security key
     * @description With the password and a code or a key. The last factor of an account switches it off; whose role has to have one is refused that with `factor_needed`.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['FactorProofDto'];
        };
      };
      responses: {
        /** @description The key signs nobody in any more. */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/set_password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Choose a password with a code
     * @description For somebody whom staff registered, or who has forgotten the password: with the code that staff handed out. It works once, for a day and five attempts. Then sign in. The answer says who made the code: somebody else knew it.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['SetPasswordDto'];
        };
      };
      responses: {
        /** @description The password is set. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PasswordSetResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/users': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List users
     * @description All users, newest first. As a file: the same address with `/csv`.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
          /** @description Only users of this role. */
          role?: 'customer' | 'provider' | 'staff' | 'admin';
          /** @description Only users who may sign in, or only those who may not. */
          is_active?: 'true' | 'false';
          /** @description parts of the username, the names or the email, in any order and case, or the id of a user (in full, or its last eight digits). */
          search?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The requested data. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['UserListResponse'];
          };
        };
      };
    };
    put?: never;
    /**
     * Create a user
     * @description With any role. A customer or provider also gets a profile with the same id.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['CreateUserDto'];
        };
      };
      responses: {
        /** @description The new user. */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['UserAccountResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/users/csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List users, as a file
     * @description All users, newest first.
     */
    get: {
      parameters: {
        query?: {
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description Only users of this role. */
          role?: 'customer' | 'provider' | 'staff' | 'admin';
          /** @description Only users who may sign in, or only those who may not. */
          is_active?: 'true' | 'false';
          /** @description parts of the username, the names or the email, in any order and case, or the id of a user (in full, or its last eight digits). */
          search?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description All rows; text that a spreadsheet would take for a formula gets an apostrophe in front. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'text/csv': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/users/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show a user
     * @description Names, role and whether the user may sign in.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['UserAccountResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change a user
     * @description Changes names, whether the user may sign in, and the role between staff and admin. Disabling ends all sessions: refresh tokens at once, access tokens on every instance within two seconds. Loans and money are not affected. After a role change the user must refresh the access token. You cannot disable yourself or change your own role.
     */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ChangeUserDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['UserAccountResponse'];
          };
        };
      };
    };
    trace?: never;
  };
  '/api/users/{id}/reset_password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Give a user a temporary password
     * @description For a user who has forgotten the password. It is valid for one day, and only to choose a new one at the next sign-in (`new_password` of POST /api/auth/login/). Ends all sessions of the user, as disabling does, and resets the count of sign-in attempts (the limit per address stays).
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ResetPasswordDto'];
        };
      };
      responses: {
        /** @description The user, with the temporary password to pass on. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ResetPasswordResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/users/{id}/reset_factor': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take the second factor from a user
     * @description For a user who has lost the authenticator app and the recovery codes. Ends all sessions of the user, who is told by letter; the password alone signs in then. Where the role has to have a second factor, the user sets up another one first. Make sure who asks you for it.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The user, who has no second factor any more. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['UserAccountResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List what has happened
     * @description Everything that was committed, and nothing that was rolled back, oldest first. To follow it, send the `seq` of the last event that you have as `after_seq`: nothing is missed, since an event gets its number after it is committed. A provider sees its own events. Events are kept for 90 days unless the bank has set another time; `first_seq` says from which number on they are all here, so that whoever comes back later than that knows it.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
          /** @description Only events with a higher number: begin with 0, then send the `seq` of the last one you have. */
          after_seq?: number;
          /** @description Only events of this type; separate several with commas. Values: loan.requested, loan.queued, loan.disbursed, loan.cancelled, loan.expired, loan.refused, loan.undone, loan.overdue, loan.defaulted, loan.written_off, loan.paid_off, loan.reopened, loan.rebooked, payment.received, payment.recovered, payment.reversed, reminder.due, notice.due, promise.made, promise.kept, promise.broken, autopay.ended, provider.deposited, provider.withdrew, provider.reinvested, provider.deposit_returned, provider.withdrawal_returned, provider.funded_loan, provider.share_paid, provider.share_taken_back, provider.mandate_changed, provider.erased, customer.erased, customer.credited, customer.score_changed, transfer.changed, proposal.made, proposal.ended, configuration.changed, endpoint.failing, endpoint.gone, care.requested, care.answered, care.withdrawn, day.closed. */
          type?: string;
          /** @description Oldest first, by their numbers; with a minus newest first. */
          ordering?: 'created_at' | '-created_at';
          /** @description Only events of this loan and its payments. */
          loan?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['EventListResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/events/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show an event
     * @description By its id, which webhooks send as `webhook-id`.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['EventResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/event_types': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The types of events
     * @description When each is told, and the JSON Schema of its data, which is the same for ever.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['EventTypeList'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/bank_configuration': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The terms of new loans
     * @description The version in force, for anyone signed in.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['BankConfigurationResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change the terms of new loans
     * @description Appends a version. Existing loans keep the terms they were granted on.
     */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ChangeBankConfigurationDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['BankConfigurationResponse'];
          };
        };
      };
    };
    trace?: never;
  };
  '/api/bank_configuration/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * All versions of the bank configuration
     * @description Newest first, with the author and time of each.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['BankConfigurationHistoryResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/transfers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List transfers
     * @description Money on its way through a gateway, and what became of it. Your own, or all for staff; newest first. As a file: the same address with `/csv`.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
          /** @description Only transfers in this state; separate several with commas. Values: created, submitted, unknown, pending, succeeded, settled, returned, reinstated, failed, cancelled, review, reserved, sent, paid. */
          state?: string;
          /** @description Only money in, or out. */
          direction?: 'in' | 'out';
          /** @description Only transfers that were asked for on this business date or later. */
          from?: string;
          /** @description Only transfers that were asked for on this business date or earlier. */
          to?: string;
          /** @description Only transfers of this customer or provider. */
          party?: string;
          /** @description Only transfers of this loan. */
          loan?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The requested data. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['TransferListResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/transfers/csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List transfers, as a file
     * @description Money on its way through a gateway, and what became of it. Your own, or all for staff; newest first.
     */
    get: {
      parameters: {
        query?: {
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description Only transfers in this state; separate several with commas. Values: created, submitted, unknown, pending, succeeded, settled, returned, reinstated, failed, cancelled, review, reserved, sent, paid. */
          state?: string;
          /** @description Only money in, or out. */
          direction?: 'in' | 'out';
          /** @description Only transfers that were asked for on this business date or later. */
          from?: string;
          /** @description Only transfers that were asked for on this business date or earlier. */
          to?: string;
          /** @description Only transfers of this customer or provider. */
          party?: string;
          /** @description Only transfers of this loan. */
          loan?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description All rows; text that a spreadsheet would take for a formula gets an apostrophe in front. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'text/csv': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/transfers/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show a transfer
     * @description With everything that happened to it, in order.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['TransferDetailResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/instruments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What I pay with, and am paid to
     * @description Your cards and bank accounts, newest first, by the last digits. The numbers of those you pay with are at the gateway only. Staff see those of a `party`.
     */
    get: {
      parameters: {
        query?: {
          /** @description Staff only, and required for them: whose. */
          party?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['InstrumentListResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/instruments/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Take a card or bank account back
     * @description Nothing new is asked of it. Transfers that are under way go on; nothing more is paid out to it, and its number is forgotten.
     */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['InstrumentResponse'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/customers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List customers
     * @description Staff see all customers, newest first; customers see only themselves. As a file: the same address with `/csv`.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description `exact` counts all matching rows; `estimate` counts up to 10000, and beyond that answers what the database expects. A caller's own rows are always counted. */
          count?: 'exact' | 'estimate';
          /** @description By which column, descending with a minus in front. By anything but `created_at` at most 10000 rows are sorted: narrow a longer list with filters. */
          ordering?: '-created_at' | 'created_at' | '-name' | 'name';
          /** @description Staff only: parts of the username, the names or the email, in any order and case, or the id of a customer (in full, or its last eight digits), or its number (ten digits). */
          search?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The requested data. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CustomerListResponse'];
          };
        };
      };
    };
    put?: never;
    /**
     * Register a customer
     * @description For a person at the counter. The username is made up from the number unless it is given. Nobody can sign in to the account before a code has set a password. The answer names who looks the same; it refuses nobody.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['RegisterPersonDto'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['RegisteredResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/customers/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Look for a customer before registering one
     * @description Who has the same name, e-mail address or phone number, customer or not. Nothing changes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['RegisterPersonDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['LookAlikesResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/customers/csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List customers, as a file
     * @description Staff see all customers, newest first; customers see only themselves.
     */
    get: {
      parameters: {
        query?: {
          /** @description By which column, descending with a minus in front. By anything but `created_at` at most 10000 rows are sorted: narrow a longer list with filters. */
          ordering?: '-created_at' | 'created_at' | '-name' | 'name';
          /** @description Staff only: parts of the username, the names or the email, in any order and case, or the id of a customer (in full, or its last eight digits), or its number (ten digits). */
          search?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description All rows; text that a spreadsheet would take for a formula gets an apostrophe in front. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'text/csv': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/customers/update_current': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change my profile
     * @description Names, email, phone and address of the signed-in customer. Omitted fields are kept. The password, sent with an email, confirms it: until then links for a new password go to the address before it.
     */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['UpdateCustomerDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CustomerResponse'];
          };
        };
      };
    };
    trace?: never;
  };
  '/api/customers/{id}/code': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make a code with which a customer chooses a password
     * @description For the first password, or one that is forgotten. It works once, for a day and five attempts; an earlier one ends. Whoever uses it is told who made it.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['OneTimeCodeResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/customers/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show a customer
     * @description Profile and borrowing range. Customers can only see themselves.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CustomerResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change a customer
     * @description Names, email, phone and address, and the borrowing range: it overrides the bank configuration's for this customer, and null returns to that. Omitted fields are kept.
     */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ChangeCustomerDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CustomerResponse'];
          };
        };
      };
    };
    trace?: never;
  };
  '/api/credit_score': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * My credit score
     * @description Computed from your own loans: the points of each kind of behaviour with the reason, the band you are in, and what would raise it. It is updated within about a second of a loan or a payment.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CreditScoreResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/credit_score/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How my credit score came about
     * @description Each change with its contributions, its band at that time and its causes; newest first.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ScoreHistoryResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/customers/{id}/credit_score': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A customer's credit score
     * @description As the customer sees it: the points, their reasons, the band, and what would raise it.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CreditScoreResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/customers/{id}/credit_score/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How a customer's credit score came about
     * @description Each change with its contributions, its band at that time and its causes; newest first.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ScoreHistoryResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List loan providers
     * @description Staff see all, newest first; a provider sees itself. As a file: the same address with `/csv`.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description `exact` counts all matching rows; `estimate` counts up to 10000, and beyond that answers what the database expects. A caller's own rows are always counted. */
          count?: 'exact' | 'estimate';
          /** @description By which column, descending with a minus in front. By anything but `created_at` at most 10000 rows are sorted: narrow a longer list with filters. */
          ordering?:
            | '-created_at'
            | 'created_at'
            | '-name'
            | 'name'
            | '-fund_amount'
            | 'fund_amount'
            | '-wallet_amount'
            | 'wallet_amount'
            | '-lent_amount'
            | 'lent_amount';
          /** @description Staff only: parts of the username, the names or the email, in any order and case, or the id of a provider (in full, or its last eight digits), or its number (ten digits). */
          search?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The requested data. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ProviderListResponse'];
          };
        };
      };
    };
    put?: never;
    /**
     * Register a loan provider
     * @description For a person at the counter. The username is made up from the number unless it is given. Nobody can sign in to the account before a code has set a password. The answer names who looks the same; it refuses nobody.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['RegisterPersonDto'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['RegisteredResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List loan providers, as a file
     * @description Staff see all, newest first; a provider sees itself.
     */
    get: {
      parameters: {
        query?: {
          /** @description By which column, descending with a minus in front. By anything but `created_at` at most 10000 rows are sorted: narrow a longer list with filters. */
          ordering?:
            | '-created_at'
            | 'created_at'
            | '-name'
            | 'name'
            | '-fund_amount'
            | 'fund_amount'
            | '-wallet_amount'
            | 'wallet_amount'
            | '-lent_amount'
            | 'lent_amount';
          /** @description Staff only: parts of the username, the names or the email, in any order and case, or the id of a provider (in full, or its last eight digits), or its number (ten digits). */
          search?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description All rows; text that a spreadsheet would take for a formula gets an apostrophe in front. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'text/csv': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/update_current': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change my profile
     * @description Changes names, email, phone and address of the signed-in provider. Fields left out are kept. The password, sent with an email, confirms it: until then links for a new password go to the address before it.
     */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['UpdateProviderDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ProviderResponse'];
          };
        };
      };
    };
    trace?: never;
  };
  '/api/providers/add_funds': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Add money to lend
     * @description Adds to the fund of the signed-in provider, or of the one that staff name; of a provider only where the bank takes its word (`direct_deposits`). The money is free to lend at once. Staff get the number of a receipt.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['MoveFundsDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['FundsMovedResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/withdraw': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take money out of the wallet
     * @description Only money that came back from loans can be withdrawn. Staff name the provider, and get the number of a receipt. With an `instrument` it does what `POST /api/providers/withdrawals/` does.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['WithdrawDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['FundsMovedResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/reinvest': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Reinvest money from the wallet
     * @description Moves money from the wallet to the fund. Staff name the provider.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ReinvestFundsDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['FundsMovedResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show a loan provider
     * @description Profile and balances. A provider can only see itself.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ProviderResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change a loan provider
     * @description Names, email, phone and address. Fields left out are kept. The mandate is changed at its own address.
     */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['UpdateProfileDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ProviderResponse'];
          };
        };
      };
    };
    trace?: never;
  };
  '/api/providers/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Look for a loan provider before registering one
     * @description Who has the same name, e-mail address or phone number, provider or not. Nothing changes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['RegisterPersonDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['LookAlikesResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/{id}/code': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make a code with which a loan provider chooses a password
     * @description For the first password, or one that is forgotten. It works once, for a day and five attempts; an earlier one ends. Whoever uses it is told who made it.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['OneTimeCodeResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/withdrawals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Have money of the wallet paid to my bank account
     * @description The money leaves the wallet at once, and comes back if it cannot be paid out. `GET /api/transfers/{id}/` tells what became of it. `Idempotency-Key` is required, because a repeat without one would pay it out twice. `POST /api/providers/withdraw/` with an `instrument` does the same.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['WithdrawByTransferDto'];
        };
      };
      responses: {
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['StartedTransferResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/mandate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A provider's mandate
     * @description What the provider allows to be done with its money. Every allocation keeps to it.
     */
    get: {
      parameters: {
        query?: {
          /** @description The provider: required for staff; a provider reads its own. */
          provider?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['MandateResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change a provider's mandate
     * @description Fields left out are kept, null removes a limit. It applies from the next allocation on; running loans are not affected. Staff may change it for a provider; the history shows who did.
     */
    patch: {
      parameters: {
        query?: {
          /** @description The provider: required for staff; a provider reads its own. */
          provider?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ChangeMandateDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['MandateResponse'];
          };
        };
      };
    };
    trace?: never;
  };
  '/api/providers/mandate/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * All versions of a provider's mandate
     * @description Newest first, with the author and time of each.
     */
    get: {
      parameters: {
        query?: {
          /** @description The provider: required for staff; a provider reads its own. */
          provider?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['MandateHistoryResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/fundings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List participations in loans
     * @description A provider sees its own, staff see all; newest first. As a file: the same address with `/csv`.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
          /** @description Only participations in this loan. */
          loan?: string;
          /** @description Only participations of this provider. */
          provider?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The requested data. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['FundingListResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/fundings/csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List participations in loans, as a file
     * @description A provider sees its own, staff see all; newest first.
     */
    get: {
      parameters: {
        query?: {
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description Only participations in this loan. */
          loan?: string;
          /** @description Only participations of this provider. */
          provider?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description All rows; text that a spreadsheet would take for a formula gets an apostrophe in front. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'text/csv': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/loans/{id}/fundings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who funded a loan
     * @description The customer sees the amounts, a provider its own part, staff everything.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['FundingListResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/loans/{id}/allocation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Why a loan has the lenders it has
     * @description The allocation receipt: the providers in the order in which they were ranked, what each lent or why it was skipped, then those that were not ranked, with the reason. It is found by replaying the allocation on its recorded input. Staff see all, a provider its own row.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description Opaque position: take it from `next` of an earlier answer. */
          cursor?: string;
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AllocationReceiptResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/loans': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List loans
     * @description A customer sees its own, a provider those it funded, staff all; newest first, or by `ordering`. Filters by one `status`, a customer or a provider use an index; other filters scan the rest until the page is full. As a file: the same address with `/csv`.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description `exact` counts all matching rows; `estimate` counts up to 10000, and beyond that answers what the database expects. A caller's own rows are always counted. */
          count?: 'exact' | 'estimate';
          /** @description By which column, descending with a minus in front. By anything but `created_at` at most 10000 rows are sorted: narrow a longer list with filters. */
          ordering?:
            | '-created_at'
            | 'created_at'
            | '-next_due_date'
            | 'next_due_date'
            | '-days_past_due'
            | 'days_past_due'
            | '-amount'
            | 'amount'
            | '-remaining_balance'
            | 'remaining_balance'
            | '-customer_name'
            | 'customer_name';
          /** @description Only open loans with an instalment due today, or within seven days, today included. */
          due?: 'today' | 'week';
          /** @description Only loans in this status; separate several with commas. Values: queued, active, overdue, defaulted, paid, written_off, cancelled. */
          status?: string;
          /** @description Only loans that this provider funded. For staff, and for the provider itself. */
          provider?: string;
          /** @description Only loans at least this many days past due. */
          days_past_due_from?: number;
          /** @description Only loans at most this many days past due. */
          days_past_due_to?: number;
          /** @description Only loans that began on this date or later. */
          started_from?: string;
          /** @description Only loans that began on this date or earlier. */
          started_to?: string;
          /** @description Staff only: parts of the username, the names or the email of the customer, in any order and case, or the id of a loan (in full, or its last eight digits), or its number (ten digits). */
          search?: string;
          /** @description Only loans of this customer. */
          customer?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The requested data. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['LoanListResponse'];
          };
        };
      };
    };
    put?: never;
    /**
     * Request a loan
     * @description Checks the amount against your range, takes the money from as many loan providers as needed and pays it out, all in one transaction: the loan is `active`, or nothing has happened. With a quote instead of an amount, the loan has exactly the figures of the quote. If the bank allows it, a loan that the providers cannot fund now answers 202 and waits in the funding queue: on a quote only with `queue: true`, for its amount and instalments, with the dates and cents of the day on which it begins. Staff request it for a `customer`, who is asked about as always; the loan says who requested it.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['RequestLoanDto'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['LoanResponse'];
          };
        };
        /** @description The loan waits for money. */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['QueuedLoanResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/loans/csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List loans, as a file
     * @description A customer sees its own, a provider those it funded, staff all; newest first, or by `ordering`. Filters by one `status`, a customer or a provider use an index; other filters scan the rest until the page is full.
     */
    get: {
      parameters: {
        query?: {
          /** @description By which column, descending with a minus in front. By anything but `created_at` at most 10000 rows are sorted: narrow a longer list with filters. */
          ordering?:
            | '-created_at'
            | 'created_at'
            | '-next_due_date'
            | 'next_due_date'
            | '-days_past_due'
            | 'days_past_due'
            | '-amount'
            | 'amount'
            | '-remaining_balance'
            | 'remaining_balance'
            | '-customer_name'
            | 'customer_name';
          /** @description Only open loans with an instalment due today, or within seven days, today included. */
          due?: 'today' | 'week';
          /** @description Only loans in this status; separate several with commas. Values: queued, active, overdue, defaulted, paid, written_off, cancelled. */
          status?: string;
          /** @description Only loans that this provider funded. For staff, and for the provider itself. */
          provider?: string;
          /** @description Only loans at least this many days past due. */
          days_past_due_from?: number;
          /** @description Only loans at most this many days past due. */
          days_past_due_to?: number;
          /** @description Only loans that began on this date or later. */
          started_from?: string;
          /** @description Only loans that began on this date or earlier. */
          started_to?: string;
          /** @description Staff only: parts of the username, the names or the email of the customer, in any order and case, or the id of a loan (in full, or its last eight digits), or its number (ten digits). */
          search?: string;
          /** @description Only loans of this customer. */
          customer?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description All rows; text that a spreadsheet would take for a formula gets an apostrophe in front. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'text/csv': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/loans/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show a loan
     * @description Amounts, status and what is due next. Loans that do not concern you answer 404.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['LoanDetailResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/quotes/estimate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What a loan would cost, for anyone
     * @description The schedule, the total cost and the annual percentage rate on the bank's terms, before anybody is known: no promise, and no word on whether there is money. At most 30 a minute from one address. A bank that does not publish its prices refuses it (`public_calculator`).
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['EstimateDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['LoanCostResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/quotes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ask what a loan would cost
     * @description The whole schedule, the total cost and the annual percentage rate of a possible loan. `POST /api/loans/` with the id of the quote gives exactly that loan. A customer keeps at most 30 unused quotes: a new one replaces the oldest. Staff ask for a `customer`. With `?dry_run=1` it answers what `POST /api/quotes/preview/` does.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['RequestQuoteDto'];
        };
      };
      responses: {
        /** @description The quote, kept until it expires. */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['QuoteResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/quotes/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Look what a loan would cost
     * @description The figures of a quote, for trying amounts: nothing is kept, and nothing can be taken up. Staff ask for a `customer`.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['RequestQuoteDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['QuotePreviewResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/quotes/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show a quote
     * @description A customer sees its own, staff see all.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['QuoteResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/bank_configuration/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What a change of the terms would do
     * @description The configuration and what a sample loan costs, before and after. Refuses what the change itself would refuse, and changes nothing.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['PreviewBankConfigurationDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ConfigPreviewResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/funding_queue': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List loans that wait for money
     * @description With their position, and loans whose wait has ended. A customer sees its own, staff all; newest first. As a file: the same address with `/csv`.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
          /** @description Only entries in this state. */
          state?: 'waiting' | 'funded' | 'cancelled' | 'expired' | 'refused';
          /** @description Staff only: parts of the username, the names or the email of the customer, or the id of a loan (in full, or its last eight digits), or its number (ten digits). */
          search?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The requested data. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['QueueListResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/funding_queue/csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List loans that wait for money, as a file
     * @description With their position, and loans whose wait has ended. A customer sees its own, staff all; newest first.
     */
    get: {
      parameters: {
        query?: {
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description Only entries in this state. */
          state?: 'waiting' | 'funded' | 'cancelled' | 'expired' | 'refused';
          /** @description Staff only: parts of the username, the names or the email of the customer, or the id of a loan (in full, or its last eight digits), or its number (ten digits). */
          search?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description All rows; text that a spreadsheet would take for a formula gets an apostrophe in front. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'text/csv': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/loans/{id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Leave the funding queue
     * @description Cancels a loan that waits for money. Nothing was lent, so nothing is owed.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['LoanResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/collect': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Pay on a loan by card or from a bank account
     * @description A gateway collects the money, and the payment counts once the gateway has it: from today, also when that takes days. `GET /api/transfers/{id}/` tells what became of it. `Idempotency-Key` is required, because a repeat without one would take the money twice. `POST /api/payments/` with an `instrument` does the same.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['CollectPaymentDto'];
        };
      };
      responses: {
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['StartedTransferResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List payments
     * @description A customer sees its own, staff see all; newest first. As a file: the same address with `/csv`.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description `exact` counts all matching rows; `estimate` counts up to 10000, and beyond that answers what the database expects. A caller's own rows are always counted. */
          count?: 'exact' | 'estimate';
          /** @description By which column, descending with a minus in front. By anything but `created_at` at most 10000 rows are sorted: narrow a longer list with filters. */
          ordering?:
            | '-created_at'
            | 'created_at'
            | '-amount'
            | 'amount'
            | '-value_date'
            | 'value_date'
            | '-customer_name'
            | 'customer_name';
          /** @description Only payments that count from this date or later. */
          value_date_from?: string;
          /** @description Only payments that count from this date or earlier. */
          value_date_to?: string;
          /** @description Staff only: parts of the username, the names or the email of the customer, or the id of a payment or of its loan (in full, or its last eight digits), or its number (ten digits). */
          search?: string;
          /** @description Only payments on this loan. */
          loan?: string;
          /** @description Only payments of this customer. */
          customer?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The requested data. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PaymentListResponse'];
          };
        };
      };
    };
    put?: never;
    /**
     * Pay on a loan
     * @description Any amount up to what pays the loan off. It goes to the oldest instalment first, inside it in the loan’s allocation order, and is split among the wallets of the loan's providers by their shares, to the cent, in one transaction. Staff may pay for a customer, date the payment in the past, and say how the money came; they get the number of a receipt. Where `direct_payments` of the bank is `staff`, only they pay without an `instrument`. With `?dry_run=1` it answers what `POST /api/payments/preview/` does, and with an `instrument` what `POST /api/payments/collect/` does.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['MakePaymentDto'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['MadePaymentResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try a payment
     * @description What it would pay and to whom, and the loan before and after. Nothing changes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['MakePaymentDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PaymentPreviewResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/{id}/reverse': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Reverse a payment
     * @description For a payment that never really came, such as a bounced cheque. The loan becomes what it would be without it, and every provider gives back its share from its wallet; what the wallet lacks, it owes to the bank (`receivable_amount`). The payment stays on record, marked as reversed. With `money` as `credit`, the money stays as the credit of the customer. With `?dry_run=1` it answers what `POST /api/payments/{id}/reverse/preview/` does.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ReversePaymentDto'];
        };
      };
      responses: {
        /** @description The payment as it is now. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ReversedPaymentResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/{id}/reverse/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Preview a reversal
     * @description The payment as it would be, and the loan before and after. Nothing changes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ReversePaymentDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ReversalPreviewResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List payments, as a file
     * @description A customer sees its own, staff see all; newest first.
     */
    get: {
      parameters: {
        query?: {
          /** @description By which column, descending with a minus in front. By anything but `created_at` at most 10000 rows are sorted: narrow a longer list with filters. */
          ordering?:
            | '-created_at'
            | 'created_at'
            | '-amount'
            | 'amount'
            | '-value_date'
            | 'value_date'
            | '-customer_name'
            | 'customer_name';
          /** @description Only payments that count from this date or later. */
          value_date_from?: string;
          /** @description Only payments that count from this date or earlier. */
          value_date_to?: string;
          /** @description Staff only: parts of the username, the names or the email of the customer, or the id of a payment or of its loan (in full, or its last eight digits), or its number (ten digits). */
          search?: string;
          /** @description Only payments on this loan. */
          loan?: string;
          /** @description Only payments of this customer. */
          customer?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description All rows; text that a spreadsheet would take for a formula gets an apostrophe in front. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'text/csv': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show a payment
     * @description With its split by instalment and among the providers; a customer sees the amounts only.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ShownPaymentResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/customers/{id}/credit/apply': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Pay on a loan from a customer's credit
     * @description As much of the credit as the loan takes; the rest stays. Credit is money of the customer that no loan took, such as a transfer of more than was owed.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ApplyCreditDto'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AppliedCreditResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/customers/{id}/credit/refund': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Pay a customer's credit out
     * @description To a bank account of the customer, or back to the card that it came from: money by card goes back to its card. The amount leaves the credit at once, and comes back if it cannot be paid out. What a transfer brought that can still be taken back is on hold. `Idempotency-Key` is required, because a repeat without one would pay it out twice. With `?dry_run=1` it answers what `POST /api/customers/{id}/credit/refund/preview/` does.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['RefundCreditDto'];
        };
      };
      responses: {
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['StartedTransferResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/customers/{id}/credit/refund/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try a refund of credit
     * @description Where the money would go, when, and the credit before and after. Nothing changes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['RefundCreditDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['RefundPreviewResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/customers/{id}/bank_loss': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Write off what a customer owes beside its loans
     * @description A gateway or bank took back money that the customer had spent already, and nobody will ever pay it: the house bears it. That needs two members of staff: the first call is a proposal, the call of another one confirms it.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['BankLossDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['BankLossResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/loans/{id}/write_off': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Write off a loan in default
     * @description The providers lose the outstanding principal, each what it still had in the loan; interest stops. The borrower still owes what was owed. Later payments are recoveries, split among the providers by their shares. With `?dry_run=1` it answers what `POST /api/loans/{id}/write_off/preview/` does.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['WriteOffLoanDto'];
        };
      };
      responses: {
        /** @description The loss. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WriteOffResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/loans/{id}/write_off/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Preview a write-off
     * @description The loss, provider by provider, and the loan before and after. Nothing changes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['WriteOffLoanDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WriteOffPreviewResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/loans/{id}/undo': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Undo a loan whose pay-out waits
     * @description As if it had never been granted: its providers have their money back, late interest is taken back, and the transfer that would have paid it out is cancelled. Only as long as that transfer is `reserved`, no payment on the loan stands and none is on its way; reverse payments first, with `money` "credit". What comes in later is the customer's credit. With `?dry_run=1` it answers what `POST /api/loans/{id}/undo/preview/` does.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['UndoLoanDto'];
        };
      };
      responses: {
        /** @description What its providers got back. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['UndoneLoanResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/loans/{id}/undo/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Preview the undoing of a loan
     * @description What each provider would get back, and the loan before and after. Nothing changes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['UndoLoanDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['UndoPreviewResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/loans/{id}/autopay': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How a loan is collected by itself
     * @description From what, and the next debit. A customer sees its own loans only.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AutopayResponse'];
          };
        };
      };
    };
    /**
     * Let a loan be collected by itself
     * @description From now on a debit is asked for at the beginning of the day that is `lead_days` before each due date, for all that is due by then and not on its way. It counts from the due date. The first due date is one whose day has not begun. A debit that fails or comes back is tried once more; the second in a row ends it. Staff may set it for the customer, with the customer's own card or bank account.
     */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['SetAutopayDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AutopayResponse'];
          };
        };
      };
    };
    post?: never;
    /**
     * Stop collecting a loan by itself
     * @description No further debit is asked for. One that was sent already goes on.
     */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AutopayResponse'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/notes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List notes
     * @description About one subject, or about a customer with all loans and payments; newest first. The reasons of reversals and write-offs are among them.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
          /** @description Notes about this one: the id of a customer, provider, loan, payment or statement line. */
          subject?: string;
          /** @description Notes about this customer, and about all loans and payments of the customer. */
          customer?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['NoteListResponse'];
          };
        };
      };
    };
    put?: never;
    /**
     * Write a note
     * @description What staff know of a customer, a provider, a loan or a payment, such as what was said on the phone. Only staff read it.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['WriteNoteDto'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['NoteResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/notes/{id}/redact': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Remove the text of a note
     * @description For good, such as when a person asks for it. Who wrote the note, when and about what stays. Repeated, it changes nothing.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The note without its text. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['NoteResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/loans/{id}/promises': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The promises to pay of a loan
     * @description Newest first. The borrower sees them without the notes of staff.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PromiseListResponse'];
          };
        };
      };
    };
    put?: never;
    /**
     * Promise to pay, or write down a promise
     * @description One open promise a loan; a borrower may make one a month, and staff write down what borrowers say. The day-close decides at the end of the second day after `due_on`: it is kept when payments that were entered after it reach the amount, or when nothing is past due; a payment on its way keeps it open. It moves no money, and late interest runs on.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['MakePromiseDto'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PromiseResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/promises/{id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel an open promise
     * @description It counts as neither kept nor broken, such as one that was written down by mistake.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The promise as it is now. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PromiseResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/collections/{loan}/assign': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Give a late loan to somebody
     * @description Who works on it, for `GET reports/collections/?assigned_to=`. The loan is nobody’s again when it is no longer late, or when the user may no longer sign in. Repeated, it changes nothing.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          loan: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['AssignDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AssignedResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/care_requests': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What borrowers asked for
     * @description Newest first: a borrower's own, for staff those of all.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
          /** @description Only requests in this state; separate several with commas. Values: open, granted, declined, withdrawn. */
          state?: string;
          /** @description Only requests about this loan. */
          loan?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CareRequestListResponse'];
          };
        };
      };
    };
    put?: never;
    /**
     * Ask the bank for another course
     * @description A borrower who cannot pay as agreed says what would help. One open request a loan. It changes nothing by itself: instalments fall due as before until the bank has answered and agreed on something else.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['AskForCareDto'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CareRequestResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/care_requests/{id}/answer': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Answer what a borrower asked for
     * @description The borrower reads the note. It is an answer and nothing else: what was granted is agreed on separately.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['AnswerCareDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CareRequestResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/care_requests/{id}/withdraw': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take back what I asked for
     * @description While the bank has not answered.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CareRequestResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/gateways/{name}/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Receive a message of a gateway
     * @description For gateways, which sign what they send. The message is a hint: the gateway is asked what the transfer is now. Messages may come in any order and any number of times.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description A gateway that this bank uses. */
          name: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['EventReceivedResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/instruments/setup': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Set up a card or bank account to pay with
     * @description Answers what the gateway's own fields need: the number is typed into those and never comes here.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['SetUpInstrumentDto'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['SetUpInstrumentResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/instruments/{id}/refresh': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ask the gateway whether a card or bank account can be used now
     * @description After the gateway's own fields have said that it is set up. The gateway says so by itself too, later.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['InstrumentResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/transfers/{id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel a transfer
     * @description As long as it was not sent to its gateway. What was to be paid out is in the wallet or the credit again.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['TransferDetailResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/transfers/{id}/refresh': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ask the gateway about a transfer
     * @description It is asked by itself too, when it says that something is new and now and then. Who pays is told again where to confirm the payment, if that is still to be done.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['RefreshedTransferResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/transfers/{id}/resend': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a payout to another account
     * @description For a payout that failed, came back or was not sent. Another transfer takes its place: what is still promised goes over to it, and what is in the wallet or the credit again is taken from there. A payout has one successor, so a repeat answers `transfer_state`, with the `successor`.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ResendTransferDto'];
        };
      };
      responses: {
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['StartedTransferResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/transfers/{id}/resolve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Resolve a transfer in review
     * @description For what the gateway said that does not fit, or never said, and for what staff noted and the bank never got, such as a cheque that bounced. You say where it ended: that is a `proposal`, until another member of staff says the same. Then the books follow: a repayment that counts no longer is taken back from its loan.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ResolveTransferDto'];
        };
      };
      responses: {
        /** @description The transfer as it is now. With a `proposal`, it waits for another member of staff. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['TransferDetailResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/transfers/{id}/resolve/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What resolving a transfer in review would do
     * @description The states and figures before and after, once two members of staff have said so. Nothing is proposed, and nothing changes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ResolveTransferDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ResolvePreviewResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/instruments/payout_accounts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Register a bank account to be paid to
     * @description For withdrawals, refunds and the pay-out of loans. The number is stored encrypted and never shown again: only its last four characters are. Staff register it for the customer or provider that they serve (`party`).
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['RegisterPayoutAccountDto'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['InstrumentResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/deposits': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Add money to lend, by card or from a bank account
     * @description A gateway collects the money. It may be lent once it has settled: money that can still be taken back is not. `Idempotency-Key` is required, because a repeat without one would take the money twice.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['DepositDto'];
        };
      };
      responses: {
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['StartedTransferResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/bank_accounts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List bank accounts
     * @description The bank’s own accounts at other banks, newest first.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['BankAccountListResponse'];
          };
        };
      };
    };
    put?: never;
    /**
     * Open a bank account
     * @description An account of the bank's own at another bank, in the bank's currency, whose statements will be read. What lies there moves in the books from the till to the account. From the first account on, only staff enter payments and deposits without an instrument, unless the bank configuration says otherwise.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['OpenBankAccountDto'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['BankAccountResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/bank_accounts/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change a bank account
     * @description What it is called, and which gateways pay out to it: from then on their transfers settle by the lines of its statements. Open lines that are payouts of a gateway that is new here are explained by themselves; what it had settled into cash is then money between till and bank. What is left out stays.
     */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ChangeBankAccountDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['BankAccountResponse'];
          };
        };
      };
    };
    trace?: never;
  };
  '/api/bank_accounts/{id}/csv_format': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Say how the CSV files of a bank account are read
     * @description Which column says what, how dates and amounts are written. Files sent as `text/csv` to `bank_statements` are then read so. What was read before stays as it is.
     */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['CsvFormatDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['BankAccountResponse'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/bank_statements': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List bank statements
     * @description Those that were imported, newest first.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
          /** @description Only statements of this bank account. */
          account?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['BankStatementListResponse'];
          };
        };
      };
    };
    put?: never;
    /**
     * Import bank statements
     * @description A file of one account as the bank gives it: ISO 20022 camt.053 or camt.054 (XML, versions 001.02 to 001.13) or MT940, or CSV as its account says (`csv_format`), at most 5 MB. Its opening balance and lines must make its closing balance, and continue what was read before. Each line is booked at once, against money not identified; lines that name one of our references or numbers are then credited by themselves. Files may overlap: what was read before is left out, also what a notification (camt.054) has told before its statement. The same file again answers 200.
     */
    post: {
      parameters: {
        query?: {
          /** @description The bank account whose statements the file has; by default the one that the file names. */
          account?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'text/plain': string;
          'text/xml': string;
          'text/csv': string;
        };
      };
      responses: {
        /** @description The file had been read before: nothing is new. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ImportedResponse'];
          };
        };
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ImportedResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/bank_statements/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show a bank statement
     * @description Its balances, and how many of its lines are open.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['BankStatementResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/bank_statements/{id}/lines': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the lines of a bank statement
     * @description Those that it brought, the last one first; `state=open` are those to be explained. As a file: the same address with `/csv`.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
          /** @description Only lines in this state. */
          state?: 'open' | 'explained' | 'outside';
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The requested data. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['StatementLineListResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/bank_statements/{id}/lines/csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the lines of a bank statement, as a file
     * @description Those that it brought, the last one first; `state=open` are those to be explained.
     */
    get: {
      parameters: {
        query?: {
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description Only lines in this state. */
          state?: 'open' | 'explained' | 'outside';
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description All rows; text that a spreadsheet would take for a formula gets an apostrophe in front. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'text/csv': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/statement_lines/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show a line of a bank statement
     * @description With what it may be explained by.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['StatementLineResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/statement_lines/{id}/charge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A line is a charge of the bank
     * @description An expense of the house. The line is explained. With `?dry_run=1` it answers what `/charge/preview/` does.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The line as it is now, and the figures before and after. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['DecidedLineResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/statement_lines/{id}/charge/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try what `charge` would do
     * @description Nothing changes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The line as it would be, and the figures before and after. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['DecidedLineResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/statement_lines/{id}/banked': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A line is money between the till and the bank account
     * @description Cash that was brought to the bank or fetched there. Also a pay-out, payment, deposit or withdrawal that was booked as cash and really went through the bank: name its loan or provider. With `?dry_run=1` it answers what `/banked/preview/` does.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['BankedLineDto'];
        };
      };
      responses: {
        /** @description The line as it is now, and the figures before and after. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['DecidedLineResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/statement_lines/{id}/banked/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try what `banked` would do
     * @description Nothing changes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['BankedLineDto'];
        };
      };
      responses: {
        /** @description The line as it would be, and the figures before and after. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['DecidedLineResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/statement_lines/{id}/outside': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A line has nothing to do with lending
     * @description The house's own money, such as rent or capital. With `?dry_run=1` it answers what `/outside/preview/` does.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['OutsideLineDto'];
        };
      };
      responses: {
        /** @description The line as it is now, and the figures before and after. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['DecidedLineResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/statement_lines/{id}/outside/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try what `outside` would do
     * @description Nothing changes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['OutsideLineDto'];
        };
      };
      responses: {
        /** @description The line as it would be, and the figures before and after. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['DecidedLineResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/statement_lines/{id}/undo': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take the explanation of a line back
     * @description What it had booked is reversed, and the line is open again. A transfer that it opened is returned, as if its money had never come; any other is again what it was before. Refused with `line_state` when more has happened to a transfer since, and when it is repeated. With `?dry_run=1` it answers what `/undo/preview/` does.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The line as it is now, and the figures before and after. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['DecidedLineResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/statement_lines/{id}/undo/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try what `undo` would do
     * @description Nothing changes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The line as it would be, and the figures before and after. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['DecidedLineResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/statement_lines/{id}/match': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A line is transfers that were under way
     * @description Each is settled by the line; what they leave over is the credit of the customer in `rest_to`. By a line that left the account, transfers that had settled are taken back, such as a cheque that bounced. A line is explained as a whole: `match_differs` says what is missing. With `?dry_run=1` it answers what `/match/preview/` does.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['MatchLineDto'];
        };
      };
      responses: {
        /** @description The line as it is now, and the figures before and after. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['DecidedLineResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/statement_lines/{id}/match/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try what `match` would do
     * @description Nothing changes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['MatchLineDto'];
        };
      };
      responses: {
        /** @description The line as it would be, and the figures before and after. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['DecidedLineResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/statement_lines/{id}/identify': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A line is money for a loan, a provider or a customer
     * @description It is credited at once: as a payment on the loan, which counts from the value date of the line, as a deposit of the provider, or as credit of the customer, which pays an old debt first. Repeated, it answers `line_state`. With `?dry_run=1` it answers what `/identify/preview/` does.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['IdentifyLineDto'];
        };
      };
      responses: {
        /** @description The line as it is now, and the figures before and after. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['DecidedLineResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/statement_lines/{id}/identify/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try what `identify` would do
     * @description Nothing changes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['IdentifyLineDto'];
        };
      };
      responses: {
        /** @description The line as it would be, and the figures before and after. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['DecidedLineResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/statement_lines/redact': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Remove names and texts from lines of bank statements
     * @description For good, such as when a person asks for it: who paid or was paid, and what they wrote, of lines that are explained. Send either `party` or `lines`. Dates, amounts and references stay; so no file brings the lines again. Lines that nobody has explained keep their text: it says whose they may be. Repeated, it changes nothing.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['RedactLinesDto'];
        };
      };
      responses: {
        /** @description How many lines lost their text. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['RedactedLinesResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/statement_lines/{id}/send_back': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A line is money of nobody here: send it back
     * @description A payout to the account that you name is opened, and the line is explained by it. Through `bank_file` it waits for the next file for the bank. When it is cancelled or fails, the line is open again. With `?dry_run=1` it answers what `/send_back/preview/` does.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['SendBackDto'];
        };
      };
      responses: {
        /** @description The line as it is now, and the figures before and after. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['DecidedLineResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/statement_lines/{id}/send_back/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try what `send_back` would do
     * @description Nothing changes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['SendBackDto'];
        };
      };
      responses: {
        /** @description The line as it would be, and the figures before and after. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['DecidedLineResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payout_files': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List payout files
     * @description Orders to the bank to pay, newest first.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
          /** @description Only files of this bank account. */
          account?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PayoutFileListResponse'];
          };
        };
      };
    };
    put?: never;
    /**
     * Make a payout file
     * @description All payouts through `bank_file` that wait go into one file (ISO 20022 pain.001.001.09) for the bank, and are `sent` from then on; a payout is in at most one file. Those that nobody may get any more, or that a bank would refuse, go to `review` instead. A line of the bank’s statement then says that a payout was paid.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['MakePayoutFileDto'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['MadePayoutFileResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payout_files/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Fetch a payout file
     * @description The file for the bank. It is the same to the byte each time, and the bank takes it once.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The file. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/xml': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/bank': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What the bank offers, for anyone
     * @description Its name, currency and current business date, the ways to pay, who may register, and its terms if it publishes them.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['BankResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/bank/logo': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The picture of the bank, for anyone
     * @description PNG or JPEG, as it was uploaded.
     */
    get: {
      parameters: {
        query?: {
          /** @description As GET /api/bank/ has it: a page that names it may keep the picture for good. */
          version?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The picture. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'image/*': string;
          };
        };
      };
    };
    /**
     * Set the picture of the bank
     * @description It is shown at the portal, where staff sign in, and on documents. A PNG or JPEG file by its content, of at most 256 kB and 2000 x 2000 pixels.
     */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'image/png': string;
          'image/jpeg': string;
        };
      };
      responses: {
        /** @description It is in use. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['LogoResponse'];
          };
        };
      };
    };
    post?: never;
    /**
     * Remove the picture of the bank
     * @description Pages and documents are without one again.
     */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description There is none. */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/loans/{id}/schedule': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A loan's instalments
     * @description What is due on each, what was paid of it and what is left, at the end of a business date. Derived from the loan's terms and payments, by the same arithmetic that applies payments.
     */
    get: {
      parameters: {
        query?: {
          /**
           * @description The schedule at the end of this business date. Today when left out. A later date shows the effect of paying no
           *     more.
           */
          as_of?: string;
          /** @description `1` adds how each interest figure was computed. */
          explain?: '1';
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['LoanScheduleResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/loans/{id}/payoff': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What it takes to pay off a loan
     * @description Paying exactly this amount on that date leaves nothing owed.
     */
    get: {
      parameters: {
        query?: {
          /** @description Today or later. Today when left out. */
          date?: string;
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PayoffResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/loans/{id}/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Everything that happened to a loan
     * @description In order, with the status and the balance before and after.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description Oldest first, or newest first. */
          ordering?: 'created_at' | '-created_at';
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['HistoryResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/statement': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A provider's statement
     * @description Opening balances, every movement of a period with the balances after it, and closing balances, from the journal. At most a year at once, and ten thousand movements; with `newest`, any number. As a file: the same address with `/csv`.
     */
    get: {
      parameters: {
        query?: {
          /** @description The provider: required for staff; a provider reads its own. */
          provider?: string;
          /** @description First business date; by default 30 days before `to`. */
          from?: string;
          /** @description Last business date; by default today. */
          to?: string;
          /** @description Only so many of the newest movements. The balances are those of the whole period, however many movements it has. */
          newest?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The requested data. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['StatementResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/statement/csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A provider's statement, as a file
     * @description Opening balances, every movement of a period with the balances after it, and closing balances, from the journal. At most a year at once, and ten thousand movements; with `newest`, any number.
     */
    get: {
      parameters: {
        query?: {
          /** @description The provider: required for staff; a provider reads its own. */
          provider?: string;
          /** @description First business date; by default 30 days before `to`. */
          from?: string;
          /** @description Last business date; by default today. */
          to?: string;
          /** @description Only so many of the newest movements. The balances are those of the whole period, however many movements it has. */
          newest?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description All rows; text that a spreadsheet would take for a formula gets an apostrophe in front. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'text/csv': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/returns': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A provider's returns
     * @description The annual return of its money (XIRR), calculated three ways, each with its cash flows: on money in loans; the same with past-due loans counted as lost; and the latter on all money, including idle money. There is no result before 90 days of data. As a file: the same address with `/csv`.
     */
    get: {
      parameters: {
        query?: {
          /** @description The provider: required for staff; a provider reads its own. */
          provider?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The requested data. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ReturnsResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/returns/csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A provider's returns, as a file
     * @description The annual return of its money (XIRR), calculated three ways, each with its cash flows: on money in loans; the same with past-due loans counted as lost; and the latter on all money, including idle money. There is no result before 90 days of data.
     */
    get: {
      parameters: {
        query?: {
          /** @description The provider: required for staff; a provider reads its own. */
          provider?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description All rows; text that a spreadsheet would take for a formula gets an apostrophe in front. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'text/csv': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/portfolio': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A provider's shares in loans
     * @description In total, by status and by how late the loans are: what was lent, what was repaid, and what is earned but not paid yet. `GET /api/providers/portfolio/loans/` has the same loan by loan.
     */
    get: {
      parameters: {
        query?: {
          /** @description The provider: required for staff; a provider reads its own. */
          provider?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PortfolioResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/portfolio/maturities': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * When a provider's principal comes back
     * @description The principal that is still with borrowers, by the month in which its instalments are due.
     */
    get: {
      parameters: {
        query?: {
          /** @description The provider: required for staff; a provider reads its own. */
          provider?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['MaturitiesResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/portfolio/loans': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A provider's shares in loans, loan by loan
     * @description Its share of each loan, repayments with interest before and after commission, and accrued interest.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
          /** @description The provider, for staff; a provider sees only its own. */
          provider?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PortfolioLoanListResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/portfolio/payments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What each payment on a loan brought a provider
     * @description The provider's part of each payment: principal, interest after commission, late interest and what came after a write-off, newest first. As it stands now: a later payment with an earlier date may change how an earlier one is divided.
     */
    get: {
      parameters: {
        query: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
          /** @description The loan that was paid on. */
          loan: string;
          /** @description The provider, for staff; a provider sees only its own. */
          provider?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ShareOfPaymentListResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/idle': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A provider's idle money
     * @description How much of its money earns nothing, with a reason for each part, and its results in the last allocations.
     */
    get: {
      parameters: {
        query?: {
          /** @description The provider: required for staff; a provider reads its own. */
          provider?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['IdleResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/mandate/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try a change of a mandate
     * @description What `PATCH providers/mandate/` with the same body would do: the loans of today’s funding queue that the money may go to, in sum, and the money that would stay idle, before and after. Nothing changes.
     */
    post: {
      parameters: {
        query?: {
          /** @description The provider: required for staff; a provider reads its own. */
          provider?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ChangeMandateDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['MandatePreviewResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/year_statement': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A provider's year
     * @description By months: money in and out, principal lent and paid back, interest, commission, losses and recoveries, each less what was reversed; with the balances before and after, from the journal.
     */
    get: {
      parameters: {
        query?: {
          /** @description The provider: required for staff; a provider reads its own. */
          provider?: string;
          /** @description The year of the business dates; by default the present one, up to today. */
          year?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['YearStatementResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/day_close': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the day-closes
     * @description A business date is closed once, after it is over: late interest is booked, overdue loans and defaults are marked, reminders and overdue notices are written. Missed dates are caught up one by one, in order. As a file: the same address with `/csv`.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
          /** @description Latest date first, or earliest first. */
          ordering?: '-business_date' | 'business_date';
          /** @description Only closes in this state. */
          status?: 'running' | 'done';
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The requested data. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['DayCloseListResponse'];
          };
        };
      };
    };
    put?: never;
    /**
     * Close business dates
     * @description All that are over and not closed, up to `date`, and answers what each close did. An instance does so by itself after midnight; this is for who does not want to wait. Safe to repeat.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['CloseDatesDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ClosedDatesResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/day_close/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Preview the close of business dates
     * @description What each close up to `date` would do, if nothing is paid or lent meanwhile. Nothing changes. Promises to pay, debits that come by themselves and credit scores are left to the close.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['CloseDatesDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PreviewedClosesResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/day_close/csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the day-closes, as a file
     * @description A business date is closed once, after it is over: late interest is booked, overdue loans and defaults are marked, reminders and overdue notices are written. Missed dates are caught up one by one, in order.
     */
    get: {
      parameters: {
        query?: {
          /** @description Latest date first, or earliest first. */
          ordering?: '-business_date' | 'business_date';
          /** @description Only closes in this state. */
          status?: 'running' | 'done';
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description All rows; text that a spreadsheet would take for a formula gets an apostrophe in front. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'text/csv': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/sandbox/clock': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The business date of the sandbox
     * @description Only when `SANDBOX` is true: the business date, and how far it is ahead of the calendar.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['SandboxClockResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/sandbox/clock/advance': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Move the business date forward
     * @description Only when `SANDBOX` is true: moves on day by day, closes each day on the way and answers what each close did. This cannot be undone. In production `SANDBOX` cannot be true.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['AdvanceClockDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AdvancedClockResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/sandbox/clock/advance/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Preview moving the business date forward
     * @description What the close of each day on the way would do, of at most 31 days, if nothing is paid or lent meanwhile. Nothing changes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['AdvanceClockDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PreviewedClosesResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/reports/portfolio': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The portfolio, and how much of it is at risk
     * @description Open loans, their outstanding principal, and how late they are. The portfolio at risk of 30 days is the outstanding principal of all loans more than 30 days past due, over that of all open loans.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PortfolioReportResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/reports/portfolio/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The portfolio day by day
     * @description As the day-close recorded it when it closed each date. Later entries for an earlier date do not change it.
     */
    get: {
      parameters: {
        query?: {
          /** @description How many of the last closed dates to show. */
          days?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PortfolioHistoryResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/reports/collections': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Late loans, most urgent first
     * @description Loans past their grace days or in default, ordered by overdue amount times days past due, with the next action, what was promised, when somebody last turned to the borrower, and who works on it. Whoever pays is off it at once. As a file: the same address with `/csv`.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` in an earlier answer. */
          cursor?: string;
          /** @description Loans of one member of staff: `me`, an id, or `nobody` for those that nobody works on. */
          assigned_to?: string;
          /** @description Loans with an open promise, whose newest promise was broken in the last 60 days, or neither; separate several with commas. Values: open, broken, none. */
          promise?: string;
          /** @description Loans about which nobody has turned to the borrower for so many days. */
          no_contact_days?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The requested data. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CollectionsResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/reports/collections/csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Late loans, most urgent first, as a file
     * @description Loans past their grace days or in default, ordered by overdue amount times days past due, with the next action, what was promised, when somebody last turned to the borrower, and who works on it. Whoever pays is off it at once.
     */
    get: {
      parameters: {
        query?: {
          /** @description Loans of one member of staff: `me`, an id, or `nobody` for those that nobody works on. */
          assigned_to?: string;
          /** @description Loans with an open promise, whose newest promise was broken in the last 60 days, or neither; separate several with commas. Values: open, broken, none. */
          promise?: string;
          /** @description Loans about which nobody has turned to the borrower for so many days. */
          no_contact_days?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description All rows; text that a spreadsheet would take for a formula gets an apostrophe in front. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'text/csv': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/reports/funding': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Where the providers' money is
     * @description Idle, reserved, lent and repaid money of all providers together, and the loans waiting for money.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['FundingReportResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/reports/concentration': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The largest borrowers and providers
     * @description The ten with the most outstanding principal on open loans, and their share of the total.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ConcentrationResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/reports/vintages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How the loans of each month performed
     * @description Loans by the calendar month in which they began: the amount lent, the amount outstanding, and the part of the amount lent that had gone into default after each number of months.
     */
    get: {
      parameters: {
        query?: {
          /** @description How many calendar months to show, ending with the current one. */
          months?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['VintagesResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/reports/day_close': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Whether the day-close is up to date
     * @description The business date, the last closed date, how many dates are behind, and the newest close.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['DayCloseReportResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/reports/reconciliation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Bank and books compared
     * @description For each bank account: the balance of its last statement, what the books say for the same date, and the lines that nobody has explained yet, by name. Money that is credited and not in the bank, or promised and not gone, is what else stands between bank and loans.
     */
    get: {
      parameters: {
        query?: {
          /** @description The date whose end is looked at, by default the business date. */
          on?: string;
          /** @description Only this bank account. */
          account?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ReconciliationResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/reports/in_transit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Money on its way
     * @description Transfers that are neither over nor returned, by what they are for and how far they have come.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['InTransitResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/reports/counter': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The tellers' day
     * @description What each teller took in and paid out on a date, by method, and what was counted in the till. With `user` also every receipt, in order.
     */
    get: {
      parameters: {
        query?: {
          /** @description The business date; by default the current one. */
          on?: string;
          /** @description Only this teller, with each receipt. */
          user?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CounterResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/reports/counter/count': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Count a till
     * @description Keeps the cash that was there beside the cash that the receipts make, and the difference. It moves no money. A second count of the same till and date needs `again`, and is a new version.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['CountTillDto'];
        };
      };
      responses: {
        /** @description The teller's day. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CounterResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/loans/{id}/agreement/pdf': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A loan's agreement, as a PDF
     * @description Its terms and its schedule as it began, for whoever may see the loan.
     */
    get: {
      parameters: {
        query?: {
          /** @description The language of the document. By default your own, else the first of `Accept-Language` that it has, else English. */
          language?: 'en' | 'es' | 'fr' | 'ar';
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The document. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/pdf': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/loans/{id}/payoff/pdf': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A loan's payoff letter, as a PDF
     * @description What `GET /api/loans/{id}/payoff/` answers, in a letter that is valid until that date.
     */
    get: {
      parameters: {
        query?: {
          /** @description Today or later. Today when left out. */
          date?: string;
          /** @description The language of the document. By default your own, else the first of `Accept-Language` that it has, else English. */
          language?: 'en' | 'es' | 'fr' | 'ar';
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The document. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/pdf': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/loans/{id}/statement/pdf': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A loan's statement, as a PDF
     * @description Where it stands, its schedule with what was paid, and everything that happened to it: up to 5,000 rows.
     */
    get: {
      parameters: {
        query?: {
          /** @description The language of the document. By default your own, else the first of `Accept-Language` that it has, else English. */
          language?: 'en' | 'es' | 'fr' | 'ar';
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The document. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/pdf': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/{id}/pdf': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A payment's receipt, as a PDF
     * @description What was paid, when, and on which instalments. That of a reversed payment says so.
     */
    get: {
      parameters: {
        query?: {
          /** @description The language of the document. By default your own, else the first of `Accept-Language` that it has, else English. */
          language?: 'en' | 'es' | 'fr' | 'ar';
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The document. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/pdf': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/statement/pdf': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A provider's statement, as a PDF
     * @description What `GET /api/providers/statement/` answers, up to 5,000 movements.
     */
    get: {
      parameters: {
        query?: {
          /** @description The provider: required for staff; a provider reads its own. */
          provider?: string;
          /** @description First business date; by default 30 days before `to`. */
          from?: string;
          /** @description Last business date; by default today. */
          to?: string;
          /** @description The language of the document. By default your own, else the first of `Accept-Language` that it has, else English. */
          language?: 'en' | 'es' | 'fr' | 'ar';
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The document. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/pdf': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/year_statement/pdf': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A provider's year, as a PDF
     * @description What `GET /api/providers/year_statement/` answers.
     */
    get: {
      parameters: {
        query?: {
          /** @description The provider: required for staff; a provider reads its own. */
          provider?: string;
          /** @description The year of the business dates; by default the present one, up to today. */
          year?: number;
          /** @description The language of the document. By default your own, else the first of `Accept-Language` that it has, else English. */
          language?: 'en' | 'es' | 'fr' | 'ar';
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The document. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/pdf': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/search': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Find people, loans and receipts
     * @description One box for whatever somebody at the counter says: a number, a name in any order, a phone number, a receipt. At most ten of a kind, and thirty searches a minute. What was asked for is not logged; that something was, is.
     */
    get: {
      parameters: {
        query: {
          /**
           * @description A number of a loan, customer or provider, in groups or not; a receipt's number or a reference; words of a name, in
           *     any order; a username; an e-mail address; four digits or more of a phone number.
           */
          q: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['FoundResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/webhook_endpoints': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List webhook endpoints
     * @description All for an admin, its own for a provider; newest first.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
          /** @description Only endpoints in this state; separate several with commas. Values: enabled, disabled, gone. */
          state?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookEndpointListResponse'];
          };
        };
      };
    };
    put?: never;
    /**
     * Add a webhook endpoint
     * @description From now on its address is sent the events that it wants, signed as Standard Webhooks 1.0.0 says. The secret is shown this once. An admin's are the bank's; a provider's gets the provider's own events. At most 20 each.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['CreateWebhookEndpointDto'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CreatedWebhookEndpointResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/webhook_endpoints/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show a webhook endpoint
     * @description With how well it was reached in the last 24 hours.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookEndpointResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /**
     * Delete a webhook endpoint
     * @description Nothing is sent to it any more; its history stays.
     */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    /**
     * Change a webhook endpoint
     * @description Other types apply from the next event on. Switched off, it is sent nothing, and what waits for it is dropped.
     */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ChangeWebhookEndpointDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookEndpointResponse'];
          };
        };
      };
    };
    trace?: never;
  };
  '/api/webhook_endpoints/{id}/enable': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Switch a webhook endpoint on again
     * @description It is sent what happens from now on. Nothing is sent by itself of what happened meanwhile: ask for it with `replay`.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookEndpointResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/webhook_endpoints/{id}/rotate_secret': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Give a webhook endpoint another secret
     * @description It is shown this once. For 24 hours messages have two signatures, one with each secret.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookSecretResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/webhook_endpoints/{id}/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a test message
     * @description Sends a message of type `endpoint.test` now, and answers what came back. It is no event.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookTestResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/webhook_endpoints/{id}/replay': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send events again
     * @description Sends the events from one number to another again that the endpoint wants, also those that came while it was switched off: at most 100,000. What waits already is left as it is.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ReplayWebhooksDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ReplayedWebhooksResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/webhook_endpoints/{id}/replay/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Count what would be sent again
     * @description What `replay` would answer. Nothing is sent.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ReplayWebhooksDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ReplayedWebhooksResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/webhook_deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List webhook deliveries
     * @description What was sent to endpoints, or waits; newest first. `state=failed` are those that were given up.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
          /** @description Only deliveries in this state; `failed` are those that were given up; separate several with commas. Values: waiting, delivered, failed, dropped. */
          state?: string;
          /** @description Only deliveries to this endpoint. */
          endpoint?: string;
          /** @description Only deliveries of this event. */
          event?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookDeliveryListResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/webhook_deliveries/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show a webhook delivery
     * @description With what is sent, and every attempt.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookDeliveryDetailResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/webhook_deliveries/{id}/redeliver': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a delivery again
     * @description At once, and as often as a new one if it fails.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookDeliveryDetailResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/notifications': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List letters
     * @description Letters to the caller; for staff, to everybody. Newest first, with what became of each. `state=failed` are those that nothing more is tried for.
     */
    get: {
      parameters: {
        query?: {
          /** @description Rows per page. */
          limit?: number;
          /** @description An opaque position: take it from `next` or `previous` in an earlier answer. */
          cursor?: string;
          /** @description The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster. */
          page?: number;
          /** @description Newest first or oldest first. */
          ordering?: '-created_at' | 'created_at';
          /** @description `exact` counts all matching rows. A caller's own rows are always counted. */
          count?: 'exact';
          /** @description Staff: letters to this user. */
          user?: string;
          /** @description Letters about this. */
          topic?:
            | 'receipt'
            | 'reminder'
            | 'overdue'
            | 'default'
            | 'loan_decision'
            | 'autopay'
            | 'transfer_failed'
            | 'deposit'
            | 'withdrawal'
            | 'share_digest'
            | 'security'
            | 'endpoint'
            | 'approval';
          /** @description What became of them; separate several with commas. Values: waiting, sending, sent, suppressed, failed. */
          state?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['NotificationListResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/notifications/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show a letter
     * @description With the very text that was sent, but for codes. Texts are deleted after 90 days.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['NotificationDetailResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/notifications/{id}/send_again': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a letter again
     * @description As a new letter, which is written by the facts of that moment: a reminder of what is paid is not sent then either. An address that was refused is tried once more. One with a link gets a new link, and the old one ends.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The new letter. */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['NotificationDetailResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/notification_templates': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What letters say
     * @description The template in force for each topic, channel and language. Version 0 is the platform’s own.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['TemplateListResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/notification_templates/{topic}/{channel}/{locale}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Change what letters say
     * @description It is rendered with every example first, and refused if one of them does not work: an unknown value or filter, or anything of Liquid that could run long. Letters that wait are written with it too. Earlier versions are kept.
     */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          topic:
            | 'receipt'
            | 'reminder'
            | 'overdue'
            | 'default'
            | 'loan_decision'
            | 'autopay'
            | 'transfer_failed'
            | 'deposit'
            | 'withdrawal'
            | 'share_digest'
            | 'security'
            | 'endpoint'
            | 'approval';
          channel: 'email' | 'sms';
          locale: 'en' | 'es' | 'fr' | 'ar';
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ChangeTemplateDto'];
        };
      };
      responses: {
        /** @description The template that holds now. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['TemplateResponse'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/notification_templates/{topic}/{channel}/{locale}/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * See what a template would say
     * @description Renders it with every example, and changes nothing.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          topic:
            | 'receipt'
            | 'reminder'
            | 'overdue'
            | 'default'
            | 'loan_decision'
            | 'autopay'
            | 'transfer_failed'
            | 'deposit'
            | 'withdrawal'
            | 'share_digest'
            | 'security'
            | 'endpoint'
            | 'approval';
          channel: 'email' | 'sms';
          locale: 'en' | 'es' | 'fr' | 'ar';
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ChangeTemplateDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['TemplateExamplesResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/notification_preferences': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Which letters come to me
     * @description By topic and channel, as the caller has said, or else by default.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PreferenceListResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Turn letters of a topic on or off
     * @description Also for those that wait already. Letters about the sign-in cannot be turned off, nor what the bank requires.
     */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ChangePreferenceDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PreferenceListResponse'];
          };
        };
      };
    };
    trace?: never;
  };
  '/api/unsubscribe/{token}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What the link in a letter turns off
     * @description It changes nothing: programs that check mail for viruses follow links. The token is the permission.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description From the link in a letter. */
          token: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['UnsubscribeResponse'];
          };
        };
      };
    };
    put?: never;
    /**
     * Turn letters off by the link in one
     * @description Without signing in, as mail programs do it with one click (RFC 8058): whatever body comes with it, as a form of any kind, is not read. Repeated, it changes nothing.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description From the link in a letter. */
          token: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Such letters do not come any more. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['UnsubscribeResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/forgot_password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ask for a link to choose a new password
     * @description It is mailed to the address of the user, works once, for an hour, and leads to POST /api/auth/set_password/. The answer is the same for everybody: it does not tell whether there is such a user, or an address. At most one letter in two minutes is sent to a user.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ForgotPasswordDto'];
        };
      };
      responses: {
        /** @description If there is such a user, a letter is sent. */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ForgotPasswordResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/users/{id}/invite': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Mail a customer or provider a link to choose a password
     * @description For somebody whom staff registered. It works once, for a day, and nobody of the bank sees it. Staff who have the person in front of them hand out a code instead (POST /api/customers/{id}/code/).
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The letter is sent. */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['InvitationResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/customers/{id}/erase': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Erase a customer
     * @description For good: names, addresses, phone, the login with its sessions and second factor, letters, notes, what was asked of the bank and answered, texts and references of bank statements and receipts, cards and account numbers, which gateways delete afterwards (`at_gateways`). Amounts, dates and ids stay, so the books are what they were. Refused while anything is owed, held or under way: `open` says what. Repeated, it removes what came since. Logs and backups go by their own time.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ErasePersonDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ErasureResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/customers/{id}/erase/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Preview the erasure of a customer
     * @description How many rows would lose something, by what they are. Nothing changes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ErasureResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/{id}/erase': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Erase a loan provider
     * @description For good: names, addresses, phone, the login with its sessions and second factor, letters, notes, what was asked of the bank and answered, texts and references of bank statements and receipts, cards and account numbers, which gateways delete afterwards (`at_gateways`). Amounts, dates and ids stay, so the books are what they were. Refused while anything is owed, held or under way: `open` says what. Repeated, it removes what came since. Logs and backups go by their own time.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ErasePersonDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ErasureResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/{id}/erase/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Preview the erasure of a loan provider
     * @description How many rows would lose something, by what they are. Nothing changes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ErasureResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/users/{id}/erase': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Erase a member of staff
     * @description For good: name, email, username, password, sessions, second factor and security keys, letters. What the person did for the bank stays under the id, and the audit log has the id. You cannot erase yourself, nor the last active admin. Customers and loan providers are erased by their own operations.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ErasePersonDto'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ErasureResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/users/{id}/erase/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Preview the erasure of a member of staff
     * @description How many rows would lose something, by what they are. Nothing changes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ErasureResponse'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/ledger/proof': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Prove the books
     * @description Recomputes everything from the journal and names each invariant that does not hold, with its rows. Staff prove all, a provider its own slice.
     */
    get: {
      parameters: {
        query?: {
          /** @description Prove the books as of the end of this business date, from the journal alone. */
          as_of?: string;
          /** @description Staff only: accept a proof of everything that this server began at most this many seconds ago. A proof reads all the books, so a page that many people open should set this. Without it, and with `as_of`, they are proved now. */
          max_age?: number;
          /**
           * @description Staff only, and not with `as_of`. `full` reads everything again. `incremental` reads what was written since the end
           *     of the newest sealed business date, all of each loan that something was written for, and the balances of all
           *     providers: it takes a second or two however many loans there are. Until a date is sealed it is a full one.
           */
          kind?: 'full' | 'incremental';
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ProofResponse'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface components {
  schemas: {
    ProblemDescription: {
      code: string;
      status: number;
      title: string;
    };
    ProblemList: {
      results: components['schemas']['ProblemDescription'][];
    };
    JournalEntryResponse: {
      /** @enum {string} */
      kind:
        | 'deposit'
        | 'withdrawal'
        | 'reinvestment'
        | 'disinvestment'
        | 'funding'
        | 'disbursement'
        | 'principal_repayment'
        | 'principal_share'
        | 'interest_repayment'
        | 'interest_share'
        | 'penalty_repayment'
        | 'penalty_share'
        | 'write_off'
        | 'recovery'
        | 'recovery_share'
        | 'receivable'
        | 'receivable_settlement'
        | 'commission'
        | 'overpayment'
        | 'settlement'
        | 'gateway_fee'
        | 'return_settlement'
        | 'dispute_fee'
        | 'deposit_return'
        | 'credit_return'
        | 'customer_receivable'
        | 'customer_receivable_settlement'
        | 'credit_kept'
        | 'credit_refund'
        | 'receipt_return'
        | 'payout'
        | 'withdrawal_return'
        | 'bank_in'
        | 'bank_out'
        | 'banked'
        | 'outside'
        | 'bank_loss';
      /** @enum {string} */
      debit_account:
        | 'cash'
        | 'loan_principal'
        | 'provider_fund'
        | 'provider_wallet'
        | 'provider_claim'
        | 'collections'
        | 'receivable'
        | 'commission'
        | 'clearing'
        | 'gateway_fees'
        | 'bank_losses'
        | 'customer_receivable'
        | 'customer_credit'
        | 'payouts'
        | 'unidentified'
        | 'own_funds';
      /** @description Who owns the account; null for the bank's own. */
      debit_owner: string | null;
      /** @description First and last name, else the username, of the customer or loan provider who owns it; null for other owners. */
      debit_owner_name: string | null;
      /** @enum {string} */
      credit_account:
        | 'cash'
        | 'loan_principal'
        | 'provider_fund'
        | 'provider_wallet'
        | 'provider_claim'
        | 'collections'
        | 'receivable'
        | 'commission'
        | 'clearing'
        | 'gateway_fees'
        | 'bank_losses'
        | 'customer_receivable'
        | 'customer_credit'
        | 'payouts'
        | 'unidentified'
        | 'own_funds';
      /** @description Who owns the account; null for the bank's own. */
      credit_owner: string | null;
      /** @description First and last name, else the username, of the customer or loan provider who owns it; null for other owners. */
      credit_owner_name: string | null;
      loan: string | null;
      /** @description The number of the loan, as people say it. */
      loan_number: string | null;
      payment: string | null;
      /** @description The entry that this one reverses. */
      reverses: string | null;
      id: string;
      posted_at: string;
      business_date: string;
      amount: string;
      currency: string;
    };
    JournalListResponse: {
      count: number | null;
      next: string | null;
      previous: string | null;
      results: components['schemas']['JournalEntryResponse'][];
    };
    RegisterDto: {
      /** @description Letters, digits and _ . @ + - only. Unique regardless of case. */
      username: string;
      /**
       * @description A customer borrows, a provider lends. Admins create staff and other admins.
       * @enum {string}
       */
      role: 'customer' | 'provider';
      /**
       * @description The language in which the portal and letters speak to you.
       * @enum {string}
       */
      language?: 'en' | 'es' | 'fr' | 'ar';
      /** @description Any characters. It must be hard to guess: not a common password, and not based on your names. */
      password: string;
      first_name?: string;
      last_name?: string;
      email?: string;
    };
    UserResponse: {
      /** @description Also the id of the user's customer or provider profile. */
      id: string;
      /** @enum {string} */
      role: 'customer' | 'provider' | 'staff' | 'admin';
      /**
       * @description The language in which the portal and letters speak to the user; null: not chosen.
       * @enum {unknown}
       */
      language: 'en' | 'es' | 'fr' | 'ar' | null;
      created_at: string;
      username: string;
      first_name: string;
      last_name: string;
      /** @description Empty if there is none. */
      email: string;
    };
    KeyProofDto: {
      /** @description `id` of the credential. */
      id: string;
      /** @description `response.clientDataJSON`. */
      client_data: string;
      /** @description `response.authenticatorData`. */
      authenticator_data: string;
      /** @description `response.signature`. */
      signature: string;
    };
    LoginDto: {
      /**
       * @description `cookie` is for pages of this server: the session is kept in a cookie that no script can read, and the answer has no
       *     refresh token.
       * @enum {string}
       */
      session?: 'cookie';
      username: string;
      password: string;
      /** @description A new password, required if the current one is temporary. It ends all other sessions. */
      new_password?: string;
      /** @description This or `key` where a second factor is on: what the authenticator app shows, or a recovery code. */
      code?: string;
      /** @description In place of `code`: what a security key signed for the `public_key` of `factor_required`. */
      key?: components['schemas']['KeyProofDto'];
    };
    TokensResponse: {
      /**
       * @description Sent while the session only sets up a second factor, which the bank wants of the user's role.
       * @enum {boolean}
       */
      factor_needed?: true;
      /** @description Send it as `Authorization: Bearer <access_token>`. */
      access_token: string;
      token_type: string;
      /** @description How long the access token is valid, in seconds. */
      expires_in: number;
      /** @description Good for one refresh, which returns the next one. */
      refresh_token: string;
      /** @description How long the refresh token is valid, in seconds. */
      refresh_expires_in: number;
    };
    RefreshTokenDto: {
      /** @description From the latest login or refresh. Only pages leave it out: their session is in a cookie. */
      refresh_token?: string;
    };
    ChangePasswordDto: {
      current_password: string;
      /** @description Any characters. It must be hard to guess: not a common password, and not based on your names. */
      new_password: string;
    };
    ChangeMeDto: {
      /**
       * @description The language in which pages and letters speak to you; null: not chosen.
       * @enum {unknown}
       */
      language: 'en' | 'es' | 'fr' | 'ar' | null;
    };
    SessionResponse: {
      id: string;
      /** @description When the user signed in. */
      created_at: string;
      /** @description When its tokens were last renewed, which happens every 15 minutes while it is in use. */
      last_used_at: string;
      expires_at: string;
      /** @description Whether this is the current session. */
      current: boolean;
      /** @description The address of the sign-in, an IPv6 address by its network; empty if unknown. */
      address: string;
      /** @description The User-Agent of the browser or program at sign-in. */
      user_agent: string;
    };
    SessionListResponse: {
      count: number | null;
      next: string | null;
      previous: string | null;
      results: components['schemas']['SessionResponse'][];
    };
    SecurityKeyResponse: {
      id: string;
      created_at: string;
      /** @description Null until it has signed. */
      last_used_at: string | null;
      name: string;
    };
    FactorResponse: {
      /** @description Null while it is off. */
      since: string | null;
      /** @description Whether signing in takes a code or a security key too. */
      is_on: boolean;
      /** @description Whether the bank wants one of everybody with the user's role: then it cannot be switched off. */
      is_required: boolean;
      /** @description How many recovery codes have not been used. */
      recovery_codes_left: number;
      /** @description Whether there is an authenticator app. */
      has_app: boolean;
      /** @description Passkeys and security keys, the oldest first. */
      keys: components['schemas']['SecurityKeyResponse'][];
      /** @description Whether security keys work with this server: over https, or on this machine. */
      keys_possible: boolean;
    };
    FactorProofDto: {
      current_password: string;
      /** @description What the authenticator app shows now, or a recovery code. This or `key`, where a second factor is on. */
      code?: string;
      /** @description What a security key signed for the challenge of `POST /api/auth/factor/keys/challenge/`. */
      key?: components['schemas']['KeyProofDto'];
    };
    ProposedFactorResponse: {
      /** @description In base32, to be typed. */
      secret: string;
      /** @description The same as an address, to be shown as a QR code. */
      uri: string;
    };
    ConfirmFactorDto: {
      /** @description What the authenticator app shows now. */
      code: string;
    };
    RecoveryCodesResponse: {
      /** @description Each signs in once, in place of an app or key. Empty where a factor was on before: earlier ones stay good. */
      recovery_codes: string[];
    };
    KeyCreationResponse: {
      /** @description For `PublicKeyCredential.parseCreationOptionsFromJSON()`. Its challenge counts once, for five minutes. */
      public_key: {
        [key: string]: unknown;
      };
    };
    ConfirmKeyDto: {
      /** @description `response.getTransports()`: how browsers reach the key. Unknown ones are left out. */
      transports?: ('ble' | 'cable' | 'hybrid' | 'internal' | 'nfc' | 'smart-card' | 'usb')[];
      /** @description What its user calls it. */
      name: string;
      /** @description `id` of the new credential. */
      id: string;
      /** @description `response.clientDataJSON` of `navigator.credentials.create()`, in base64url. */
      client_data: string;
      /** @description `response.attestationObject`, in base64url. */
      attestation: string;
    };
    AddedKeyResponse: {
      id: string;
      created_at: string;
      /** @description Null until it has signed. */
      last_used_at: string | null;
      name: string;
      /** @description Shown once, for the first factor of the account; empty otherwise: earlier ones stay good. */
      recovery_codes: string[];
    };
    KeyRequestResponse: {
      /** @description For `PublicKeyCredential.parseRequestOptionsFromJSON()`. Its challenge counts once, for five minutes. */
      public_key: {
        [key: string]: unknown;
      };
    };
    SetPasswordDto: {
      username: string;
      /** @description From the bank; capital letters, spaces and hyphens do not matter. */
      code: string;
      /** @description Any characters. It must be hard to guess: not a common password, and not based on your names. */
      password: string;
    };
    PasswordSetResponse: {
      /** @description Who of the bank made the code, and so knew it. */
      code_made_by: string | null;
      code_made_at: string;
      username: string;
    };
    UserAccountResponse: {
      /** @description Also the id of the user's customer or provider profile. */
      id: string;
      /** @enum {string} */
      role: 'customer' | 'provider' | 'staff' | 'admin';
      /**
       * @description The language in which the portal and letters speak to the user; null: not chosen.
       * @enum {unknown}
       */
      language: 'en' | 'es' | 'fr' | 'ar' | null;
      created_at: string;
      /** @description Since when nothing is known of the person; null: it is known. */
      erased_at: string | null;
      /** @description Whether the user may sign in. */
      is_active: boolean;
      /** @description Whether signing in takes a code too. */
      has_second_factor: boolean;
      /** @description Of staff: customers and providers that are the same person, as far as an admin has said so. */
      own_accounts: string[];
      username: string;
      first_name: string;
      last_name: string;
      /** @description Empty if there is none. */
      email: string;
    };
    UserListResponse: {
      count: number | null;
      next: string | null;
      previous: string | null;
      results: components['schemas']['UserAccountResponse'][];
    };
    CreateUserDto: {
      /** @description Letters, digits and _ . @ + - only. Unique regardless of case. */
      username: string;
      /**
       * @description The language in which the portal and letters speak to you.
       * @enum {string}
       */
      language?: 'en' | 'es' | 'fr' | 'ar';
      /** @description Any characters. It must be hard to guess: not a common password, and not based on your names. */
      password: string;
      first_name?: string;
      last_name?: string;
      email?: string;
      /** @enum {string} */
      role: 'customer' | 'provider' | 'staff' | 'admin';
    };
    ChangeUserDto: {
      first_name?: string;
      last_name?: string;
      email?: string;
      /**
       * @description For staff and admins only.
       * @enum {string}
       */
      role?: 'staff' | 'admin';
      /** @description False ends all sessions and refuses new ones. */
      is_active?: boolean;
      /** @description For staff and admins: the customers and providers that are the same person. They do nothing on those for the bank. */
      own_accounts?: string[];
    };
    ResetPasswordDto: {
      /** @description If omitted, a random one is generated. */
      password?: string;
    };
    ResetPasswordResponse: {
      /** @description Also the id of the user's customer or provider profile. */
      id: string;
      /** @enum {string} */
      role: 'customer' | 'provider' | 'staff' | 'admin';
      /**
       * @description The language in which the portal and letters speak to the user; null: not chosen.
       * @enum {unknown}
       */
      language: 'en' | 'es' | 'fr' | 'ar' | null;
      created_at: string;
      /** @description Since when nothing is known of the person; null: it is known. */
      erased_at: string | null;
      temporary_until: string;
      /** @description Good for signing in once, together with a new password. */
      temporary_password: string;
      /** @description Whether the user may sign in. */
      is_active: boolean;
      /** @description Whether signing in takes a code too. */
      has_second_factor: boolean;
      /** @description Of staff: customers and providers that are the same person, as far as an admin has said so. */
      own_accounts: string[];
      username: string;
      first_name: string;
      last_name: string;
      /** @description Empty if there is none. */
      email: string;
    };
    EventSubjectResponse: {
      /** @enum {string} */
      type:
        | 'loan'
        | 'payment'
        | 'provider'
        | 'customer'
        | 'transfer'
        | 'configuration'
        | 'day'
        | 'endpoint'
        | 'proposal';
      /** @description Null where there is only one of its kind. */
      id: string | null;
    };
    EventResponse: {
      /** @description Its number, without gaps. Of two events of one subject, the later one has the higher number. */
      seq: number;
      /** @enum {string} */
      type:
        | 'loan.requested'
        | 'loan.queued'
        | 'loan.disbursed'
        | 'loan.cancelled'
        | 'loan.expired'
        | 'loan.refused'
        | 'loan.undone'
        | 'loan.overdue'
        | 'loan.defaulted'
        | 'loan.written_off'
        | 'loan.paid_off'
        | 'loan.reopened'
        | 'loan.rebooked'
        | 'payment.received'
        | 'payment.recovered'
        | 'payment.reversed'
        | 'reminder.due'
        | 'notice.due'
        | 'promise.made'
        | 'promise.kept'
        | 'promise.broken'
        | 'autopay.ended'
        | 'provider.deposited'
        | 'provider.withdrew'
        | 'provider.reinvested'
        | 'provider.deposit_returned'
        | 'provider.withdrawal_returned'
        | 'provider.funded_loan'
        | 'provider.share_paid'
        | 'provider.share_taken_back'
        | 'provider.mandate_changed'
        | 'provider.erased'
        | 'customer.erased'
        | 'customer.credited'
        | 'customer.score_changed'
        | 'transfer.changed'
        | 'proposal.made'
        | 'proposal.ended'
        | 'configuration.changed'
        | 'endpoint.failing'
        | 'endpoint.gone'
        | 'care.requested'
        | 'care.answered'
        | 'care.withdrawn'
        | 'day.closed';
      loan: string | null;
      /** @description The number of the loan, as people say it. */
      loan_number: string | null;
      customer: string | null;
      /** @description The number of the customer, as people say it. */
      customer_number: string | null;
      /** @description Set where the event is one provider's own. */
      provider: string | null;
      /** @description The number of the provider, as people say it. */
      provider_number: string | null;
      /** @description The user who did it; null when the platform did. Only staff see it. */
      actor: string | null;
      /** @description What `GET /api/event_types/` says of its type. Amounts are decimals in the currency that stands beside them. */
      data: {
        [key: string]: unknown;
      };
      /** @description The same in every webhook that tells of it, by which a repeat is known. */
      id: string;
      occurred_at: string;
      business_date: string;
      subject: components['schemas']['EventSubjectResponse'];
    };
    EventListResponse: {
      /**
       * @description From this number on every event is listed. Events before it were forgotten or moved to files: if it is more than one above
       *     your `after_seq`, you may have missed some.
       */
      first_seq: number;
      /**
       * @description The last number that was given before the page was read. Where `next` is null, oldest first, there was nothing else for you
       *     up to it: send it as your next `after_seq`.
       */
      last_seq: number;
      count: number | null;
      next: string | null;
      previous: string | null;
      results: components['schemas']['EventResponse'][];
    };
    EventTypeResponse: {
      /** @enum {string} */
      type:
        | 'loan.requested'
        | 'loan.queued'
        | 'loan.disbursed'
        | 'loan.cancelled'
        | 'loan.expired'
        | 'loan.refused'
        | 'loan.undone'
        | 'loan.overdue'
        | 'loan.defaulted'
        | 'loan.written_off'
        | 'loan.paid_off'
        | 'loan.reopened'
        | 'loan.rebooked'
        | 'payment.received'
        | 'payment.recovered'
        | 'payment.reversed'
        | 'reminder.due'
        | 'notice.due'
        | 'promise.made'
        | 'promise.kept'
        | 'promise.broken'
        | 'autopay.ended'
        | 'provider.deposited'
        | 'provider.withdrew'
        | 'provider.reinvested'
        | 'provider.deposit_returned'
        | 'provider.withdrawal_returned'
        | 'provider.funded_loan'
        | 'provider.share_paid'
        | 'provider.share_taken_back'
        | 'provider.mandate_changed'
        | 'provider.erased'
        | 'customer.erased'
        | 'customer.credited'
        | 'customer.score_changed'
        | 'transfer.changed'
        | 'proposal.made'
        | 'proposal.ended'
        | 'configuration.changed'
        | 'endpoint.failing'
        | 'endpoint.gone'
        | 'care.requested'
        | 'care.answered'
        | 'care.withdrawn'
        | 'day.closed';
      /** @enum {string} */
      subject:
        | 'loan'
        | 'payment'
        | 'provider'
        | 'customer'
        | 'transfer'
        | 'configuration'
        | 'day'
        | 'endpoint'
        | 'proposal';
      /** @description The JSON Schema of `data`. A later version may add fields, and never takes one away. */
      schema: {
        [key: string]: unknown;
      };
      example: {
        [key: string]: unknown;
      };
      description: string;
      /** @description Whether it is only written while somebody wants it. */
      on_demand: boolean;
    };
    EventTypeList: {
      results: components['schemas']['EventTypeResponse'][];
    };
    HoldDaysResponse: {
      card: number | null;
      bank_debit: number | null;
      wallet: number | null;
    };
    ScoreBandResponse: {
      /** @description The most a customer may borrow; null: the bank's `max_loan_amount`. */
      max_loan_amount: string | null;
      name: string;
      min_score: number;
      /** @description Added to the bank's `interest_rate`. */
      rate_adjustment: string;
      /** @description The priority in the funding queue: lower comes first. */
      queue_priority: number;
    };
    BankConfigurationResponse: {
      /** @enum {string} */
      unit: 'days' | 'months' | 'weeks';
      /**
       * @description Who may enter payments without an instrument. Where nothing was set: everyone, until a gateway (other than the sandbox)
       *     is used or a bank account is opened; from then on staff.
       * @enum {string}
       */
      direct_payments: 'everyone' | 'staff';
      /** @description What letters come about only to who asks for them. */
      letters_on_request: (
        | 'receipt'
        | 'reminder'
        | 'overdue'
        | 'default'
        | 'loan_decision'
        | 'autopay'
        | 'transfer_failed'
        | 'deposit'
        | 'withdrawal'
        | 'share_digest'
        | 'endpoint'
        | 'approval'
      )[];
      /** @description What letters come about to everybody by mail; nobody can turn them off. */
      letters_required: (
        | 'receipt'
        | 'reminder'
        | 'overdue'
        | 'default'
        | 'loan_decision'
        | 'autopay'
        | 'transfer_failed'
        | 'deposit'
        | 'withdrawal'
        | 'share_digest'
        | 'endpoint'
        | 'approval'
      )[];
      /** @enum {string} */
      letter_language: 'en' | 'es' | 'fr' | 'ar';
      /** @description Increases by one with each change. */
      version: number;
      min_loan_amount: string;
      max_loan_amount: string;
      interest_rate: string;
      /** @description The fraction of the interest that the bank takes before the providers get their shares. */
      commission_rate: string;
      duration: string;
      installments: number;
      currency: string;
      /** @enum {string} */
      allocation_policy: 'smallest_first' | 'oldest_first' | 'largest_first' | 'idle_share' | 'pro_rata';
      /** @description With `pro_rata`, the least that a provider lends on one loan. */
      minimum_share: string;
      /** @enum {string} */
      when_unfunded: 'reject' | 'queue';
      queue_on_request: boolean;
      queue_days: number;
      queue_patience_days: number;
      every: number;
      /** @enum {string} */
      interest_method: 'flat' | 'declining_balance';
      /** @enum {string} */
      day_count: '30/360' | 'actual/365' | 'actual/360' | 'actual/actual' | '30/actual';
      /** @enum {string} */
      period_interest: 'actual_days' | 'equal_periods';
      allocation_order: string[];
      prepayment_rebate: boolean;
      grace_days: number;
      late_interest_rate: string;
      default_after_days: number;
      reminder_days: number;
      bank_address: string;
      time_zone: string;
      closing_hour: number;
      /** @description Whether providers may add money without an instrument; where nothing was set, as with `direct_payments`. */
      direct_deposits: boolean;
      hold_days: components['schemas']['HoldDaysResponse'];
      bank_wait_days: number;
      bank_name: string;
      public_calculator: boolean;
      payment_instructions: string;
      letter_footer: string;
      /** @description Best band first; empty: credit scores have no effect. */
      score_bands: components['schemas']['ScoreBandResponse'][];
      /**
       * @description Only where loans are paid out by transfer: `transfer`.
       * @enum {string}
       */
      disbursement?: 'transfer' | 'instant';
      created_at: string;
      /** @description The user who created this version; null for the first. */
      created_by: string | null;
    };
    BankConfigurationHistoryResponse: {
      /** @description Newest first. */
      results: components['schemas']['BankConfigurationResponse'][];
    };
    ScoreBandDto: {
      /** @description The most that customers in the band may borrow, unless staff gave a customer its own maximum. Omitted: the bank's. */
      max_loan_amount?: string | null;
      /** @description Added to `interest_rate`: "-0.005" is half a percentage point less. The sum is never below 0. Omitted: "0". */
      rate_adjustment?: string;
      name: string;
      /** @description The lowest score of the band. A score below the last band gets no loan. */
      min_score: number;
      /** @description The priority in the funding queue: lower comes first. Omitted: the band's place in the list, from 0. */
      queue_priority?: number;
    };
    HoldDaysDto: {
      card?: number | null;
      bank_debit?: number | null;
      wallet?: number | null;
    };
    ChangeBankConfigurationDto: {
      /** @description What letters come about only to who asks for them. Everything else comes by mail to who has not turned it off. */
      letters_on_request?: (
        | 'receipt'
        | 'reminder'
        | 'overdue'
        | 'default'
        | 'loan_decision'
        | 'autopay'
        | 'transfer_failed'
        | 'deposit'
        | 'withdrawal'
        | 'share_digest'
        | 'endpoint'
        | 'approval'
      )[];
      /**
       * @description What letters come about to everybody by mail, whatever they have turned off. Letters about passwords and addresses
       *     (`security`) always are.
       */
      letters_required?: (
        | 'receipt'
        | 'reminder'
        | 'overdue'
        | 'default'
        | 'loan_decision'
        | 'autopay'
        | 'transfer_failed'
        | 'deposit'
        | 'withdrawal'
        | 'share_digest'
        | 'endpoint'
        | 'approval'
      )[];
      /**
       * @description The language of letters to people who have chosen none.
       * @enum {string}
       */
      letter_language?: 'en' | 'es' | 'fr' | 'ar';
      /** @description The least a customer may borrow, unless staff gave that customer its own range. */
      min_loan_amount?: string;
      /** @description The most a customer may borrow, unless staff gave that customer its own range. */
      max_loan_amount?: string;
      /** @description The annual interest rate as a decimal, 0 to 10: "0.05" is 5 %. */
      interest_rate?: string;
      /**
       * @description The fraction of the interest that the bank takes before the providers get their shares, 0 to 1: "0.1" is 10 %.
       *     Providers keep all late interest.
       */
      commission_rate?: string;
      /** @description The length of a loan, ISO 8601: days, weeks, months or years. */
      duration?: string;
      /**
       * @description With `pro_rata`, the least that a provider lends on one loan; it limits how many take part. A loan that cannot be
       *     funded otherwise may go below it.
       */
      minimum_share?: string;
      /** @description The order in which a payment covers the parts of an instalment. */
      allocation_order?: ('penalty' | 'interest' | 'principal')[];
      /** @description The annual late interest rate as a decimal, on overdue principal and interest; "0" is none. */
      late_interest_rate?: string;
      /** @description The number of equal instalments of a loan; 1 means everything is due at maturity. */
      installments?: number;
      /**
       * @description ISO 4217 code. It cannot change once money has moved.
       * @enum {string}
       */
      currency?:
        | 'AED'
        | 'AFN'
        | 'ALL'
        | 'AMD'
        | 'ANG'
        | 'AOA'
        | 'ARS'
        | 'AUD'
        | 'AWG'
        | 'AZN'
        | 'BAM'
        | 'BBD'
        | 'BDT'
        | 'BGN'
        | 'BHD'
        | 'BIF'
        | 'BMD'
        | 'BND'
        | 'BOB'
        | 'BRL'
        | 'BSD'
        | 'BTN'
        | 'BWP'
        | 'BYN'
        | 'BZD'
        | 'CAD'
        | 'CDF'
        | 'CHF'
        | 'CLP'
        | 'CNY'
        | 'COP'
        | 'CRC'
        | 'CUC'
        | 'CUP'
        | 'CVE'
        | 'CZK'
        | 'DJF'
        | 'DKK'
        | 'DOP'
        | 'DZD'
        | 'EGP'
        | 'ERN'
        | 'ETB'
        | 'EUR'
        | 'FJD'
        | 'FKP'
        | 'GBP'
        | 'GEL'
        | 'GHS'
        | 'GIP'
        | 'GMD'
        | 'GNF'
        | 'GTQ'
        | 'GYD'
        | 'HKD'
        | 'HNL'
        | 'HRK'
        | 'HTG'
        | 'HUF'
        | 'IDR'
        | 'ILS'
        | 'INR'
        | 'IQD'
        | 'IRR'
        | 'ISK'
        | 'JMD'
        | 'JOD'
        | 'JPY'
        | 'KES'
        | 'KGS'
        | 'KHR'
        | 'KMF'
        | 'KPW'
        | 'KRW'
        | 'KWD'
        | 'KYD'
        | 'KZT'
        | 'LAK'
        | 'LBP'
        | 'LKR'
        | 'LRD'
        | 'LSL'
        | 'LYD'
        | 'MAD'
        | 'MDL'
        | 'MGA'
        | 'MKD'
        | 'MMK'
        | 'MNT'
        | 'MOP'
        | 'MRU'
        | 'MUR'
        | 'MVR'
        | 'MWK'
        | 'MXN'
        | 'MYR'
        | 'MZN'
        | 'NAD'
        | 'NGN'
        | 'NIO'
        | 'NOK'
        | 'NPR'
        | 'NZD'
        | 'OMR'
        | 'PAB'
        | 'PEN'
        | 'PGK'
        | 'PHP'
        | 'PKR'
        | 'PLN'
        | 'PYG'
        | 'QAR'
        | 'RON'
        | 'RSD'
        | 'RUB'
        | 'RWF'
        | 'SAR'
        | 'SBD'
        | 'SCR'
        | 'SDG'
        | 'SEK'
        | 'SGD'
        | 'SHP'
        | 'SLE'
        | 'SLL'
        | 'SOS'
        | 'SRD'
        | 'SSP'
        | 'STN'
        | 'SVC'
        | 'SYP'
        | 'SZL'
        | 'THB'
        | 'TJS'
        | 'TMT'
        | 'TND'
        | 'TOP'
        | 'TRY'
        | 'TTD'
        | 'TWD'
        | 'TZS'
        | 'UAH'
        | 'UGX'
        | 'USD'
        | 'UYU'
        | 'UZS'
        | 'VES'
        | 'VND'
        | 'VUV'
        | 'WST'
        | 'XAF'
        | 'XCD'
        | 'XCG'
        | 'XDR'
        | 'XOF'
        | 'XPF'
        | 'XSU'
        | 'YER'
        | 'ZAR'
        | 'ZMW'
        | 'ZWG'
        | 'ZWL';
      /**
       * @description Whose money is lent first: the provider with the smallest fund, the oldest provider, the one with the largest fund,
       *     or the one with the highest idle share of all its money. `pro_rata` lends everybody's money in proportion to what
       *     is free.
       * @enum {string}
       */
      allocation_policy?: 'smallest_first' | 'oldest_first' | 'largest_first' | 'idle_share' | 'pro_rata';
      /**
       * @description What happens to a loan that the providers cannot fund: it is refused, or waits in the funding queue. A request may
       *     set `queue` itself.
       * @enum {string}
       */
      when_unfunded?: 'reject' | 'queue';
      /** @description If `when_unfunded` is `reject`: whether a request may ask for the queue with `queue: true`. */
      queue_on_request?: boolean;
      /**
       * @description Whether a loan that is granted is paid out with it, in cash, or by a transfer to the bank account of its borrower.
       * @enum {string}
       */
      disbursement?: 'instant' | 'transfer';
      /** @description The most days a loan waits. */
      queue_days?: number;
      /**
       * @description After this many days of waiting, money is reserved for the loan: loans behind it do not get money that it could
       *     use.
       */
      queue_patience_days?: number;
      /**
       * @description The number of units between instalments. With `unit` it sets the duration: 12 instalments every 2 weeks take
       *     "P24W".
       */
      every?: number;
      /** @enum {string} */
      unit?: 'days' | 'weeks' | 'months';
      /**
       * @description Interest on the original principal, or on the outstanding balance.
       * @enum {string}
       */
      interest_method?: 'flat' | 'declining_balance';
      /** @enum {string} */
      day_count?: '30/360' | 'actual/365' | 'actual/360' | 'actual/actual' | '30/actual';
      /**
       * @description Interest by the days of each period (`day_count`), or the same fraction of a year for each period.
       * @enum {string}
       */
      period_interest?: 'actual_days' | 'equal_periods';
      /** @description Flat interest: whether full prepayment gives back the interest of periods that have not begun. */
      prepayment_rebate?: boolean;
      /** @description Days after the due date before late interest runs and the loan counts as overdue. */
      grace_days?: number;
      /** @description Days past due at which a loan is in default. */
      default_after_days?: number;
      /** @description How many days before an instalment's due date the borrower is reminded, once; 0 is never. */
      reminder_days?: number;
      /** @description The bank's time zone, an IANA name. */
      time_zone?: string;
      /** @description The local hour at which a business date ends, 1 to 24; anything later counts for the next day. */
      closing_hour?: number;
      /** @description Score bands by descending `min_score`: the whole list. Empty: scores have no effect. */
      score_bands?: components['schemas']['ScoreBandDto'][];
      /** @description The name of the bank, as borrowers and lenders read it. */
      bank_name?: string;
      /** @description Where the bank is, as its documents say under its name. Lines are kept. */
      bank_address?: string;
      /** @description Whether people who are not signed in see the terms and may ask what a loan would cost. */
      public_calculator?: boolean;
      /** @description How and where people pay in person or by bank transfer, in the words that they read. Lines are kept. */
      payment_instructions?: string;
      /** @description What stands below every letter by mail: who sends it, and what the law asks for. Lines are kept. */
      letter_footer?: string;
      /**
       * @description Who may enter payments without an instrument: everyone of their own loans, or only staff. Never set, it is everyone,
       *     until a gateway (other than the sandbox) is used or a bank account is opened; from then on staff.
       * @enum {string}
       */
      direct_payments?: 'everyone' | 'staff';
      /** @description Whether providers may add money without an instrument. Never set, as with `direct_payments`. */
      direct_deposits?: boolean;
      /**
       * @description For how many days after it succeeded money is held: a bank debit and every deposit count when they have settled, or
       *     after these days; what is left of it is not paid out before. Kinds left out keep their value.
       */
      hold_days?: components['schemas']['HoldDaysDto'];
      /**
       * @description For how many days a line of a bank statement is waited for that shows money which staff took by anything but cash, or a
       *     payout that was handed to the bank. After them the transfer is in review.
       */
      bank_wait_days?: number;
    };
    TransferResponse: {
      /** @enum {string} */
      direction: 'in' | 'out';
      /** @enum {string} */
      purpose:
        | 'repayment'
        | 'provider_deposit'
        | 'customer_credit'
        | 'disbursement'
        | 'provider_withdrawal'
        | 'credit_refund'
        | 'receipt_return';
      /** @description Whose money it is. */
      party: string | null;
      /** @description First and last name, else the username. For staff only; null for others. */
      party_name: string | null;
      loan: string | null;
      /** @description The number of the loan, as people say it. */
      loan_number: string | null;
      instrument: string | null;
      /**
       * @description What is known of it.
       * @enum {string}
       */
      state:
        | 'created'
        | 'submitted'
        | 'unknown'
        | 'pending'
        | 'succeeded'
        | 'settled'
        | 'returned'
        | 'reinstated'
        | 'failed'
        | 'cancelled'
        | 'review'
        | 'reserved'
        | 'sent'
        | 'paid';
      /**
       * @description What the books say of it: `credited` counts already, `settled` is in the bank too, `owed_back` will be taken back.
       *     Of money that goes out: `promised` has left wallet or credit, `gone` the bank too.
       * @enum {string}
       */
      stands: 'nothing' | 'credited' | 'settled' | 'owed_back' | 'promised' | 'gone';
      /** @description A debit that came by itself (autopay): the due date that it is for. */
      autopay_due_date: string | null;
      /**
       * @description How long the bank holds it: from this date on it counts though it could still be refused, and may be paid out. Null where
       *     it holds nothing, and until it has succeeded.
       */
      hold_until: string | null;
      /** @description Why it failed, or why somebody has to look at it. */
      failure_code: string | null;
      failure_text: string | null;
      /** @description The transfer that failed or was not sent, and in whose place this one is. */
      replaces: string | null;
      /** @description The file that ordered the bank to pay it. */
      payout_file: string | null;
      id: string;
      amount: string;
      /** @description What the gateway kept of it; the bank bears that. */
      fee: string;
      currency: string;
      gateway: string;
      state_since: string;
      /** @description The business date of the wish, from which a repayment counts. */
      counts_from: string;
      created_at: string;
    };
    TransferListResponse: {
      count: number | null;
      next: string | null;
      previous: string | null;
      results: components['schemas']['TransferResponse'][];
    };
    TransferStepResponse: {
      /** @enum {unknown} */
      from:
        | 'created'
        | 'submitted'
        | 'unknown'
        | 'pending'
        | 'succeeded'
        | 'settled'
        | 'returned'
        | 'reinstated'
        | 'failed'
        | 'cancelled'
        | 'review'
        | 'reserved'
        | 'sent'
        | 'paid'
        | null;
      /** @enum {string} */
      to:
        | 'created'
        | 'submitted'
        | 'unknown'
        | 'pending'
        | 'succeeded'
        | 'settled'
        | 'returned'
        | 'reinstated'
        | 'failed'
        | 'cancelled'
        | 'review'
        | 'reserved'
        | 'sent'
        | 'paid';
      /** @enum {string} */
      stands: 'nothing' | 'credited' | 'settled' | 'owed_back' | 'promised' | 'gone';
      /** @enum {string} */
      source: 'api' | 'webhook' | 'poll' | 'statement' | 'staff' | 'clock';
      /** @description The member of staff who did it; null for everybody else. */
      actor: string | null;
      at: string;
    };
    TransferDetailResponse: {
      /** @enum {string} */
      direction: 'in' | 'out';
      /** @enum {string} */
      purpose:
        | 'repayment'
        | 'provider_deposit'
        | 'customer_credit'
        | 'disbursement'
        | 'provider_withdrawal'
        | 'credit_refund'
        | 'receipt_return';
      /** @description Whose money it is. */
      party: string | null;
      /** @description First and last name, else the username. For staff only; null for others. */
      party_name: string | null;
      loan: string | null;
      /** @description The number of the loan, as people say it. */
      loan_number: string | null;
      instrument: string | null;
      /**
       * @description What is known of it.
       * @enum {string}
       */
      state:
        | 'created'
        | 'submitted'
        | 'unknown'
        | 'pending'
        | 'succeeded'
        | 'settled'
        | 'returned'
        | 'reinstated'
        | 'failed'
        | 'cancelled'
        | 'review'
        | 'reserved'
        | 'sent'
        | 'paid';
      /**
       * @description What the books say of it: `credited` counts already, `settled` is in the bank too, `owed_back` will be taken back.
       *     Of money that goes out: `promised` has left wallet or credit, `gone` the bank too.
       * @enum {string}
       */
      stands: 'nothing' | 'credited' | 'settled' | 'owed_back' | 'promised' | 'gone';
      /** @description A debit that came by itself (autopay): the due date that it is for. */
      autopay_due_date: string | null;
      /**
       * @description How long the bank holds it: from this date on it counts though it could still be refused, and may be paid out. Null where
       *     it holds nothing, and until it has succeeded.
       */
      hold_until: string | null;
      /** @description Why it failed, or why somebody has to look at it. */
      failure_code: string | null;
      failure_text: string | null;
      /** @description The transfer that failed or was not sent, and in whose place this one is. */
      replaces: string | null;
      /** @description The file that ordered the bank to pay it. */
      payout_file: string | null;
      /** @description Staff only, of one in review. */
      proposal: components['schemas']['TransferProposalResponseOrNull'] | null;
      /** @description Everything that happened to it, in order. */
      steps: components['schemas']['TransferStepResponse'][];
      id: string;
      amount: string;
      /** @description What the gateway kept of it; the bank bears that. */
      fee: string;
      currency: string;
      gateway: string;
      state_since: string;
      /** @description The business date of the wish, from which a repayment counts. */
      counts_from: string;
      created_at: string;
    };
    InstrumentResponse: {
      /** @enum {string} */
      kind: 'card' | 'bank_debit' | 'bank_account' | 'wallet';
      /** @enum {string} */
      state: 'pending' | 'usable' | 'refused' | 'revoked';
      id: string;
      gateway: string;
      /** @description What you know it by. */
      label: string;
      created_at: string;
    };
    InstrumentListResponse: {
      results: components['schemas']['InstrumentResponse'][];
    };
    RegisterPersonDto: {
      last_name?: string;
      phone?: string;
      address?: string;
      /** @description Empty to remove it. */
      email?: string;
      /** @description Letters, digits and _ . @ + - only. Left out: made up from the number. */
      username?: string;
      /**
       * @description The language in which the portal and letters speak to the person.
       * @enum {string}
       */
      language?: 'en' | 'es' | 'fr' | 'ar';
      /** @description The first name, or the whole one where there is only one. */
      first_name: string;
    };
    LookAlikeResponse: {
      /** @enum {string} */
      role: 'customer' | 'provider' | 'staff' | 'admin';
      /** @description What is the same. */
      same: ('name' | 'email' | 'phone')[];
      id: string;
      name: string;
      username: string;
    };
    RegisteredResponse: {
      /** @enum {string} */
      role: 'customer' | 'provider';
      id: string;
      /** @description The number that people say, with its check digit. */
      number: string;
      username: string;
      first_name: string;
      last_name: string;
      email: string;
      phone: string;
      address: string;
      created_at: string;
      /** @description At most twenty. */
      look_alikes: components['schemas']['LookAlikeResponse'][];
    };
    LookAlikesResponse: {
      /** @description At most twenty. */
      look_alikes: components['schemas']['LookAlikeResponse'][];
    };
    CustomerResponse: {
      /** @description Since when nothing is known of the person; null: it is known. */
      erased_at: string | null;
      /** @description The score band of the bank configuration; null when the score is below all bands, or there are none. */
      score_band: string | null;
      id: string;
      username: string;
      first_name: string;
      last_name: string;
      email: string;
      phone: string;
      address: string;
      currency: string;
      /** @description The least this customer may borrow now. */
      min_loan_amount: string;
      /** @description The most this customer may borrow now. */
      max_loan_amount: string;
      /** @description True when staff set the range for this customer; otherwise it follows the bank configuration and its score bands. */
      has_own_range: boolean;
      /** @description 300 to 850, from the customer's own loans. */
      credit_score: number;
      created_at: string;
      /** @description The number that people say, with its check digit. */
      number: string;
      /** @description Money of the customer that no loan took. Left out where no gateway collects payments and there is none. */
      credit_amount?: string;
      /** @description What the customer owes of money that was taken back after it was spent. Left out as the credit is. */
      receivable_amount?: string;
    };
    CustomerListResponse: {
      count: number | null;
      /** @description Only where an estimate was asked for: whether the count is one. */
      count_is_estimate?: boolean;
      next: string | null;
      previous: string | null;
      results: components['schemas']['CustomerResponse'][];
    };
    UpdateCustomerDto: {
      first_name?: string;
      last_name?: string;
      /**
       * @description The language in which the portal and letters speak to you; null: not chosen.
       * @enum {unknown}
       */
      language?: 'en' | 'es' | 'fr' | 'ar' | null;
      phone?: string;
      address?: string;
      /**
       * @description Your password. With it, links for a new password go to your e-mail address, new or not; another address that comes
       *     without it gets letters, but such links still go to the one before.
       */
      current_password?: string;
      /** @description Empty to remove it. */
      email?: string;
    };
    OneTimeCodeResponse: {
      expires_at: string;
      username: string;
      /** @description Good for choosing a password once, by `POST /api/auth/set_password/`. */
      code: string;
    };
    ChangeCustomerDto: {
      first_name?: string;
      last_name?: string;
      /**
       * @description The language in which the portal and letters speak to you; null: not chosen.
       * @enum {unknown}
       */
      language?: 'en' | 'es' | 'fr' | 'ar' | null;
      phone?: string;
      address?: string;
      min_loan_amount?: string | null;
      max_loan_amount?: string | null;
      /** @description Empty to remove it. */
      email?: string;
    };
    ContributionResponse: {
      /** @description The figures behind it. */
      inputs: {
        [key: string]: number;
      };
      /** @enum {string} */
      name:
        | 'limit'
        | 'repaid_loans'
        | 'relationship'
        | 'days_late'
        | 'past_due'
        | 'defaults'
        | 'amount_owed'
        | 'open_loans';
      /** @description The points that it adds to the score; negative when it takes some away. */
      points: number;
      /** @description The reason, in words. */
      reason: string;
    };
    CreditScoreResponse: {
      /** @description The business date on which it was computed; null while nothing has happened. It is updated within about a second. */
      scored_on: string | null;
      /** @description The band, by the bank configuration in force; null when the score is below every band, or there are no bands. */
      band: string | null;
      /** @description The yearly interest rate that a loan would have now. */
      interest_rate: string | null;
      customer: string;
      /** @description 300 to 850: `base` and the points of all contributions. */
      score: number;
      base: number;
      contributions: components['schemas']['ContributionResponse'][];
      /** @description False when the score is below the lowest band: then a loan request is refused. */
      may_borrow: boolean;
      /** @description What would raise the score, in words. What can be done now comes first. */
      advice: string[];
      /** @description The contributions that the sentences of `advice` are about, in the same order. */
      advice_on: (
        | 'limit'
        | 'repaid_loans'
        | 'relationship'
        | 'days_late'
        | 'past_due'
        | 'defaults'
        | 'amount_owed'
        | 'open_loans'
      )[];
    };
    ScoreRecordResponse: {
      /** @description The band at that time. */
      band: string | null;
      id: string;
      business_date: string;
      score: number;
      base: number;
      contributions: components['schemas']['ContributionResponse'][];
      /** @description What happened: `loan`, `payment`, `reversal`, `write_off`, `undo`, `day_close`, `time`, `recomputed`. */
      causes: string[];
      created_at: string;
    };
    ScoreHistoryResponse: {
      count: number | null;
      next: string | null;
      previous: string | null;
      results: components['schemas']['ScoreRecordResponse'][];
    };
    ProviderResponse: {
      /** @description Since when nothing is known of the person; null: it is known. */
      erased_at: string | null;
      id: string;
      username: string;
      first_name: string;
      last_name: string;
      email: string;
      phone: string;
      address: string;
      currency: string;
      /** @description Free to lend. */
      fund_amount: string;
      /** @description Came back from loans; may be withdrawn or reinvested. */
      wallet_amount: string;
      /** @description Principal outstanding on loans. */
      lent_amount: string;
      /** @description Owed to the bank: shares of reversed payments that had already been withdrawn. Withheld from the next shares. */
      receivable_amount: string;
      created_at: string;
      /** @description The number that people say, with its check digit. */
      number: string;
    };
    ProviderListResponse: {
      count: number | null;
      /** @description Only where an estimate was asked for: whether the count is one. */
      count_is_estimate?: boolean;
      next: string | null;
      previous: string | null;
      results: components['schemas']['ProviderResponse'][];
    };
    UpdateProviderDto: {
      first_name?: string;
      last_name?: string;
      /**
       * @description The language in which the portal and letters speak to you; null: not chosen.
       * @enum {unknown}
       */
      language?: 'en' | 'es' | 'fr' | 'ar' | null;
      phone?: string;
      address?: string;
      /**
       * @description Your password. With it, links for a new password go to your e-mail address, new or not; another address that comes
       *     without it gets letters, but such links still go to the one before.
       */
      current_password?: string;
      /** @description Empty to remove it. */
      email?: string;
    };
    MoveFundsDto: {
      amount: string;
      /**
       * @description Staff only: how the money came or went. Left out: in cash.
       * @enum {string}
       */
      method?: 'cash' | 'transfer' | 'cheque' | 'card' | 'mobile_money' | 'other';
      /** @description Staff only: the number of the cheque or the transfer. */
      reference?: string;
      /** @description Staff only, who must send it: the provider whose money it is. */
      provider?: string;
    };
    FundsMovedResponse: {
      /**
       * @description How the money came or went, if staff took it or gave it; otherwise null.
       * @enum {unknown}
       */
      method: 'cash' | 'transfer' | 'cheque' | 'card' | 'mobile_money' | 'other' | null;
      reference: string | null;
      /**
       * @description The number of the receipt: date, teller, place in the teller's day. Null where staff took or gave nothing, and in a
       *     preview.
       */
      receipt_number: string | null;
      /** @description Who entered it, if not the provider. */
      entered_by: string | null;
      detail: string;
      fund_amount: string;
      wallet_amount: string;
      currency: string;
    };
    WithdrawDto: {
      amount: string;
      /**
       * @description Staff only: how the money came or went. Left out: in cash.
       * @enum {string}
       */
      method?: 'cash' | 'transfer' | 'cheque' | 'card' | 'mobile_money' | 'other';
      /** @description Staff only: the number of the cheque or the transfer. */
      reference?: string;
      /** @description Staff only, who must send it: the provider whose money it is. */
      provider?: string;
    };
    ReinvestFundsDto: {
      amount: string;
      /** @description Staff only, who must send it: the provider whose money it is. */
      provider?: string;
    };
    UpdateProfileDto: {
      first_name?: string;
      last_name?: string;
      /**
       * @description The language in which the portal and letters speak to you; null: not chosen.
       * @enum {unknown}
       */
      language?: 'en' | 'es' | 'fr' | 'ar' | null;
      phone?: string;
      address?: string;
      /** @description Empty to remove it. */
      email?: string;
    };
    WithdrawByTransferDto: {
      amount: string;
      /** @description One of your bank accounts (`GET /api/instruments/`). */
      instrument: string;
    };
    TransferActionResponse: {
      /** @description Where to confirm it. */
      url?: string;
      /** @description What to give to the gateway's own fields. */
      client_secret?: string;
    };
    StartedTransferResponse: {
      /** @enum {string} */
      state:
        | 'created'
        | 'submitted'
        | 'unknown'
        | 'pending'
        | 'succeeded'
        | 'settled'
        | 'returned'
        | 'reinstated'
        | 'failed'
        | 'cancelled'
        | 'review'
        | 'reserved'
        | 'sent'
        | 'paid';
      /** @description `GET /api/transfers/{id}/` says what became of it. */
      transfer: string;
      gateway: string;
      /** @description The business date on which the money should be in the bank. */
      expected_on: string;
      /** @description What you still have to do, if anything. `POST /api/transfers/{id}/refresh/` says it again. */
      action?: components['schemas']['TransferActionResponse'];
    };
    MandateResponse: {
      provider: string;
      /** @description Grows by one with each change; 0 until the first. */
      version: number;
      currency: string;
      paused: boolean;
      reserve_amount: string;
      max_per_loan: string | null;
      max_per_borrower: string | null;
      max_per_borrower_share: string | null;
      lowest_score_band: string | null;
      longest_term_months: number | null;
      auto_reinvest: boolean;
      created_at: string | null;
      /** @description The user who made this version: the provider, or staff. */
      created_by: string | null;
    };
    ChangeMandateDto: {
      /** @description The amount that stays in the fund and is not lent. */
      reserve_amount?: string;
      /** @description The most it lends on one loan. */
      max_per_loan?: string | null;
      /** @description The most that one borrower may owe it, over all loans. */
      max_per_borrower?: string | null;
      /** @description The same limit as a part of all its money (fund, wallet and lent): "0.05" is 5 %. The lower of the two applies. */
      max_per_borrower_share?: string | null;
      /** @description The lowest band of the credit score that it lends to; a name from `score_bands` of the bank configuration. */
      lowest_score_band?: string | null;
      /** @description While true, none of its money is lent. Running loans are not affected. */
      paused?: boolean;
      /** @description The longest loan that it lends on, in months. */
      longest_term_months?: number | null;
      /** @description Whether money that comes back from loans goes to the fund automatically. */
      auto_reinvest?: boolean;
    };
    MandateHistoryResponse: {
      /** @description The last hundred, newest first. */
      results: components['schemas']['MandateResponse'][];
    };
    FundingResponse: {
      /** @description First and last name, else the username. For staff only; null for others. */
      provider_name: string | null;
      id: string;
      loan: string;
      /** @description The number of the loan, as people say it. */
      loan_number: string;
      /** @description The lender; null for the loan's customer, who sees amounts only. */
      provider: string | null;
      amount: string;
      principal_returned: string;
      interest_earned: string;
      penalty_earned: string;
      /** @description Principal that was written off. */
      principal_lost: string;
      /** @description Received after the write-off. */
      recovered: string;
      principal_outstanding: string;
      currency: string;
      created_at: string;
      /** @description Only where the loan was undone: when its provider had its money back. Nothing is lent by it any more. */
      undone_at?: string;
    };
    FundingListResponse: {
      count: number | null;
      next: string | null;
      previous: string | null;
      results: components['schemas']['FundingResponse'][];
    };
    ConsideredProviderResponse: {
      /** @description First and last name, else the username. For staff only; null for others. */
      provider_name: string | null;
      /**
       * @description Why it was skipped, or what kept it from lending all it had free; null when nothing did.
       * @enum {unknown}
       */
      reason:
        | 'score_band'
        | 'longest_term'
        | 'cap_per_loan'
        | 'cap_per_borrower'
        | 'account_disabled'
        | 'paused'
        | 'below_reserve'
        | 'no_free_funds'
        | 'kept_for_queue'
        | 'not_needed'
        | null;
      /**
       * @description Its place in the ranking, from 1. Null for providers that were not ranked, because of their mandate, because they
       *     had nothing to lend, or because no more providers were needed.
       */
      rank: number | null;
      provider: string;
      /**
       * @description What it was ranked by at that moment: its free funds, or with `idle_share` the free part of all its money. Null
       *     with `oldest_first`, which ranks by the provider's age.
       */
      ranking_key: string | null;
      /** @description What it had free to lend. */
      free_amount: string;
      /** @description What it could have lent on this loan, within its mandate. */
      room: string;
      /** @enum {string} */
      outcome: 'taken' | 'skipped';
      /** @description What it lent. */
      amount: string;
      /** @description Whether its amount includes the left-over unit of a split in proportion. */
      remainder_unit: boolean;
    };
    AllocationReceiptResponse: {
      /** @enum {string} */
      policy: 'smallest_first' | 'oldest_first' | 'largest_first' | 'idle_share' | 'pro_rata';
      loan: string;
      amount: string;
      currency: string;
      /** @description With `pro_rata`, the least that a provider should lend; otherwise null. */
      minimum_share: string | null;
      /** @description The version of the bank configuration in force then. */
      config_version: number;
      allocated_at: string;
      /** @description Only for a loan that was undone: when. The providers have had their money back since. */
      undone_on?: string;
      /** @description How many providers were ranked. */
      ranked: number;
      /** @description How many of them lent. */
      taken: number;
      next: string | null;
      /** @description In rank order, then those that were not ranked. */
      results: components['schemas']['ConsideredProviderResponse'][];
    };
    ShownLoanResponse: {
      /** @description The customer's credit score when the loan was granted. Null if scores did not exist then, and for loan providers. */
      credit_score: number | null;
      /** @description The score band at that time, which set the loan's rate. Null if there was none, and for loan providers. */
      score_band: string | null;
      /** @description Who of the bank requested it for the customer. Null when the customer did, and for loan providers. */
      requested_by: string | null;
      /** @description First and last name, else the username. For staff only; null for others. */
      customer_name: string | null;
      id: string;
      customer: string;
      /** @description Principal. */
      amount: string;
      currency: string;
      /** @description The duration of the whole loan, ISO 8601. */
      duration: string;
      /** @description The yearly interest rate: "0.05" is 5 %. */
      interest_rate: string;
      /**
       * @description Whether interest is on the original principal or on the principal still owed.
       * @enum {string}
       */
      interest_method: 'flat' | 'declining_balance';
      installments: number;
      /** @enum {string} */
      status: 'active' | 'cancelled' | 'paid' | 'overdue' | 'queued' | 'defaulted' | 'written_off';
      /** @description The figures below hold at the end of this business date. */
      as_of: string;
      /** @description Principal, interest and late interest: what was paid and what is left, if everything not yet due is paid on time. */
      amount_due: string;
      total_paid: string;
      /** @description What is left to pay. */
      remaining_balance: string;
      principal_outstanding: string;
      /** @description Late interest so far, paid or not; it is part of `amount_due`. */
      late_interest: string;
      created_at: string;
      /** @description When the oldest unpaid instalment is due; null when all is paid. */
      next_due_date: string | null;
      /** @description What is left of that instalment, with its late interest. */
      next_due_amount: string;
      /** @description 0 on the due date, 1 the day after. */
      days_past_due: number;
      /** @description The number that people say, with its check digit. */
      number: string;
      /** @description Where gateways collect payments: what was asked of them for this loan and does not count yet. */
      in_transit?: string;
      /** @description Only for a loan that was undone: when. It counts as if it had never been granted. */
      undone_on?: string;
    };
    LoanListResponse: {
      count: number | null;
      /** @description Only where an estimate was asked for: whether the count is one. */
      count_is_estimate?: boolean;
      next: string | null;
      previous: string | null;
      results: components['schemas']['ShownLoanResponse'][];
    };
    AutopayResponse: {
      /** @enum {string} */
      state: 'on' | 'off';
      /** @description Null while it is off, and once nothing is left to collect. */
      next_debit: components['schemas']['NextDebitResponseOrNull'] | null;
      /**
       * @description Why it is off: somebody asked, two debits in a row were refused or came back, the loan is not open any more, or the
       *     card or account was taken back.
       * @enum {unknown}
       */
      off_reason: 'asked' | 'failed' | 'loan_closed' | 'instrument_gone' | null;
      instrument: string;
      /** @description What its owner knows it by. */
      instrument_label: string;
      /** @description How many days before a due date it is asked for. */
      lead_days: number;
      set_at: string;
    };
    LoanDetailResponse: {
      /** @description The customer's credit score when the loan was granted. Null if scores did not exist then, and for loan providers. */
      credit_score: number | null;
      /** @description The score band at that time, which set the loan's rate. Null if there was none, and for loan providers. */
      score_band: string | null;
      /** @description Who of the bank requested it for the customer. Null when the customer did, and for loan providers. */
      requested_by: string | null;
      /** @description First and last name, else the username. For staff only; null for others. */
      customer_name: string | null;
      id: string;
      customer: string;
      /** @description Principal. */
      amount: string;
      currency: string;
      /** @description The duration of the whole loan, ISO 8601. */
      duration: string;
      /** @description The yearly interest rate: "0.05" is 5 %. */
      interest_rate: string;
      /**
       * @description Whether interest is on the original principal or on the principal still owed.
       * @enum {string}
       */
      interest_method: 'flat' | 'declining_balance';
      installments: number;
      /** @enum {string} */
      status: 'active' | 'cancelled' | 'paid' | 'overdue' | 'queued' | 'defaulted' | 'written_off';
      /** @description The figures below hold at the end of this business date. */
      as_of: string;
      /** @description Principal, interest and late interest: what was paid and what is left, if everything not yet due is paid on time. */
      amount_due: string;
      total_paid: string;
      /** @description What is left to pay. */
      remaining_balance: string;
      principal_outstanding: string;
      /** @description Late interest so far, paid or not; it is part of `amount_due`. */
      late_interest: string;
      created_at: string;
      /** @description When the oldest unpaid instalment is due; null when all is paid. */
      next_due_date: string | null;
      /** @description What is left of that instalment, with its late interest. */
      next_due_amount: string;
      /** @description 0 on the due date, 1 the day after. */
      days_past_due: number;
      /** @description The number that people say, with its check digit. */
      number: string;
      /** @description Where gateways collect payments: what was asked of them for this loan and does not count yet. */
      in_transit?: string;
      /** @description Only for a loan that was undone: when. It counts as if it had never been granted. */
      undone_on?: string;
      /** @description Where it was set, for the customer and staff. */
      autopay?: components['schemas']['AutopayResponse'];
    };
    EstimateDto: {
      amount: string;
      /** @description How many instalments, from 1 to the bank's number. Fewer make the loan shorter. Left out: the bank's number. */
      installments?: number;
    };
    InstallmentResponse: {
      nr: number;
      due_date: string;
      /** @description Days of its period. */
      days: number;
      principal: string;
      interest: string;
      total_due: string;
      /** @description Principal left after it. */
      balance: string;
    };
    LoanCostResponse: {
      /**
       * @description Annual percentage rate by the actuarial method of Regulation Z: "0.0913" is 9.13 %. Null where the rate would be
       *     above 10,000 % in a single period between instalments.
       */
      apr: string | null;
      /** @description The rate by the method of the EU directive 2008/48/EC. Null where the rate would be above 1,000,000 % a year. */
      apr_eu: string | null;
      amount: string;
      currency: string;
      interest_rate: string;
      /** @enum {string} */
      interest_method: 'flat' | 'declining_balance';
      duration: string;
      installments: number;
      start_date: string;
      schedule: components['schemas']['InstallmentResponse'][];
      total_interest: string;
      /** @description Principal and interest. */
      total_due: string;
    };
    RequestQuoteDto: {
      amount: string;
      /** @description How many instalments, from 1 to the bank's number. Fewer make the loan shorter. Left out: the bank's number. */
      installments?: number;
      /** @description Staff only, who must send it: the customer whose loan it is, by id or address. */
      customer?: string;
    };
    QuoteResponse: {
      /**
       * @description Annual percentage rate by the actuarial method of Regulation Z: "0.0913" is 9.13 %. Null where the rate would be
       *     above 10,000 % in a single period between instalments.
       */
      apr: string | null;
      /** @description The rate by the method of the EU directive 2008/48/EC. Null where the rate would be above 1,000,000 % a year. */
      apr_eu: string | null;
      /** @description The band of your credit score; it may adjust the rate. */
      score_band: string | null;
      /** @description The loan that used it. */
      loan: string | null;
      id: string;
      /**
       * @description Until then, POST /api/loans/ with this quote gives exactly these figures, unless the bank changes its terms or your
       *     credit score moves to another band.
       */
      expires_at: string;
      created_at: string;
      customer: string;
      /**
       * @description Whether the loan providers would fund it now, within their mandates and behind the loans with reserved money. This
       *     may change a moment later.
       */
      can_be_funded: boolean;
      amount: string;
      currency: string;
      interest_rate: string;
      /** @enum {string} */
      interest_method: 'flat' | 'declining_balance';
      duration: string;
      installments: number;
      start_date: string;
      schedule: components['schemas']['InstallmentResponse'][];
      total_interest: string;
      /** @description Principal and interest. */
      total_due: string;
    };
    QuotePreviewResponse: {
      /**
       * @description Annual percentage rate by the actuarial method of Regulation Z: "0.0913" is 9.13 %. Null where the rate would be
       *     above 10,000 % in a single period between instalments.
       */
      apr: string | null;
      /** @description The rate by the method of the EU directive 2008/48/EC. Null where the rate would be above 1,000,000 % a year. */
      apr_eu: string | null;
      /** @description The band of your credit score; it may adjust the rate. */
      score_band: string | null;
      customer: string;
      /**
       * @description Whether the loan providers would fund it now, within their mandates and behind the loans with reserved money. This
       *     may change a moment later.
       */
      can_be_funded: boolean;
      amount: string;
      currency: string;
      interest_rate: string;
      /** @enum {string} */
      interest_method: 'flat' | 'declining_balance';
      duration: string;
      installments: number;
      start_date: string;
      schedule: components['schemas']['InstallmentResponse'][];
      total_interest: string;
      /** @description Principal and interest. */
      total_due: string;
    };
    PreviewBankConfigurationDto: {
      /** @description What letters come about only to who asks for them. Everything else comes by mail to who has not turned it off. */
      letters_on_request?: (
        | 'receipt'
        | 'reminder'
        | 'overdue'
        | 'default'
        | 'loan_decision'
        | 'autopay'
        | 'transfer_failed'
        | 'deposit'
        | 'withdrawal'
        | 'share_digest'
        | 'endpoint'
        | 'approval'
      )[];
      /**
       * @description What letters come about to everybody by mail, whatever they have turned off. Letters about passwords and addresses
       *     (`security`) always are.
       */
      letters_required?: (
        | 'receipt'
        | 'reminder'
        | 'overdue'
        | 'default'
        | 'loan_decision'
        | 'autopay'
        | 'transfer_failed'
        | 'deposit'
        | 'withdrawal'
        | 'share_digest'
        | 'endpoint'
        | 'approval'
      )[];
      /**
       * @description The language of letters to people who have chosen none.
       * @enum {string}
       */
      letter_language?: 'en' | 'es' | 'fr' | 'ar';
      /** @description The least a customer may borrow, unless staff gave that customer its own range. */
      min_loan_amount?: string;
      /** @description The most a customer may borrow, unless staff gave that customer its own range. */
      max_loan_amount?: string;
      /** @description The annual interest rate as a decimal, 0 to 10: "0.05" is 5 %. */
      interest_rate?: string;
      /**
       * @description The fraction of the interest that the bank takes before the providers get their shares, 0 to 1: "0.1" is 10 %.
       *     Providers keep all late interest.
       */
      commission_rate?: string;
      /** @description The length of a loan, ISO 8601: days, weeks, months or years. */
      duration?: string;
      /**
       * @description With `pro_rata`, the least that a provider lends on one loan; it limits how many take part. A loan that cannot be
       *     funded otherwise may go below it.
       */
      minimum_share?: string;
      /** @description The order in which a payment covers the parts of an instalment. */
      allocation_order?: ('penalty' | 'interest' | 'principal')[];
      /** @description The annual late interest rate as a decimal, on overdue principal and interest; "0" is none. */
      late_interest_rate?: string;
      /** @description In the currency in force. Left out: ten times the minimum, but no more than the maximum. */
      sample_amount?: string;
      /** @description The number of equal instalments of a loan; 1 means everything is due at maturity. */
      installments?: number;
      /**
       * @description ISO 4217 code. It cannot change once money has moved.
       * @enum {string}
       */
      currency?:
        | 'AED'
        | 'AFN'
        | 'ALL'
        | 'AMD'
        | 'ANG'
        | 'AOA'
        | 'ARS'
        | 'AUD'
        | 'AWG'
        | 'AZN'
        | 'BAM'
        | 'BBD'
        | 'BDT'
        | 'BGN'
        | 'BHD'
        | 'BIF'
        | 'BMD'
        | 'BND'
        | 'BOB'
        | 'BRL'
        | 'BSD'
        | 'BTN'
        | 'BWP'
        | 'BYN'
        | 'BZD'
        | 'CAD'
        | 'CDF'
        | 'CHF'
        | 'CLP'
        | 'CNY'
        | 'COP'
        | 'CRC'
        | 'CUC'
        | 'CUP'
        | 'CVE'
        | 'CZK'
        | 'DJF'
        | 'DKK'
        | 'DOP'
        | 'DZD'
        | 'EGP'
        | 'ERN'
        | 'ETB'
        | 'EUR'
        | 'FJD'
        | 'FKP'
        | 'GBP'
        | 'GEL'
        | 'GHS'
        | 'GIP'
        | 'GMD'
        | 'GNF'
        | 'GTQ'
        | 'GYD'
        | 'HKD'
        | 'HNL'
        | 'HRK'
        | 'HTG'
        | 'HUF'
        | 'IDR'
        | 'ILS'
        | 'INR'
        | 'IQD'
        | 'IRR'
        | 'ISK'
        | 'JMD'
        | 'JOD'
        | 'JPY'
        | 'KES'
        | 'KGS'
        | 'KHR'
        | 'KMF'
        | 'KPW'
        | 'KRW'
        | 'KWD'
        | 'KYD'
        | 'KZT'
        | 'LAK'
        | 'LBP'
        | 'LKR'
        | 'LRD'
        | 'LSL'
        | 'LYD'
        | 'MAD'
        | 'MDL'
        | 'MGA'
        | 'MKD'
        | 'MMK'
        | 'MNT'
        | 'MOP'
        | 'MRU'
        | 'MUR'
        | 'MVR'
        | 'MWK'
        | 'MXN'
        | 'MYR'
        | 'MZN'
        | 'NAD'
        | 'NGN'
        | 'NIO'
        | 'NOK'
        | 'NPR'
        | 'NZD'
        | 'OMR'
        | 'PAB'
        | 'PEN'
        | 'PGK'
        | 'PHP'
        | 'PKR'
        | 'PLN'
        | 'PYG'
        | 'QAR'
        | 'RON'
        | 'RSD'
        | 'RUB'
        | 'RWF'
        | 'SAR'
        | 'SBD'
        | 'SCR'
        | 'SDG'
        | 'SEK'
        | 'SGD'
        | 'SHP'
        | 'SLE'
        | 'SLL'
        | 'SOS'
        | 'SRD'
        | 'SSP'
        | 'STN'
        | 'SVC'
        | 'SYP'
        | 'SZL'
        | 'THB'
        | 'TJS'
        | 'TMT'
        | 'TND'
        | 'TOP'
        | 'TRY'
        | 'TTD'
        | 'TWD'
        | 'TZS'
        | 'UAH'
        | 'UGX'
        | 'USD'
        | 'UYU'
        | 'UZS'
        | 'VES'
        | 'VND'
        | 'VUV'
        | 'WST'
        | 'XAF'
        | 'XCD'
        | 'XCG'
        | 'XDR'
        | 'XOF'
        | 'XPF'
        | 'XSU'
        | 'YER'
        | 'ZAR'
        | 'ZMW'
        | 'ZWG'
        | 'ZWL';
      /**
       * @description Whose money is lent first: the provider with the smallest fund, the oldest provider, the one with the largest fund,
       *     or the one with the highest idle share of all its money. `pro_rata` lends everybody's money in proportion to what
       *     is free.
       * @enum {string}
       */
      allocation_policy?: 'smallest_first' | 'oldest_first' | 'largest_first' | 'idle_share' | 'pro_rata';
      /**
       * @description What happens to a loan that the providers cannot fund: it is refused, or waits in the funding queue. A request may
       *     set `queue` itself.
       * @enum {string}
       */
      when_unfunded?: 'reject' | 'queue';
      /** @description If `when_unfunded` is `reject`: whether a request may ask for the queue with `queue: true`. */
      queue_on_request?: boolean;
      /**
       * @description Whether a loan that is granted is paid out with it, in cash, or by a transfer to the bank account of its borrower.
       * @enum {string}
       */
      disbursement?: 'instant' | 'transfer';
      /** @description The most days a loan waits. */
      queue_days?: number;
      /**
       * @description After this many days of waiting, money is reserved for the loan: loans behind it do not get money that it could
       *     use.
       */
      queue_patience_days?: number;
      /**
       * @description The number of units between instalments. With `unit` it sets the duration: 12 instalments every 2 weeks take
       *     "P24W".
       */
      every?: number;
      /** @enum {string} */
      unit?: 'days' | 'weeks' | 'months';
      /**
       * @description Interest on the original principal, or on the outstanding balance.
       * @enum {string}
       */
      interest_method?: 'flat' | 'declining_balance';
      /** @enum {string} */
      day_count?: '30/360' | 'actual/365' | 'actual/360' | 'actual/actual' | '30/actual';
      /**
       * @description Interest by the days of each period (`day_count`), or the same fraction of a year for each period.
       * @enum {string}
       */
      period_interest?: 'actual_days' | 'equal_periods';
      /** @description Flat interest: whether full prepayment gives back the interest of periods that have not begun. */
      prepayment_rebate?: boolean;
      /** @description Days after the due date before late interest runs and the loan counts as overdue. */
      grace_days?: number;
      /** @description Days past due at which a loan is in default. */
      default_after_days?: number;
      /** @description How many days before an instalment's due date the borrower is reminded, once; 0 is never. */
      reminder_days?: number;
      /** @description The bank's time zone, an IANA name. */
      time_zone?: string;
      /** @description The local hour at which a business date ends, 1 to 24; anything later counts for the next day. */
      closing_hour?: number;
      /** @description Score bands by descending `min_score`: the whole list. Empty: scores have no effect. */
      score_bands?: components['schemas']['ScoreBandDto'][];
      /** @description The name of the bank, as borrowers and lenders read it. */
      bank_name?: string;
      /** @description Where the bank is, as its documents say under its name. Lines are kept. */
      bank_address?: string;
      /** @description Whether people who are not signed in see the terms and may ask what a loan would cost. */
      public_calculator?: boolean;
      /** @description How and where people pay in person or by bank transfer, in the words that they read. Lines are kept. */
      payment_instructions?: string;
      /** @description What stands below every letter by mail: who sends it, and what the law asks for. Lines are kept. */
      letter_footer?: string;
      /**
       * @description Who may enter payments without an instrument: everyone of their own loans, or only staff. Never set, it is everyone,
       *     until a gateway (other than the sandbox) is used or a bank account is opened; from then on staff.
       * @enum {string}
       */
      direct_payments?: 'everyone' | 'staff';
      /** @description Whether providers may add money without an instrument. Never set, as with `direct_payments`. */
      direct_deposits?: boolean;
      /**
       * @description For how many days after it succeeded money is held: a bank debit and every deposit count when they have settled, or
       *     after these days; what is left of it is not paid out before. Kinds left out keep their value.
       */
      hold_days?: components['schemas']['HoldDaysDto'];
      /**
       * @description For how many days a line of a bank statement is waited for that shows money which staff took by anything but cash, or a
       *     payout that was handed to the bank. After them the transfer is in review.
       */
      bank_wait_days?: number;
    };
    PreviewedConfigurationResponse: {
      configuration: components['schemas']['BankConfigurationResponse'];
      /** @description A loan that starts today, without a score band. */
      sample: components['schemas']['LoanCostResponse'];
    };
    ConfigPreviewResponse: {
      before: components['schemas']['PreviewedConfigurationResponse'];
      after: components['schemas']['PreviewedConfigurationResponse'];
      /** @description The fields that differ; empty when the change would not append a version. */
      changed: string[];
    };
    RequestLoanDto: {
      amount?: string;
      /** @description Staff only, who must send it: the customer whose loan it is, by id or address. */
      customer?: string;
      /** @description Instead of an amount: one of your quotes. The loan gets exactly its figures. */
      quote?: string;
      /**
       * @description Whether the loan waits for money if the providers cannot fund it now. Left out: with an amount the bank's setting
       *     applies (`when_unfunded`), on a quote it does not wait. True is refused if the bank does not let requests wait
       *     (`queue_on_request`). A loan that waits keeps the amount and the instalments of its quote; dates and cents are those
       *     of the day on which it begins.
       */
      queue?: boolean;
    };
    LoanResponse: {
      /** @description The customer's credit score when the loan was granted. Null if scores did not exist then, and for loan providers. */
      credit_score: number | null;
      /** @description The score band at that time, which set the loan's rate. Null if there was none, and for loan providers. */
      score_band: string | null;
      /** @description Who of the bank requested it for the customer. Null when the customer did, and for loan providers. */
      requested_by: string | null;
      id: string;
      customer: string;
      /** @description Principal. */
      amount: string;
      currency: string;
      /** @description The duration of the whole loan, ISO 8601. */
      duration: string;
      /** @description The yearly interest rate: "0.05" is 5 %. */
      interest_rate: string;
      /**
       * @description Whether interest is on the original principal or on the principal still owed.
       * @enum {string}
       */
      interest_method: 'flat' | 'declining_balance';
      installments: number;
      /** @enum {string} */
      status: 'active' | 'cancelled' | 'paid' | 'overdue' | 'queued' | 'defaulted' | 'written_off';
      /** @description The figures below hold at the end of this business date. */
      as_of: string;
      /** @description Principal, interest and late interest: what was paid and what is left, if everything not yet due is paid on time. */
      amount_due: string;
      total_paid: string;
      /** @description What is left to pay. */
      remaining_balance: string;
      principal_outstanding: string;
      /** @description Late interest so far, paid or not; it is part of `amount_due`. */
      late_interest: string;
      created_at: string;
      /** @description When the oldest unpaid instalment is due; null when all is paid. */
      next_due_date: string | null;
      /** @description What is left of that instalment, with its late interest. */
      next_due_amount: string;
      /** @description 0 on the due date, 1 the day after. */
      days_past_due: number;
      /** @description The number that people say, with its check digit. */
      number: string;
      /** @description Where gateways collect payments: what was asked of them for this loan and does not count yet. */
      in_transit?: string;
      /** @description Only for a loan that was undone: when. It counts as if it had never been granted. */
      undone_on?: string;
    };
    QueuePlaceResponse: {
      /** @description The place in the queue, from 1. It changes as loans ahead are funded or leave. */
      position: number;
      queued_at: string;
      /** @description The last business date on which it may wait. */
      expires_on: string;
    };
    QueuedLoanResponse: {
      /** @description The customer's credit score when the loan was granted. Null if scores did not exist then, and for loan providers. */
      credit_score: number | null;
      /** @description The score band at that time, which set the loan's rate. Null if there was none, and for loan providers. */
      score_band: string | null;
      /** @description Who of the bank requested it for the customer. Null when the customer did, and for loan providers. */
      requested_by: string | null;
      id: string;
      customer: string;
      /** @description Principal. */
      amount: string;
      currency: string;
      /** @description The duration of the whole loan, ISO 8601. */
      duration: string;
      /** @description The yearly interest rate: "0.05" is 5 %. */
      interest_rate: string;
      /**
       * @description Whether interest is on the original principal or on the principal still owed.
       * @enum {string}
       */
      interest_method: 'flat' | 'declining_balance';
      installments: number;
      /** @enum {string} */
      status: 'active' | 'cancelled' | 'paid' | 'overdue' | 'queued' | 'defaulted' | 'written_off';
      /** @description The figures below hold at the end of this business date. */
      as_of: string;
      /** @description Principal, interest and late interest: what was paid and what is left, if everything not yet due is paid on time. */
      amount_due: string;
      total_paid: string;
      /** @description What is left to pay. */
      remaining_balance: string;
      principal_outstanding: string;
      /** @description Late interest so far, paid or not; it is part of `amount_due`. */
      late_interest: string;
      created_at: string;
      /** @description When the oldest unpaid instalment is due; null when all is paid. */
      next_due_date: string | null;
      /** @description What is left of that instalment, with its late interest. */
      next_due_amount: string;
      /** @description 0 on the due date, 1 the day after. */
      days_past_due: number;
      /** @description The number that people say, with its check digit. */
      number: string;
      /** @description Where gateways collect payments: what was asked of them for this loan and does not count yet. */
      in_transit?: string;
      /** @description Only for a loan that was undone: when. It counts as if it had never been granted. */
      undone_on?: string;
      queue: components['schemas']['QueuePlaceResponse'];
    };
    QueueEntryResponse: {
      /** @description First and last name, else the username. For staff only; null for others. */
      customer_name: string | null;
      /**
       * @description Why it was refused when money was found: the code that a request for it would have been refused with. Null in all
       *     other states.
       * @enum {unknown}
       */
      reason:
        | 'malformed_request'
        | 'webhook_not_verified'
        | 'validation_failed'
        | 'not_authenticated'
        | 'invalid_credentials'
        | 'invalid_refresh_token'
        | 'factor_required'
        | 'factor_wrong'
        | 'password_change_required'
        | 'forbidden'
        | 'factor_needed'
        | 'origin_refused'
        | 'https_needed'
        | 'calculator_closed'
        | 'registration_closed'
        | 'own_person'
        | 'account_disabled'
        | 'not_found'
        | 'customer_not_found'
        | 'loan_not_found'
        | 'receipt_not_found'
        | 'payment_not_found'
        | 'provider_not_found'
        | 'quote_not_found'
        | 'transfer_not_found'
        | 'autopay_not_found'
        | 'instrument_not_found'
        | 'bank_account_not_found'
        | 'bank_statement_not_found'
        | 'logo_not_found'
        | 'payout_file_not_found'
        | 'statement_line_not_found'
        | 'notification_not_found'
        | 'template_not_found'
        | 'unsubscribe_link_wrong'
        | 'note_not_found'
        | 'promise_not_found'
        | 'care_request_not_found'
        | 'user_not_found'
        | 'event_not_found'
        | 'endpoint_not_found'
        | 'delivery_not_found'
        | 'session_not_found'
        | 'key_not_found'
        | 'problem_not_found'
        | 'method_not_allowed'
        | 'request_timeout'
        | 'username_taken'
        | 'own_account'
        | 'last_admin'
        | 'role_fixed'
        | 'person_erased'
        | 'has_open_business'
        | 'loan_already_paid'
        | 'loan_not_defaulted'
        | 'loan_not_queued'
        | 'loan_not_undoable'
        | 'loan_not_paid_out'
        | 'direct_payment_off'
        | 'autopay_not_possible'
        | 'payment_has_transfer'
        | 'loan_has_transfer_pending'
        | 'transfer_state'
        | 'instrument_not_usable'
        | 'gateway_off'
        | 'credit_on_hold'
        | 'payment_already_reversed'
        | 'quote_expired'
        | 'quote_superseded'
        | 'quote_used'
        | 'score_band_in_use'
        | 'own_range_in_use'
        | 'currency_in_use'
        | 'bank_account_exists'
        | 'statement_gap'
        | 'nothing_to_pay'
        | 'line_state'
        | 'nothing_owed'
        | 'second_person_needed'
        | 'day_not_over'
        | 'already_counted'
        | 'sandbox_disabled'
        | 'endpoint_disabled'
        | 'too_many_endpoints'
        | 'webhooks_off'
        | 'factors_off'
        | 'keys_off'
        | 'factor_state'
        | 'promise_open'
        | 'promise_not_open'
        | 'promise_limit'
        | 'care_request_open'
        | 'care_request_not_open'
        | 'care_not_possible'
        | 'promise_not_needed'
        | 'loan_not_late'
        | 'idempotency_in_progress'
        | 'letter_waits'
        | 'events_gone'
        | 'body_too_large'
        | 'address_too_long'
        | 'unsupported_media_type'
        | 'expectation_failed'
        | 'queue_not_offered'
        | 'score_too_low'
        | 'amount_out_of_range'
        | 'loan_does_not_amortise'
        | 'insufficient_funds'
        | 'payment_exceeds_balance'
        | 'insufficient_credit'
        | 'payout_account_needed'
        | 'gateway_refused'
        | 'insufficient_wallet'
        | 'balance_limit_exceeded'
        | 'code_wrong'
        | 'template_does_not_render'
        | 'topic_required'
        | 'no_address'
        | 'too_many_to_sort'
        | 'promise_too_far'
        | 'not_staff'
        | 'endpoint_url_refused'
        | 'replay_too_large'
        | 'export_too_large'
        | 'statement_account_unknown'
        | 'statement_currency'
        | 'match_differs'
        | 'picture_not_usable'
        | 'statement_not_readable'
        | 'idempotency_key_reused'
        | 'headers_too_large'
        | 'too_many_requests'
        | 'internal_error'
        | 'service_busy'
        | 'gateway_unreachable'
        | 'shutting_down'
        | 'outcome_unknown'
        | null;
      loan: string;
      /** @description The number of the loan, as people say it. */
      loan_number: string;
      customer: string;
      amount: string;
      currency: string;
      /** @enum {string} */
      state: 'waiting' | 'refused' | 'cancelled' | 'expired' | 'funded';
      /** @description The place in the queue, from 1; null when it no longer waits. */
      position: number | null;
      /** @description Whether it has waited so long that money it could use is reserved for it. */
      holds_line: boolean;
      queued_at: string;
      /** @description The last business date on which it may wait. */
      expires_on: string;
      /** @description When it was funded, cancelled, refused or expired; null while it waits. */
      ended_at: string | null;
    };
    QueueListResponse: {
      count: number | null;
      next: string | null;
      previous: string | null;
      results: components['schemas']['QueueEntryResponse'][];
    };
    CollectPaymentDto: {
      amount: string;
      /** @description The loan to pay on: its id, or its address. */
      loan: string;
      /** @description One of your cards or bank accounts (`GET /api/instruments/`). */
      instrument: string;
    };
    MakePaymentDto: {
      /**
       * @description Staff only: how the money came or went. Left out: in cash.
       * @enum {string}
       */
      method?: 'cash' | 'transfer' | 'cheque' | 'card' | 'mobile_money' | 'other';
      /** @description Staff only: the number of the cheque or the transfer. */
      reference?: string;
      amount: string;
      /**
       * @description Staff only: the past business date from which the payment counts. The loan becomes what it would be if the payment
       *     had come then.
       */
      value_date?: string;
      /** @description The loan to pay on: its id, or its address. */
      loan: string;
    };
    PaymentShareResponse: {
      /** @description Null for the loan's customer, who sees amounts only. */
      provider: string | null;
      amount: string;
      principal: string;
      interest: string;
      penalty: string;
      recovery: string;
    };
    MadePaymentResponse: {
      /** @description Who entered it, if not the customer. */
      entered_by: string | null;
      /** @description When staff reversed the payment. It then counts as never made. */
      reversed_at: string | null;
      /**
       * @description How the money came or went, if staff took it or gave it; otherwise null.
       * @enum {unknown}
       */
      method: 'cash' | 'transfer' | 'cheque' | 'card' | 'mobile_money' | 'other' | null;
      reference: string | null;
      /**
       * @description The number of the receipt: date, teller, place in the teller's day. Null where staff took or gave nothing, and in a
       *     preview.
       */
      receipt_number: string | null;
      /** @description What is left to pay on the loan. */
      remaining_balance: string;
      /** @description The loan's status after this payment. */
      loan_status: string;
      id: string;
      loan: string;
      customer: string;
      amount: string;
      principal: string;
      interest: string;
      /** @description Late interest. */
      penalty: string;
      /** @description What came in after the loan was written off. */
      recovery: string;
      /** @description What the bank kept of the interest before the providers' shares. */
      commission: string;
      currency: string;
      value_date: string;
      created_at: string;
      /** @description When it was entered, under the original platform's name: the same instant as `created_at`. */
      payment_date: string;
      /** @description How the payment was split among the loan's providers. */
      shares: components['schemas']['PaymentShareResponse'][];
    };
    AlikePaymentResponse: {
      /**
       * @description What is the same.
       * @enum {string}
       */
      same: 'amount' | 'reference';
      payment: string;
      loan: string;
      amount: string;
      value_date: string;
      created_at: string;
    };
    PaymentPreviewResponse: {
      /** @description The loan as it is. */
      before: components['schemas']['LoanResponse'];
      /** @description The loan as it would be. */
      after: components['schemas']['LoanResponse'];
      /** @description The payment as it would be divided. */
      payment: components['schemas']['MadePaymentResponse'];
      /** @description Payments that may be the same one: of this amount on this loan within a week, or, for staff, with this reference. */
      looks_like: components['schemas']['AlikePaymentResponse'][];
    };
    ReversePaymentDto: {
      /**
       * @description Staff only: how the money came or went. Left out: in cash.
       * @enum {string}
       */
      method?: 'cash' | 'transfer' | 'cheque' | 'card' | 'mobile_money' | 'other';
      /** @description Staff only: the number of the cheque or the transfer. */
      reference?: string;
      /**
       * @description Whether the money goes back, or stays as the customer's credit. Left out: it goes back. What a gateway collected can
       *     only stay.
       * @enum {string}
       */
      money?: 'returned' | 'credit';
      /** @description Why it is reversed. The reason is kept for good. */
      reason: string;
    };
    ReversedPaymentResponse: {
      /** @description Who entered it, if not the customer. */
      entered_by: string | null;
      /** @description When staff reversed the payment. It then counts as never made. */
      reversed_at: string | null;
      /**
       * @description How the money came or went, if staff took it or gave it; otherwise null.
       * @enum {unknown}
       */
      method: 'cash' | 'transfer' | 'cheque' | 'card' | 'mobile_money' | 'other' | null;
      reference: string | null;
      /**
       * @description The number of the receipt: date, teller, place in the teller's day. Null where staff took or gave nothing, and in a
       *     preview.
       */
      receipt_number: string | null;
      reason: string;
      /** @description What is left to pay on the loan. */
      remaining_balance: string;
      /** @description The loan's status after the reversal. */
      loan_status: string;
      id: string;
      loan: string;
      customer: string;
      amount: string;
      principal: string;
      interest: string;
      /** @description Late interest. */
      penalty: string;
      /** @description What came in after the loan was written off. */
      recovery: string;
      /** @description What the bank kept of the interest before the providers' shares. */
      commission: string;
      currency: string;
      value_date: string;
      created_at: string;
      /** @description When it was entered, under the original platform's name: the same instant as `created_at`. */
      payment_date: string;
    };
    ReversalPreviewResponse: {
      /** @description The loan as it is. */
      before: components['schemas']['LoanResponse'];
      /** @description The loan as it would be. */
      after: components['schemas']['LoanResponse'];
      payment: components['schemas']['ReversedPaymentResponse'];
    };
    ListedPaymentResponse: {
      /** @description Who entered it, if not the customer. */
      entered_by: string | null;
      /** @description When staff reversed the payment. It then counts as never made. */
      reversed_at: string | null;
      /** @description First and last name, else the username. For staff only; null for others. */
      customer_name: string | null;
      /** @description The number of the loan, as people say it. */
      loan_number: string;
      id: string;
      loan: string;
      customer: string;
      amount: string;
      principal: string;
      interest: string;
      /** @description Late interest. */
      penalty: string;
      /** @description What came in after the loan was written off. */
      recovery: string;
      /** @description What the bank kept of the interest before the providers' shares. */
      commission: string;
      currency: string;
      value_date: string;
      created_at: string;
      /** @description When it was entered, under the original platform's name: the same instant as `created_at`. */
      payment_date: string;
    };
    PaymentListResponse: {
      count: number | null;
      /** @description Only where an estimate was asked for: whether the count is one. */
      count_is_estimate?: boolean;
      next: string | null;
      previous: string | null;
      results: components['schemas']['ListedPaymentResponse'][];
    };
    PaidInstallmentResponse: {
      nr: number;
      due_date: string;
      penalty: string;
      interest: string;
      principal: string;
    };
    ShownPaymentResponse: {
      /** @description Who entered it, if not the customer. */
      entered_by: string | null;
      /** @description When staff reversed the payment. It then counts as never made. */
      reversed_at: string | null;
      /**
       * @description How the money came or went, if staff took it or gave it; otherwise null.
       * @enum {unknown}
       */
      method: 'cash' | 'transfer' | 'cheque' | 'card' | 'mobile_money' | 'other' | null;
      reference: string | null;
      /**
       * @description The number of the receipt: date, teller, place in the teller's day. Null where staff took or gave nothing, and in a
       *     preview.
       */
      receipt_number: string | null;
      /** @description First and last name, else the username. For staff only; null for others. */
      customer_name: string | null;
      /** @description The number of the receipt for the money that was handed back, if it was. */
      return_receipt_number: string | null;
      /** @description What it paid of each instalment, as the loan stands now; empty when it was reversed, or is a recovery. */
      installments: components['schemas']['PaidInstallmentResponse'][];
      /** @description The number of the loan, as people say it. */
      loan_number: string;
      id: string;
      loan: string;
      customer: string;
      amount: string;
      principal: string;
      interest: string;
      /** @description Late interest. */
      penalty: string;
      /** @description What came in after the loan was written off. */
      recovery: string;
      /** @description What the bank kept of the interest before the providers' shares. */
      commission: string;
      currency: string;
      value_date: string;
      created_at: string;
      /** @description When it was entered, under the original platform's name: the same instant as `created_at`. */
      payment_date: string;
      /** @description How the payment was split among the loan's providers. */
      shares: components['schemas']['PaymentShareResponse'][];
    };
    ApplyCreditDto: {
      /** @description The loan to pay on: its id, or its address. */
      loan: string;
    };
    AppliedCreditResponse: {
      /** @description Who entered it, if not the customer. */
      entered_by: string | null;
      /** @description When staff reversed the payment. It then counts as never made. */
      reversed_at: string | null;
      /**
       * @description How the money came or went, if staff took it or gave it; otherwise null.
       * @enum {unknown}
       */
      method: 'cash' | 'transfer' | 'cheque' | 'card' | 'mobile_money' | 'other' | null;
      reference: string | null;
      /**
       * @description The number of the receipt: date, teller, place in the teller's day. Null where staff took or gave nothing, and in a
       *     preview.
       */
      receipt_number: string | null;
      /** @description What is left to pay on the loan. */
      remaining_balance: string;
      /** @description The loan's status after this payment. */
      loan_status: string;
      id: string;
      loan: string;
      customer: string;
      amount: string;
      principal: string;
      interest: string;
      /** @description Late interest. */
      penalty: string;
      /** @description What came in after the loan was written off. */
      recovery: string;
      /** @description What the bank kept of the interest before the providers' shares. */
      commission: string;
      currency: string;
      value_date: string;
      created_at: string;
      /** @description When it was entered, under the original platform's name: the same instant as `created_at`. */
      payment_date: string;
      /** @description How the payment was split among the loan's providers. */
      shares: components['schemas']['PaymentShareResponse'][];
      /** @description What is left of the credit. */
      credit_amount: string;
    };
    RefundCreditDto: {
      amount: string;
      /** @description A bank account of the customer, or the card that the money came from (`GET /api/instruments/?party=`). */
      instrument: string;
    };
    RefundPreviewResponse: {
      amount: string;
      currency: string;
      instrument: string;
      /** @description Whether the money goes back to the card that it came from. */
      to_card: boolean;
      /** @description The business date on which the money should be there. */
      expected_on: string;
      /** @description What could go there at most, at once. */
      refundable: string;
      credit_before: string;
      credit_after: string;
    };
    BankLossDto: {
      /** @description Why nobody will ever pay it. The reason is kept. */
      reason: string;
    };
    BankLossResponse: {
      customer: string;
      /** @description True: another member of staff has to say the same first, and nothing has changed yet. */
      is_proposal: boolean;
      /** @description What the house has lost now. */
      lost: string;
      /** @description What the customer owes beside its loans from now on. */
      receivable_amount: string;
      currency: string;
    };
    WriteOffLoanDto: {
      /** @description Why the loan is written off. The reason is kept for good. */
      reason: string;
    };
    LossResponse: {
      provider: string;
      amount: string;
    };
    WriteOffResponse: {
      loan: string;
      reason: string;
      business_date: string;
      /** @description The outstanding principal that its providers lose. */
      loss: string;
      /** @description By provider: what each still had in the loan. */
      losses: components['schemas']['LossResponse'][];
      /** @description What the borrower still owes and recoveries may bring in: principal, interest and late interest to that date. */
      remaining_balance: string;
      currency: string;
      created_at: string;
    };
    WriteOffPreviewResponse: {
      /** @description The loan as it is. */
      before: components['schemas']['LoanResponse'];
      /** @description The loan as it would be. */
      after: components['schemas']['LoanResponse'];
      write_off: components['schemas']['WriteOffResponse'];
    };
    UndoLoanDto: {
      /** @description Why the loan is undone. The reason is kept for good. */
      reason: string;
    };
    ReturnedPartResponse: {
      provider: string;
      amount: string;
    };
    UndoneLoanResponse: {
      loan: string;
      reason: string;
      business_date: string;
      /** @description Principal: what its providers have free to lend again. */
      amount: string;
      /** @description By provider: its part of the loan. */
      returned: components['schemas']['ReturnedPartResponse'][];
      /** @description The transfer that would have paid it out, which is cancelled. */
      transfer: string;
      currency: string;
      created_at: string;
    };
    UndoPreviewResponse: {
      /** @description The loan as it is. */
      before: components['schemas']['LoanResponse'];
      /** @description The loan as it would be. */
      after: components['schemas']['LoanResponse'];
      undo: components['schemas']['UndoneLoanResponse'];
    };
    SetAutopayDto: {
      /** @description A card or bank account of the loan's customer (`GET /api/instruments/`). */
      instrument: string;
      /** @description How many days before a due date its debit is asked for. A debit from a bank account takes days. */
      lead_days: number;
    };
    WriteNoteDto: {
      /**
       * @description What the note is about.
       * @enum {string}
       */
      subject_type: 'customer' | 'provider' | 'loan' | 'payment';
      /** @description Its id. */
      subject: string;
      /**
       * @description A contact (`call`, `visit`, `letter`, `message`), a `decision`, or `other`.
       * @enum {string}
       */
      kind: 'call' | 'visit' | 'letter' | 'message' | 'decision' | 'other';
      /**
       * @description What came of it, for a contact.
       * @enum {string}
       */
      outcome?: 'reached' | 'no_answer' | 'wrong_number' | 'refused' | 'promised' | 'paid';
      /** @description Up to 4,000 characters. It cannot be changed later; an admin can remove it. */
      text: string;
    };
    NoteResponse: {
      /** @enum {string} */
      subject_type: 'payment' | 'loan' | 'statement_line' | 'customer' | 'provider';
      /** @description The number of the loan that it is about, as people say it; null where it is about something else. */
      loan_number: string | null;
      /**
       * @description `reversal`, `write_off`, `outside` and `undo` are the reasons that were given for a command.
       * @enum {string}
       */
      kind:
        | 'reversal'
        | 'write_off'
        | 'outside'
        | 'undo'
        | 'call'
        | 'visit'
        | 'letter'
        | 'message'
        | 'decision'
        | 'other';
      /** @enum {unknown} */
      outcome: 'reached' | 'no_answer' | 'wrong_number' | 'refused' | 'promised' | 'paid' | null;
      /** @description Null once it is redacted. */
      text: string | null;
      /** @description When an admin removed the text; null unless one did. */
      redacted_at: string | null;
      id: string;
      subject: string;
      author: string;
      /** @description First and last name, else the username. */
      author_name: string;
      created_at: string;
    };
    NoteListResponse: {
      count: number | null;
      next: string | null;
      previous: string | null;
      results: components['schemas']['NoteResponse'][];
    };
    MakePromiseDto: {
      amount: string;
      /** @description By when it will be paid: from today to 31 days ahead. */
      due_on: string;
      /**
       * @description How it was given; `counter`: in the office. Staff say it; a borrower's own promise is a `message` unless it says
       *     otherwise.
       * @enum {string}
       */
      channel?: 'call' | 'visit' | 'letter' | 'message' | 'counter';
      /** @description What was said, for the notes of the loan. Left out: the amount and the date. */
      note?: string;
      /** @description For staff: whether it stands in for the open promise, if there is one. Left out: `promise_open`. */
      replace?: boolean;
    };
    PromiseResponse: {
      /** @enum {string} */
      channel: 'call' | 'visit' | 'letter' | 'message' | 'counter';
      /**
       * @description `kept` or `broken` is decided at the end of the second day after `due_on`. `cancelled`: by staff, or because the loan
       *     ended otherwise; `replaced`: by another promise.
       * @enum {string}
       */
      state: 'open' | 'kept' | 'broken' | 'cancelled' | 'replaced';
      /** @description The business date at whose end it was decided, or on which staff ended it; null while it is open. */
      resolved_on: string | null;
      /** @description What was said; null unless staff ask, and once it is redacted. */
      note: string | null;
      /** @description The user who wrote it down; null unless staff ask. */
      made_by: string | null;
      id: string;
      loan: string;
      amount: string;
      currency: string;
      due_on: string;
      /** @description Payments that were entered after it and count by the second day after `due_on`, without reversed ones. */
      paid: string;
      made_on: string;
      created_at: string;
    };
    PromiseListResponse: {
      count: number | null;
      next: string | null;
      previous: string | null;
      results: components['schemas']['PromiseResponse'][];
    };
    AssignDto: {
      /** @description Who works on the loan: a member of staff, or null for nobody. */
      user: string | null;
    };
    AssignedResponse: {
      /** @description Who works on it; null for nobody. */
      assigned_to: string | null;
      loan: string;
    };
    AskForCareDto: {
      loan: string;
      /**
       * @description `holiday`: pay nothing for a while; `reschedule`: smaller instalments over a longer time; `hardship`: cannot pay now;
       *     `other`: in one's own words.
       * @enum {string}
       */
      kind: 'holiday' | 'reschedule' | 'hardship' | 'other';
      /** @description What happened, and what would help. */
      wish: string;
    };
    CareRequestResponse: {
      /** @enum {string} */
      kind: 'holiday' | 'reschedule' | 'hardship' | 'other';
      /** @description What the borrower wrote; null once it is redacted. */
      wish: string | null;
      /** @enum {string} */
      state: 'open' | 'granted' | 'declined' | 'withdrawn';
      /** @description What the bank answered; null before, and once it is redacted. */
      answer: string | null;
      /** @description The member of staff who answered; null before, and unless staff ask. */
      answered_by: string | null;
      /** @description When it was answered or withdrawn; null while it is open. */
      ended_at: string | null;
      id: string;
      loan: string;
      /** @description The number of the loan, as people say it. */
      loan_number: string;
      customer: string;
      customer_name: string;
      created_at: string;
    };
    CareRequestListResponse: {
      count: number | null;
      next: string | null;
      previous: string | null;
      results: components['schemas']['CareRequestResponse'][];
    };
    AnswerCareDto: {
      granted: boolean;
      /** @description What the bank answers. The borrower reads it. */
      note: string;
    };
    EventReceivedResponse: {
      /** @description Always true: a message that was kept before is received too. */
      received: boolean;
    };
    SetUpInstrumentDto: {
      /** @enum {string} */
      kind: 'card' | 'bank_debit' | 'bank_account' | 'wallet';
      gateway: string;
      /** @description Sandbox only: what becomes of payments with it, such as `ok`, `insufficient` or `return_after_5d`. */
      token?: string;
      /**
       * @description Whether the number is typed on a page of the gateway's own, `url`, from where the person comes back to the portal. A page
       *     that sends people there needs no script of the gateway. Without it the number is typed into the gateway's own fields.
       */
      on_page?: boolean;
    };
    SetUpInstrumentResponse: {
      /** @enum {string} */
      kind: 'card' | 'bank_debit' | 'bank_account' | 'wallet';
      /** @enum {string} */
      state: 'pending' | 'usable' | 'refused' | 'revoked';
      /** @description The page of the gateway, good for a day; null without `on_page`, and in the sandbox, which asks for no number. */
      url: string | null;
      /** @description For the gateway's own fields; empty with a page. */
      client_secret: string;
      id: string;
      gateway: string;
      /** @description What you know it by. */
      label: string;
      created_at: string;
    };
    RefreshedTransferResponse: {
      /** @enum {string} */
      direction: 'in' | 'out';
      /** @enum {string} */
      purpose:
        | 'repayment'
        | 'provider_deposit'
        | 'customer_credit'
        | 'disbursement'
        | 'provider_withdrawal'
        | 'credit_refund'
        | 'receipt_return';
      /** @description Whose money it is. */
      party: string | null;
      /** @description First and last name, else the username. For staff only; null for others. */
      party_name: string | null;
      loan: string | null;
      /** @description The number of the loan, as people say it. */
      loan_number: string | null;
      instrument: string | null;
      /**
       * @description What is known of it.
       * @enum {string}
       */
      state:
        | 'created'
        | 'submitted'
        | 'unknown'
        | 'pending'
        | 'succeeded'
        | 'settled'
        | 'returned'
        | 'reinstated'
        | 'failed'
        | 'cancelled'
        | 'review'
        | 'reserved'
        | 'sent'
        | 'paid';
      /**
       * @description What the books say of it: `credited` counts already, `settled` is in the bank too, `owed_back` will be taken back.
       *     Of money that goes out: `promised` has left wallet or credit, `gone` the bank too.
       * @enum {string}
       */
      stands: 'nothing' | 'credited' | 'settled' | 'owed_back' | 'promised' | 'gone';
      /** @description A debit that came by itself (autopay): the due date that it is for. */
      autopay_due_date: string | null;
      /**
       * @description How long the bank holds it: from this date on it counts though it could still be refused, and may be paid out. Null where
       *     it holds nothing, and until it has succeeded.
       */
      hold_until: string | null;
      /** @description Why it failed, or why somebody has to look at it. */
      failure_code: string | null;
      failure_text: string | null;
      /** @description The transfer that failed or was not sent, and in whose place this one is. */
      replaces: string | null;
      /** @description The file that ordered the bank to pay it. */
      payout_file: string | null;
      /** @description Staff only, of one in review. */
      proposal: components['schemas']['TransferProposalResponseOrNull'] | null;
      /** @description Everything that happened to it, in order. */
      steps: components['schemas']['TransferStepResponse'][];
      id: string;
      amount: string;
      /** @description What the gateway kept of it; the bank bears that. */
      fee: string;
      currency: string;
      gateway: string;
      state_since: string;
      /** @description The business date of the wish, from which a repayment counts. */
      counts_from: string;
      created_at: string;
      /** @description What you still have to do for your own payment, as its first answer said. Nobody else is told. */
      action?: components['schemas']['TransferActionResponse'];
    };
    ResendTransferDto: {
      /** @description Another bank account of the same party (`GET /api/instruments/?party=`). */
      instrument: string;
    };
    ResolveTransferDto: {
      /**
       * @description What the gateway's own page, or the bank's statement, says of it. `lost`: it counts, and its money will never arrive;
       *     the house bears that. Money that goes out ends as `paid`, `failed` or `returned`.
       * @enum {string}
       */
      outcome: 'failed' | 'succeeded' | 'settled' | 'paid' | 'returned' | 'lost';
      /** @description How you know. It is kept with the transfer. */
      reason: string;
    };
    TransferFigureResponse: {
      /** @enum {string} */
      figure: 'remaining_balance' | 'credit_amount' | 'receivable_amount' | 'fund_amount' | 'wallet_amount';
      /** @description Of which loan, customer or provider. */
      id: string;
      before: string;
      after: string;
    };
    ResolvePreviewResponse: {
      /** @enum {string} */
      state_before:
        | 'created'
        | 'submitted'
        | 'unknown'
        | 'pending'
        | 'succeeded'
        | 'settled'
        | 'returned'
        | 'reinstated'
        | 'failed'
        | 'cancelled'
        | 'review'
        | 'reserved'
        | 'sent'
        | 'paid';
      /** @enum {string} */
      state_after:
        | 'created'
        | 'submitted'
        | 'unknown'
        | 'pending'
        | 'succeeded'
        | 'settled'
        | 'returned'
        | 'reinstated'
        | 'failed'
        | 'cancelled'
        | 'review'
        | 'reserved'
        | 'sent'
        | 'paid';
      /** @enum {string} */
      stands_before: 'nothing' | 'credited' | 'settled' | 'owed_back' | 'promised' | 'gone';
      /** @enum {string} */
      stands_after: 'nothing' | 'credited' | 'settled' | 'owed_back' | 'promised' | 'gone';
      transfer: string;
      /** @description Whether another member of staff has said the same, so that saying it now does it; else it is a proposal. */
      confirms: boolean;
      currency: string;
      /** @description Only those that change. */
      figures: components['schemas']['TransferFigureResponse'][];
    };
    RegisterPayoutAccountDto: {
      /** @description In countries without IBANs; it needs `bank`. */
      number?: string;
      /** @description The bank that keeps it: its BIC, or its number in the country's clearing. */
      bank?: string;
      /** @description Sandbox only: what becomes of payouts to it, such as `ok`, `closed_account` or `return_after_5d`. */
      token?: string;
      /** @description The gateway that pays out. */
      gateway: string;
      /** @description Whose account it is, as the bank knows them, in Latin letters. */
      holder: string;
      /** @description Spaces do not matter. Its check digits must be right. */
      iban?: string;
      /** @description Staff only, and required for them: the customer or provider whose account it is. */
      party?: string;
    };
    DepositDto: {
      amount: string;
      /** @description One of your cards or bank accounts. */
      instrument: string;
    };
    OpenBankAccountDto: {
      /** @description Its IBAN or number, as statements name it; spaces do not count. */
      number: string;
      /**
       * @description The part of today's cash that lies there: the balance of the account at the beginning of `opened_on`. It moves from
       *     the till to the account.
       */
      opening_balance: string;
      /** @description The first date whose statements are read, by default today. */
      opened_on?: string;
      /** @description The gateways whose payouts arrive here. */
      gateways?: string[];
      /** @description What the bank calls it. */
      name: string;
    };
    CsvColumnsResponse: {
      value_on: string | null;
      amount: string | null;
      credit: string | null;
      debit: string | null;
      balance: string | null;
      currency: string | null;
      counterparty: string | null;
      reference: string | null;
      booked_on: string;
      remittance: string[];
    };
    BankAccountResponse: {
      /** @description How its statements are written as CSV; null: nothing was set. */
      csv_format: components['schemas']['CsvFormatResponseOrNull'] | null;
      id: string;
      name: string;
      number: string;
      currency: string;
      opening_balance: string;
      opened_on: string;
      /** @description The gateways whose payouts arrive here. */
      gateways: string[];
      created_at: string;
    };
    BankAccountListResponse: {
      count: number | null;
      next: string | null;
      previous: string | null;
      results: components['schemas']['BankAccountResponse'][];
    };
    ChangeBankAccountDto: {
      /** @description The gateways whose payouts arrive here. */
      gateways?: string[];
      /** @description What the bank calls it. */
      name?: string;
    };
    CsvColumnsDto: {
      /** @description What came in. */
      credit?: string;
      /** @description What left, with or without a sign. */
      debit?: string;
      /** @description The currency: that of the account in every row, or empty. */
      currency?: string;
      /** @description The reference that came with the payment, end to end. */
      reference?: string;
      booked_on: string;
      /** @description Left out: the date on which it was booked. */
      value_on?: string;
      /** @description The amount with its sign: what is negative has left. Left out where `credit` and `debit` are two columns. */
      amount?: string;
      /** @description The balance after the line. It proves that no line is missing and no sign is wrong. */
      balance?: string;
      /** @description Who paid, or was paid. */
      counterparty?: string;
      /** @description What the payer wrote, from one or several columns. */
      remittance: string[];
    };
    CsvFormatDto: {
      /** @enum {string} */
      separator: ',' | ';' | '\t' | '|';
      /** @enum {string} */
      decimal_separator: ',' | '.';
      columns: components['schemas']['CsvColumnsDto'];
      /** @description Rows before that with the names of the columns. */
      skip_rows: number;
      /** @description `DD` or `D`, `MM` or `M`, `YYYY` or `YY`, and what stands between them. A time after the date is left out. */
      date_format: string;
    };
    ImportedResponse: {
      /** @description How many lines the file has. */
      lines: number;
      /** @description Those that had not been read before: they are in the books now. */
      new: number;
      /** @description New lines that say what they are; they are booked by themselves from now on. */
      matched: number;
      /** @description New lines that look like something: somebody has to decide. */
      suggested: number;
      /** @description New lines of which nothing is known. */
      open: number;
    };
    BankStatementResponse: {
      number: string | null;
      /** @description Null, as `closing`, for a notification (camt.054), which tells of lines before their statement does. */
      opening: string | null;
      closing: string | null;
      /** @description Null: at the command line. */
      imported_by: string | null;
      id: string;
      account: string;
      from: string;
      to: string;
      currency: string;
      lines: number;
      /** @description Lines that had not been read before. */
      new_lines: number;
      /** @description Its lines that nobody has explained yet. */
      open_lines: number;
      imported_at: string;
    };
    BankStatementListResponse: {
      count: number | null;
      next: string | null;
      previous: string | null;
      results: components['schemas']['BankStatementResponse'][];
    };
    LineExplanationResponse: {
      /** @enum {string} */
      kind: 'transfer' | 'payout' | 'loan' | 'provider' | 'customer';
      id: string;
    };
    StatementLineResponse: {
      end_to_end_id: string | null;
      bank_ref: string | null;
      counterparty: string | null;
      /** @enum {string} */
      state: 'open' | 'explained' | 'outside';
      /**
       * @description `exact`: it says what it is, and is booked by itself. `suggested`: it looks like it.
       * @enum {unknown}
       */
      certainty: 'exact' | 'suggested' | null;
      /** @description Why it could not be booked by itself. */
      problem: string | null;
      id: string;
      statement: string;
      account: string;
      /** @description Its place in the statement. */
      nr: number;
      /** @description Negative: it left the account. */
      amount: string;
      currency: string;
      booked_on: string;
      value_on: string;
      remittance: string;
      /** @description The most likely first. */
      proposed: components['schemas']['LineExplanationResponse'][];
    };
    StatementLineListResponse: {
      count: number | null;
      next: string | null;
      previous: string | null;
      results: components['schemas']['StatementLineResponse'][];
    };
    LineFigureResponse: {
      /**
       * @description `open_lines` is the sum of the lines of the bank account that nobody has explained; the others are of a loan, a
       *     customer or a provider.
       * @enum {string}
       */
      figure:
        | 'open_lines'
        | 'remaining_balance'
        | 'credit_amount'
        | 'receivable_amount'
        | 'fund_amount'
        | 'wallet_amount';
      /** @description Of which bank account, loan, customer or provider. */
      id: string;
      before: string;
      after: string;
    };
    DecidedLineResponse: {
      end_to_end_id: string | null;
      bank_ref: string | null;
      counterparty: string | null;
      /** @enum {string} */
      state: 'open' | 'explained' | 'outside';
      /**
       * @description `exact`: it says what it is, and is booked by itself. `suggested`: it looks like it.
       * @enum {unknown}
       */
      certainty: 'exact' | 'suggested' | null;
      /** @description Why it could not be booked by itself. */
      problem: string | null;
      id: string;
      statement: string;
      account: string;
      /** @description Its place in the statement. */
      nr: number;
      /** @description Negative: it left the account. */
      amount: string;
      currency: string;
      booked_on: string;
      value_on: string;
      remittance: string;
      /** @description The most likely first. */
      proposed: components['schemas']['LineExplanationResponse'][];
      /** @description Only those that change. */
      figures: components['schemas']['LineFigureResponse'][];
    };
    BankedLineDto: {
      /** @description The loan whose pay-out or payment, booked as cash, went through the bank. */
      loan?: string;
      /** @description The provider whose deposit or withdrawal, booked as cash, went through the bank. */
      provider?: string;
    };
    OutsideLineDto: {
      /** @description What it was for. The reason is kept. */
      reason: string;
    };
    MatchLineDto: {
      /** @description The transfers whose money the line is, up to 100: noted ones that it settles, or, of a line that left, settled ones that the bank has taken back. */
      transfers: string[];
      /** @description The customer whose credit is what the transfers leave over. */
      rest_to?: string;
    };
    IdentifyLineDto: {
      /** @description The loan that it pays. What the loan does not take is its customer’s credit. */
      loan?: string;
      /** @description The provider whose deposit it is. */
      provider?: string;
      /** @description The customer whose credit it is: for no loan in particular. */
      customer?: string;
    };
    RedactLinesDto: {
      /** @description A customer or provider: all lines that are explained by its money. */
      party?: string;
      /** @description Up to 100 lines that are explained, such as those of somebody who is not a customer. */
      lines?: string[];
    };
    RedactedLinesResponse: {
      /** @description How many lines said something that they do not say any more. */
      redacted: number;
    };
    SendBackDto: {
      /** @description In countries without IBANs; it needs `bank`. */
      number?: string;
      /** @description The bank that keeps it: its BIC, or its number in the country's clearing. */
      bank?: string;
      /** @description Sandbox only: what becomes of payouts to it, such as `ok`, `closed_account` or `return_after_5d`. */
      token?: string;
      /** @description The gateway that pays out. */
      gateway: string;
      /** @description Whose account it is, as the bank knows them, in Latin letters. */
      holder: string;
      /** @description Spaces do not matter. Its check digits must be right. */
      iban?: string;
    };
    MakePayoutFileDto: {
      /** @description The day on which the bank is to pay. Left out: today. */
      execute_on?: string;
      /** @description The bank account that pays (`GET /api/bank_accounts/`). */
      account: string;
    };
    MadePayoutFileResponse: {
      /** @description How many payouts could not go into it and are in `review`, with the reason. */
      in_review: number;
      id: string;
      /** @description How the bank knows it; it takes each once. */
      message_id: string;
      account: string;
      /** @description How many payments it orders. */
      payments: number;
      total: string;
      currency: string;
      execute_on: string;
      /** @description Of the file, to compare it with what the bank got. */
      sha256: string;
      made_at: string;
    };
    PayoutFileResponse: {
      id: string;
      /** @description How the bank knows it; it takes each once. */
      message_id: string;
      account: string;
      /** @description How many payments it orders. */
      payments: number;
      total: string;
      currency: string;
      execute_on: string;
      /** @description Of the file, to compare it with what the bank got. */
      sha256: string;
      made_at: string;
    };
    PayoutFileListResponse: {
      count: number | null;
      next: string | null;
      previous: string | null;
      results: components['schemas']['PayoutFileResponse'][];
    };
    PaidIntoResponse: {
      name: string;
      number: string;
    };
    WaysToPayResponse: {
      /** @description The gateways that collect from cards and bank accounts. */
      gateways: string[];
      /** @description Whether borrowers enter their own payments; else staff do. */
      direct_payments: boolean;
      /** @description Whether lenders enter their own deposits. */
      direct_deposits: boolean;
      /** @description With the number of the loan as reference. */
      bank_accounts: components['schemas']['PaidIntoResponse'][];
      /** @description In words of the bank; empty: none. */
      instructions: string;
    };
    BankResponse: {
      /** @description Of its picture, for GET /api/bank/logo/; null: it has none. */
      logo_version: string | null;
      /**
       * @description Whether a loan waits when there is no money for it: unless its request says otherwise, only if it says so, never.
       * @enum {string}
       */
      waiting: 'always' | 'on_request' | 'never';
      /** @description Empty: none is given. */
      name: string;
      currency: string;
      time_zone: string;
      business_date: string;
      /** @description The languages of the portal. */
      languages: string[];
      /** @description As what people may register themselves. */
      register_as: ('customer' | 'provider')[];
      /** @description Whether who has forgotten the password can have a link mailed (POST /api/auth/forgot_password/). */
      mails_links: boolean;
      /** @description Null: the bank does not publish its prices. */
      terms: components['schemas']['PublicTermsResponseOrNull'] | null;
      ways_to_pay: components['schemas']['WaysToPayResponse'];
      /** @description The gateways that pay out to the bank accounts of people. Empty: money is paid out in person. */
      paid_out_by: string[];
    };
    LogoResponse: {
      logo_version: string;
    };
    InterestSegmentResponse: {
      /** @description Interest runs after this day … */
      from: string;
      /** @description … up to and including this one. */
      to: string;
      days: number;
      balance: string;
      year_fraction: string;
      /** @description balance × rate × year_fraction, exact, in minor units (cents). */
      exact: string;
    };
    PenaltySegmentResponse: {
      from: string;
      to: string;
      days: number;
      amount: string;
      /** @description Exact, in minor units. */
      exact: string;
    };
    PenaltyExplanationResponse: {
      formula: string;
      rate: string;
      segments: components['schemas']['PenaltySegmentResponse'][];
      exact: string;
      rounded: string;
    };
    ExplanationResponse: {
      /** @enum {string} */
      day_count: '30/360' | 'actual/365' | 'actual/360' | 'actual/actual' | '30/actual';
      /** @enum {string} */
      period_interest: 'actual_days' | 'equal_periods';
      /** @description When interest is rounded once for the whole loan: the totals whose difference is this row's interest. */
      running: components['schemas']['RunningTotalResponseOrNull'] | null;
      formula: string;
      rate: string;
      segments: components['schemas']['InterestSegmentResponse'][];
      /** @description The sum of the segments, in minor units. */
      exact: string;
      rounded: string;
      /** @description Interest of other rows that is due with this one. */
      carried_in: string;
      /** @description Interest of this row that is due with another. */
      carried_out: string;
      /** @description Given back because the loan was paid off early. */
      rebated: string;
      /** @description The row's interest. */
      interest: string;
      penalty: components['schemas']['PenaltyExplanationResponse'];
    };
    ScheduleRowResponse: {
      /**
       * @description `paid`: nothing is outstanding; else `overdue` after its due date, `due` on it, and before it `partly_paid` or
       *     `upcoming`.
       * @enum {string}
       */
      state: 'paid' | 'overdue' | 'due' | 'partly_paid' | 'upcoming';
      nr: number;
      due_date: string;
      /** @description Days of its period. */
      days: number;
      principal: string;
      interest: string;
      /** @description Late interest so far. */
      penalty: string;
      /** @description Principal, interest and late interest. */
      total_due: string;
      paid: string;
      outstanding: string;
      /** @description Principal left after it. */
      balance: string;
      /** @description Only with `explain=1`. */
      explanation?: components['schemas']['ExplanationResponse'];
    };
    ScheduleTotalsResponse: {
      principal: string;
      interest: string;
      penalty: string;
      total: string;
      paid: string;
      outstanding: string;
      /** @description Paid after the loan was written off, up to `as_of`. */
      recovered: string;
      /** @description What is still owed of a loan that was written off: what would have closed it then, less `recovered`. */
      left_to_recover: string;
    };
    LoanScheduleResponse: {
      /**
       * @description Today what the loan says; on other dates what it was or will be at their end, by its instalments.
       * @enum {string}
       */
      status: 'queued' | 'active' | 'overdue' | 'defaulted' | 'paid' | 'written_off' | 'cancelled';
      loan: string;
      currency: string;
      /** @description The end of this business date. For a written-off loan, no later than its write-off. */
      as_of: string;
      days_past_due: number;
      rows: components['schemas']['ScheduleRowResponse'][];
      totals: components['schemas']['ScheduleTotalsResponse'];
    };
    PayoffResponse: {
      loan: string;
      date: string;
      principal: string;
      interest: string;
      /** @description Late interest. */
      penalty: string;
      /** @description For a written-off loan: what is still owed of it. */
      recovery: string;
      /** @description Paying exactly this on that date closes the loan. */
      total: string;
      currency: string;
    };
    StandingResponse: {
      /** @enum {string} */
      status: 'queued' | 'active' | 'overdue' | 'defaulted' | 'paid' | 'written_off' | 'cancelled';
      remaining_balance: string;
    };
    HappeningResponse: {
      /** @enum {string} */
      kind:
        | 'payment'
        | 'recovery'
        | 'payment_reversed'
        | 'late_interest'
        | 'overdue'
        | 'defaulted'
        | 'written_off'
        | 'reminder'
        | 'overdue_notice'
        | 'queued'
        | 'disbursed'
        | 'cancelled'
        | 'expired'
        | 'refused'
        | 'undone'
        | 'autopay_on'
        | 'autopay_off'
        | 'promise_made'
        | 'promise_kept'
        | 'promise_broken';
      amount: string | null;
      /** @description Null for providers. */
      payment: string | null;
      detail: string | null;
      /** @description The member of staff who did it, shown to staff; null when the platform did. */
      actor: string | null;
      /** @description Null before the loan was paid out. */
      before: components['schemas']['StandingResponseOrNull'] | null;
      id: string;
      business_date: string;
      created_at: string;
      after: components['schemas']['StandingResponse'];
    };
    HistoryResponse: {
      count: number | null;
      next: string | null;
      previous: string | null;
      results: components['schemas']['HappeningResponse'][];
    };
    BalancesResponse: {
      fund: string;
      wallet: string;
      lent: string;
      /** @description Owed to the bank. */
      receivable: string;
    };
    MovementResponse: {
      /** @enum {string} */
      kind:
        | 'deposit'
        | 'withdrawal'
        | 'reinvestment'
        | 'disinvestment'
        | 'funding'
        | 'disbursement'
        | 'principal_repayment'
        | 'principal_share'
        | 'interest_repayment'
        | 'interest_share'
        | 'penalty_repayment'
        | 'penalty_share'
        | 'write_off'
        | 'recovery'
        | 'recovery_share'
        | 'receivable'
        | 'receivable_settlement'
        | 'commission'
        | 'overpayment'
        | 'settlement'
        | 'gateway_fee'
        | 'return_settlement'
        | 'dispute_fee'
        | 'deposit_return'
        | 'credit_return'
        | 'customer_receivable'
        | 'customer_receivable_settlement'
        | 'credit_kept'
        | 'credit_refund'
        | 'receipt_return'
        | 'payout'
        | 'withdrawal_return'
        | 'bank_in'
        | 'bank_out'
        | 'banked'
        | 'outside'
        | 'bank_loss';
      loan: string | null;
      /** @description The number of the loan, as people say it. */
      loan_number: string | null;
      /**
       * @description For a share of interest: the bank's commission on it, already deducted from the amount; the provider's part,
       *     rounded to the nearest unit. Otherwise null.
       */
      commission: string | null;
      business_date: string;
      /** @description True when it reverses an earlier movement. */
      reversal: boolean;
      amount: string;
      /** @description The balances after the movement. */
      balances: components['schemas']['BalancesResponse'];
    };
    StatementResponse: {
      provider: string;
      from: string;
      to: string;
      currency: string;
      /** @description At the beginning of `from`. */
      opening: components['schemas']['BalancesResponse'];
      /** @description How many movements the period has. */
      movement_count: number;
      /** @description Every movement, or the newest with `newest`; in order. */
      movements: components['schemas']['MovementResponse'][];
      /** @description At the end of `to`. */
      closing: components['schemas']['BalancesResponse'];
    };
    CashFlowResponse: {
      date: string;
      /** @description Negative: the provider paid it. */
      amount: string;
    };
    ReturnResponse: {
      /**
       * @description The annual rate, as a decimal: "0.0425000000" is 4.25 %. If several rates fit, the one nearest to zero growth. Null
       *     when there is a `reason`.
       */
      rate: string | null;
      /**
       * @description `no_rate_fits`: no rate from -99.9999 % to 1,000,000 % fits, as when everything is lost. `ambiguous`: a gain and a
       *     loss fit equally well.
       * @enum {unknown}
       */
      reason: 'no_money_lent' | 'less_than_90_days' | 'no_rate_fits' | 'ambiguous' | null;
      /** @description The two rates that fit equally well when the reason is `ambiguous`; otherwise empty. */
      equally_good: string[];
      /** @description The cash flows behind the rate; the last is what remains today. */
      cash_flows: components['schemas']['CashFlowResponse'][];
    };
    ReturnsResponse: {
      provider: string;
      as_of: string;
      currency: string;
      /** @description Money in loans, with everything outstanding counted at its full amount. */
      realised: components['schemas']['ReturnResponse'];
      /** @description The same with the principal of past-due loans counted as lost. */
      conservative: components['schemas']['ReturnResponse'];
      /** @description The conservative return on all money, including idle money. */
      all_money: components['schemas']['ReturnResponse'];
    };
    PortfolioTotalResponse: {
      loans: number;
      lent: string;
      principal_outstanding: string;
      principal_returned: string;
      /** @description After the bank's commission. */
      interest_earned: string;
      penalty_earned: string;
      /**
       * @description Interest earned but not paid yet, after the bank's commission. On the declining balance: up to today. Flat: for the
       *     finished periods and the days of the current one. Rounded down loan by loan. Loans that are paid or written off
       *     earn nothing.
       */
      accrued_interest: string;
      /** @description Late interest earned but not paid yet; the bank takes no commission on it. */
      accrued_penalty: string;
      principal_lost: string;
      /** @description Received after a write-off. */
      recovered: string;
    };
    StatusShareResponse: {
      /** @enum {string} */
      status: 'queued' | 'active' | 'overdue' | 'defaulted' | 'paid' | 'written_off' | 'cancelled';
      loans: number;
      lent: string;
      principal_outstanding: string;
      principal_returned: string;
      /** @description After the bank's commission. */
      interest_earned: string;
      penalty_earned: string;
      /**
       * @description Interest earned but not paid yet, after the bank's commission. On the declining balance: up to today. Flat: for the
       *     finished periods and the days of the current one. Rounded down loan by loan. Loans that are paid or written off
       *     earn nothing.
       */
      accrued_interest: string;
      /** @description Late interest earned but not paid yet; the bank takes no commission on it. */
      accrued_penalty: string;
      principal_lost: string;
      /** @description Received after a write-off. */
      recovered: string;
    };
    BandShareResponse: {
      /** @description The band of the borrower's score when the loan was granted; null: the bank had none. */
      score_band: string | null;
      loans: number;
      lent: string;
      principal_outstanding: string;
      /** @description Its outstanding principal on loans that are past due. */
      past_due: string;
      principal_lost: string;
    };
    AgeResponse: {
      /**
       * @description Days past due of the loans.
       * @enum {string}
       */
      days_past_due: 'current' | '1-30' | '31-60' | '61-90' | 'over 90';
      loans: number;
      /** @description The provider's outstanding principal on these loans. */
      principal_outstanding: string;
    };
    PortfolioResponse: {
      provider: string;
      as_of: string;
      currency: string;
      /** @description The provider's shares in all loans. */
      total: components['schemas']['PortfolioTotalResponse'];
      /** @description The same by status of the loans. */
      by_status: components['schemas']['StatusShareResponse'][];
      /** @description The same by score band, in alphabetical order. */
      by_band: components['schemas']['BandShareResponse'][];
      /** @description Its outstanding principal, by how late the loans are. */
      ageing: components['schemas']['AgeResponse'][];
    };
    MonthOfPrincipalResponse: {
      month: string;
      principal: string;
    };
    MaturitiesResponse: {
      provider: string;
      as_of: string;
      currency: string;
      /** @description Due before `as_of` and not paid. */
      overdue: string;
      /** @description From the current month on, without months in which nothing is due. */
      months: components['schemas']['MonthOfPrincipalResponse'][];
      /** @description All of it: `overdue` and the months. */
      total: string;
    };
    PortfolioLoanResponse: {
      /** @enum {string} */
      status: 'queued' | 'active' | 'overdue' | 'defaulted' | 'paid' | 'written_off' | 'cancelled';
      next_due_date: string | null;
      loan: string;
      /** @description The number of the loan, as people say it. */
      loan_number: string;
      /** @description The part of the loan that the provider funded, truncated to six decimals. */
      share: string;
      /** @description Its part of the interest the borrower paid, including the commission: `interest_earned` plus `commission`. */
      gross_interest: string;
      /** @description Its part of the bank's commission on that interest, rounded to the nearest unit. */
      commission: string;
      days_past_due: number;
      currency: string;
      created_at: string;
      lent: string;
      principal_outstanding: string;
      principal_returned: string;
      /** @description After the bank's commission. */
      interest_earned: string;
      penalty_earned: string;
      /**
       * @description Interest earned but not paid yet, after the bank's commission. On the declining balance: up to today. Flat: for the
       *     finished periods and the days of the current one. Rounded down loan by loan. Loans that are paid or written off
       *     earn nothing.
       */
      accrued_interest: string;
      /** @description Late interest earned but not paid yet; the bank takes no commission on it. */
      accrued_penalty: string;
      principal_lost: string;
      /** @description Received after a write-off. */
      recovered: string;
    };
    PortfolioLoanListResponse: {
      count: number | null;
      next: string | null;
      previous: string | null;
      results: components['schemas']['PortfolioLoanResponse'][];
    };
    ShareOfPaymentResponse: {
      /** @description When staff reversed the payment: what it had brought was taken back, and all amounts are 0. */
      reversed_at: string | null;
      /** @description The business date from which the payment counts. */
      value_date: string;
      /** @description What the provider's wallet received: the next four together. */
      amount: string;
      principal: string;
      /** @description After the bank's commission. */
      interest: string;
      /** @description Late interest, on which the bank takes no commission. */
      penalty: string;
      /** @description Received after the loan was written off. */
      recovery: string;
      /**
       * @description The provider's part of the bank's commission on the payment's interest, rounded to the nearest unit; `interest` is
       *     without it.
       */
      commission: string;
      currency: string;
      /** @description When the payment was entered. */
      created_at: string;
    };
    ShareOfPaymentListResponse: {
      count: number | null;
      next: string | null;
      previous: string | null;
      results: components['schemas']['ShareOfPaymentResponse'][];
    };
    IdleMoneyResponse: {
      /** @enum {string} */
      reason:
        | 'in_wallet'
        | 'account_disabled'
        | 'paused'
        | 'reserve'
        | 'band_is_gone'
        | 'term_too_short'
        | 'not_needed_yet';
      amount: string;
      /** @description What the reason means, and what the provider can do. */
      explanation: string;
    };
    RecentAllocationsResponse: {
      /** @description How many of the bank's last allocations this covers, at most 100. */
      allocations: number;
      /** @description In how many of them the provider was ranked: it had free money and its mandate allowed one of the loans. */
      ranked: number;
      /** @description In how many of them it lent. */
      lent: number;
    };
    IdleResponse: {
      /** @description The idle part of all the provider's money; null if it has none. */
      idle_share: string | null;
      provider: string;
      as_of: string;
      currency: string;
      /** @description Fund and wallet together: the money that earns nothing. */
      idle_amount: string;
      /** @description Every cent of it, by the reason it is idle; nothing is left out or counted twice. */
      reasons: components['schemas']['IdleMoneyResponse'][];
      /** @description When the provider's money was last lent; null if never. */
      last_lent_at: string | null;
      recent: components['schemas']['RecentAllocationsResponse'];
    };
    MandateEffectResponse: {
      /** @description The money that earns nothing, by the reason it is idle. */
      idle: components['schemas']['IdleMoneyResponse'][];
      /** @description How many of the loans that wait in the funding queue its money may go to. */
      waiting_loans: number;
      /**
       * @description How much of its money those loans could use, each by itself, and never more than is free to lend. What they get
       *     depends on the other providers, too.
       */
      waiting_amount: string;
    };
    MandatePreviewResponse: {
      provider: string;
      as_of: string;
      currency: string;
      before: components['schemas']['MandateEffectResponse'];
      after: components['schemas']['MandateEffectResponse'];
    };
    MonthFiguresResponse: {
      month: string;
      deposited: string;
      withdrawn: string;
      /** @description Lent on loans. */
      lent: string;
      /** @description Principal that borrowers paid back. */
      principal: string;
      /** @description After commission. */
      interest: string;
      /** @description What the bank kept of the interest. */
      commission: string;
      late_interest: string;
      /** @description From loans that were written off. */
      recovered: string;
      /** @description Principal that was written off. */
      lost: string;
    };
    YearFiguresResponse: {
      deposited: string;
      withdrawn: string;
      /** @description Lent on loans. */
      lent: string;
      /** @description Principal that borrowers paid back. */
      principal: string;
      /** @description After commission. */
      interest: string;
      /** @description What the bank kept of the interest. */
      commission: string;
      late_interest: string;
      /** @description From loans that were written off. */
      recovered: string;
      /** @description Principal that was written off. */
      lost: string;
    };
    YearStatementResponse: {
      provider: string;
      year: number;
      from: string;
      /** @description The end of the year, or today. */
      to: string;
      currency: string;
      /** @description At the beginning of `from`. */
      opening: components['schemas']['BalancesResponse'];
      /** @description The months in which something moved. */
      months: components['schemas']['MonthFiguresResponse'][];
      totals: components['schemas']['YearFiguresResponse'];
      /** @description At the end of `to`. */
      closing: components['schemas']['BalancesResponse'];
    };
    CloseDatesDto: {
      /** @description The last business date to close. It must be over. */
      date: string;
    };
    DayCloseResponse: {
      business_date: string;
      /**
       * @description `running` also means interrupted: the next run finishes it.
       * @enum {string}
       */
      status: 'done' | 'running';
      /** @description Loans on its list: past due, or due soon. */
      candidates: number;
      /** @description Loans past due that were assessed. */
      assessed: number;
      /** @description Late interest booked. */
      late_interest: string;
      currency: string;
      became_overdue: number;
      became_defaulted: number;
      /** @description Borrowers reminded of an instalment that falls due. */
      reminders: number;
      /** @description Borrowers told that an instalment is overdue: on the first day past the grace days, then every seven days. */
      notices: number;
      started_at: string;
      finished_at: string | null;
    };
    ClosedDatesResponse: {
      /** @description What each close did, in order; empty when all were closed. */
      day_closes: components['schemas']['DayCloseResponse'][];
    };
    PreviewedCloseResponse: {
      business_date: string;
      /** @description Loans past due that were assessed. */
      assessed: number;
      /** @description Late interest booked. */
      late_interest: string;
      currency: string;
      became_overdue: number;
      became_defaulted: number;
      /** @description Borrowers reminded of an instalment that falls due. */
      reminders: number;
      /** @description Borrowers told that an instalment is overdue: on the first day past the grace days, then every seven days. */
      notices: number;
    };
    PreviewedClosesResponse: {
      /** @description What each close would do if nothing is paid or lent meanwhile, in order; of at most 31 dates. */
      day_closes: components['schemas']['PreviewedCloseResponse'][];
      /** @description How many dates would be closed. */
      dates: number;
    };
    DayCloseListResponse: {
      count: number | null;
      next: string | null;
      previous: string | null;
      results: components['schemas']['DayCloseResponse'][];
    };
    SandboxClockResponse: {
      business_date: string;
      /** @description How many days the business date is ahead of the calendar. */
      days_ahead: number;
      /** @description The last business date that was closed; null before the first. */
      closed_on: string | null;
    };
    AdvanceClockDto: {
      /** @description The business date to move to: later than today's, by at most a year. */
      to: string;
    };
    AdvancedClockResponse: {
      business_date: string;
      /** @description How many days the business date is ahead of the calendar. */
      days_ahead: number;
      /** @description The last business date that was closed; null before the first. */
      closed_on: string | null;
      /** @description What each day-close on the way did, in order. */
      day_closes: components['schemas']['DayCloseResponse'][];
    };
    PortfolioAtRiskResponse: {
      /** @description The loans are more than this many days past due: 30, 60 or 90. */
      days: number;
      loans: number;
      /** @description All outstanding principal of these loans, not only what is overdue. */
      principal: string;
      /** @description `principal` over `gross_outstanding`, six decimals, rounded half-even; zero when nothing is outstanding. */
      ratio: string;
    };
    AgeingResponse: {
      /** @description The most days past due: 0, 30, 60, 90; null means no limit. */
      to_days: number | null;
      /** @description The least days past due: 0, 1, 31, 61 or 91. */
      from_days: number;
      loans: number;
      /** @description All outstanding principal of these loans, not only what is overdue. */
      principal: string;
      /** @description `principal` over `gross_outstanding`, six decimals, rounded half-even; zero when nothing is outstanding. */
      ratio: string;
    };
    LoansByStatusResponse: {
      /** @enum {string} */
      status: 'queued' | 'active' | 'overdue' | 'defaulted' | 'paid' | 'written_off' | 'cancelled';
      loans: number;
      principal_outstanding: string;
      /**
       * @description The remaining balance of these loans: principal, interest and late interest. What overdue loans owe for the days
       *     since the last day-close is not in it; each loan says its own.
       */
      remaining_balance: string;
    };
    PortfolioReportResponse: {
      as_of: string;
      currency: string;
      /** @description Open loans: active, overdue and defaulted. */
      loans: number;
      /** @description The outstanding principal of open loans. Written-off amounts are neither in this nor in the portfolio at risk. */
      gross_outstanding: string;
      /** @description Open loans more than 30, 60 and 90 days past due. */
      portfolio_at_risk: components['schemas']['PortfolioAtRiskResponse'][];
      /** @description All open loans, each once, by days past due. */
      ageing: components['schemas']['AgeingResponse'][];
      /** @description All loans, by status; every status is listed. */
      by_status: components['schemas']['LoansByStatusResponse'][];
    };
    PortfolioDayResponse: {
      date: string;
      /** @description Open loans. */
      loans: number;
      gross_outstanding: string;
      par30: string;
      par60: string;
      par90: string;
      par30_principal: string;
      par60_principal: string;
      par90_principal: string;
    };
    PortfolioHistoryResponse: {
      currency: string;
      /** @description Earliest date first. */
      results: components['schemas']['PortfolioDayResponse'][];
    };
    CollectionResponse: {
      /** @enum {string} */
      status: 'queued' | 'active' | 'overdue' | 'defaulted' | 'paid' | 'written_off' | 'cancelled';
      /**
       * @description `broken_promise` when the newest promise was broken in the last 60 days; `wait_for_promise` until an open one is due.
       *     Else by days past due: `remind` up to 7, `call` up to 30, `visit_or_letter` from 31. For a loan in default instead:
       *     `default_notice` up to 179, `write_off_review` from 180.
       * @enum {string}
       */
      next_action:
        | 'broken_promise'
        | 'wait_for_promise'
        | 'remind'
        | 'call'
        | 'visit_or_letter'
        | 'default_notice'
        | 'write_off_review';
      /** @description When the oldest unpaid instalment was due. */
      next_due_date: string | null;
      /** @description The newest promise if it is open, or was broken in the last 60 days. */
      promise: components['schemas']['LatePromiseResponseOrNull'] | null;
      /** @description By the notes about the loan and its borrower. */
      last_contact: components['schemas']['LastContactResponseOrNull'] | null;
      /** @description Who works on it. */
      assigned_to: string | null;
      /** @description The name of who works on it. */
      assignee: string | null;
      loan: string;
      /** @description The number of the loan, as people say it. */
      loan_number: string;
      customer: string;
      /** @description First and last name, else the username. */
      customer_name: string;
      username: string;
      /** @description Empty if there is none. */
      phone: string;
      /**
       * @description The unpaid rest of the oldest unpaid instalment, with the late interest up to the business date: `next_due_amount`
       *     of the loan. It does not include later instalments that are also past due.
       */
      overdue_amount: string;
      /** @description Days past due of the oldest unpaid instalment. */
      days_past_due: number;
      /** @description `overdue_amount` times `days_past_due`. */
      priority: string;
      /** @description The remaining balance of the loan, as the loan itself says it on the business date. */
      remaining_balance: string;
    };
    CollectionsResponse: {
      as_of: string;
      currency: string;
      /** @description Highest priority first, by the figures of the last day-close; within a page by those shown. */
      results: components['schemas']['CollectionResponse'][];
      /** @description The address of the next page; null on the last. */
      next: string | null;
    };
    QueueReportResponse: {
      /** @description When the loan that has waited longest was queued; null when none is waiting. */
      oldest_queued_at: string | null;
      /** @description Waiting loans. */
      loans: number;
      amount: string;
      /** @description Business days since then; 0 when none is waiting. */
      oldest_wait_days: number;
    };
    FundingReportResponse: {
      as_of: string;
      currency: string;
      providers: number;
      /** @description The money in the funds of all providers. */
      idle: string;
      /**
       * @description The part of `idle` that is committed to waiting loans with reserved money: the sum of their amounts, at most all of
       *     `idle`. Mandate reserves are not subtracted, so `committed` and `reserved` may overlap.
       */
      committed: string;
      /** @description The part of `idle` that mandates keep: reserves, and the whole funds of paused providers. */
      reserved: string;
      /** @description Outstanding principal on loans. */
      lent: string;
      /** @description Repaid money that was neither reinvested nor withdrawn. */
      wallets: string;
      /** @description What providers owe the bank: shares that were taken back after the providers had withdrawn them. */
      receivable: string;
      queue: components['schemas']['QueueReportResponse'];
    };
    LargeBorrowerResponse: {
      customer: string;
      /** @description First and last name, else the username. */
      name: string;
      username: string;
      loans: number;
      principal_outstanding: string;
      /** @description `principal_outstanding` over `gross_outstanding`, six decimals, rounded half-even. */
      ratio: string;
    };
    LargeProviderResponse: {
      provider: string;
      /** @description First and last name, else the username. */
      name: string;
      username: string;
      loans: number;
      principal_outstanding: string;
      /** @description `principal_outstanding` over `gross_outstanding`, six decimals, rounded half-even. */
      ratio: string;
    };
    ConcentrationResponse: {
      currency: string;
      /** @description The outstanding principal of open loans. */
      gross_outstanding: string;
      /** @description The ten borrowers that owe the most principal, largest first; `loans` counts their open loans. */
      borrowers: components['schemas']['LargeBorrowerResponse'][];
      /** @description The ten providers with the most outstanding principal, largest first; `loans` counts the loans concerned. */
      providers: components['schemas']['LargeProviderResponse'][];
    };
    VintageResponse: {
      /** @description The calendar month in which the loans began. */
      month: string;
      loans: number;
      /** @description Their original principal. */
      lent: string;
      /** @description The outstanding principal of those that are still open. */
      outstanding: string;
      /**
       * @description At each place `k`: the `lent` amount of the loans that had gone into default by the end of the `k`th calendar month
       *     after `month`, over `lent` of all. It never falls; a loan that was cured stays in it. There is one place for each
       *     month that has begun; the first is `month` itself.
       */
      defaulted_ratio_by_month: string[];
    };
    VintagesResponse: {
      currency: string;
      as_of: string;
      months: number;
      /** @description Every month, earliest first, even those in which no loan began. */
      results: components['schemas']['VintageResponse'][];
    };
    DayCloseReportResponse: {
      /** @description The last closed date; null before the first. */
      last_closed: string | null;
      /** @description The close of the newest date, as in `GET /api/day_close/`; null before the first. */
      newest: components['schemas']['DayCloseResponseOrNull'] | null;
      business_date: string;
      /**
       * @description Dates that are over but not closed, from the first that should be closed. 0 when all are closed, and while there
       *     are neither loans nor closes.
       */
      days_behind: number;
      /** @description At most one date is behind, and the newest close is finished or has been running for less than an hour. */
      is_healthy: boolean;
    };
    OpenLinesResponse: {
      count: number;
      came_in: string;
      /** @description Not negative. */
      left: string;
    };
    AccountReconciliationResponse: {
      /** @description The end of the last statement up to the date; null before the first, when the opening balance stands for it. */
      statement_to: string | null;
      account: string;
      name: string;
      number: string;
      /** @description The closing balance of that statement. */
      bank_says: string;
      /** @description What the journal says of the account for the same date. */
      books_say: string;
      /** @description `bank_says` - `books_say`: zero while the books are right. */
      difference: string;
      /** @description Lines up to the date that nobody has explained yet: what the bank knows and the loans do not. */
      open_lines: components['schemas']['OpenLinesResponse'];
    };
    ReconciliationResponse: {
      on: string;
      currency: string;
      accounts: components['schemas']['AccountReconciliationResponse'][];
      /** @description Credited to somebody, and not in the bank yet: what the loans know and the bank does not. */
      in_clearing: string;
      /** @description Promised to somebody, and not seen to leave the bank yet. */
      promised: string;
      /** @description The oldest hundred of the open lines, by name. */
      lines: components['schemas']['StatementLineResponse'][];
    };
    InTransitRowResponse: {
      /** @enum {string} */
      direction: 'in' | 'out';
      purpose: string;
      gateway: string;
      state: string;
      transfers: number;
      amount: string;
      /** @description When the oldest of them came into its state. */
      oldest: string;
    };
    InTransitResponse: {
      as_of: string;
      currency: string;
      results: components['schemas']['InTransitRowResponse'][];
    };
    MethodTotalsResponse: {
      /** @enum {string} */
      method: 'cash' | 'transfer' | 'cheque' | 'card' | 'mobile_money' | 'other';
      receipts: number;
      taken_in: string;
      /** @description Withdrawals, and money of payments that were reversed. */
      paid_out: string;
    };
    ReceiptRowResponse: {
      /**
       * @description `back`: a payment that was reversed, whose money was handed back.
       * @enum {string}
       */
      kind: 'in' | 'out' | 'back';
      /** @enum {string} */
      method: 'cash' | 'transfer' | 'cheque' | 'card' | 'mobile_money' | 'other';
      reference: string | null;
      /** @description The payment that it is for, or whose money was handed back; null for money of loan providers. */
      payment: string | null;
      /** @description The loan that was paid on. */
      loan: string | null;
      /** @description The number of the loan, as people say it. */
      loan_number: string | null;
      receipt_number: string;
      amount: string;
      /** @description The customer or loan provider. */
      person_name: string;
      created_at: string;
    };
    TellerResponse: {
      /** @description The newest count of the till; null before the first. */
      count: components['schemas']['CountResponseOrNull'] | null;
      user: string;
      name: string;
      receipts: number;
      methods: components['schemas']['MethodTotalsResponse'][];
      /** @description Cash taken in less cash paid out. */
      cash: string;
      /** @description In order; only where one teller was asked for. */
      rows?: components['schemas']['ReceiptRowResponse'][];
    };
    CounterResponse: {
      on: string;
      currency: string;
      /** @description Those who took in or paid out money, or whose till was counted. */
      tellers: components['schemas']['TellerResponse'][];
    };
    CountTillDto: {
      /** @description The business date that was counted. */
      on: string;
      /** @description The cash that was there. */
      counted: string;
      /**
       * @description Whether it replaces a count that is there already, which stays on record.
       * @enum {boolean}
       */
      again?: true;
      /** @description The teller whose till it was. Left out: your own. */
      user?: string;
    };
    FoundLoanResponse: {
      /** @enum {string} */
      status: 'queued' | 'active' | 'overdue' | 'defaulted' | 'paid' | 'written_off' | 'cancelled';
      id: string;
      number: string;
      customer: string;
      customer_name: string;
      amount: string;
      currency: string;
    };
    FoundPersonResponse: {
      id: string;
      number: string;
      name: string;
      username: string;
      email: string;
      phone: string;
      /** @description False where it is not quite what was asked for, and may be a typing error. */
      exact: boolean;
    };
    FoundReceiptResponse: {
      /** @enum {string} */
      kind: 'in' | 'out' | 'back';
      /** @enum {string} */
      method: 'cash' | 'transfer' | 'cheque' | 'card' | 'mobile_money' | 'other';
      reference: string | null;
      /** @description The payment, or the one whose money was handed back; null for money of loan providers. */
      payment: string | null;
      receipt_number: string;
      amount: string;
      currency: string;
      /** @description The customer or loan provider. */
      person: string;
      person_name: string;
    };
    FoundResponse: {
      loans: components['schemas']['FoundLoanResponse'][];
      customers: components['schemas']['FoundPersonResponse'][];
      providers: components['schemas']['FoundPersonResponse'][];
      receipts: components['schemas']['FoundReceiptResponse'][];
      /** @description Whether what was asked for looks like a number with a wrong digit. */
      wrong_check_digit: boolean;
      /** @description Whether typing errors are forgiven: false where the database lacks `pg_trgm`. */
      typos: boolean;
    };
    CreateWebhookEndpointDto: {
      /** @description The types of events that it wants; `*` for all of them, now and later. */
      types: (
        | '*'
        | 'loan.requested'
        | 'loan.queued'
        | 'loan.disbursed'
        | 'loan.cancelled'
        | 'loan.expired'
        | 'loan.refused'
        | 'loan.undone'
        | 'loan.overdue'
        | 'loan.defaulted'
        | 'loan.written_off'
        | 'loan.paid_off'
        | 'loan.reopened'
        | 'loan.rebooked'
        | 'payment.received'
        | 'payment.recovered'
        | 'payment.reversed'
        | 'reminder.due'
        | 'notice.due'
        | 'promise.made'
        | 'promise.kept'
        | 'promise.broken'
        | 'autopay.ended'
        | 'provider.deposited'
        | 'provider.withdrew'
        | 'provider.reinvested'
        | 'provider.deposit_returned'
        | 'provider.withdrawal_returned'
        | 'provider.funded_loan'
        | 'provider.share_paid'
        | 'provider.share_taken_back'
        | 'provider.mandate_changed'
        | 'provider.erased'
        | 'customer.erased'
        | 'customer.credited'
        | 'customer.score_changed'
        | 'transfer.changed'
        | 'proposal.made'
        | 'proposal.ended'
        | 'configuration.changed'
        | 'endpoint.failing'
        | 'endpoint.gone'
        | 'care.requested'
        | 'care.answered'
        | 'care.withdrawn'
        | 'day.closed'
      )[];
      /** @description Where messages go: https, on port 443 or 8443, on the public internet. */
      url: string;
      /** @description For people. */
      description?: string;
    };
    CreatedWebhookEndpointResponse: {
      types: (
        | '*'
        | 'loan.requested'
        | 'loan.queued'
        | 'loan.disbursed'
        | 'loan.cancelled'
        | 'loan.expired'
        | 'loan.refused'
        | 'loan.undone'
        | 'loan.overdue'
        | 'loan.defaulted'
        | 'loan.written_off'
        | 'loan.paid_off'
        | 'loan.reopened'
        | 'loan.rebooked'
        | 'payment.received'
        | 'payment.recovered'
        | 'payment.reversed'
        | 'reminder.due'
        | 'notice.due'
        | 'promise.made'
        | 'promise.kept'
        | 'promise.broken'
        | 'autopay.ended'
        | 'provider.deposited'
        | 'provider.withdrew'
        | 'provider.reinvested'
        | 'provider.deposit_returned'
        | 'provider.withdrawal_returned'
        | 'provider.funded_loan'
        | 'provider.share_paid'
        | 'provider.share_taken_back'
        | 'provider.mandate_changed'
        | 'provider.erased'
        | 'customer.erased'
        | 'customer.credited'
        | 'customer.score_changed'
        | 'transfer.changed'
        | 'proposal.made'
        | 'proposal.ended'
        | 'configuration.changed'
        | 'endpoint.failing'
        | 'endpoint.gone'
        | 'care.requested'
        | 'care.answered'
        | 'care.withdrawn'
        | 'day.closed'
      )[];
      /** @description The provider whose it is, and whose own events it gets; null: the bank's. */
      owner: string | null;
      /** @enum {string} */
      state: 'enabled' | 'disabled' | 'gone';
      /**
       * @description `asked`: somebody switched it off. `failing`: nothing reached it for five days. `gone`: it answered 410, or was deleted. `owner`: its owner's account is disabled.
       * @enum {unknown}
       */
      disabled_reason: 'asked' | 'failing' | 'gone' | 'owner' | null;
      /** @description Since when nothing has reached it; null if the last attempt did. */
      failing_since: string | null;
      /** @description Until when messages are signed with the former secret too. */
      old_secret_until: string | null;
      /** @description Deliveries of the last 24 hours that have ended. */
      ended_in_24h: number;
      /** @description How many of them were delivered. */
      delivered_in_24h: number;
      /** @description Deliveries that wait now. */
      waiting: number;
      /** @description What messages are signed with, as Standard Webhooks says. It is shown this once. */
      secret: string;
      id: string;
      url: string;
      description: string;
      created_at: string;
    };
    WebhookEndpointResponse: {
      types: (
        | '*'
        | 'loan.requested'
        | 'loan.queued'
        | 'loan.disbursed'
        | 'loan.cancelled'
        | 'loan.expired'
        | 'loan.refused'
        | 'loan.undone'
        | 'loan.overdue'
        | 'loan.defaulted'
        | 'loan.written_off'
        | 'loan.paid_off'
        | 'loan.reopened'
        | 'loan.rebooked'
        | 'payment.received'
        | 'payment.recovered'
        | 'payment.reversed'
        | 'reminder.due'
        | 'notice.due'
        | 'promise.made'
        | 'promise.kept'
        | 'promise.broken'
        | 'autopay.ended'
        | 'provider.deposited'
        | 'provider.withdrew'
        | 'provider.reinvested'
        | 'provider.deposit_returned'
        | 'provider.withdrawal_returned'
        | 'provider.funded_loan'
        | 'provider.share_paid'
        | 'provider.share_taken_back'
        | 'provider.mandate_changed'
        | 'provider.erased'
        | 'customer.erased'
        | 'customer.credited'
        | 'customer.score_changed'
        | 'transfer.changed'
        | 'proposal.made'
        | 'proposal.ended'
        | 'configuration.changed'
        | 'endpoint.failing'
        | 'endpoint.gone'
        | 'care.requested'
        | 'care.answered'
        | 'care.withdrawn'
        | 'day.closed'
      )[];
      /** @description The provider whose it is, and whose own events it gets; null: the bank's. */
      owner: string | null;
      /** @enum {string} */
      state: 'enabled' | 'disabled' | 'gone';
      /**
       * @description `asked`: somebody switched it off. `failing`: nothing reached it for five days. `gone`: it answered 410, or was deleted. `owner`: its owner's account is disabled.
       * @enum {unknown}
       */
      disabled_reason: 'asked' | 'failing' | 'gone' | 'owner' | null;
      /** @description Since when nothing has reached it; null if the last attempt did. */
      failing_since: string | null;
      /** @description Until when messages are signed with the former secret too. */
      old_secret_until: string | null;
      /** @description Deliveries of the last 24 hours that have ended. */
      ended_in_24h: number;
      /** @description How many of them were delivered. */
      delivered_in_24h: number;
      /** @description Deliveries that wait now. */
      waiting: number;
      id: string;
      url: string;
      description: string;
      created_at: string;
    };
    WebhookEndpointListResponse: {
      count: number | null;
      next: string | null;
      previous: string | null;
      results: components['schemas']['WebhookEndpointResponse'][];
    };
    ChangeWebhookEndpointDto: {
      /** @description From the next event on. */
      types?: (
        | '*'
        | 'loan.requested'
        | 'loan.queued'
        | 'loan.disbursed'
        | 'loan.cancelled'
        | 'loan.expired'
        | 'loan.refused'
        | 'loan.undone'
        | 'loan.overdue'
        | 'loan.defaulted'
        | 'loan.written_off'
        | 'loan.paid_off'
        | 'loan.reopened'
        | 'loan.rebooked'
        | 'payment.received'
        | 'payment.recovered'
        | 'payment.reversed'
        | 'reminder.due'
        | 'notice.due'
        | 'promise.made'
        | 'promise.kept'
        | 'promise.broken'
        | 'autopay.ended'
        | 'provider.deposited'
        | 'provider.withdrew'
        | 'provider.reinvested'
        | 'provider.deposit_returned'
        | 'provider.withdrawal_returned'
        | 'provider.funded_loan'
        | 'provider.share_paid'
        | 'provider.share_taken_back'
        | 'provider.mandate_changed'
        | 'provider.erased'
        | 'customer.erased'
        | 'customer.credited'
        | 'customer.score_changed'
        | 'transfer.changed'
        | 'proposal.made'
        | 'proposal.ended'
        | 'configuration.changed'
        | 'endpoint.failing'
        | 'endpoint.gone'
        | 'care.requested'
        | 'care.answered'
        | 'care.withdrawn'
        | 'day.closed'
      )[];
      /**
       * @description False switches it off; `enable` switches it on again.
       * @enum {boolean}
       */
      enabled?: false;
      /** @description As at its creation. */
      url?: string;
      description?: string;
    };
    WebhookSecretResponse: {
      /** @description What messages are signed with, as Standard Webhooks says. */
      secret: string;
    };
    WebhookTestResponse: {
      /** @description What was answered; null if nothing was. */
      status: number | null;
      /** @description How long it took, in milliseconds. */
      ms: number;
      /** @description Why it does not count as delivered. */
      error: string | null;
      /** @description How the answer began. */
      answer: string | null;
      delivered: boolean;
    };
    ReplayWebhooksDto: {
      /** @description Only these types; all that the endpoint wants if left out. */
      types?: (
        | 'loan.requested'
        | 'loan.queued'
        | 'loan.disbursed'
        | 'loan.cancelled'
        | 'loan.expired'
        | 'loan.refused'
        | 'loan.undone'
        | 'loan.overdue'
        | 'loan.defaulted'
        | 'loan.written_off'
        | 'loan.paid_off'
        | 'loan.reopened'
        | 'loan.rebooked'
        | 'payment.received'
        | 'payment.recovered'
        | 'payment.reversed'
        | 'reminder.due'
        | 'notice.due'
        | 'promise.made'
        | 'promise.kept'
        | 'promise.broken'
        | 'autopay.ended'
        | 'provider.deposited'
        | 'provider.withdrew'
        | 'provider.reinvested'
        | 'provider.deposit_returned'
        | 'provider.withdrawal_returned'
        | 'provider.funded_loan'
        | 'provider.share_paid'
        | 'provider.share_taken_back'
        | 'provider.mandate_changed'
        | 'provider.erased'
        | 'customer.erased'
        | 'customer.credited'
        | 'customer.score_changed'
        | 'transfer.changed'
        | 'proposal.made'
        | 'proposal.ended'
        | 'configuration.changed'
        | 'endpoint.failing'
        | 'endpoint.gone'
        | 'care.requested'
        | 'care.answered'
        | 'care.withdrawn'
        | 'day.closed'
      )[];
      /** @description The first number. */
      from_seq: number;
      /** @description The last number. */
      to_seq: number;
      /** @description Only what was not delivered: not sent, given up or dropped. */
      only_failed?: boolean;
    };
    ReplayedWebhooksResponse: {
      /** @description How many deliveries are sent again, or would be. */
      deliveries: number;
    };
    WebhookDeliveryResponse: {
      seq: number;
      /** @enum {string} */
      type:
        | 'loan.requested'
        | 'loan.queued'
        | 'loan.disbursed'
        | 'loan.cancelled'
        | 'loan.expired'
        | 'loan.refused'
        | 'loan.undone'
        | 'loan.overdue'
        | 'loan.defaulted'
        | 'loan.written_off'
        | 'loan.paid_off'
        | 'loan.reopened'
        | 'loan.rebooked'
        | 'payment.received'
        | 'payment.recovered'
        | 'payment.reversed'
        | 'reminder.due'
        | 'notice.due'
        | 'promise.made'
        | 'promise.kept'
        | 'promise.broken'
        | 'autopay.ended'
        | 'provider.deposited'
        | 'provider.withdrew'
        | 'provider.reinvested'
        | 'provider.deposit_returned'
        | 'provider.withdrawal_returned'
        | 'provider.funded_loan'
        | 'provider.share_paid'
        | 'provider.share_taken_back'
        | 'provider.mandate_changed'
        | 'provider.erased'
        | 'customer.erased'
        | 'customer.credited'
        | 'customer.score_changed'
        | 'transfer.changed'
        | 'proposal.made'
        | 'proposal.ended'
        | 'configuration.changed'
        | 'endpoint.failing'
        | 'endpoint.gone'
        | 'care.requested'
        | 'care.answered'
        | 'care.withdrawn'
        | 'day.closed';
      /** @enum {string} */
      state: 'waiting' | 'delivered' | 'failed' | 'dropped';
      /** @description How often it was sent. */
      attempts: number;
      /** @description When it is sent next; null once it has ended. */
      next_attempt_at: string | null;
      /** @description What was answered last; null if nothing was. */
      last_status: number | null;
      last_error: string | null;
      ended_at: string | null;
      id: string;
      endpoint: string;
      event: string;
      created_at: string;
    };
    WebhookDeliveryListResponse: {
      count: number | null;
      next: string | null;
      previous: string | null;
      results: components['schemas']['WebhookDeliveryResponse'][];
    };
    WebhookAttemptResponse: {
      status: number | null;
      ms: number;
      error: string | null;
      /** @description How the answer began. */
      answer: string | null;
      at: string;
    };
    WebhookDeliveryDetailResponse: {
      seq: number;
      /** @enum {string} */
      type:
        | 'loan.requested'
        | 'loan.queued'
        | 'loan.disbursed'
        | 'loan.cancelled'
        | 'loan.expired'
        | 'loan.refused'
        | 'loan.undone'
        | 'loan.overdue'
        | 'loan.defaulted'
        | 'loan.written_off'
        | 'loan.paid_off'
        | 'loan.reopened'
        | 'loan.rebooked'
        | 'payment.received'
        | 'payment.recovered'
        | 'payment.reversed'
        | 'reminder.due'
        | 'notice.due'
        | 'promise.made'
        | 'promise.kept'
        | 'promise.broken'
        | 'autopay.ended'
        | 'provider.deposited'
        | 'provider.withdrew'
        | 'provider.reinvested'
        | 'provider.deposit_returned'
        | 'provider.withdrawal_returned'
        | 'provider.funded_loan'
        | 'provider.share_paid'
        | 'provider.share_taken_back'
        | 'provider.mandate_changed'
        | 'provider.erased'
        | 'customer.erased'
        | 'customer.credited'
        | 'customer.score_changed'
        | 'transfer.changed'
        | 'proposal.made'
        | 'proposal.ended'
        | 'configuration.changed'
        | 'endpoint.failing'
        | 'endpoint.gone'
        | 'care.requested'
        | 'care.answered'
        | 'care.withdrawn'
        | 'day.closed';
      /** @enum {string} */
      state: 'waiting' | 'delivered' | 'failed' | 'dropped';
      /** @description How often it was sent. */
      attempts: number;
      /** @description When it is sent next; null once it has ended. */
      next_attempt_at: string | null;
      /** @description What was answered last; null if nothing was. */
      last_status: number | null;
      last_error: string | null;
      ended_at: string | null;
      id: string;
      endpoint: string;
      event: string;
      created_at: string;
      body: string;
      attempt_list: components['schemas']['WebhookAttemptResponse'][];
    };
    NotificationResponse: {
      /** @enum {string} */
      topic:
        | 'receipt'
        | 'reminder'
        | 'overdue'
        | 'default'
        | 'loan_decision'
        | 'autopay'
        | 'transfer_failed'
        | 'deposit'
        | 'withdrawal'
        | 'share_digest'
        | 'security'
        | 'endpoint'
        | 'approval';
      /** @enum {string} */
      channel: 'email' | 'sms';
      loan: string | null;
      /** @description The number of the loan, as people say it. */
      loan_number: string | null;
      /**
       * @description `waiting`: it goes out soon, or is tried again at `next_attempt_at`; `sending`: it is under way; `suppressed`: it was
       *     not to be sent any more; `failed`: nothing more is tried by itself.
       * @enum {string}
       */
      state: 'waiting' | 'sending' | 'sent' | 'suppressed' | 'failed';
      /**
       * @description Why it was suppressed or has failed.
       * @enum {unknown}
       */
      reason:
        | 'paid'
        | 'superseded'
        | 'reversed'
        | 'undone'
        | 'over'
        | 'not_wanted'
        | 'no_address'
        | 'bad_address'
        | 'disabled'
        | 'refused'
        | 'unreachable'
        | null;
      /** @description What the server said last, where it was not taken. */
      detail: string | null;
      /** @description Where it went. */
      address: string | null;
      subject: string | null;
      /**
       * @description `log`: it was written to the log of the server, and nobody got it.
       * @enum {unknown}
       */
      sent_by: 'smtp' | 'sms' | 'log' | null;
      sent_at: string | null;
      next_attempt_at: string | null;
      /** @description The letter that staff have had sent again. */
      again_of: string | null;
      id: string;
      /** @description Whom it is for. */
      user: string;
      /** @description First and last name, else the username. */
      user_name: string;
      /**
       * @description The event that it tells of; `forgotten` and `invitation` are letters with a link to choose a
       *     password; `password_changed`, `email_changed`, `email_left` (at the address before it), `factor_on`,
       *     `factor_added`, `factor_removed`, `factor_off` and `recovery_code_used` tell of a change.
       */
      happened: string;
      /** @description Whether it may have gone out twice: a process died, or a connection was lost, while it was under way. */
      repeated: boolean;
      attempts: number;
      created_at: string;
    };
    NotificationListResponse: {
      count: number | null;
      next: string | null;
      previous: string | null;
      results: components['schemas']['NotificationResponse'][];
    };
    NotificationDetailResponse: {
      /** @enum {string} */
      topic:
        | 'receipt'
        | 'reminder'
        | 'overdue'
        | 'default'
        | 'loan_decision'
        | 'autopay'
        | 'transfer_failed'
        | 'deposit'
        | 'withdrawal'
        | 'share_digest'
        | 'security'
        | 'endpoint'
        | 'approval';
      /** @enum {string} */
      channel: 'email' | 'sms';
      loan: string | null;
      /** @description The number of the loan, as people say it. */
      loan_number: string | null;
      /**
       * @description `waiting`: it goes out soon, or is tried again at `next_attempt_at`; `sending`: it is under way; `suppressed`: it was
       *     not to be sent any more; `failed`: nothing more is tried by itself.
       * @enum {string}
       */
      state: 'waiting' | 'sending' | 'sent' | 'suppressed' | 'failed';
      /**
       * @description Why it was suppressed or has failed.
       * @enum {unknown}
       */
      reason:
        | 'paid'
        | 'superseded'
        | 'reversed'
        | 'undone'
        | 'over'
        | 'not_wanted'
        | 'no_address'
        | 'bad_address'
        | 'disabled'
        | 'refused'
        | 'unreachable'
        | null;
      /** @description What the server said last, where it was not taken. */
      detail: string | null;
      /** @description Where it went. */
      address: string | null;
      subject: string | null;
      /**
       * @description `log`: it was written to the log of the server, and nobody got it.
       * @enum {unknown}
       */
      sent_by: 'smtp' | 'sms' | 'log' | null;
      sent_at: string | null;
      next_attempt_at: string | null;
      /** @description The letter that staff have had sent again. */
      again_of: string | null;
      /** @description The very text, but for codes; null before it is written, and after 90 days. */
      body: string | null;
      /** @enum {unknown} */
      locale: 'en' | 'es' | 'fr' | 'ar' | null;
      /** @description The version of its template; 0 is the platform's own. */
      template_version: number | null;
      message_id: string | null;
      id: string;
      /** @description Whom it is for. */
      user: string;
      /** @description First and last name, else the username. */
      user_name: string;
      /**
       * @description The event that it tells of; `forgotten` and `invitation` are letters with a link to choose a
       *     password; `password_changed`, `email_changed`, `email_left` (at the address before it), `factor_on`,
       *     `factor_added`, `factor_removed`, `factor_off` and `recovery_code_used` tell of a change.
       */
      happened: string;
      /** @description Whether it may have gone out twice: a process died, or a connection was lost, while it was under way. */
      repeated: boolean;
      attempts: number;
      created_at: string;
    };
    TemplateResponse: {
      /** @enum {string} */
      topic:
        | 'receipt'
        | 'reminder'
        | 'overdue'
        | 'default'
        | 'loan_decision'
        | 'autopay'
        | 'transfer_failed'
        | 'deposit'
        | 'withdrawal'
        | 'share_digest'
        | 'security'
        | 'endpoint'
        | 'approval';
      /** @enum {string} */
      channel: 'email' | 'sms';
      /** @enum {string} */
      locale: 'en' | 'es' | 'fr' | 'ar';
      /** @description Who wrote it; null for the platform's own. */
      author: string | null;
      created_at: string | null;
      /** @description 0: the platform's own. */
      version: number;
      subject: string;
      body: string;
      /** @description What it may say, by name. */
      values: string[];
    };
    TemplateListResponse: {
      results: components['schemas']['TemplateResponse'][];
    };
    ChangeTemplateDto: {
      /** @description Empty for text messages. */
      subject: string;
      /**
       * @description Liquid: values by name, `if`, `unless` and `case`, the filters `money`, `date`, `default`, `upcase`, `downcase`,
       *     `capitalize` and `strip`. No loops, and nothing else of Liquid.
       */
      body: string;
    };
    TemplateExampleResponse: {
      /** @description Which kind of letter: a topic may have several. */
      example: string;
      subject: string;
      body: string;
    };
    TemplateExamplesResponse: {
      examples: components['schemas']['TemplateExampleResponse'][];
    };
    PreferenceResponse: {
      /** @enum {string} */
      topic:
        | 'receipt'
        | 'reminder'
        | 'overdue'
        | 'default'
        | 'loan_decision'
        | 'autopay'
        | 'transfer_failed'
        | 'deposit'
        | 'withdrawal'
        | 'share_digest'
        | 'security'
        | 'endpoint'
        | 'approval';
      /** @enum {string} */
      channel: 'email' | 'sms';
      wanted: boolean;
      /** @description It always comes. */
      required: boolean;
    };
    PreferenceListResponse: {
      results: components['schemas']['PreferenceResponse'][];
    };
    ChangePreferenceDto: {
      /** @enum {string} */
      topic:
        | 'receipt'
        | 'reminder'
        | 'overdue'
        | 'default'
        | 'loan_decision'
        | 'autopay'
        | 'transfer_failed'
        | 'deposit'
        | 'withdrawal'
        | 'share_digest'
        | 'security'
        | 'endpoint'
        | 'approval';
      /** @enum {string} */
      channel: 'email' | 'sms';
      /** @description Whether such letters shall come. */
      wanted: boolean;
    };
    UnsubscribeResponse: {
      /** @enum {string} */
      topic:
        | 'receipt'
        | 'reminder'
        | 'overdue'
        | 'default'
        | 'loan_decision'
        | 'autopay'
        | 'transfer_failed'
        | 'deposit'
        | 'withdrawal'
        | 'share_digest'
        | 'security'
        | 'endpoint'
        | 'approval';
      /** @enum {string} */
      channel: 'email' | 'sms';
      /** @description Whether such letters come. */
      wanted: boolean;
    };
    ForgotPasswordDto: {
      username: string;
    };
    ForgotPasswordResponse: {
      /** @description As it was sent. */
      username: string;
    };
    InvitationResponse: {
      /** @description Until when the link works. */
      expires_at: string;
      user: string;
    };
    ErasePersonDto: {
      /** @description The username of the person, so that nobody else is erased by mistake. */
      username: string;
    };
    RemovedDataResponse: {
      /** @enum {string} */
      what:
        | 'account'
        | 'search'
        | 'sign_in'
        | 'letters'
        | 'notes'
        | 'bank_lines'
        | 'receipt_references'
        | 'payment_methods'
        | 'at_gateways'
        | 'transfers'
        | 'reasons'
        | 'payout_files'
        | 'webhooks'
        | 'answers';
      /** @description How many rows held something. */
      count: number;
    };
    ErasureResponse: {
      /** @description When the person was erased first. */
      erased_at: string;
      id: string;
      removed: components['schemas']['RemovedDataResponse'][];
    };
    ViolationResponse: {
      /** @description The subject in words: a provider, a loan, a payment, a participation, or several. */
      subject: string;
      expected: string;
      actual: string;
    };
    CheckResponse: {
      name: string;
      /** @description The promise that holds when the check passes. */
      promise: string;
      ok: boolean;
      /** @description How many subjects were checked. */
      checked: number;
      /** @description The total over all subjects as it should be. */
      expected: string;
      /** @description The total over all subjects as it is. */
      actual: string;
      violation_count: number;
      /** @description The first twenty subjects for which the promise does not hold. */
      violations: components['schemas']['ViolationResponse'][];
      /** @description Milliseconds; checks that were made in one statement share its time equally. */
      ms: number;
    };
    ProofResponse: {
      /** @description True when every check holds. */
      ok: boolean;
      /** @description The business date that was proved; null means now. */
      as_of: string | null;
      /** @description When the proof began to read; it does not include later changes. */
      proved_at: string;
      /**
       * @description `full`: everything was read. `incremental`: what was written since `sealed_on`.
       * @enum {string}
       */
      kind: 'full' | 'incremental';
      /** @description The newest business date up to whose end the books were proved and sealed; null before the first. */
      sealed_on: string | null;
      /** @description How old this proof is, in seconds. */
      age_seconds: number;
      /** @description When this server last began a full proof that it finished; null before the first since its start. */
      full_proved_at: string | null;
      /** @description What this proof did not read, in words; null when it read everything. */
      not_read: string | null;
      currency: string;
      checks: components['schemas']['CheckResponse'][];
    };
    LiveResponse: {
      /** @enum {string} */
      status: 'ok';
    };
    PartResponse: {
      /** @enum {string} */
      status: 'up' | 'down';
      /** @description Milliseconds. */
      responseTime?: number;
    };
    PartsResponse: {
      database?: components['schemas']['PartResponse'];
    };
    ReadyResponse: {
      /** @enum {string} */
      status: 'ok';
      /** @description The dependencies that are up. */
      info: components['schemas']['PartsResponse'];
      /** @description The dependencies that are down: none, in this answer. */
      error: components['schemas']['PartsResponse'];
      /** @description All dependencies. */
      details: components['schemas']['PartsResponse'];
    };
    TransferProposalResponseOrNull: {
      outcome: string;
      reason: string;
      proposed_by: string;
      proposed_at: string;
    } | null;
    NextDebitResponseOrNull: {
      /** @description The business date on which it is asked for. */
      on: string;
      /** @description The due date that it is for, from which it counts. */
      due_date: string;
      /** @description All that is due by then, less what is on its way. A due date for which that is nothing has no debit. */
      amount: string;
    } | null;
    CsvFormatResponseOrNull: {
      /** @enum {string} */
      separator: ',' | ';' | '\t' | '|';
      /** @enum {string} */
      decimal_separator: ',' | '.';
      /** @description Rows before that with the names of the columns. */
      skip_rows: number;
      /** @description `DD` or `D`, `MM` or `M`, `YYYY` or `YY`, and what stands between them. A time after the date is left out. */
      date_format: string;
      columns: components['schemas']['CsvColumnsResponse'];
    } | null;
    PublicTermsResponseOrNull: {
      /** @enum {string} */
      unit: 'days' | 'weeks' | 'months';
      min_amount: string;
      max_amount: string;
      /** @description The most instalments. */
      installments: number;
      /** @description The number of units between instalments. */
      every: number;
      /** @description The yearly interest rate before a score band adjusts it: "0.05" is 5 %. */
      interest_rate: string;
    } | null;
    RunningTotalResponseOrNull: {
      /** @description The exact total up to and including this row, in minor units. */
      exact: string;
      /** @description The rounded total up to the previous row. */
      before: string;
    } | null;
    StandingResponseOrNull: {
      /** @enum {string} */
      status: 'queued' | 'active' | 'overdue' | 'defaulted' | 'paid' | 'written_off' | 'cancelled';
      remaining_balance: string;
    } | null;
    LatePromiseResponseOrNull: {
      /** @enum {string} */
      state: 'open' | 'kept' | 'broken' | 'cancelled' | 'replaced';
      id: string;
      amount: string;
      /** @description What has been paid on it. */
      paid: string;
      due_on: string;
    } | null;
    LastContactResponseOrNull: {
      /** @enum {string} */
      kind: 'call' | 'visit' | 'letter' | 'message';
      /** @enum {unknown} */
      outcome: 'reached' | 'no_answer' | 'wrong_number' | 'refused' | 'promised' | 'paid' | null;
      at: string;
    } | null;
    DayCloseResponseOrNull: {
      business_date: string;
      /**
       * @description `running` also means interrupted: the next run finishes it.
       * @enum {string}
       */
      status: 'done' | 'running';
      /** @description Loans on its list: past due, or due soon. */
      candidates: number;
      /** @description Loans past due that were assessed. */
      assessed: number;
      /** @description Late interest booked. */
      late_interest: string;
      currency: string;
      became_overdue: number;
      became_defaulted: number;
      /** @description Borrowers reminded of an instalment that falls due. */
      reminders: number;
      /** @description Borrowers told that an instalment is overdue: on the first day past the grace days, then every seven days. */
      notices: number;
      started_at: string;
      finished_at: string | null;
    } | null;
    CountResponseOrNull: {
      version: number;
      /** @description The cash that the receipts made when it was counted. */
      expected: string;
      counted: string;
      /** @description `counted` - `expected`. */
      difference: string;
      counted_by: string;
      created_at: string;
    } | null;
    /** @description RFC 9457 problem details. Additional members hold the figures that explain the refusal. */
    Problem: {
      /** @description The address of the description of this kind of problem. */
      type: string;
      title: string;
      status: number;
      /** @description What went wrong in this case, for people. */
      detail: string;
      /** @description A stable code for programs. */
      code: string;
      request_id: string;
      /** @description Each invalid field. */
      errors?: {
        field: string;
        code: string;
        message: string;
      }[];
    } & {
      [key: string]: unknown;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}

/** Why the API refuses. */
export type ProblemCode =
  | 'account_disabled'
  | 'already_counted'
  | 'amount_out_of_range'
  | 'autopay_not_found'
  | 'autopay_not_possible'
  | 'balance_limit_exceeded'
  | 'bank_account_exists'
  | 'bank_account_not_found'
  | 'bank_statement_not_found'
  | 'body_too_large'
  | 'calculator_closed'
  | 'care_not_possible'
  | 'care_request_not_found'
  | 'care_request_not_open'
  | 'care_request_open'
  | 'code_wrong'
  | 'credit_on_hold'
  | 'currency_in_use'
  | 'customer_not_found'
  | 'day_not_over'
  | 'delivery_not_found'
  | 'direct_payment_off'
  | 'endpoint_disabled'
  | 'endpoint_not_found'
  | 'endpoint_url_refused'
  | 'event_not_found'
  | 'events_gone'
  | 'export_too_large'
  | 'factor_needed'
  | 'factor_required'
  | 'factor_state'
  | 'factor_wrong'
  | 'factors_off'
  | 'forbidden'
  | 'gateway_off'
  | 'gateway_refused'
  | 'gateway_unreachable'
  | 'has_open_business'
  | 'https_needed'
  | 'idempotency_in_progress'
  | 'idempotency_key_reused'
  | 'instrument_not_found'
  | 'instrument_not_usable'
  | 'insufficient_credit'
  | 'insufficient_funds'
  | 'insufficient_wallet'
  | 'internal_error'
  | 'invalid_credentials'
  | 'invalid_refresh_token'
  | 'key_not_found'
  | 'keys_off'
  | 'last_admin'
  | 'letter_waits'
  | 'line_state'
  | 'loan_already_paid'
  | 'loan_does_not_amortise'
  | 'loan_has_transfer_pending'
  | 'loan_not_defaulted'
  | 'loan_not_found'
  | 'loan_not_late'
  | 'loan_not_paid_out'
  | 'loan_not_queued'
  | 'loan_not_undoable'
  | 'logo_not_found'
  | 'malformed_request'
  | 'match_differs'
  | 'method_not_allowed'
  | 'no_address'
  | 'not_authenticated'
  | 'not_found'
  | 'not_staff'
  | 'note_not_found'
  | 'nothing_owed'
  | 'nothing_to_pay'
  | 'notification_not_found'
  | 'origin_refused'
  | 'outcome_unknown'
  | 'own_account'
  | 'own_person'
  | 'own_range_in_use'
  | 'password_change_required'
  | 'payment_already_reversed'
  | 'payment_exceeds_balance'
  | 'payment_has_transfer'
  | 'payment_not_found'
  | 'payout_account_needed'
  | 'payout_file_not_found'
  | 'person_erased'
  | 'picture_not_usable'
  | 'problem_not_found'
  | 'promise_limit'
  | 'promise_not_found'
  | 'promise_not_needed'
  | 'promise_not_open'
  | 'promise_open'
  | 'promise_too_far'
  | 'provider_not_found'
  | 'queue_not_offered'
  | 'quote_expired'
  | 'quote_not_found'
  | 'quote_superseded'
  | 'quote_used'
  | 'receipt_not_found'
  | 'registration_closed'
  | 'replay_too_large'
  | 'role_fixed'
  | 'sandbox_disabled'
  | 'score_band_in_use'
  | 'score_too_low'
  | 'second_person_needed'
  | 'service_busy'
  | 'session_not_found'
  | 'shutting_down'
  | 'statement_account_unknown'
  | 'statement_currency'
  | 'statement_gap'
  | 'statement_line_not_found'
  | 'statement_not_readable'
  | 'template_does_not_render'
  | 'template_not_found'
  | 'too_many_endpoints'
  | 'too_many_requests'
  | 'too_many_to_sort'
  | 'topic_required'
  | 'transfer_not_found'
  | 'transfer_state'
  | 'unsubscribe_link_wrong'
  | 'unsupported_media_type'
  | 'user_not_found'
  | 'username_taken'
  | 'validation_failed'
  | 'webhook_not_verified'
  | 'webhooks_off';
