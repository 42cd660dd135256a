import { Injectable } from '@nestjs/common';
import { placeOf } from '../database/secret-rotation.js';
import { Secrets } from '../database/secrets.js';
import type { Tx } from '../database/transactions.js';
import { withoutPayees } from '../gateways/payment-file.js';
import { SEALED_CONTENT } from '../payout-files/payout-files.queries.js';

interface FileRow {
  id: string;
  sealed: string;
  transfers: string[];
}

const FILES = `SELECT o.id, o.sealed_content AS sealed, f.transfers FROM payout_files o JOIN (
    SELECT t.payout_file_id, array_agg(t.id::text) AS transfers FROM transfers t
    WHERE t.party_id = $1 AND t.payout_file_id IS NOT NULL GROUP BY t.payout_file_id
  ) f ON f.payout_file_id = o.id ORDER BY o.id FOR NO KEY UPDATE OF o`;

/** Files that ordered a bank to pay a person: they name it and its account, beside others. */
@Injectable()
export class ErasedPayees {
  constructor(private readonly secrets: Secrets) {}

  /**
   * Takes a person's name and account out of the files that paid it; the other payments, and the hash of the file as it
   * was handed out, stay. Answers how many files changed. Locks the files.
   */
  async erase(tx: Tx, person: string): Promise<number> {
    const files: FileRow[] = await tx.query(FILES, [person]);
    let changed = 0;
    for (const { id, sealed, transfers } of files) {
      const place = placeOf(SEALED_CONTENT, id);
      const content = this.secrets.key.open(sealed, place);
      const without = withoutPayees(content, transfers);
      if (without === content) continue;
      changed += 1;
      const again = this.secrets.key.seal(without, place);
      await tx.query(`UPDATE ${SEALED_CONTENT.table} SET ${SEALED_CONTENT.column} = $2 WHERE id = $1`, [
        id,
        again,
      ]);
    }
    return changed;
  }
}
