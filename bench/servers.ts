import { setPolicy, startApp, startBare, type App } from './app.js';
import { grown, type Stage } from './cells.js';
import { Checkout } from './checkout.js';
import { Databases, type People } from './databases.js';
import type { Options, ServerName } from './options.js';
import type { Postgres } from './postgres.js';
import type { Dataset } from './seed.js';

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

  /** Seeds a stage's database, for each kind of it that is measured. */
  async seed(stage: Stage): Promise<void> {
    const seeded = new Set<string>();
    for (const name of this.options.servers) {
      if (name === 'floor') continue;
      const { template, dataset, checkout } = this.kindOf(stage, name);
      if (seeded.has(template)) continue;
      seeded.add(template);
      await new Databases(this.postgres, checkout).seeded(template, dataset);
    }
  }

  async start(stage: Stage, name: OwnServerName): Promise<Server> {
    const { template, checkout } = this.kindOf(stage, name);
    const databases = new Databases(this.postgres, checkout);
    const database = `bench_${name}_${stage.name.replaceAll('-', '_')}`;
    const url = await databases.create(database, template);
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

  /** Whose schema and seed a server has, and how much is stored. */
  private kindOf(
    stage: Stage,
    name: OwnServerName,
  ): { template: string; dataset: Dataset; checkout: Checkout } {
    const template = `seed_${(stage.seed ?? stage.name).replaceAll('-', '_')}`;
    const { dataset } = stage;
    if (name === 'against' && this.other) {
      return { template: `${template}_against`, dataset, checkout: this.other };
    }
    const checkout = Checkout.here;
    if (name === 'grown' && this.options.grownLoans !== null) {
      return { template: `${template}_grown`, dataset: grown(dataset, this.options.grownLoans), checkout };
    }
    return { template, dataset, checkout };
  }
}
