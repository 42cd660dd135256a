import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EventsModule } from '../events/events.module.js';
import { DeliveryOutcomes } from './delivery-outcomes.js';
import { WebhookAttempt } from './webhook-attempt.entity.js';
import { WebhookDeliveriesController } from './webhook-deliveries.controller.js';
import { WebhookDelivery } from './webhook-delivery.entity.js';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';
import { WebhookEndpointsController } from './webhook-endpoints.controller.js';
import { WebhookEndpoints } from './webhook-endpoints.service.js';
import { WebhookFanOut } from './webhook-fan-out.js';
import { WebhookReplays } from './webhook-replays.service.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { WebhookSender } from './webhook-sender.js';
import { WebhookSubscription } from './webhook-subscription.entity.js';
import { WebhookTests } from './webhook-tests.service.js';
import { WebhookUpkeep } from './webhook-upkeep.js';
import { WebhookWorker } from './webhook-worker.service.js';
import { WebhooksQueries } from './webhooks.queries.js';

/**
 * Owns the addresses that are told of events, what each was due, and what was sent. Refuses to send to the inside of any
 * network, to follow redirects, and to send without a signature.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([WebhookEndpoint, WebhookSubscription, WebhookDelivery, WebhookAttempt]),
    EventsModule,
  ],
  controllers: [WebhookEndpointsController, WebhookDeliveriesController],
  providers: [
    WebhookEndpoints,
    WebhookSecrets,
    WebhookSender,
    WebhookFanOut,
    DeliveryOutcomes,
    WebhookWorker,
    WebhookReplays,
    WebhookTests,
    WebhookUpkeep,
    WebhooksQueries,
  ],
  exports: [WebhookReplays],
})
export class WebhooksModule {}
