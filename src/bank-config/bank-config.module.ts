import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BankConfigController } from './bank-config.controller.js';
import { BankConfigQueries } from './bank-config.queries.js';
import { BankConfigService } from './bank-config.service.js';
import { BankConfiguration } from './bank-configuration.entity.js';

/** Owns the terms of new loans and their history. Refuses to touch the terms of a loan that exists. */
@Module({
  imports: [TypeOrmModule.forFeature([BankConfiguration])],
  controllers: [BankConfigController],
  providers: [BankConfigService, BankConfigQueries],
  exports: [BankConfigService, BankConfigQueries],
})
export class BankConfigModule {}
