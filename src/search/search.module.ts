import { Module } from '@nestjs/common';
import { PeopleIndex } from './people-index.service.js';
import { PeopleQueries } from './people.queries.js';
import { SearchController } from './search.controller.js';
import { SearchQueries } from './search.queries.js';

/** Owns the search of staff over people, loans and receipts. Refuses everybody else, and who reads all names off it. */
@Module({
  controllers: [SearchController],
  providers: [SearchQueries, PeopleQueries, PeopleIndex],
  exports: [PeopleIndex],
})
export class SearchModule {}
