import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import pg from 'pg';

// The floor: node:http and one prepared statement, and nothing else. Runs as a process of its own: floor.mjs <database url> <file to serve>.
const [databaseUrl, file] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 8 });
const page = readFileSync(file);
const json = { 'content-type': 'application/json; charset=utf-8' };

const one = async (name, text, value) => (await pool.query({ name, text, values: [value] })).rows[0].answer;

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const routes = {
  'POST /meetings': async (request) => ({ status: 201, body: await one('create', 'select floor.create_meeting($1::jsonb) as answer', await bodyOf(request)) }),
  'GET /meetings': async (request, groupId) => ({ status: 200, body: await one('list', 'select floor.list_meetings($1) as answer', groupId) }),
};

async function answer(request, response) {
  if (request.url === '/stream') return void response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' }).write('retry: 3000\n\n');
  const [path, query] = request.url.split('?groupId=');
  const route = routes[`${request.method} ${path}`];
  if (!route) return void response.writeHead(200, { 'content-type': 'image/svg+xml', 'content-length': page.length }).end(page);
  const { status, body } = await route(request, query);
  response.writeHead(status, { ...json, 'content-length': Buffer.byteLength(body) }).end(body);
}

const server = createServer((request, response) => void answer(request, response).catch((error) => response.writeHead(500).end(error.message)));
server.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
process.on('disconnect', () => process.exit(0));
