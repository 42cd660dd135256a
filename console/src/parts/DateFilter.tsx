import { DateInput, useListContext } from 'react-admin';
import { chosen } from './format';

/** A date that a list is filtered by, which is said in words as soon as it is chosen. */
export function DateFilter({ source, label }: { source: string; label: string; alwaysOn?: boolean }) {
  const { filterValues } = useListContext();
  const value = (filterValues as Record<string, unknown>)[source];
  return (
    <DateInput
      source={source}
      label={label}
      size="small"
      parse={(text: string) => text}
      // Forms of filters hide what fields say below themselves.
      sx={{ '& .MuiFormHelperText-root': { display: 'block !important' } }}
      helperText={(typeof value === 'string' ? chosen(value) : undefined) ?? false}
    />
  );
}
