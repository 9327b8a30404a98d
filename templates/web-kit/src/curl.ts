/** A call of the API as a command for a terminal. The token is the reader's own to put in: none is ever copied. */
export function curlOf(method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE", path: string, body?: unknown): string {
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const lines = [`curl ${method === "GET" ? "" : `-X ${method} `}${quoted(`${location.origin}/api${path}`)}`, `-H "Authorization: Bearer $HOSTLER_API_KEY"`];
  if (body !== undefined) lines.push(`-H 'Content-Type: application/json'`, `--data ${quoted(JSON.stringify(body))}`);
  return lines.join(" \\\n  ");
}
