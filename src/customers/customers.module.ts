import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { BankConfigModule } from '../bank-config/bank-config.module.js';
import { EventsModule } from '../events/events.module.js';
import { TransfersModule } from '../transfers/transfers.module.js';
import { CustomerBalances } from './customer-balances.js';
import { Customer } from './customer.entity.js';
import { CustomersController } from './customers.controller.js';
import { CustomersQueries } from './customers.queries.js';
import { CustomersService } from './customers.service.js';

/** Owns borrowers' profiles and their own borrowing ranges. Refuses to show one borrower to another. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Customer]),
    AuthModule,
    BankConfigModule,
    EventsModule,
    TransfersModule,
  ],
  controllers: [CustomersController],
  providers: [CustomersService, CustomersQueries, CustomerBalances],
  exports: [CustomersService, CustomerBalances, CustomersQueries],
})
export class CustomersModule {}
