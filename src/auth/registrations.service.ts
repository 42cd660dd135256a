import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Outcome } from '../commands/batcher.js';
import {
  MoneyCommands,
  type Command,
  type CommandAnswer,
  type CommandContext,
} from '../commands/money-commands.js';
import { Clock } from '../database/clock.js';
import { violatedConstraint } from '../database/database-errors.js';
import { Replicas } from '../database/replicas.js';
import { ShortNumbers } from '../database/short-numbers.js';
import { RestartTransaction, type Tx } from '../database/transactions.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { newId } from '../runtime/ids.js';
import { DomainError } from '../runtime/problems.js';
import { shownShortNumber } from '../runtime/short-number.js';
import { lookAlikes } from './look-alikes.queries.js';
import { keepWords } from './people-words.js';
import { ProfileMakers } from './profile-makers.js';
import type { LookAlikesResponse, RegisteredResponse, RegisterPersonDto } from './registrations.dto.js';
import { User } from './user.entity.js';

/** A person whom staff register; the username is made up unless it is given. */
export interface Registration {
  role: 'customer' | 'provider';
  person: RegisterPersonDto;
}

/** No password has this hash, so nobody can sign in until a code has set one. */
const NO_PASSWORD = '!';

/** People whom staff register, who have come to the counter. */
@Injectable()
export class Registrations implements OnModuleInit {
  private command!: Command<Registration, RegisteredResponse>;

  constructor(
    private readonly commands: MoneyCommands,
    private readonly profiles: ProfileMakers,
    private readonly numbers: ShortNumbers,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly replicas: Replicas,
  ) {}

  onModuleInit(): void {
    this.command = this.commands.define('registrations', 201, (tx, all) => this.registerAll(tx, all));
  }

  /**
   * Registers a person, once for each Idempotency-Key, and answers who looks alike. Throws `username_taken`. The person
   * has no password yet.
   */
  async register(
    registration: Registration,
    by: Actor,
    context: CommandContext,
  ): Promise<CommandAnswer<RegisteredResponse>> {
    const answer = await this.command(registration, context).catch((error: unknown) => {
      // Somebody else took it in this moment.
      if (violatedConstraint(error) !== 'users_username_key') throw error;
      throw usernameTaken(registration.person.username ?? '');
    });
    if (!answer.replayed && answer.status < 400) {
      const { id, username } = answer.body;
      const after = { username, role: registration.role };
      this.audit.record({ action: 'user.register', by, on: { type: registration.role, id }, after });
    }
    return answer;
  }

  /** Who looks like a person before it is registered. */
  async lookAlikes(person: RegisterPersonDto): Promise<LookAlikesResponse> {
    return { look_alikes: await lookAlikes(this.replicas, person) };
  }

  private async registerAll(tx: Tx, all: readonly Registration[]): Promise<Outcome<RegisteredResponse>[]> {
    const numbers = await this.numbers.take(tx, all.length);
    const outcomes: Outcome<RegisteredResponse>[] = [];
    for (const [index, registration] of all.entries())
      outcomes.push(await this.registerOne(tx, registration, numbers[index] ?? 0));
    return outcomes;
  }

  private async registerOne(
    tx: Tx,
    { role, person }: Registration,
    number: number,
  ): Promise<Outcome<RegisteredResponse>> {
    const shown = shownShortNumber(number);
    const { username = `${role.slice(0, 1)}${shown}`, first_name: firstName } = person;
    const { last_name: lastName = '', email = '', phone = '', address = '' } = person;
    const taken: unknown[] = await tx.query('SELECT 1 FROM users u WHERE lower(u.username) = lower($1)', [
      username,
    ]);
    if (taken.length > 0) {
      // One that was made up is made up again, from another number.
      if (person.username === undefined) throw new RestartTransaction();
      return { refusal: usernameTaken(username) };
    }
    const alike = await lookAlikes(tx, person);
    const user = { id: newId(), username, role, firstName, lastName, email, createdAt: this.clock.now() };
    await tx.insert(User, { ...user, passwordHash: NO_PASSWORD, isActive: true });
    await this.profiles.make(tx, role, { ...user, profile: { number, phone, address } });
    await keepWords(tx, user.id, phone);
    return {
      value: {
        id: user.id,
        number: shown,
        username,
        role,
        first_name: firstName,
        last_name: lastName,
        email,
        phone,
        address,
        created_at: user.createdAt.toISOString(),
        look_alikes: alike,
      },
    };
  }
}

function usernameTaken(username: string): DomainError {
  return new DomainError('username_taken', `The username "${username}" is taken.`, { username });
}
