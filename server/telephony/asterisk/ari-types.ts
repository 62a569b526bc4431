/** What ARI tells of a channel (docs.asterisk.org, "Channels REST API", model Channel): the fields that we read. */
export interface AriChannel {
  id: string;
  name: string;
  state: string;
  caller: { name: string; number: string };
  /** Where it is in the dialplan; inside an application `app_name` is "Stasis" and `app_data` is "<app>,<argument>…". */
  dialplan: { context: string; exten: string; app_name?: string; app_data?: string };
  channelvars?: Record<string, string>;
}

export interface AriBridge {
  id: string;
  name: string;
  channels: string[];
}

/** An event of the application's websocket; which fields are there depends on its type. */
export interface AriEvent {
  type: string;
  application?: string;
  channel?: AriChannel;
  args?: string[];
  digit?: string;
}
