/** A text that is already HTML. */
export type Html = { readonly html: string };

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (value: string | number) => String(value).replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);

/** HTML in which every value is escaped unless it is HTML itself; lists are joined. */
export const html = (parts: TemplateStringsArray, ...values: (string | number | Html | Html[])[]): Html => {
  const shown = values.map((value) => (Array.isArray(value) ? value.map((one) => one.html).join('') : typeof value === 'object' ? value.html : escape(value)));
  return { html: String.raw({ raw: parts }, ...shown) };
};
