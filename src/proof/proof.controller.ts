import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, isStaff, Roles, type Caller } from '../auth/access.js';
import { ProofQuery, ProofResponse } from './proof.dto.js';
import { ProofReport } from './proof-report.js';

@ApiTags('Ledger')
@ApiBearerAuth()
@Controller('ledger')
export class ProofController {
  constructor(private readonly report: ProofReport) {}

  @Get('proof')
  @Roles('staff', 'provider')
  @ApiOperation({
    operationId: 'Ledger_prove',
    summary: 'Prove the books',
    description:
      'Recomputes everything from the journal and names each invariant that does not hold, with its rows. ' +
      'Staff prove all, a provider its own slice.',
  })
  prove(
    @Query() { as_of: asOf, max_age: maxAge, kind = 'full' }: ProofQuery,
    @CurrentUser() caller: Caller,
  ): Promise<ProofResponse> {
    if (asOf !== undefined || !isStaff(caller)) {
      return this.report.ofScope({ asOf: asOf ?? null, providerId: isStaff(caller) ? null : caller.id });
    }
    return maxAge === undefined ? this.report.make(kind) : this.report.recent(kind, maxAge);
  }
}
