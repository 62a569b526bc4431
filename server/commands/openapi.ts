import project from '../../package.json' with { type: 'json' };
import { apiRoutes } from '../api.ts';
import { openApiDocument } from '../http/openapi/document.ts';
import type { CommandContext } from './context.ts';

/** Writes the document that /api/v1/openapi.json serves; needs no settings and no running service. */
export async function openapi({ stdout }: Pick<CommandContext, 'stdout'>): Promise<number> {
  stdout.write(`${JSON.stringify(openApiDocument(apiRoutes, project.version), null, 2)}\n`);
  return 0;
}
