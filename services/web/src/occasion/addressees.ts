const idsOf = (kind: 'person' | 'function', chosen: readonly { readonly value: string }[]): string[] =>
  chosen.filter((one) => one.value.startsWith(`${kind}:`)).map((one) => one.value.slice(kind.length + 1));

/** People and functions among those chosen. */
export const addresseesOf = (chosen: readonly { readonly value: string }[]): { people: string[]; functions: string[] } => ({
  people: idsOf('person', chosen),
  functions: idsOf('function', chosen),
});
