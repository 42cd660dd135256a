import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../auth/access.js';
import { Refuses } from '../http/refuses.js';
import { Assignments } from './assignments.service.js';
import { AssignDto, AssignedResponse, LoanParam } from './cases.dto.js';

@ApiTags('Collections')
@ApiBearerAuth()
@Controller('collections')
export class CollectionsController {
  constructor(private readonly assignments: Assignments) {}

  @Post(':loan/assign')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'Give a late loan to somebody',
    description:
      'Who works on it, for `GET reports/collections/?assigned_to=`. The loan is nobody’s again when it is no longer ' +
      'late, or when the user may no longer sign in. Repeated, it changes nothing.',
  })
  @ApiOkResponse({ type: AssignedResponse })
  @Refuses('loan_not_found', 'loan_not_late', 'not_staff')
  assign(@Param() { loan }: LoanParam, @Body() { user }: AssignDto): Promise<AssignedResponse> {
    return this.assignments.assign(loan, user?.toLowerCase() ?? null);
  }
}
