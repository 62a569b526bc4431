/** Per weekday (0 = Sunday) the open intervals as local "HH:MM" pairs; a day that is absent is closed. */
export type OpeningHours = Partial<Record<number, readonly { from: string; to: string }[]>>;
