import { useTranslation } from "@hostler/web-kit/react/texts";
import { useCallback } from "react";

const plain = (code: string) => code.replaceAll("_", " ");
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What happened, for people: "ticket.opened" is "Ticket opened". A word that is not known is shown as the code says it. */
export function useActWords(): (code: string) => string {
  const { t } = useTranslation("words");
  return useCallback(
    (code: string) => {
      const dot = code.indexOf(".");
      if (dot < 0) return capital(plain(code));
      const [noun, verb] = [code.slice(0, dot), code.slice(dot + 1)];
      return t("did", { noun: t(`noun.${noun}`, { defaultValue: capital(plain(noun)) }), verb: t(`verb.${verb}`, { defaultValue: plain(verb) }) });
    },
    [t],
  );
}

/** What a job does: "services.create" is "Create a service". */
export function useJobWords(): (kind: string) => string {
  const { t } = useTranslation("words");
  return useCallback((kind: string) => t(`job.${kind}`, { defaultValue: capital(plain(kind.replace(".", ": "))) }), [t]);
}

/** What a provider was asked for: "provisioner/1.create" is "Server: create". */
export function useCallWords(): (operation: string) => string {
  const { t } = useTranslation("words");
  return useCallback(
    (operation: string) => {
      const [kind = "", verb] = operation.split(/\/\d+\./);
      if (!verb) return operation;
      return t("called", { kind: t(`provider.${kind}`, { defaultValue: capital(plain(kind)) }), verb: t(`call.${verb}`, { defaultValue: plain(verb) }) });
    },
    [t],
  );
}

/** A shipped rule's name in the reader's language; a shop's own version and rule is called what its author called it. */
export function useRuleWords(): (rule: { name: string; title: string; own: boolean }) => string {
  const { t } = useTranslation("words");
  return useCallback(
    (rule: { name: string; title: string; own: boolean }) => (rule.own ? rule.title || rule.name : t(`rule.${rule.name}`, { defaultValue: rule.title || rule.name })),
    [t],
  );
}

/** What a text is called: the mail "invoice_overdue_1" is "First overdue notice". One that a shop has added is called as its file. */
export function useTextWords(): (kind: string, name: string) => string {
  const { t } = useTranslation("words");
  return useCallback(
    (kind: string, name: string) => {
      if (!name.startsWith("_")) return t(`text.${kind}.${name}`, { defaultValue: capital(plain(name)) });
      return t("shared_piece", { name: t(`piece.${name.slice(1)}`, { defaultValue: plain(name.slice(1)) }) });
    },
    [t],
  );
}
