import PhoneInTalkIcon from '@mui/icons-material/PhoneInTalk';
import { Box, Button, Typography } from '@mui/material';
import { Title } from 'react-admin';
import { Link } from 'react-router-dom';
import type { Schemas } from '../api/types';
import { DownloadButton } from '../parts/DownloadButton';
import { Pager } from '../parts/Pager';
import { Section } from '../parts/Section';
import { CollectionFilters, useCollectionFilters } from './CollectionFilters';
import { CollectionsTable } from './CollectionsTable';
import { say } from '../words/say';

/** Whom to call next: the amount that is overdue times the days. */
export default function CollectionsPage() {
  const [filters, setFilter] = useCollectionFilters();
  const work = new URLSearchParams(filters).toString();
  return (
    <Box sx={{ mt: 2 }}>
      <Title title={say('Collections')} />
      <Section
        title={say('Whom to contact next')}
        actions={
          <>
            <DownloadButton path="reports/collections/" query={filters} />
            <Button
              component={Link}
              to={`/collections/work${work === '' ? '' : `?${work}`}`}
              variant="contained"
              size="small"
              startIcon={<PhoneInTalkIcon />}
            >
              {say('Work through the list')}
            </Button>
          </>
        }
      >
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
          {say('By the amount that is overdue times the days that it is late.')}
        </Typography>
        <CollectionFilters filters={filters} onChange={setFilter} />
        <Pager<Schemas['CollectionsResponse']>
          key={work}
          path="reports/collections/"
          query={filters}
          limit={50}
        >
          {(rows, { currency }) => <CollectionsTable rows={rows} currency={currency} withWork />}
        </Pager>
      </Section>
    </Box>
  );
}
