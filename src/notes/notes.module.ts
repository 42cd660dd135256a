import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Note } from './note.entity.js';

/** Owns the free text about facts. Refuses any change of it but taking it out. */
@Module({ imports: [TypeOrmModule.forFeature([Note])] })
export class NotesModule {}
