/** An address as it is compared: small letters, no space, and without a tag of its own (`eva+moten@…`, RFC 5233). */
const plain = (address: string): string => {
  const [local = '', domain = ''] = address.trim().toLowerCase().split('@');
  return `${local.split('+')[0]}@${domain}`;
};

/** Whether two addresses lead to the same mailbox. An empty one leads to none. */
export const sameAddress = (one: string, other: string): boolean => one.includes('@') && plain(one) === plain(other);
