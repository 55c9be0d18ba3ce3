import { readFileSync, writeFileSync } from 'node:fs';

// Draws a run's ratios against their targets: plot.mjs <figures.json> <picture.svg>.
const [from, to] = process.argv.slice(2);
const { rows, circumstances } = JSON.parse(readFileSync(from, 'utf8'));
const drawn = rows.filter((row) => row.target !== undefined);
const [width, left, high, top] = [860, 330, 26, 46];

/** How far a figure is of its target: 1 is on it, more is better. */
const reach = ({ value, target, better }) => (better === 'higher' ? value / target : target / value);
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const scale = (share) => left + (Math.min(share, 4) / 4) * (width - left - 130);

const bar = (row, i) => {
  const y = top + i * high;
  const share = reach(row);
  const value = Math.abs(row.value) >= 100 ? Math.round(row.value) : row.value.toFixed(2);
  return `<text x="${left - 8}" y="${y + 15}" text-anchor="end">${escaped(row.name)}</text>
  <rect x="${left}" y="${y + 3}" width="${Math.max(1, scale(share) - left).toFixed(1)}" height="16" fill="${share >= 1 ? '#1b6b50' : '#b3541e'}"/>
  <text x="${(scale(share) + 6).toFixed(1)}" y="${y + 15}">${value}${escaped(row.unit)} (${row.better === 'higher' ? '≥' : '≤'} ${row.target})</text>`;
};

const height = top + drawn.length * high + 24;
writeFileSync(to, `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#222">
  <rect width="${width}" height="${height}" fill="#fff"/>
  <text x="8" y="18" font-size="14" font-weight="bold">How far each figure reaches its target (the line; right of it is better)</text>
  <text x="8" y="36">${escaped(`commit ${circumstances.commit}, ${circumstances.machine}`)}</text>
  ${drawn.map(bar).join('\n  ')}
  <line x1="${scale(1)}" x2="${scale(1)}" y1="${top - 4}" y2="${top + drawn.length * high + 4}" stroke="#222" stroke-dasharray="4 3"/>
</svg>
`);
