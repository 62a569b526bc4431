import { RepondeurError } from '../../core/errors.ts';
import type { Nat, Phone, Trunk } from './configuration-options.ts';
import { configurationValue, renderTemplate, sectionName } from './configuration-template.ts';

export interface SipTemplates {
  trunk: string;
  login: string;
  registration: string;
  phone: string;
}

/** The sections of pjsip.conf for the lines to the world. Section names carry a prefix, so that a trunk and a phone may share a name. */
export function trunkSections(trunks: readonly Trunk[], templates: SipTemplates): string {
  return trunks.map((trunk) => trunkSection(trunk, templates)).join('');
}

function trunkSection(trunk: Trunk, templates: SipTemplates): string {
  const name = `trunk-${sectionName(trunk.name, 'the name of a trunk')}`;
  const where = `trunk "${trunk.name}"`;
  if ((trunk.username === undefined) !== (trunk.password === undefined))
    throw new RepondeurError('bad-settings', `${where} needs both username and password, or neither`);
  if (trunk.register && trunk.username === undefined)
    throw new RepondeurError('bad-settings', `${where} can only register with a username and a password`);
  const server = hostAndPort(trunk, where);
  const username = configurationValue(trunk.username ?? '', `the username of ${where}`);
  const section = renderTemplate(templates.trunk, {
    name,
    server,
    host: trunk.host,
    authentication: trunk.username === undefined ? '' : `outbound_auth = ${name}\nfrom_user = ${username}`,
  });
  if (trunk.username === undefined) return section;
  const login = renderTemplate(templates.login, { name, username, password: configurationValue(trunk.password ?? '', `the password of ${where}`) });
  if (!trunk.register) return section + login;
  const contactUser = configurationValue(trunk.contactUser ?? trunk.username, `the contact user of ${where}`);
  return section + login + renderTemplate(templates.registration, { name, server, username, contactUser });
}

export function phoneSections(phones: readonly Phone[], templates: SipTemplates): string {
  return phones
    .map((phone) =>
      renderTemplate(templates.phone, {
        name: phoneName(phone.name),
        password: configurationValue(phone.password, `the password of phone "${phone.name}"`),
      }),
    )
    .join('');
}

function phoneName(name: string): string {
  if (name === 'loopback' || name.startsWith('trunk-'))
    throw new RepondeurError('bad-settings', `a phone cannot be called "${name}": "loopback" and names that begin with "trunk-" are taken`);
  return sectionName(name, 'the name of a phone');
}

/** Lines for the transport of a service behind a router; none without. */
export function natOptions(nat: Nat | undefined): string {
  if (!nat) return '';
  const address = configurationValue(nat.externalAddress, 'the external address');
  const networks = nat.localNetworks.map((network) => `local_net = ${configurationValue(network, 'a local network')}\n`);
  return `external_signaling_address = ${address}\nexternal_media_address = ${address}\n${networks.join('')}`;
}

function hostAndPort(trunk: Trunk, where: string): string {
  if (!/^[a-zA-Z0-9.:_-]+$/.test(trunk.host))
    throw new RepondeurError('bad-settings', `the host of ${where} must be a host name or an address, not "${trunk.host}"`);
  if (!Number.isInteger(trunk.port) || trunk.port < 1 || trunk.port > 65_535)
    throw new RepondeurError('bad-settings', `the port of ${where} must be 1 to 65535`);
  return trunk.host.includes(':') ? `[${trunk.host}]:${trunk.port}` : `${trunk.host}:${trunk.port}`;
}
