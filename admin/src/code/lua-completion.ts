import type { Completion, CompletionContext, CompletionResult, CompletionSource } from "@codemirror/autocomplete";

import type { LuaApi, LuaField } from "./lua-api";

const words = "and break do else elseif end false for function goto if in local nil not or repeat return then true until while".split(" ");
const plain = "ipairs pairs select tonumber tostring type math string table error assert pcall".split(" ");

const field = ({ name, type, doc }: LuaField): Completion => ({ label: name, type: "property", detail: type, info: doc || undefined });

/** Completes the engine's table, events' names, and the members of the event or row that the script is given. */
export function luaCompletion(api: LuaApi): CompletionSource {
  const functions = api.functions.map(({ name, parameters, doc }): Completion => ({ label: name, type: "function", detail: `(${parameters})`, info: doc || undefined }));
  const events = api.events.map(({ name, doc }): Completion => ({ label: name, type: "constant", info: doc || undefined }));
  const selectors = Object.keys(api.classes)
    .filter((name) => name.startsWith("hostler.row."))
    .map((name): Completion => ({ label: name.slice("hostler.row.".length), type: "constant" }));
  return (context: CompletionContext): CompletionResult | null => {
    const before = context.state.sliceDoc(0, context.pos);
    const named = /\bon\s*\(\s*["']([\w.]*)$/.exec(before);
    if (named) return { from: context.pos - (named[1] ?? "").length, options: events, validFor: /^[\w.]*$/ };
    const selected = /\bselect\s*=\s*["']([\w.]*)$/.exec(before);
    if (selected) return { from: context.pos - (selected[1] ?? "").length, options: selectors, validFor: /^[\w.]*$/ };
    const member = /\b(event|row)\.(\w*)$/.exec(before);
    if (member) {
      const source = context.state.doc.toString();
      const known =
        member[1] === "event"
          ? `hostler.event.${[...before.matchAll(/\bon\s*\(\s*["']([\w.]+)["']/g)].at(-1)?.[1] ?? ""}`
          : `hostler.row.${/\bselect\s*=\s*["']([\w.]+)["']/.exec(source)?.[1] ?? ""}`;
      return { from: context.pos - (member[2] ?? "").length, options: (api.classes[known] ?? []).map(field), validFor: /^\w*$/ };
    }
    const word = context.matchBefore(/[\w.]+/);
    if (!word && !context.explicit) return null;
    const options = [...functions, ...words.map((label): Completion => ({ label, type: "keyword" })), ...plain.map((label): Completion => ({ label, type: "function" }))];
    return { from: word?.from ?? context.pos, options, validFor: /^[\w.]*$/ };
  };
}
