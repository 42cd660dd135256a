import { Alert, Box, Typography } from '@mui/material';
import { problemOf } from '../api/client';
import { problemsByField, type FieldDescription } from './form';
import { say } from '../words/say';
import { errorInWords } from './errors';

/**
 * An error in the words of the API, field by field, with the number under which support finds it. What is wrong with one
 * of `fields` is not repeated: it stands at the field.
 */
export function ErrorBox({ error, fields = [] }: { error: unknown; fields?: readonly FieldDescription[] }) {
  const problem = problemOf(error);
  const { others } = problemsByField(problem, fields);
  const text = errorInWords(error);
  return (
    <Alert severity="error" role="alert" sx={{ my: 1 }}>
      {others.length === 0 && text}
      {others.map((message) => (
        <Box key={message}>{message}</Box>
      ))}
      {problem?.request_id && problem.status >= 500 && (
        <Typography variant="caption" component="p">
          {say('Request {id}', { id: problem.request_id })}
        </Typography>
      )}
    </Alert>
  );
}
