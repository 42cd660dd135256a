import { Injectable } from '@nestjs/common';
import { assertStaffFilters, isStaff, type Caller } from '../auth/access.js';
import { shownRowsOf, type RowOf } from '../database/entity-columns.js';
import { QuickReads } from '../database/quick-reads.js';
import { Replicas } from '../database/replicas.js';
import { oneOrMore, shownName } from '../http/filters.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { DomainError } from '../runtime/problems.js';
import { shownShortNumber } from '../runtime/short-number.js';
import { Notification } from './notification.entity.js';
import type {
  NotificationDetailResponse,
  NotificationListQuery,
  NotificationResponse,
} from './notifications.dto.js';
import { Templates, type CurrentTemplate } from './templates.service.js';

const LISTED = [
  'id',
  'userId',
  'topic',
  'channel',
  'happened',
  'loanId',
  'state',
  'reason',
  'detail',
  'isRepeated',
  'address',
  'subject',
  'sentBy',
  'sentAt',
  'nextAttemptAt',
  'attempts',
  'againOf',
  'createdAt',
] as const;
interface Named {
  userName: string;
  loanNumber: number | null;
}
const named = { userName: shownName('u'), loanNumber: 'l.number' };
const JOIN_NAMED = 'JOIN users u ON u.id = n.user_id LEFT JOIN loans l ON l.id = n.loan_id';
const listed = shownRowsOf(Notification, 'n', LISTED).and<Named>(named, JOIN_NAMED);
const whole = shownRowsOf(Notification, 'n').and<Named>(named, JOIN_NAMED);

@Injectable()
export class NotificationsQueries {
  constructor(
    private readonly replicas: Replicas,
    private readonly quickReads: QuickReads,
    private readonly texts: Templates,
  ) {}

  /** A user's own letters, or those of all for staff. */
  list(query: NotificationListQuery, url: string, caller: Caller): Promise<Page<NotificationResponse>> {
    assertStaffFilters(caller, { user: query.user });
    const user = isStaff(caller) ? query.user : caller.id;
    return readPage(
      this.replicas,
      listed,
      {
        where: conditions({
          'n.user_id = $?': user,
          'n.topic = $?': query.topic,
          'n.state = ANY ($?)': oneOrMore(query.state),
        }),
        query,
        url,
        exactCount: user !== undefined || query.count === 'exact',
      },
      toNotificationResponse,
    );
  }

  /** Throws `notification_not_found`, also for a letter to somebody else. */
  async getNotification(id: string, caller: Caller): Promise<NotificationDetailResponse> {
    const [row] = await whole.find(this.quickReads, 'WHERE n.id = $1 AND ($2 OR n.user_id = $3)', [
      id,
      isStaff(caller),
      caller.id,
    ]);
    if (!row) throw new DomainError('notification_not_found', `There is no letter ${id}.`);
    const { body, locale, templateVersion, messageId } = row;
    return {
      ...toNotificationResponse(row),
      body,
      locale,
      template_version: templateVersion,
      message_id: messageId,
    };
  }

  /** All templates that hold. */
  templates(): Promise<CurrentTemplate[]> {
    return this.texts.all(this.quickReads);
  }
}

function toNotificationResponse(row: RowOf<typeof listed>): NotificationResponse {
  return {
    id: row.id,
    user: row.userId,
    user_name: row.userName,
    topic: row.topic,
    channel: row.channel,
    happened: row.happened,
    loan: row.loanId,
    loan_number: shownShortNumber(row.loanNumber),
    state: row.state,
    reason: row.reason,
    detail: row.detail,
    repeated: row.isRepeated,
    address: row.address,
    subject: row.subject,
    sent_by: row.sentBy,
    sent_at: row.sentAt,
    next_attempt_at: row.nextAttemptAt,
    attempts: row.attempts,
    again_of: row.againOf,
    created_at: row.createdAt,
  };
}
