// Microsoft Graph and its sign-in of applications on the loopback, for the browser tests: each site has a library of its
// own, made when it is first asked for, so that tests need no state of others. Answers by the shapes of Microsoft's
// documentation.
import { createServer } from 'node:http';

export const secret = '~riktig+hemmelighet/8Q';

/** A library: its items by id, the top first; with `Kunder` in it. */
function library(name) {
  const drive = `b!${name}`;
  const items = new Map();
  const add = (parent, called, content) => {
    const id = `01${name.replace(/\W/g, '').toUpperCase()}${items.size}`;
    items.set(id, { id, parent, name: called, content });
    return id;
  };
  const top = add(null, 'root');
  add(top, 'Kunder');
  const inside = (id) => [...items.values()].filter((item) => item.parent === id);
  const told = (item) => ({
    id: item.id,
    name: item.name,
    size: item.content?.length ?? 0,
    webUrl: `https://firma.sharepoint.com/sites/${name}/${item.id}`,
    lastModifiedDateTime: '2026-11-20T09:30:00Z',
    lastModifiedBy: { user: { displayName: 'Kari Dahl' } },
    parentReference: { driveId: drive, ...(item.parent && { id: item.parent }) },
    ...(item.content ? { file: { mimeType: 'application/octet-stream' } } : { folder: { childCount: inside(item.id).length } }),
  });
  return { drive, top, items, add, inside, told, broken: false };
}

/**
 * Starts it. `POST /break?site=NAME&broken=yes` has a site's library answer 500 until it is told `broken=no`;
 * `POST /fill?site=NAME` with paths as JSON makes folders, and files where a path has a dot.
 */
export async function startGraph() {
  const libraries = new Map();
  const of = (name) => libraries.get(name) ?? libraries.set(name, library(name)).get(name);
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts);
    const url = new URL(request.url, 'http://x');
    const say = (status, value, heads = {}) => response.writeHead(status, { 'content-type': 'application/json', ...heads }).end(JSON.stringify(value));
    const missing = () => say(404, { error: { code: 'itemNotFound', message: 'Item not found', innerError: {} } });
    if (url.pathname.endsWith('/oauth2/v2.0/token')) {
      const code = new URLSearchParams(body.toString()).get('client_secret') === secret ? 0 : 7000215;
      if (code) return say(401, { error: 'invalid_client', error_description: `AADSTS${code}: Invalid client secret provided.`, error_codes: [code] });
      return say(200, { token_type: 'Bearer', expires_in: 3599, access_token: 'token' });
    }
    const site = url.searchParams.get('site');
    if (url.pathname === '/break') {
      of(site).broken = url.searchParams.get('broken') === 'yes';
      return say(200, {});
    }
    if (url.pathname === '/fill') {
      const { items, top, add } = of(site);
      for (const path of JSON.parse(body)) {
        path.split('/').reduce((parent, name) => [...items.values()].find((item) => item.parent === parent && item.name === name)?.id
          ?? add(parent, name, name.includes('.') ? Buffer.from(`Innholdet i ${name}`) : undefined), top);
      }
      return say(200, {});
    }
    const file = /^\/file\/([^/]+)\/(\w+)$/.exec(url.pathname);
    if (file) return response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(of(file[1]).items.get(file[2]).content);
    if (request.headers.authorization !== 'Bearer token') return say(401, { error: { code: 'InvalidAuthenticationToken', message: '', innerError: {} } });
    const path = decodeURIComponent(url.pathname);
    const asked = /^\/v1\.0\/sites\/firma\.sharepoint\.com:\/sites\/([\w-]+)$/.exec(path);
    if (asked) return say(200, { id: `firma.sharepoint.com,${asked[1]},x`, webUrl: `https://firma.sharepoint.com/sites/${asked[1]}` });
    const drive = /^\/v1\.0\/sites\/[^,]+,([\w-]+),x\/drive$/.exec(path);
    if (drive) return say(200, { id: of(drive[1]).drive, driveType: 'documentLibrary' });
    const [, name, rest] = /^\/v1\.0\/drives\/b!([\w-]+)\/(.*)$/.exec(path) ?? [];
    if (!name) return missing();
    const { items, top, add, inside, told, broken } = of(name);
    if (broken) return say(500, { error: { code: 'generalException', message: '', innerError: {} } });
    if (rest.startsWith('root')) {
      const names = rest.replace(/^root:?/, '').split('/').filter(Boolean);
      const found = names.reduce((parent, called) => parent && inside(parent.id).find((item) => item.name.toLowerCase() === called.toLowerCase()), items.get(top));
      return found ? say(200, told(found)) : missing();
    }
    const upload = /^items\/(\w+):\/(.+):\/content$/.exec(rest);
    if (upload) return say(201, told(items.get(add(upload[1], upload[2], body))));
    const [, id, what] = /^items\/(\w+)(?:\/(\w+))?$/.exec(rest) ?? [];
    if (!items.has(id)) return missing();
    if (what === 'content') return response.writeHead(302, { location: `http://${request.headers.host}/file/${name}/${id}` }).end();
    if (what === 'children' && request.method === 'POST') return say(201, told(items.get(add(id, JSON.parse(body).name))));
    return say(200, what === 'children' ? { value: inside(id).map(told) } : told(items.get(id)));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    stop: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }),
  };
}
