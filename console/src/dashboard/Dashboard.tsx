import { Box } from '@mui/material';
import { Title } from 'react-admin';
import { Ageing, AtRisk } from './AtRisk';
import { Books } from './Books';
import { CollectionsQueue } from './CollectionsQueue';
import { Concentration } from './Concentration';
import { DayCloseHealth } from './DayCloseHealth';
import { Funding } from './Funding';
import { InTransit } from './InTransit';
import { Vintages } from './Vintages';
import { say } from '../words/say';

/** What bank staff look at first, in the order in which it matters. */
export default function Dashboard() {
  return (
    <Box sx={{ mt: 2 }}>
      <Title title={say('Dashboard')} />
      <Books />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: '1fr 1fr' },
          '& > *': { minWidth: 0 },
        }}
      >
        <AtRisk />
        <Ageing />
      </Box>
      <CollectionsQueue />
      <Funding />
      <InTransit />
      <Concentration />
      <Vintages />
      <DayCloseHealth />
    </Box>
  );
}
