import { Fragment, type ReactNode } from "react";

import { cn } from "../lib/cn";
import { parseMarkdown, type Block, type Inline } from "../lib/markdown";

import { proseLook } from "./prose";

/** How a text in Markdown will look, while it is written. What is published is rendered by the server. */
export function Markdown({ text, className }: { text: string; className?: string }) {
  return (
    <div data-slot="markdown" className={cn(proseLook, className)}>
      {parseMarkdown(text).map((block, index) => (
        <Fragment key={index}>{drawn(block)}</Fragment>
      ))}
    </div>
  );
}

function drawn(block: Block): ReactNode {
  switch (block.kind) {
    case "heading": {
      // The page has its own h1.
      const Tag = `h${Math.min(6, Math.max(2, block.level))}` as "h2";
      return <Tag>{words(block.children)}</Tag>;
    }
    case "paragraph":
      return <p>{words(block.children)}</p>;
    case "code":
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      );
    case "quote":
      return <blockquote className="border-s-2 ps-3 text-muted-foreground">{all(block.children)}</blockquote>;
    case "list": {
      const items = block.items.map((item, index) => <li key={index}>{all(item, true)}</li>);
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case "rule":
      return <hr />;
  }
}

function all(blocks: Block[], tight = false): ReactNode {
  return blocks.map((block, index) => <Fragment key={index}>{tight && block.kind === "paragraph" ? words(block.children) : drawn(block)}</Fragment>);
}

function words(parts: Inline[]): ReactNode {
  return parts.map((part, index) => {
    if (typeof part === "string") return <Fragment key={index}>{part}</Fragment>;
    switch (part.kind) {
      case "break":
        return <br key={index} />;
      case "code":
        return <code key={index}>{words(part.children)}</code>;
      case "strong":
        return <strong key={index}>{words(part.children)}</strong>;
      case "em":
        return <em key={index}>{words(part.children)}</em>;
      case "link":
        return (
          <a key={index} href={part.url} rel="nofollow noopener noreferrer" target="_blank">
            {words(part.children)}
          </a>
        );
    }
  });
}
