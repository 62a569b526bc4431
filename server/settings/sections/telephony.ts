import { z } from 'zod';
import { describe, flag, host, network, phoneName, port, secret, slug, text } from '../keys.ts';

/** Loopback, and the networks of RFC 1918. */
const localNetworks = ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

export const asterisk = describe(
  z.strictObject({
    sip_bind: describe(host().default('0.0.0.0'), 'The address that SIP is received on.'),
    sip_port: describe(port().default(5060), 'The SIP port (UDP).'),
    http_port: describe(port().default(8088), "The port of Asterisk's own HTTP server (ARI and media), on loopback only."),
    rtp_start: describe(port().default(10_000), 'The first UDP port for sound.'),
    rtp_end: describe(port().default(10_200), 'The last UDP port for sound. A call takes two; open the range in the firewall.'),
    external_address: describe(
      host().optional(),
      'Your public address, where a router stands between this machine and the internet (NAT). Without it many providers find their way all the same; where callers hear nothing, or are not heard, set it.',
      { example: '203.0.113.7' },
    ),
    local_networks: describe(
      z.array(network()).default(localNetworks).meta({ expected: 'a list of networks, such as ["127.0.0.0/8", "192.168.0.0/16"]' }),
      'The networks that are reached without that router.',
    ),
  }),
  'The private branch exchange that Répondeur starts and drives.',
);

export const trunks = describe(
  z.array(
    z.strictObject({
      name: describe(slug(), 'A name of your choice.', { example: 'provider' }),
      host: describe(host(), "The provider's SIP server.", { example: 'sip.example.org' }),
      port: describe(port().default(5060), 'Its port.'),
      username: describe(text().optional(), 'The account. Without it calls are accepted by the address they come from.', {
        example: '0033199001234',
      }),
      password: describe(secret().optional(), "The account's password."),
      register: describe(flag().default(false), 'Whether to log in at the provider, so that it sends calls here.'),
    }),
  ),
  'A SIP trunk: the line of a telephone provider. Repeat the block for each.',
);

export const phones = describe(
  z.array(
    z.strictObject({
      name: describe(phoneName(), 'The SIP user name of the phone.', { example: 'desk' }),
      password: describe(secret(8), 'Its SIP password. Take a long random one: SIP accounts are attacked all day.'),
    }),
  ),
  'A SIP phone that may log in here. Repeat the block for each.',
);
