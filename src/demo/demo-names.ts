/** Names from many places, so that lists, sorting and fonts see more than ASCII. */
export const FIRST_NAMES = words(`
  Adaeze Aiko Amara Anders Beatriz Björn Carmen Chen Dmitri Elif Emeka Farah Fatou Giulia Hannah
  Hiroshi Ines Ivan Jamal José Kamala Kofi Lars Leila Lucía Malik Maria Mei Nadia Ngozi Noah Olga Omar
  Paulo Priya Rania Renée Sakura Samuel Sofía Tariq Thandi Tomás Uche Vikram Wanjiru Yusuf Zoë
`);

export const LAST_NAMES = words(`
  Abara Adeyemi Andersen Banda Bianchi Castro Chowdhury Cohen Dlamini Eze Fischer García Haddad
  Herrera Ivanova Johansson Kaya Kimura Kowalska Lindqvist Mbeki Mendes Müller Nakamura N'Diaye Novak
  Nwosu O’Brien Okafor Okoye Papadopoulou Patel Petrov Rahman Rossi Santos Sato Silva Singh Tanaka
  Traoré Yılmaz Zhang
`);

/** Lenders that are firms: one word of each list. */
export const FIRM_NAMES = words(`
  Acacia Baobab Bluestone Cedar Coral Estuary Granite Harbour Juniper Lantern Meridian Northgate Olive
  Poplar Quayside Riverside Saffron Summit Tamarind Willow
`);
export const FIRM_KINDS = words(`
  Capital Cooperative Credit Fund Partners Savings
`);

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
