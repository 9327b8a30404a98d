import { useEffect, useRef, useState } from "react";

import type { KeptFile } from "../kept-file";

import { useExplain } from "./explain";
import { useTranslation } from "./texts";

/** The engine's rules, asked of it before a file of 11 MB is sent in vain; the engine decides. */
export const attachmentRules = {
  most: 10,
  bytes: 10_000_000,
  accept: ".pdf,.png,.jpg,.jpeg,.gif,.webp,.txt,.log,.csv,.md,.json,.conf",
};
// What nothing holds on to is removed there after a day.
const livesMs = 23 * 3_600_000;

export interface Attachment {
  key: string;
  name: string;
  size: number;
  state: "sending" | "kept" | "failed";
  file?: KeptFile;
  source?: File;
  error?: string;
}

/** Files on their way to a ticket; `before` are those of a draft. Its words are the `support` texts of the application. */
export function useAttachments(upload: (file: File) => Promise<KeptFile>, before: KeptFile[]) {
  const { t } = useTranslation("support");
  const explain = useExplain();
  const gone = useRef(false);
  const [items, setItems] = useState<Attachment[]>(() =>
    before.filter((file) => Date.now() - new Date(file.created_at).getTime() < livesMs).map((file) => ({ key: file.id, name: file.name, size: file.size, state: "kept", file })),
  );
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);
  const change = (key: string, part: Partial<Attachment>) => {
    if (!gone.current) setItems((all) => all.map((item) => (item.key === key ? { ...item, ...part } : item)));
  };
  const send = async (key: string, source: File) => {
    change(key, { state: "sending", error: undefined });
    try {
      const file = await upload(source);
      change(key, { state: "kept", file, name: file.name, source: undefined });
    } catch (error) {
      const words = explain(error);
      change(key, { state: "failed", error: words.detail ?? words.title });
    }
  };
  return {
    items,
    kept: items.flatMap((item) => item.file ?? []),
    sending: items.some((item) => item.state === "sending"),
    full: items.length >= attachmentRules.most,
    add: (files: File[]) => {
      for (const source of files.slice(0, attachmentRules.most - items.length)) {
        const key = crypto.randomUUID();
        const tooLarge = source.size > attachmentRules.bytes;
        setItems((all) => [
          ...all,
          {
            key,
            name: source.name,
            size: source.size,
            state: tooLarge ? "failed" : "sending",
            error: tooLarge ? t("files.too_large") : undefined,
            source: tooLarge ? undefined : source,
          },
        ]);
        if (!tooLarge) void send(key, source);
      }
    },
    retry: (item: Attachment) => {
      if (item.source) void send(item.key, item.source);
    },
    remove: (key: string) => setItems((all) => all.filter((item) => item.key !== key)),
    clear: () => setItems([]),
  };
}
export type Attachments = ReturnType<typeof useAttachments>;
