import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Note } from './note.entity.js';

/** Owns the free text about facts. Refuses every change except redaction. */
@Module({ imports: [TypeOrmModule.forFeature([Note])] })
export class NotesModule {}
