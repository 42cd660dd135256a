/** What the search says. */
export const SAYS = {
  open: 'Search',
  label: 'Name, number, phone, receipt or reference',
  hint: 'A name in any order, a number, a phone number, the number of a receipt, or the reference of a payment.',
  loans: 'Loans',
  customers: 'Customers',
  providers: 'Providers',
  receipts: 'Receipts',
  nothing: 'Nothing is found.',
  wrongDigit: 'This looks like a number, but one of its digits is wrong.',
  similar: 'similar',
} as const;
