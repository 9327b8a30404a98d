import type { ListPart } from "./paged-query";

/** Every row of a list that stays short, part after part: what is searched and sorted here must all be here. */
export async function allRows<Row>(ask: (page: { cursor?: string; limit: number }) => Promise<ListPart<Row>>, most = 2_000): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const part = await ask({ cursor, limit: 200 });
    rows.push(...(part.data ?? []));
    cursor = part.next_cursor ?? undefined;
  } while (cursor && rows.length < most);
  return rows;
}
