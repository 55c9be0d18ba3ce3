/** What our own pages may do; forms may also go to the identity provider. */
export const contentSecurityPolicy = (issuerOrigin: string): string =>
  [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'", "manifest-src 'self'",
    `form-action 'self' ${issuerOrigin}`, "frame-ancestors 'none'", "base-uri 'none'", "require-trusted-types-for 'script'",
  ].join('; ');

const powerful = ['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'hid', 'magnetometer', 'microphone', 'midi', 'payment', 'serial', 'usb', 'xr-spatial-tracking'];

/** The headers of every answer. A handler may give another Cache-Control. */
export function securityHeaders(issuer: string, publicUrl: string): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(new URL(issuer).origin),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'permissions-policy': powerful.map((feature) => `${feature}=()`).join(', '),
    'cache-control': 'no-store',
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains; preload' } : {}),
  };
}

/** The same headers for as long as the hub's address is the same: every answer carries them. */
export function headersAt(issuer: string, address: { readonly url: string }): () => Record<string, string> {
  let made: { readonly url: string; readonly headers: Record<string, string> } | undefined;
  return () => {
    if (made?.url !== address.url) made = { url: address.url, headers: securityHeaders(issuer, address.url) };
    return made.headers;
  };
}
