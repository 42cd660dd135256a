import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EventsModule } from '../events/events.module.js';
import { BankConfigController } from './bank-config.controller.js';
import { BankConfigQueries } from './bank-config.queries.js';
import { BankConfigService } from './bank-config.service.js';
import { BankConfiguration } from './bank-configuration.entity.js';
import { BusinessCalendar } from './business-calendar.js';

/** Owns the terms of new loans, their history, and the bank's calendar. Never changes the terms of an existing loan. */
@Module({
  imports: [TypeOrmModule.forFeature([BankConfiguration]), EventsModule],
  controllers: [BankConfigController],
  providers: [BankConfigService, BankConfigQueries, BusinessCalendar],
  exports: [BankConfigService, BankConfigQueries, BusinessCalendar],
})
export class BankConfigModule {}
