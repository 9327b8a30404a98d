// Enough of CommonMark to show how a text will look while it is written. The server's rendering is the one that is published;
// like it this knows no HTML, no pictures (they become links) and no addresses but http, https and mailto.

export type Inline = string | { kind: "strong" | "em" | "code"; children: Inline[] } | { kind: "link"; url: string; children: Inline[] } | { kind: "break" };

export type Block =
  | { kind: "heading"; level: number; children: Inline[] }
  | { kind: "paragraph"; children: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "quote"; children: Block[] }
  | { kind: "list"; ordered: boolean; start: number; items: Block[][] }
  | { kind: "rule" };

const fence = /^ {0,3}(`{3,}|~{3,})/;
const heading = /^ {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$/;
const rule = /^ {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$/;
const quote = /^ {0,3}> ?/;
const item = /^( {0,3})([-*+]|\d{1,9}[.)])( +|$)/;

export function parseMarkdown(text: string): Block[] {
  return blocksOf(text.replaceAll(/\r\n?/g, "\n").replaceAll("\t", "    ").split("\n"));
}

function blocksOf(lines: string[]): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const fenced = fence.exec(line)?.[1];
    const head = heading.exec(line);
    if (!line.trim()) at += 1;
    else if (fenced) {
      const end = lines.findIndex((other, index) => index > at && other.trim().startsWith(fenced) && !other.trim().slice(fenced.length).trim());
      const stop = end === -1 ? lines.length : end;
      blocks.push({ kind: "code", text: lines.slice(at + 1, stop).join("\n") });
      at = stop + 1;
    } else if (head) {
      blocks.push({ kind: "heading", level: head[1]?.length ?? 1, children: inlineOf(head[2] ?? "") });
      at += 1;
    } else if (rule.test(line)) {
      blocks.push({ kind: "rule" });
      at += 1;
    } else if (quote.test(line)) {
      const [inside, next] = take(lines, at, (other) => quote.test(other) || (Boolean(other.trim()) && !begins(other)));
      blocks.push({ kind: "quote", children: blocksOf(inside.map((other) => other.replace(quote, ""))) });
      at = next;
    } else if (item.test(line)) {
      const [list, next] = listAt(lines, at);
      blocks.push(list);
      at = next;
    } else {
      const [inside, next] = take(lines, at, (other, first) => first || (Boolean(other.trim()) && !begins(other)));
      blocks.push({ kind: "paragraph", children: withBreaks(inside.map((other) => other.trim())) });
      at = next;
    }
  }
  return blocks;
}

/** Whether a line begins a block of its own and so ends the paragraph before it. */
function begins(line: string): boolean {
  return fence.test(line) || heading.test(line) || rule.test(line) || quote.test(line) || item.test(line);
}

function take(lines: string[], from: number, belongs: (line: string, first: boolean) => boolean): [string[], number] {
  let at = from;
  while (at < lines.length && belongs(lines[at] ?? "", at === from)) at += 1;
  return [lines.slice(from, at), at];
}

function listAt(lines: string[], from: number): [Block, number] {
  const first = item.exec(lines[from] ?? "")?.[2] ?? "-";
  const ordered = /\d/.test(first);
  const same = (marker: string) => (ordered ? /\d/.test(marker) && marker.endsWith(first.slice(-1)) : marker === first);
  const items: Block[][] = [];
  let at = from;
  while (at < lines.length) {
    const found = item.exec(lines[at] ?? "");
    if (!found || !same(found[2] ?? "")) break;
    const indent = found[0].length;
    const inside = [(lines[at] ?? "").slice(indent)];
    at += 1;
    while (at < lines.length) {
      const line = lines[at] ?? "";
      const indented = line.startsWith(" ".repeat(Math.min(indent, 2)));
      if (!line.trim()) {
        const after = lines[at + 1] ?? "";
        if (!after.trim() || !(after.startsWith("  ") || item.test(after))) break;
      } else if (!indented && begins(line)) break;
      else if (!indented && !(inside.at(-1) ?? "").trim()) break;
      inside.push(indented ? line.slice(Math.min(indent, line.length - line.trimStart().length)) : line);
      at += 1;
    }
    items.push(blocksOf(inside));
  }
  return [{ kind: "list", ordered, start: ordered ? Number.parseInt(first, 10) : 1, items }, at];
}

/** Each line break of a paragraph is one on the page too. */
function withBreaks(lines: string[]): Inline[] {
  const parts = inlineOf(lines.join("\n"));
  const broken = (all: Inline[]): Inline[] =>
    all.flatMap((part): Inline[] => {
      if (typeof part !== "string") return "children" in part && part.kind !== "code" ? [{ ...part, children: broken(part.children) } as Inline] : [part];
      return part.split("\n").flatMap((text, index): Inline[] => [...(index > 0 ? [{ kind: "break" } as const] : []), ...(text ? [text] : [])]);
    });
  return broken(parts);
}

const marks: [RegExp, (found: RegExpExecArray) => Inline | null][] = [
  [/^\\([!-/:-@[-`{-~])/, (found) => found[1] ?? ""],
  [/^(`+)([^`]|[^`][\s\S]*?[^`])\1(?!`)/, (found) => ({ kind: "code", children: [(found[2] ?? "").replace(/^ (.*) $/, "$1")] })],
  [/^<((?:https?:\/\/|mailto:)[^\s<>]+)>/i, (found) => ({ kind: "link", url: found[1] ?? "", children: [found[1] ?? ""] })],
  [/^!?\[((?:[^\]\\]|\\.)*)\]\(\s*<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s+["'][^"']*["'])?\s*\)/, linkOf],
  [/^(\*\*|__)(?=\S)([\s\S]*?\S)\1/, (found) => ({ kind: "strong", children: inlineOf(found[2] ?? "") })],
  [/^(\*)(?=\S)([\s\S]*?\S)\1(?!\*)/, (found) => ({ kind: "em", children: inlineOf(found[2] ?? "") })],
  [/^(_)(?=\S)([\s\S]*?\S)\1(?![\p{L}\p{N}_])/u, (found) => ({ kind: "em", children: inlineOf(found[2] ?? "") })],
  // HTML is left out.
  [/^<\/?[a-z][^<>]*>/i, () => ""],
];

function linkOf(found: RegExpExecArray): Inline {
  const url = found[2] ?? "";
  const children = inlineOf(found[1] || url);
  // An address of another kind leaves its words.
  return /^(?:https?:\/\/|mailto:)/i.test(url) ? { kind: "link", url, children } : (children[0] ?? "");
}

function inlineOf(text: string): Inline[] {
  const parts: Inline[] = [];
  let plain = "";
  let at = 0;
  const flush = () => {
    if (plain) parts.push(plain);
    plain = "";
  };
  while (at < text.length) {
    const rest = text.slice(at);
    const here = text[at] ?? "";
    // An underscore inside a word is no mark.
    const inWord = here === "_" && /[\p{L}\p{N}]$/u.test(text.slice(0, at));
    const found = inWord ? undefined : marks.map(([look, make]) => [look.exec(rest), make] as const).find(([match]) => match);
    if (found?.[0]) {
      const part = found[1](found[0]);
      if (typeof part === "string") plain += part;
      else if (part) {
        flush();
        parts.push(part);
      }
      at += found[0][0].length;
    } else {
      plain += here;
      at += 1;
    }
  }
  flush();
  return parts;
}
