import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { BankConfigModule } from '../bank-config/bank-config.module.js';
import { EventsModule } from '../events/events.module.js';
import { BadAddress } from './bad-address.entity.js';
import { Channels } from './channels.service.js';
import { ForgottenPasswordsController } from './forgotten-passwords.controller.js';
import { ForgottenPasswords } from './forgotten-passwords.service.js';
import { LetterDesk } from './letter-desk.service.js';
import { LetterLinks } from './letter-links.js';
import { LetterMetrics } from './letter-metrics.js';
import { LetterTable } from './letter-table.js';
import { LetterWorker } from './letter-worker.service.js';
import { LettersAgain } from './letters-again.service.js';
import { Letters } from './letters.service.js';
import { NotificationPreference } from './notification-preference.entity.js';
import { NotificationTemplate } from './notification-template.entity.js';
import { Notification } from './notification.entity.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationsQueries } from './notifications.queries.js';
import { PreferencesController } from './preferences.controller.js';
import { PreferencesQueries } from './preferences.queries.js';
import { Preferences } from './preferences.service.js';
import { SecurityLetters } from './security-letters.service.js';
import { TemplatesController } from './templates.controller.js';
import { Templates } from './templates.service.js';
import { TestLetter } from './test-letter.service.js';
import { UnsubscribeController } from './unsubscribe.controller.js';

/**
 * Owns letters to people: what they say, who wants them, and each one with what became of it. Refuses templates that do
 * not render. It moves no money, and a letter that cannot be sent holds nothing else up.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([Notification, NotificationTemplate, NotificationPreference, BadAddress]),
    AuthModule,
    BankConfigModule,
    EventsModule,
  ],
  controllers: [
    NotificationsController,
    TemplatesController,
    PreferencesController,
    UnsubscribeController,
    ForgottenPasswordsController,
  ],
  providers: [
    Letters,
    LettersAgain,
    LetterTable,
    LetterDesk,
    LetterLinks,
    LetterWorker,
    LetterMetrics,
    Channels,
    TestLetter,
    Templates,
    Preferences,
    PreferencesQueries,
    NotificationsQueries,
    ForgottenPasswords,
    SecurityLetters,
  ],
  exports: [TestLetter],
})
export class NotificationsModule {}
