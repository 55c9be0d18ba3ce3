/** An address as it is compared: small letters, no space, and without a tag of its own (`eva+moten@…`, RFC 5233). */
const plain = (address: string): string => {
  const [local = '', domain = ''] = address.trim().toLowerCase().split('@');
  return `${local.split('+')[0]}@${domain}`;
};

/** The same of a column, in SQL. */
export const mailbox = (column: string): string => `regexp_replace(lower(btrim(${column})), '[+].*@', '@')`;

/** One mailbox at one domain. What has more @ signs is read in two ways: by one reader as this domain's, by another as that one's. */
const single = /^[^\s@"]+@[^\s@"]+$/;

/** Whether two addresses lead to the same mailbox. An empty one leads to none, and so does one that is not plainly one address. */
export const sameAddress = (one: string, other: string): boolean => [one, other].every((address) => single.test(address.trim())) && plain(one) === plain(other);

/** Whether an address leads to one of these mailboxes. */
export const oneOf = (addresses: readonly string[], other: string): boolean => addresses.some((one) => sameAddress(one, other));
