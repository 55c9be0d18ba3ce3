import ipaddr from 'ipaddr.js';

const global6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Whether an address is one of the public internet: none of this machine, of its networks, of its cloud's metadata, or that stands for one (IPv4 within IPv6, NAT64, 6to4, Teredo). */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return parsed.range() === 'unicast' && (parsed instanceof ipaddr.IPv4 || parsed.match(global6));
}
