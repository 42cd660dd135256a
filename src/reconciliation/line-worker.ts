import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { BackgroundLoops } from '../database/background-loops.js';
import { LineCrediting } from './line-crediting.service.js';

const REST_MS = 1000;

/** Credits what statements brought. Every instance may run it: a line has a lease. */
@Injectable()
export class LineWorker implements OnApplicationBootstrap {
  private readonly logger = new Logger(LineWorker.name);

  constructor(
    private readonly crediting: LineCrediting,
    private readonly loops: BackgroundLoops,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.start({
      restMs: REST_MS,
      failure: 'lines of bank statements could not be credited',
      logger: this.logger,
      work: (isEnding) => this.crediting.workOff(isEnding),
    });
  }
}
