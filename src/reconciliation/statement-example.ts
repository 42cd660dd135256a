/** The smallest statement: one payment came in, and opening and closing balance agree with it. */
export const STATEMENT_EXAMPLE =
  '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>1</Id>' +
  '<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>' +
  '<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="USD">1000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>' +
  '<Dt><Dt>2026-11-23</Dt></Dt></Bal>' +
  '<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="USD">1087.50</Amt><CdtDbtInd>CRDT</CdtDbtInd>' +
  '<Dt><Dt>2026-11-23</Dt></Dt></Bal>' +
  '<Ntry><Amt Ccy="USD">87.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>' +
  '<BookgDt><Dt>2026-11-23</Dt></BookgDt><NtryDtls><TxDtls><RmtInf><Ustrd>Loan 4821093755</Ustrd></RmtInf></TxDtls>' +
  '</NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>';
