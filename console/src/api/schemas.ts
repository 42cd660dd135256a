// Generated from the API document by `npm run console:types`: change the DTO and run it again.

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
    ProposedFactorResponse: {
      /** @description In base32, to be typed. */
      secret: string;
      /** @description The same as an address, to be shown as a QR code. */
      uri: string;
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
    OneTimeCodeResponse: {
      expires_at: string;
      username: string;
      /** @description Good for choosing a password once, by `POST /api/auth/set_password/`. */
      code: string;
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
    AssignedResponse: {
      /** @description Who works on it; null for nobody. */
      assigned_to: string | null;
      loan: string;
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
    EventReceivedResponse: {
      /** @description Always true: a message that was kept before is received too. */
      received: boolean;
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
    RedactedLinesResponse: {
      /** @description How many lines said something that they do not say any more. */
      redacted: number;
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
    ForgotPasswordResponse: {
      /** @description As it was sent. */
      username: string;
    };
    InvitationResponse: {
      /** @description Until when the link works. */
      expires_at: string;
      user: string;
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

export type Schemas = components['schemas'];
