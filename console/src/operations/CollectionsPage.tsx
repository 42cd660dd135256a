import { Box, Typography } from '@mui/material';
import { Title } from 'react-admin';
import type { Schemas } from '../api/types';
import { Pager } from '../parts/Pager';
import { Section } from '../parts/Section';
import { CollectionsTable } from './CollectionsTable';

/** Whom to call next: the amount that is overdue times the days. */
export default function CollectionsPage() {
  return (
    <Box sx={{ mt: 2 }}>
      <Title title="Collections" />
      <Section title="Whom to turn to next">
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
          By the amount that is overdue times the days that it is late.
        </Typography>
        <Pager<Schemas['CollectionsResponse']> path="reports/collections/" limit={50}>
          {(rows, { currency }) => <CollectionsTable rows={rows} currency={currency} />}
        </Pager>
      </Section>
    </Box>
  );
}
