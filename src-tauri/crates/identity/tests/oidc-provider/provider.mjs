// A certified OpenID provider on loopback. Says its issuer in one line, and ends with whoever started it.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

/** Everybody who signs in here is the same invented person, whatever name they type. */
const person = {
  given_name: 'Allison',
  family_name: 'Hackett',
  birthdate: '1987-01-15',
  address: {
    street_address: '6647 Wildflower Dr S',
    locality: 'Cottage Grove',
    region: 'MN',
    postal_code: '55016',
  },
};

const settings = {
  clients: [
    {
      client_id: 'satchel-test',
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      redirect_uris: ['http://127.0.0.1/callback', 'health.satchel.desktop:/oauth/callback'],
      response_types: ['code'],
      grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
    },
  ],
  features: { deviceFlow: { enabled: true }, revocation: { enabled: true } },
  claims: { openid: ['sub', ...Object.keys(person)] },
  conformIdTokenClaims: false,
  cookies: { keys: ['only for tests'] },
  rotateRefreshToken: true,
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...person }) }),
};

// Standard output is for the one line; nobody reads on.
console.info = console.error;

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  server.on('request', new Provider(issuer, settings).callback());
  console.log(JSON.stringify({ issuer }));
});
process.stdin.resume();
process.stdin.on('end', () => process.exit());
