/** What a link in a mail carries after the #, where no server ever sees it. */
export function tokenOfLink(hash: string = location.hash): string {
  return new URLSearchParams(hash.replace(/^#/, "")).get("token") ?? "";
}
