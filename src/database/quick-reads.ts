import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { currentContext, within } from '../runtime/tracing.js';
import type { GuardedClient } from './guarded-client.js';
import { personNow, type Person } from './person.js';

/** A read waits for those before it on its connection, so only a few share one. */
const MOST_TOGETHER = 8;

interface Read {
  sql: string;
  values: unknown[];
  resolve: (rows: never) => void;
  reject: (error: unknown) => void;
  /** What asked, where traces are on: others may be under way when it is sent. */
  within: ReturnType<typeof currentContext>;
  /** Whom it is for; reads of several requests share a connection. */
  person: Person | null;
}

/**
 * Reads outside transactions that find their rows by a key or an index, and so take well under a millisecond. Those that
 * requests ask for in one turn of the event loop share connections, and each connection one write to its socket: waking
 * a server process for every read of its own takes a third of a detail's time. A statement that may scan does not belong
 * here, because others would wait for it.
 */
@Injectable()
export class QuickReads {
  private readonly waiting: Read[] = [];
  /** How many connections were asked for and have not come yet. */
  private asked = 0;
  private isTurnOver = true;

  constructor(@InjectDataSource() readonly dataSource: DataSource) {}

  /** Returns the rows of one read-only statement. */
  query<T>(sql: string, values: unknown[] = []): Promise<T> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ sql, values, resolve, reject, within: currentContext(), person: personNow() });
      if (!this.isTurnOver) return;
      this.isTurnOver = false;
      // Runs when all sockets that had something to read in this turn were read.
      setImmediate(() => {
        this.isTurnOver = true;
        while (this.asked * MOST_TOGETHER < this.waiting.length) void this.sendSome();
      });
    });
  }

  private async sendSome(): Promise<void> {
    this.asked++;
    let connection: [GuardedClient, (lost?: Error) => void];
    try {
      connection = (await (
        this.dataSource.driver as PostgresDriver
      ).obtainMasterConnection()) as typeof connection;
    } catch (error) {
      this.asked--;
      for (const { reject } of this.waiting.splice(0, MOST_TOGETHER)) reject(error);
      return;
    }
    this.asked--;
    const [client, release] = connection;
    const reads = this.waiting.splice(0, MOST_TOGETHER);
    await Promise.all(
      reads.map(({ sql, values, resolve, reject, within: own, person }) =>
        within(own, () => client.read(person, sql, values)).then((result) => {
          resolve(result?.rows as never);
        }, reject),
      ),
    );
    release(client.loss);
  }
}
