import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { digitsOf, wordsOf, writeWords } from '../auth/people-words.js';
import { BackgroundLoops } from '../database/background-loops.js';
import { chunksById } from '../database/chunks-by-id.js';
import { PATIENT, Transactions, type Tx } from '../database/transactions.js';

const CHUNK = 1000;
const HOUR_MS = 3_600_000;

interface Person {
  id: string;
  username: string;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
}

/** What people are found by. Whoever changes a name keeps it up; this fills in what was there before. */
@Injectable()
export class PeopleIndex implements OnApplicationBootstrap {
  private readonly logger = new Logger(PeopleIndex.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly loops: BackgroundLoops,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.start({
      restMs: HOUR_MS,
      atOnce: true,
      failure: 'the words of the search were not filled in',
      logger: this.logger,
      work: async (isEnding) => {
        await this.fill('missing', isEnding);
      },
    });
  }

  /** Writes the words of everybody, or of those who have none; answers of how many. Safe at any time, and again. */
  async fill(whose: 'all' | 'missing', isEnding = () => false): Promise<number> {
    let people = 0;
    const read = (after: string) => this.transactions.run((tx) => this.fillSome(tx, after, whose), PATIENT);
    for await (const chunk of chunksById(CHUNK, read)) {
      people += chunk.length;
      if (isEnding()) break;
    }
    return people;
  }

  /** Locks the users, so that a name that changes meanwhile is not overwritten with the one before. */
  private async fillSome(tx: Tx, after: string, whose: 'all' | 'missing'): Promise<Person[]> {
    const people: Person[] = await tx.query(
      `SELECT u.id, u.username, u.first_name AS "firstName", u.last_name AS "lastName", u.email,
         coalesce((SELECT c.phone FROM customers c WHERE c.id = u.id),
                  (SELECT p.phone FROM providers p WHERE p.id = u.id), '') AS phone
       FROM users u
       WHERE u.id > $1 AND ($2 OR NOT EXISTS (SELECT FROM people_search s WHERE s.user_id = u.id))
       ORDER BY u.id LIMIT ${String(CHUNK)} FOR NO KEY UPDATE OF u`,
      [after, whose === 'all'],
    );
    writeWords(
      tx,
      people.map(({ id, phone, ...names }) => ({
        userId: id,
        words: wordsOf(names),
        phone: digitsOf(phone),
      })),
    );
    return people;
  }
}
