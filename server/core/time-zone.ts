/**
 * Whether the name is a time zone of the IANA database, under its present name or an older one ("Europe/Kyiv", "Asia/Kolkata"): `Intl.supportedValuesOf` lists one name
 * of each alone, often the older. Offsets ("+01:00") are none: they know no summer time.
 */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    // A RangeError is Intl's word for no.
    return false;
  }
}
