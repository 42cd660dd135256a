import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { EventsModule } from '../events/events.module.js';
import { ErasedPayees } from './erased-payees.service.js';
import { ErasureController } from './erasure.controller.js';
import { Erasures } from './erasure.service.js';

/** Owns no table: it knows where all others keep something of a person. Refuses while anything is open. */
@Module({
  imports: [AuthModule, EventsModule],
  controllers: [ErasureController],
  providers: [Erasures, ErasedPayees],
})
export class ErasureModule {}
