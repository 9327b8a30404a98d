/** The rows of a CSV as RFC 4180 has it, the first of them its names. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const here = text[at] ?? "";
    if (quoted) {
      if (here !== '"') cell += here;
      else if (text[at + 1] === '"') {
        cell += here;
        at += 1;
      } else quoted = false;
    } else if (here === '"') quoted = true;
    else if (here === ",") {
      row.push(cell);
      cell = "";
    } else if (here === "\n") {
      rows.push([...row, cell]);
      row = [];
      cell = "";
    } else if (here !== "\r") cell += here;
  }
  if (cell || row.length > 0) rows.push([...row, cell]);
  return rows;
}
