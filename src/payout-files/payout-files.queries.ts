import { Injectable, type OnModuleInit } from '@nestjs/common';
import { QuickReads } from '../database/quick-reads.js';
import { Replicas } from '../database/replicas.js';
import { placeOf, SecretRotation } from '../database/secret-rotation.js';
import { Secrets } from '../database/secrets.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { DomainError } from '../runtime/problems.js';
import {
  payoutFiles,
  toPayoutFileResponse,
  type PayoutFileResponse,
  type PayoutFilesQuery,
} from './payout-files.dto.js';

export const SEALED_CONTENT = { table: 'payout_files', column: 'sealed_content' };

@Injectable()
export class PayoutFilesQueries implements OnModuleInit {
  constructor(
    private readonly replicas: Replicas,
    private readonly quickReads: QuickReads,
    private readonly secrets: Secrets,
    private readonly rotation: SecretRotation,
  ) {}

  onModuleInit(): void {
    this.rotation.keeps(SEALED_CONTENT);
  }

  list(query: PayoutFilesQuery, url: string): Promise<Page<PayoutFileResponse>> {
    const where = conditions({ 'f.account_id = $?': query.account });
    const exactCount = query.count === 'exact';
    return readPage(this.replicas, payoutFiles, { where, query, url, exactCount }, toPayoutFileResponse);
  }

  /** A file as it was handed out first, to the byte. Throws `payout_file_not_found`. */
  async content(id: string): Promise<{ name: string; content: Buffer }> {
    const rows: { message_id: string; sealed_content: string }[] = await this.quickReads.query(
      'SELECT f.message_id, f.sealed_content FROM payout_files f WHERE f.id = $1',
      [id],
    );
    const [row] = rows;
    if (!row) throw new DomainError('payout_file_not_found', `There is no payout file ${id}.`);
    const content = this.secrets.key.open(row.sealed_content, placeOf(SEALED_CONTENT, id));
    return { name: `${row.message_id}.xml`, content: Buffer.from(content) };
  }
}
