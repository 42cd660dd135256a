import { Command } from 'nest-commander';
import { GatewayRefresh } from '../gateways/gateway-refresh.service.js';
import { CliCommand } from './cli-command.js';
import type { Answer } from './output.js';
import { Platform } from './platform.js';
import { SUMMARIES } from './summaries.js';

@Command(SUMMARIES.gatewayRefresh)
export class GatewayRefreshCommand extends CliCommand {
  constructor(private readonly platform: Platform) {
    super();
  }

  protected answer(): Promise<Answer> {
    return this.platform.use(async (app) => {
      const { gateways, looked_at: lookedAt, unheard } = await app.get(GatewayRefresh).run();
      const looked = `${String(lookedAt)} transfers were looked at; ${String(unheard)} messages had been lost.`;
      return {
        json: { gateways, looked_at: lookedAt, unheard },
        text: gateways.length === 0 ? 'No gateway is in use.' : `Asked ${gateways.join(', ')}: ${looked}`,
      };
    });
  }
}
