import { Injectable } from '@nestjs/common';
import { linkAddressOf } from '../auth/link-address.js';
import { OneTimeCodes } from '../auth/one-time-codes.service.js';
import { User } from '../auth/user.entity.js';
import { Clock } from '../database/clock.js';
import { rowsOf } from '../database/entity-columns.js';
import { insertRows } from '../database/rows.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { newId } from '../runtime/ids.js';
import { DomainError } from '../runtime/problems.js';
import { hasCode, Notification } from './notification.entity.js';

const locked = rowsOf(Notification, 'n', 'WHERE n.id = $1 FOR NO KEY UPDATE');

/** Letters that staff have sent once more. */
@Injectable()
export class LettersAgain {
  constructor(
    private readonly transactions: Transactions,
    private readonly codes: OneTimeCodes,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Writes the same letter anew, and answers its id. Its address, if it was found bad, is tried again. Throws
   * `notification_not_found`, `letter_waits`, and `too_many_requests` where a link was mailed a moment ago.
   */
  async send(id: string, by: Actor): Promise<string> {
    const again = await this.transactions.run((tx) => this.write(tx, id));
    this.audit.record({
      action: 'letter.send_again',
      by,
      on: { type: 'notification', id },
      facts: { letter: again },
    });
    return again;
  }

  private async write(tx: Tx, id: string): Promise<string> {
    const [old] = await locked(tx, id);
    if (!old) throw new DomainError('notification_not_found', `There is no letter ${id}.`);
    if (old.state === 'waiting' || old.state === 'sending') {
      throw new DomainError(
        'letter_waits',
        'The letter has not been sent yet: there is nothing to send again.',
      );
    }
    const renewed = { ...old, ...(await this.renewed(tx, old)) };
    await tx.query(
      'DELETE FROM bad_addresses b USING users u WHERE u.id = $1 AND b.address = lower(coalesce($2, u.email))',
      [old.userId, renewed.toAddress],
    );
    const now = this.clock.now();
    const letter = {
      ...renewed,
      id: newId(),
      eventId: null,
      againOf: id,
      state: 'waiting' as const,
      reason: null,
      detail: null,
      isRepeated: false,
      locale: null,
      templateVersion: null,
      address: null,
      subject: null,
      body: null,
      messageId: null,
      sentBy: null,
      sentAt: null,
      createdAt: now,
      nextAttemptAt: now,
      leasedUntil: null,
      lease: null,
      attempts: 0,
    };
    insertRows(tx, Notification, [letter]);
    return letter.id;
  }

  /** A link works once: the letter gets another one, and goes where links go now. */
  private async renewed(
    tx: Tx,
    { topic, happened, userId, data }: Notification,
  ): Promise<Partial<Notification>> {
    if (!hasCode({ topic, data })) return {};
    const purpose = happened === 'forgotten' ? 'forgotten' : 'invitation';
    const lock = { mode: 'for_no_key_update' } as const;
    const user = await tx.findOneOrFail(User, { where: { id: userId }, lock });
    const code = await this.codes.issueMailed(tx, userId, purpose, Number(data.hours) * 3_600_000);
    if (code === null) {
      throw new DomainError('too_many_requests', 'A link was mailed two minutes ago or less.', {
        retry_after: 120,
      });
    }
    return {
      data: { ...data, code: code.id, expires_at: code.expiresAt.toISOString() },
      channel: 'email',
      toAddress: linkAddressOf(user),
    };
  }
}
