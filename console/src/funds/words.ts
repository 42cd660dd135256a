/** What is said about the money of a provider at the counter. */
export const SAYS = {
  deposit: 'Deposit',
  depositText: (name: string) => `Money that ${name} brings, to be lent from now on.`,
  deposited: 'The deposit is booked',
  withdraw: 'Withdrawal',
  withdrawText: (name: string) => `Money that ${name} takes away. Only what is in the wallet can be taken.`,
  withdrawn: 'The withdrawal is booked',
  reinvest: 'Reinvest',
  reinvestText: (name: string) =>
    `Lends again what came back to ${name}: it moves from the wallet to the fund.`,
  reinvested: 'The money is free to lend again.',
  amount: (currency: string) => `Amount in ${currency}`,
  inWallet: (amount: string) => `In the wallet: ${amount}`,
} as const;
