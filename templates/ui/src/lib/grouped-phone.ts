// Country calling codes have one, two or three digits (ITU-T E.164); these are all that have one or two.
const short = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;
// Indian subscriber numbers: the codes of the largest cities have two digits; mobile numbers begin with 6 to 9.
const indianCity = /^(?:11|20|22|33|40|44)/;

/** A number of E.164 in groups, as one reads it out: "+919820012345" is "+91 98200 12345". A registry's "+91.9820012345" too; what is neither stays as it is. */
export function groupedPhone(text: string): string {
  const [, written, rest = ""] = /^\+([1-9]\d{0,2})\.(\d{4,14})$/.exec(text.trim()) ?? [];
  if (written) return ["+" + written, ...groupsOf(written, rest)].join(" ");
  const [, digits] = /^\+([1-9]\d{6,14})$/.exec(text.trim()) ?? [];
  if (!digits) return text;
  const code = short.exec(digits)?.[0] ?? digits.slice(0, 3);
  return ["+" + code, ...groupsOf(code, digits.slice(code.length))].join(" ");
}

function groupsOf(code: string, digits: string): string[] {
  if (code === "91" && digits.length === 10) {
    if (/^[6-9]/.test(digits)) return cut(digits, [5, 5]);
    return cut(digits, indianCity.test(digits) ? [2, 4, 4] : [3, 3, 4]);
  }
  // Groups of three; what is left over makes the last ones longer rather than one short.
  const sizes = Array.from({ length: Math.max(1, Math.floor(digits.length / 3)) }, () => 3);
  for (let left = digits.length - 3 * sizes.length, at = sizes.length - 1; left > 0; left -= 1, at = at > 0 ? at - 1 : sizes.length - 1) sizes[at] = (sizes[at] ?? 0) + 1;
  return cut(digits, sizes);
}

function cut(digits: string, sizes: number[]): string[] {
  let from = 0;
  return sizes.map((size) => digits.slice(from, (from += size)));
}
