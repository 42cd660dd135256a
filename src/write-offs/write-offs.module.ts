import { Module } from '@nestjs/common';
import { LoansModule } from '../loans/loans.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { WriteOffsController } from './write-offs.controller.js';
import { WriteOffsService } from './write-offs.service.js';

/** Owns the decision to give up a loan. Refuses to give up one that is not in default. */
@Module({
  imports: [LoansModule, PaymentsModule],
  controllers: [WriteOffsController],
  providers: [WriteOffsService],
})
export class WriteOffsModule {}
