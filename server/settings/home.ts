import { userInfo } from 'node:os';

/** The home folder: HOME, or what the machine knows of this account, since jobs of cron and services may have no HOME. An account that it does not know has none: "/". */
export function homeOf(env: { HOME?: string | undefined }): string {
  if (env.HOME) return env.HOME;
  try {
    return userInfo().homedir;
  } catch {
    // A container may run as a number that is in no list of accounts.
    return '/';
  }
}
