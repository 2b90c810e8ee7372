// A provider of OpenID Connect on loopback, for the browser tests: people sign in to it with whatever name they type.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const client = { id: 'kundekort', secret: 'hemmelig-for-kundekort-alene' };

/** The means by which people identify themselves, as this provider calls it. */
export const acr = 'urn:example:bankid';

const escaped = (text) => String(text).replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);

/**
 * Starts it.
 * @param {number} port where it listens: the issuer's name has it
 * @param {string} redirect where people come back to
 * @returns {Promise<{ issuer: string, id: string, secret: string, stop: () => Promise<void> }>}
 */
export async function startOidc(port, redirect) {
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirect] }],
    acrValues: [acr],
    claims: { openid: ['sub'], profile: ['name'], acr: null, auth_time: null },
    // What it says of people stands in the ID token itself.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['only for tests'] },
    // The name is the account.
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: Buffer.from(id).toString('base64url'), name: id }) }),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  });
  const answer = provider.callback();
  const server = createServer(async (request, response) => {
    if (!request.url.startsWith('/interaction/')) return answer(request, response);
    try {
      const { prompt, params, session } = await provider.interactionDetails(request, response);
      if (prompt.name === 'consent') {
        const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
        grant.addOIDCScope(params.scope);
        return await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
      }
      if (request.method !== 'POST') {
        response.setHeader('content-type', 'text/html; charset=utf-8');
        return response.end(`<!doctype html><html lang="nb"><title>BankID</title><link rel="icon" href="data:,">
          <h1>BankID</h1><p>${escaped(params.acr_values)}</p>
          <form method="post"><label>Navn <input name="name" required></label><button name="do" value="sign">Legitimer</button></form>
          <form method="post"><button name="do" value="cancel">Avbryt</button></form>`);
      }
      const parts = [];
      for await (const part of request) parts.push(part);
      const form = new URLSearchParams(Buffer.concat(parts).toString('utf8'));
      const result = form.get('do') === 'cancel'
        ? { error: 'access_denied', error_description: 'the person broke it off' }
        : { login: { accountId: form.get('name'), acr, remember: false } };
      return await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    } catch (error) {
      response.statusCode = 400;
      return response.end(String(error));
    }
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    issuer,
    ...client,
    stop: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}
