import type { ParameterizedContext } from 'koa';

/** What the first steps find out about a request, for those after them. */
export interface GatewayState {
  requestId: string;
  /** The client's, behind trusted proxies too. Personal data: log it truncated only. */
  address: string;
  /** Whether the request comes from this machine itself and through no proxy. */
  loopback: boolean;
  /** Whether the client's connection is encrypted, up to a trusted proxy at least. */
  encrypted: boolean;
  /** The matched route as defined ("/api/v1/users/{userId}"): what a log may hold, where an address may not. */
  route?: string;
}

export type GatewayContext = ParameterizedContext<GatewayState>;
export type Step = (context: GatewayContext, next: () => Promise<unknown>) => Promise<unknown>;
