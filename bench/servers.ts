import { setPolicy, startApp, startBare, type App } from './app.js';
import type { Stage } from './cells.js';
import { Checkout } from './checkout.js';
import { Databases, type People } from './databases.js';
import type { Options, ServerName } from './options.js';
import type { Postgres } from './postgres.js';

/** What runs on databases of its own: a floor needs none. */
export type OwnServerName = Exclude<ServerName, 'floor'>;

/** A server of a stage, on a copy of its own of the stage's database. */
export interface Server extends People {
  name: OwnServerName;
  app: App;
  /** Ends the server, proves what it wrote, and drops its database. */
  finish: () => Promise<void>;
}

/** Makes the databases of stages, and starts the servers on copies of them. */
export class Servers {
  private readonly other: Checkout | null;

  constructor(
    private readonly options: Options,
    private readonly postgres: Postgres,
    private readonly profileFile: string,
  ) {
    this.other = options.against === null ? null : new Checkout(options.against);
    this.other?.build();
  }

  /** Seeds a stage's database for each checkout that is measured. */
  async seed(stage: Stage): Promise<void> {
    for (const checkout of [Checkout.here, ...(this.other ? [this.other] : [])]) {
      await new Databases(this.postgres, checkout).seeded(this.template(stage, checkout), stage.dataset);
    }
  }

  async start(stage: Stage, name: OwnServerName): Promise<Server> {
    const checkout = name === 'against' && this.other ? this.other : Checkout.here;
    const databases = new Databases(this.postgres, checkout);
    const database = `bench_${name}_${stage.name.replaceAll('-', '_')}`;
    const url = await databases.create(database, this.template(stage, checkout));
    const { actors, staffId } = await databases.people(url);
    const isBare = name === 'bare';
    const app = isBare
      ? await startBare(url)
      : await startApp(url, this.options.profile ? this.profileFile : null, checkout);
    if (stage.policy !== undefined) await setPolicy(app, staffId, stage.policy);
    return {
      name,
      app,
      // Bare knows no tokens.
      actors: isBare ? actors.map((actor) => ({ ...actor, token: actor.id })) : actors,
      staffId,
      finish: async () => {
        await app.stop();
        await checkout.prove(url);
        await databases.drop(database);
      },
    };
  }

  private template(stage: Stage, checkout: Checkout): string {
    const whose = checkout === Checkout.here ? '' : '_against';
    return `seed_${(stage.seed ?? stage.name).replaceAll('-', '_')}${whose}`;
  }
}
