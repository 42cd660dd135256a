declare module 'virtual:words/*' {
  import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
  const catalogue: Record<string, string | MessageFormatElement[]>;
  export default catalogue;
}
