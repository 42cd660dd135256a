import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { ThrottlerModule } from '@nestjs/throttler';
import { TypeOrmModule } from '@nestjs/typeorm';
import { APP_CONFIG } from '../config.js';
import { AccessGuard } from './access.guard.js';
import { AccountWatchers } from './account-watchers.js';
import { AccountsQueries } from './accounts.queries.js';
import { UsersService } from './users.service.js';
import { attemptLimits } from './attempts.guard.js';
import { AuthController } from './auth.controller.js';
import { EndedSessions } from './ended-sessions.queries.js';
import { KeyChallenge } from './key-challenge.entity.js';
import { KeysController } from './keys.controller.js';
import { JwtStrategy, signingOptions } from './jwt.strategy.js';
import { FactorChecks } from './factor-checks.service.js';
import { FactorCodes } from './factor-codes.service.js';
import { FactorProofs } from './factor-proofs.service.js';
import { FactorSwitch } from './factor-switch.js';
import { FactorsController } from './factors.controller.js';
import { FactorsQueries } from './factors.queries.js';
import { OneTimeCode } from './one-time-code.entity.js';
import { OneTimeCodes } from './one-time-codes.service.js';
import { OwnAccounts } from './own-accounts.service.js';
import { OwnKeys } from './own-keys.service.js';
import { OwnProfiles } from './own-profiles.service.js';
import { PasswordChecks } from './password-checks.service.js';
import { PasswordCodesController } from './password-codes.controller.js';
import { PasswordCodes } from './password-codes.service.js';
import { Passwords } from './passwords.js';
import { PeopleWords } from './people-words.entity.js';
import { ProfileMakers } from './profile-makers.js';
import { RecoveryCode } from './recovery-code.entity.js';
import { RefreshToken } from './refresh-token.entity.js';
import { SecondFactor } from './second-factor.entity.js';
import { SecondFactors } from './second-factors.service.js';
import { SecurityKey } from './security-key.entity.js';
import { SecurityKeys } from './security-keys.service.js';
import { SessionCookies } from './session-cookies.js';
import { Registrations } from './registrations.service.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsQueries } from './sessions.queries.js';
import { SessionsService } from './sessions.service.js';
import { UserSession } from './session.entity.js';
import { SignInAttempt } from './sign-in-attempt.entity.js';
import { SignInAttempts } from './sign-in-attempts.service.js';
import { SignInService } from './sign-in.service.js';
import { User } from './user.entity.js';
import { UsersController } from './users.controller.js';
import { UsersQueries } from './users.queries.js';
import { UserAdministration } from './user-administration.service.js';

/**
 * Owns users, passwords, second factors, tokens and the guard in front of every route. Refuses callers who are not signed in, unless a
 * route is `@Public()`. Knows nothing of customers or providers (see ProfileMakers).
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([User, RefreshToken, UserSession, SignInAttempt, OneTimeCode, PeopleWords]),
    TypeOrmModule.forFeature([SecondFactor, RecoveryCode, SecurityKey, KeyChallenge]),
    JwtModule.registerAsync({ inject: [APP_CONFIG], useFactory: signingOptions }),
    ThrottlerModule.forRootAsync({ inject: [APP_CONFIG], useFactory: attemptLimits }),
  ],
  controllers: [
    AuthController,
    SessionsController,
    FactorsController,
    KeysController,
    PasswordCodesController,
    UsersController,
  ],
  providers: [
    UsersService,
    AccountsQueries,
    UserAdministration,
    UsersQueries,
    SessionsService,
    SessionCookies,
    EndedSessions,
    SignInService,
    PasswordChecks,
    SignInAttempts,
    FactorCodes,
    FactorProofs,
    FactorChecks,
    FactorSwitch,
    SecurityKeys,
    OwnKeys,
    FactorsQueries,
    SecondFactors,
    SessionsQueries,
    Passwords,
    OneTimeCodes,
    OwnAccounts,
    PasswordCodes,
    Registrations,
    ProfileMakers,
    AccountWatchers,
    OwnProfiles,
    JwtStrategy,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [
    UsersService,
    AccountsQueries,
    SessionsService,
    ProfileMakers,
    AccountWatchers,
    OwnProfiles,
    OneTimeCodes,
    OwnAccounts,
    Registrations,
    SecondFactors,
    SignInAttempts,
  ],
})
export class AuthModule {}
