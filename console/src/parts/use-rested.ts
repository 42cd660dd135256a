import { useEffect, useState } from 'react';

const REST_MS = 400;

/** A value once it has not been changed for a while: what is typed is not asked for letter by letter. */
export function useRested<T>(value: T, restMs = REST_MS): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => {
      setRested(value);
    }, restMs);
    return () => {
      clearTimeout(timer);
    };
  }, [value, restMs]);
  return rested;
}
