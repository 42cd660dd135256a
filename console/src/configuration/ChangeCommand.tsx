import EditIcon from '@mui/icons-material/Edit';
import type { ReactNode } from 'react';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import type { FieldDescription, Values } from '../parts/form';
import { ChangePreview } from './ChangePreview';
import { unusualRates } from './unusual-rates';
import { lowered } from '../parts/words';
import { say } from '../words/say';

/** Changes a part of the configuration, after showing what a loan costs before and after. */
export function ChangeCommand({
  title,
  fields,
  body,
  arrange,
}: {
  title: string;
  fields: readonly FieldDescription[];
  body: (values: Values) => object;
  arrange?: (field: (name: string) => ReactNode) => ReactNode;
}) {
  return (
    <Command<Schemas['ConfigPreviewResponse']>
      name={say('Change {title}', { title: lowered(title) })}
      icon={<EditIcon />}
      text={say('You will see what a loan costs before and after, before anything is changed.')}
      path="bank_configuration/"
      method="PATCH"
      fields={fields}
      {...(arrange ? { arrange } : {})}
      body={body}
      preview={{
        path: 'bank_configuration/preview/',
        query: {},
        show: (preview) => <ChangePreview preview={preview} />,
        warning: unusualRates,
      }}
      done={say('The configuration is changed.')}
    />
  );
}
