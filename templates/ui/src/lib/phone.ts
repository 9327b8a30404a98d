import { AsYouType, type CountryCode } from "libphonenumber-js/min";

/** A number as its country writes it, so far as it has been typed. */
export function formatPhone(text: string, country: string): string {
  return new AsYouType(country as CountryCode).input(text);
}
