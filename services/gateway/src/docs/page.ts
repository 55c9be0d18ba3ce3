import { isUnsafe, operations, type Operation } from '@knutpunkt/contracts';

const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

interface Described { readonly parameters: readonly Parameter[]; readonly requestBody?: { readonly content: Record<string, { schema: Schema }> }; readonly responses: Record<string, { readonly description: string }> }
interface Parameter { readonly name?: string; readonly in?: string; readonly required?: boolean; readonly schema?: Schema; readonly $ref?: string }
interface Schema { readonly type?: string; readonly format?: string; readonly enum?: readonly string[]; readonly pattern?: string; readonly items?: Schema; readonly anyOf?: readonly Schema[]; readonly properties?: Record<string, Schema>; readonly required?: readonly string[] }
interface Document { readonly paths: Record<string, Record<string, Described>> }

function kindOf(schema: Schema = {}): string {
  if (schema.enum) return schema.enum.join(' | ');
  if (schema.anyOf) return schema.anyOf.map(kindOf).join(' or ');
  if (schema.type === 'array') return `list of ${kindOf(schema.items)}`;
  return [schema.type ?? 'any', schema.format].filter(Boolean).join(', ');
}

const row = (name: string, where: string, kind: string, required: boolean): string =>
  `<tr><th scope="row"><code>${escaped(name)}</code></th><td>${where}</td><td>${escaped(kind)}</td><td>${required ? 'yes' : 'no'}</td></tr>`;

function inputTable(op: Operation, { parameters, requestBody }: Described): string {
  const body = requestBody?.content['application/json']?.schema;
  const rows = [
    ...parameters.filter((p) => p.name).map((p) => row(p.name!, p.in!, kindOf(p.schema), p.required === true)),
    ...Object.entries(body?.properties ?? {}).map(([name, schema]) => row(name, 'body', kindOf(schema), body?.required?.includes(name) === true)),
    ...(isUnsafe(op) ? [row('Idempotency-Key', 'header', 'string', true)] : []),
    ...(op.ifMatch ? [row('If-Match', 'header', 'the version that was read', true)] : []),
  ];
  return rows.length === 0 ? '' : `<table><caption>Input</caption><thead><tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">Kind</th><th scope="col">Required</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function section(op: Operation, document: Document): string {
  const described = document.paths[`/api${op.path}`]![op.method.toLowerCase()]!;
  const answers = Object.entries(described.responses).map(([status, { description }]) => `<dt>${status}</dt><dd>${escaped(description)}</dd>`);
  return `<section aria-labelledby="${op.name}"><h3 id="${op.name}">${escaped(op.summary)}</h3><p><code>${op.method} /api${escaped(op.path)}</code></p>${inputTable(op, described)}<dl>${answers.join('')}</dl></section>`;
}

/** The readable page of an OpenAPI document: no script, nothing from elsewhere. */
export function docsPage(document: object): string {
  const routed = operations.filter((op) => op.routed);
  const services = [...new Set(routed.map((op) => op.service))];
  const parts = services.map((service) => `<h2>${service}</h2>${routed.filter((op) => op.service === service).map((op) => section(op, document as Document)).join('')}`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Knutpunkt API</title><link rel="stylesheet" href="/api/docs.css"></head><body><main><h1>Knutpunkt API</h1>
<p>The same as <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1). Refusals are <code>application/problem+json</code>. What you may not see does not exist: 404.</p>${parts.join('')}</main></body></html>`;
}

export const docsStyle = `:root{color-scheme:light}body{font:1rem/1.5 system-ui,sans-serif;margin:0;color:#1b1f24;background:#fff}main{max-width:60rem;margin:0 auto;padding:1rem}
section{border-top:1px solid #c6cbd1;padding:.5rem 0 1rem}code{background:#f0f2f4;padding:.1rem .3rem;border-radius:.2rem;overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600}
th,td{text-align:left;vertical-align:top;padding:.25rem .5rem .25rem 0;font-weight:400;overflow-wrap:anywhere}thead th{font-weight:600}dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem}dd{margin:0}a{color:#0b57a4}`;
