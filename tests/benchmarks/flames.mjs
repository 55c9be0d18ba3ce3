const width = 1200;
const height = 16;
const least = 0.6;

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);
const ours = (url) => /\/(libs|services)\/[^/]+\/dist\//.test(url);
const colour = ({ url }) => (ours(url) ? '#c2410c' : url.includes('node_modules') ? '#f0b070' : '#d8dee6');
const place = ({ url, lineNumber }) => (url ? `${url.split('/').slice(-3).join('/')}:${lineNumber + 1}` : '');

/** Time of a node and all below it, in microseconds. */
function totals(nodes, self) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const total = new Map();
  const of = (id) => {
    const sum = (byId.get(id).children ?? []).reduce((all, child) => all + of(child), self.get(id) ?? 0);
    total.set(id, sum);
    return sum;
  };
  of(nodes[0].id);
  return { byId, total };
}

/** A flame graph of a V8 profile: what called below, what was called above; ours dark, packages light, Node.js grey. Idle time is left out. */
export function flames({ nodes }, self, title) {
  const busy = new Map([...self].filter(([id]) => !['(idle)', '(program)'].includes(nodes.find((node) => node.id === id)?.callFrame.functionName)));
  const { byId, total } = totals(nodes, busy);
  const scale = width / total.get(nodes[0].id);
  const boxes = [];
  let deepest = 0;
  const draw = (id, x, depth) => {
    const [{ callFrame, children = [] }, w] = [byId.get(id), total.get(id) * scale];
    if (w < least) return;
    deepest = Math.max(deepest, depth);
    boxes.push({ x, w, depth, callFrame });
    let at = x;
    for (const child of [...children].sort((a, b) => total.get(b) - total.get(a))) {
      draw(child, at, depth + 1);
      at += total.get(child) * scale;
    }
  };
  draw(nodes[0].id, 0, 0);
  const tall = (deepest + 2) * height;
  const box = ({ x, w, depth, callFrame }) => {
    const y = tall - (depth + 1) * height;
    const name = escaped(callFrame.functionName || '(anonymous)');
    const label = w > 40 ? `<text x="${(x + 2).toFixed(1)}" y="${y + 12}" clip-path="inset(0)">${name.slice(0, Math.floor(w / 6))}</text>` : '';
    return `<g><title>${name} ${escaped(place(callFrame))} ${(100 * w / width).toFixed(1)} %</title><rect x="${x.toFixed(1)}" y="${y}" width="${w.toFixed(1)}" height="${height - 1}" fill="${colour(callFrame)}"/>${label}</g>`;
  };
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${tall}" font-family="sans-serif" font-size="10"><title>${escaped(title)}</title><text x="4" y="12">${escaped(title)}: ours dark, packages light, Node.js grey</text>${boxes.map(box).join('')}</svg>\n`;
}
