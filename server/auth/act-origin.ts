/** Where an act came from. Personal data: never in a log line's text. */
export interface ActOrigin {
  address: string;
  /** What the client calls itself. */
  agent: string;
}
