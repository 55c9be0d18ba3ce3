import { describe, expect, it } from '@jest/globals';
import { isPublic } from './reachable.js';

/** By which document an address is not of the public internet. */
const closed: readonly [string, string][] = [
  ['127.0.0.1', 'RFC 1122 §3.2.1.3'], ['127.1.2.3', 'RFC 1122 §3.2.1.3'], ['0.0.0.0', 'RFC 1122 §3.2.1.3'], ['10.0.0.1', 'RFC 1918 §3'], ['172.16.0.1', 'RFC 1918 §3'], ['172.31.255.255', 'RFC 1918 §3'], ['192.168.1.1', 'RFC 1918 §3'],
  ['169.254.169.254', 'RFC 3927, where clouds keep their secrets'], ['100.64.0.1', 'RFC 6598'], ['192.0.0.1', 'RFC 6890'], ['192.0.2.1', 'RFC 5737'], ['198.18.0.1', 'RFC 2544'], ['224.0.0.1', 'RFC 5771'], ['240.0.0.1', 'RFC 1112 §4'], ['255.255.255.255', 'RFC 919'],
  ['::1', 'RFC 4291 §2.5.3'], ['::', 'RFC 4291 §2.5.2'], ['::ffff:127.0.0.1', 'RFC 4291 §2.5.5.2'], ['::ffff:a9fe:a9fe', 'RFC 4291 §2.5.5.2'], ['::127.0.0.1', 'RFC 4291 §2.5.5.1'], ['fe80::1', 'RFC 4291 §2.5.6'], ['fe80::1%eth0', 'RFC 4007 §11'],
  ['fec0::1', 'RFC 3879'], ['fd00::1', 'RFC 4193'], ['ff02::1', 'RFC 4291 §2.7'], ['64:ff9b::7f00:1', 'RFC 6052'], ['64:ff9b:1::1', 'RFC 8215'], ['2002:7f00:1::1', 'RFC 3056'], ['2001::1', 'RFC 4380'], ['2001:db8::1', 'RFC 3849'],
  ['hub.example', 'no address'], ['', 'no address'],
];

describe('an address', () => {
  it.each(closed)('%s is not reached (%s)', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it.each(['8.8.8.8', '172.15.0.1', '172.32.0.1', '193.45.0.1', '2a00:1450:400f:80d::200e', '::ffff:8.8.8.8'])('%s is', (address) => {
    expect(isPublic(address)).toBe(true);
  });
});
